"""What may stand in what: the content models of NISO STS, interchange tag set, as far as this writer uses them."""

from __future__ import annotations

_FORMS = frozenset(
    {"bold", "italic", "monospace", "strike", "underline", "sub", "sup", "styled-content", "inline-graphic"}
)
INLINE = _FORMS | {"break", "ext-link", "fn", "index-term", "inline-formula", "named-content", "target", "xref"}
"""What stands within a line."""

_NOTES = frozenset({"non-normative-example", "non-normative-note"})
_LISTS = frozenset({"def-list", "list"})
BLOCKS = _NOTES | _LISTS | {
    "boxed-text", "code", "disp-formula", "disp-quote", "fig", "graphic", "p", "table-wrap", "verse-group",
}  # fmt: skip
"""What stands on lines of its own."""

SECTIONS = frozenset({"app", "sec", "term-sec"})

_PARAGRAPHS = _NOTES | {"p"}
_TBX = BLOCKS - {"disp-quote", "p", "verse-group"}

BLOCKS_IN: dict[str, frozenset[str]] = {
    "caption": _PARAGRAPHS,
    "def": _PARAGRAPHS,
    "fn": _PARAGRAPHS,
    "p": BLOCKS - {"p"},
    "table-wrap-foot": _PARAGRAPHS | {"fn"},
    "list-item": _PARAGRAPHS | _LISTS,
    "fig": BLOCKS - {"boxed-text", "fig", "verse-group"},
    "td": BLOCKS - {"boxed-text", "table-wrap", "verse-group"},
    "th": BLOCKS - {"boxed-text", "table-wrap", "verse-group"},
    "tbx:definition": _TBX,
    "tbx:example": _TBX,
    "tbx:note": _TBX,
    "tbx:source": _TBX,
}
"""The blocks that an element takes; one that is not named takes all."""

_LINKS = _FORMS | {"named-content"}
INLINE_IN: dict[str, frozenset[str]] = {
    "code": INLINE - {"break", "inline-formula"},
    "ext-link": _LINKS,
    "nav-pointer": _LINKS,
    "std": _LINKS | {"ext-link", "fn", "std-ref", "title", "xref"},
    "std-ref": frozenset(),
    "verse-line": INLINE - {"break", "ext-link"},
    "xref": _LINKS,
}
"""What an element takes within a line; one that is not named takes all but a break."""

BREAKS_IN = frozenset({"p", "tbx:definition", "tbx:example", "tbx:note", "tbx:source", "tbx:term", "td", "th", "title"})

TEXT_IN = _FORMS | BREAKS_IN | INLINE_IN.keys() | {"attrib", "named-content", "see", "see-also", "term"}
"""What holds text itself."""

LEAST = {
    "def": "p",
    "fn": "p",
    "list": "list-item",
    "list-item": "p",
    "table-wrap-foot": "p",
    "tbody": "tr",
    "tr": "td",
    "verse-group": "verse-line",
}
"""What an element has to hold at least."""


INDEX_IN = frozenset({"p", "td", "term", "th", "title"})
"""What holds entries of the index."""


def wrapper(parent: str, tag: str) -> str | None:
    """What has to stand between an element and one that may not stand in it; None where nothing has to."""
    if tag in INLINE:
        return "styled-content" if tag not in INLINE_IN.get(parent, INLINE) else None
    if tag in BLOCKS and tag not in BLOCKS_IN.get(parent, BLOCKS):
        return "boxed-text" if parent == "p" or parent.startswith("tbx:") else "p"
    return None
