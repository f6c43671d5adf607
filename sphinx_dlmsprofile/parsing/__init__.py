"""Directive bodies and files to records."""
