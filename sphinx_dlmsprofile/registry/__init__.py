"""Facts of the field as data."""
