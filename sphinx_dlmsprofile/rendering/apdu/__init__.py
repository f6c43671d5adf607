"""APDU examples: octets in a row, the table of their fields, a text with tags."""
