"""The decoder, under the name that is the counterpart of ``encode``."""

from __future__ import annotations

from sphinx_dlmsprofile.apdu.dissect import dissect, recognise

__all__ = ["dissect", "recognise"]
