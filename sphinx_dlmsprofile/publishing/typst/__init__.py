"""PDF by way of Typst."""
