"""Content models of NISO STS 1.2, interchange tag set, as regular expressions over the names of child elements.

They are a part of what the schema says: no more than what our writer uses. So what it writes is checked where the
schema is not at hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_FORM = "bold|italic|monospace|strike|underline|sub|sup|styled-content|inline-graphic"
_LINE = f"{_FORM}|ext-link|fn|index-term|inline-formula|named-content|target|xref"
_NOTE = "non-normative-note|non-normative-example"
_BLOCK = f"{_NOTE}|list|def-list|boxed-text|code|disp-formula|disp-quote|fig|graphic|p|table-wrap|verse-group"
_SEC = "(?:sec |term-sec )"
_CAPTIONED = "(?:label )?(?:caption )?"


def _any(names: str) -> str:
    return f"(?:(?:{names}) )*"


_CELL = _any(f"{_LINE}|break|{_NOTE}|list|def-list|code|disp-formula|disp-quote|fig|graphic|p")
_TBX = _any(f"{_LINE}|break|{_NOTE}|list|def-list|boxed-text|code|disp-formula|fig|graphic|table-wrap")
_SECTION = f"{_any(f'{_BLOCK}|ref-list')}{_SEC}*"

MODELS = {
    "standard": "front body (?:back )?",
    "front": "(?:std-meta )?(?:sec )*",
    "std-meta": "title-wrap (?:proj-id )?(?:release-version )?(?:std-ident )?(?:content-language )?(?:std-ref )*"
    "(?:doc-ref )?(?:pub-date )?(?:comm-ref )*(?:secretariat )*(?:ics )*(?:permissions )?",
    "title-wrap": "(?:intro )?main (?:compl )?full ",
    "std-ident": "originator doc-type doc-number (?:part-number )?(?:edition )?",
    "permissions": "(?:copyright-statement )?(?:copyright-year )?",
    "body": f"{_any(_BLOCK)}{_SEC}*",
    "back": "(?:(?:app-group|sec|index) )*",
    "app-group": "(?:app )+",
    "sec": f"(?:label )?title {_SECTION}",
    "app": f"label (?:annex-type )?title {_SECTION}",
    "term-sec": f"(?:label )?(?:tbx:termEntry )?{_any(_BLOCK)}",
    "tbx:termEntry": "(?:index-term )*tbx:langSet ",
    "tbx:langSet": "(?:tbx:(?:definition|example|note|source) )*(?:tbx:tig )+",
    "tbx:tig": "tbx:term (?:tbx:partOfSpeech )?(?:tbx:normativeAuthorization )?",
    "tbx:definition": _TBX,
    "tbx:note": _TBX,
    "tbx:example": _TBX,
    "tbx:source": _TBX,
    "ref-list": "(?:ref )+",
    "ref": "(?:label )?std ",
    "std": _any(f"{_FORM}|named-content|ext-link|fn|std-ref|title|xref"),
    "p": _any(f"{_LINE}|break|{_BLOCK.replace('|p|', '|')}"),
    "title": _any(f"{_LINE}|break"),
    "list": "(?:list-item )+",
    "list-item": f"(?:label )?(?:(?:p|{_NOTE}|list|def-list) )+",
    "def-list": "(?:def-item )*",
    "def-item": "term (?:def )*",
    "term": _any(_LINE),
    "def": f"(?:(?:p|{_NOTE}) )+",
    "fn": f"(?:label )?(?:(?:p|{_NOTE}) )+",
    "non-normative-note": f"(?:label )?{_any(_BLOCK)}",
    "non-normative-example": f"(?:label )?{_any(_BLOCK)}",
    "boxed-text": f"{_CAPTIONED}{_any(_BLOCK)}",
    "caption": "(?:title )?(?:p )*",
    "disp-quote": f"(?:label )?{_any(_BLOCK)}(?:attrib )*",
    "attrib": _any(_LINE),
    "verse-group": "(?:(?:verse-line|verse-group) )+",
    "verse-line": _any(_LINE.replace("ext-link|", "")),
    "code": _any(_LINE.replace("inline-formula|", "")),
    "table-wrap": f"{_CAPTIONED}(?:table )*(?:table-wrap-foot )?",
    "table-wrap-foot": "(?:(?:p|fn) )+",
    "table": "(?:col )*(?:thead )?(?:tbody )+",
    "thead": "(?:tr )+",
    "tbody": "(?:tr )+",
    "tr": "(?:(?:td|th) )+",
    "td": _CELL,
    "th": _CELL,
    "fig": f"{_CAPTIONED}{_any(f'{_NOTE}|p|list|def-list|disp-formula|disp-quote|table-wrap|code|graphic|fn')}",
    "graphic": "(?:alt-text )?",
    "inline-graphic": "(?:alt-text )?",
    "inline-formula": "(?:mml:math |tex-math )+",
    "disp-formula": "(?:label )?(?:mml:math |tex-math )+",
    "index": f"index-title-group {_any(_BLOCK)}(?:index-div )+",
    "index-div": "index-title-group (?:index-entry )+",
    "index-title-group": "title ",
    "index-entry": "term (?:(?:index-entry|nav-pointer|see-entry|see-also-entry) )*",
    "index-term": "term (?:index-term |(?:(?:see|see-also) )*)",
    "xref": _any(f"{_FORM}|named-content"),
    "ext-link": _any(f"{_FORM}|named-content"),
    **dict.fromkeys(_FORM.split("|")[:7], _any(_LINE)),
    "styled-content": _any(f"{_LINE}|{_BLOCK}"),
}
"""What an element holds; one that is not named holds text alone."""

_TEXT = frozenset(
    {"p", "title", "term", "td", "th", "code", "verse-line", "attrib", "std", "xref", "ext-link", "tbx:term"}
    | {"tbx:definition", "tbx:note", "tbx:example", "tbx:source"}
).union(_FORM.split("|")[:8])
"""What holds text beside elements."""


def faults(root: Element) -> Iterator[str]:
    """What in a document departs from its models, and references to what is not there."""
    ids = [name for element in root.iter() if (name := element.get("id")) is not None]
    yield from (f"the id {name} is there twice" for name in sorted({name for name in ids if ids.count(name) > 1}))
    for element in root.iter():
        tag = _name(element)
        rid = element.get("rid")
        if rid is not None and rid not in ids:
            yield f"{tag}: nothing has the id {rid}"
        identifier = element.get("id")
        if identifier is not None and not re.fullmatch(r"[^\W\d][\w.-]*", identifier):
            yield f"{tag}: {identifier} is not an id"
        if tag.startswith("mml:"):
            continue
        children = "".join(f"{_name(child)} " for child in element)
        if not re.fullmatch(MODELS.get(tag, ""), children):
            yield f"{tag} does not hold {children}"
        texts = [element.text, *(child.tail for child in element)]
        if len(element) and tag not in _TEXT and any(text and text.strip() for text in texts):
            yield f"{tag} holds no text"


def _name(element: Element) -> str:
    return (
        str(element.tag)
        .replace("{http://www.w3.org/1998/Math/MathML}", "mml:")
        .replace("{urn:iso:std:iso:30042:ed-1}", "tbx:")
    )
