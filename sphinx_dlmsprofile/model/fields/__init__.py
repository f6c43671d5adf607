"""What is decided of each field of a public record, once.

A declaration says the key in ``profile.json``, the words for its schema, how the value is shown, and whether editions
are compared by it, or why not. ``profile.json``, the schema and the comparison of editions follow it. The records do
not know of it, so that they are made quickly: only exports and comparisons load this folder.
"""
