"""Elements of WordprocessingML: paragraphs, runs, fields, bookmarks."""

from __future__ import annotations

from typing import Any

from lxml import etree

from sphinx_dlmsprofile.publishing.xml_text import xml_text
from sphinx_dlmsprofile.text.office_xml import NAMESPACES

W, M, R = (NAMESPACES[prefix] for prefix in ("w", "m", "r"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Oxml = Any
"""An element of lxml, which has no types."""


def q(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def w(tag: str, *children: Oxml, **attributes: object) -> Oxml:
    """An element of WordprocessingML with attributes of its namespace."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W})
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", xml_text(str(value)))
    element.extend(children)
    return element


def m(tag: str, *children: Oxml, **attributes: object) -> Oxml:
    """An element of Office MathML."""
    element = etree.Element(f"{{{M}}}{tag}", nsmap={"m": M})
    for name, value in attributes.items():
        element.set(f"{{{M}}}{name}", xml_text(str(value)))
    element.extend(children)
    return element


def is_w(element: Oxml, tag: str) -> bool:
    """Whether an element is that one of WordprocessingML."""
    return bool(element.tag == f"{{{W}}}{tag}")


def text(content: str, tag: str = "t") -> Oxml:
    """A text whose spaces stay."""
    element = w(tag)
    element.set(_SPACE, "preserve")
    element.text = xml_text(content)
    return element


def run(*children: Oxml, form: Oxml | None = None) -> Oxml:
    """A run with its form (``rPr``)."""
    return w("r", *([form] if form is not None else []), *children)


def field(instruction: str, result: list[Oxml] | None = None, *, dirty: bool = False) -> list[Oxml]:
    """A field as runs: what Word computes, and what it shows until then; one without a result shows nothing."""
    begin = w("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    parts = [run(begin), run(text(f" {instruction} ", "instrText"))]
    if result is not None:
        parts += [run(w("fldChar", fldCharType="separate")), *result]
    return [*parts, run(w("fldChar", fldCharType="end"))]


def shown_text(element: Oxml) -> str:
    """What a reader sees of a paragraph: formulae and codes of fields left out."""
    parts = element.iter(q("t"), q("br"), q("tab"))
    return "".join(part.text or "" if is_w(part, "t") else " " for part in parts)
