"""The only part that talks to Sphinx."""
