"""The roles of authors."""
