"""What takes octets apart, under the name that stands beside ``encode``."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.dissect import dissect, recognise

__all__ = ["dissect", "recognise"]
