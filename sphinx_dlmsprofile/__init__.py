"""Write, check and publish DLMS/COSEM communication profile standards with Sphinx."""

from __future__ import annotations

__version__ = "0.1.0"
