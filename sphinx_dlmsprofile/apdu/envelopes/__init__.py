"""Envelopes that are described as data: one description, read and written by the same table of fields."""
