"""The version of the package."""

__version__ = "0.1.0"

MANUAL = "https://sphinx-dlmsprofile.readthedocs.io/en/latest/"
"""Where the manual is published."""
