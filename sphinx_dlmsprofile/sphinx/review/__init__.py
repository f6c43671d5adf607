"""The review build: its reports, and needs."""
