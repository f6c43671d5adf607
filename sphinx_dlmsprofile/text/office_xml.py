"""Names of Office Open XML (ECMA-376), as those who write and read documents of Word need them."""

from __future__ import annotations

from sphinx_dlmsprofile.text.patterns import regex

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
"""By the prefixes under which programs, pandoc among them, look for elements."""

W, M, R, A, WP, MC, V = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "m", "r", "a", "wp", "mc", "v"))
"""What stands before the name of an element or attribute."""

TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""The parts of a document that have its text."""

EDGE_PARTS = regex(r"word/(?:header|footer)\d*\.xml")
"""Those with what stands around each page."""
