"""Tests that open the built pages in a browser."""
