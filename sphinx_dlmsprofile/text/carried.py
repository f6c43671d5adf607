"""What our Word documents carry of their sources: the files, the settings, and the words that were printed of them.

A part of custom XML, which Word keeps and does not show. No code is in it: settings are data.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMESPACE = "urn:sphinx-dlmsprofile:sources:1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MADE_ANEW = regex(r"(?i)(?:toc|contents|tableoffigures|index).*")
"""Styles of contents, lists and the index, which Word makes anew."""

_HEADINGS = regex(r"(?i)heading ?(?P<clause>\d)|annex[ _-]?(?:title|heading(?P<annex>\d))|heading\W?nonumber\W?")
"""Styles of headings, by their identifiers."""

_UNFIT = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


class Printed(NamedTuple):
    """A paragraph, of one row and cell, or a table of rows of cells: words without any form.

    ``level`` is that of a heading, 0 for all else.
    """

    rows: tuple[tuple[str, ...], ...]
    is_table: bool = False
    level: int = 0

    @property
    def text(self) -> str:
        """The words of a paragraph."""
        return self.rows[0][0]


class Carried(NamedTuple):
    """The files of a project by their names, its settings, and what was printed.

    ``footnotes`` are the words of each; None where the document does not say what they were.
    """

    files: dict[str, bytes]
    settings: dict[str, Any]
    printed: list[Printed]
    footnotes: list[str] | None = None


def printed_in(body: Any) -> list[Printed]:
    """The blocks of the body of a document, those that are made anew left out."""
    return list(_blocks(body))


def _blocks(body: Any) -> Iterator[Printed]:
    for element in body:
        if element.tag == f"{_W}tbl":
            rows = tuple(
                tuple(" ".join(_text(cell).split()) for cell in row.findall(f"{_W}tc"))
                for row in element.iter(f"{_W}tr")
            )
            yield Printed(rows, is_table=True)
        elif element.tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            text = " ".join(_text(element).split())
            name = style.get(f"{_W}val", "") if style is not None else ""
            if text and not _MADE_ANEW.fullmatch(name):
                yield Printed(((text,),), level=_level(name))
        elif element.tag == f"{_W}ins":
            yield from _blocks(element)


def _level(style: str) -> int:
    """The level of headings with a style of ours, 0 for all else."""
    match = _HEADINGS.fullmatch(style)
    if match is None:
        return 0
    return int(match["clause"] or int(match["annex"] or 0) + 1)


def _text(element: Any) -> str:
    """The words that are shown; what was deleted has an element of its own."""
    found = []
    for each in element.iter():
        if each.tag == f"{_W}t":
            found.append(each.text or "")
        elif each.tag in {f"{_W}tab", f"{_W}br", f"{_W}p"}:
            found.append(" ")
    return "".join(found)


def pack(carried: Carried) -> bytes:
    """The part."""
    root = ET.Element(f"{{{NAMESPACE}}}sources")
    ET.SubElement(root, f"{{{NAMESPACE}}}settings").text = json.dumps(carried.settings, sort_keys=True)
    for name, content in sorted(carried.files.items()):
        file = ET.SubElement(root, f"{{{NAMESPACE}}}file", name=name)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = "\0"
        if _UNFIT.search(text) or "\r" in text:
            file.set("form", "base64")
            text = b64encode(content).decode("ascii")
        file.text = text
    rows = [(block.is_table, block.rows, *([block.level] if block.level else [])) for block in carried.printed]
    ET.SubElement(root, f"{{{NAMESPACE}}}printed").text = _UNFIT.sub("", json.dumps(rows))
    if carried.footnotes is not None:
        ET.SubElement(root, f"{{{NAMESPACE}}}footnotes").text = _UNFIT.sub("", json.dumps(carried.footnotes))
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def carried_by(path: Path) -> Carried | None:
    """What a document carries; None where it carries nothing, or nothing that can be read."""
    with ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("customXml/") and name.endswith(".xml"):
                data = package.read(name)
                if NAMESPACE.encode() in data:
                    return _unpack(data)
    return None


def _unpack(data: bytes) -> Carried | None:
    try:
        root = ET.fromstring(data)  # noqa: S314  expat bounds what entities become
        settings = json.loads(root.findtext(f"{{{NAMESPACE}}}settings") or "{}")
        rows = json.loads(root.findtext(f"{{{NAMESPACE}}}printed") or "[]")
        printed = [
            Printed(tuple(tuple(map(str, row)) for row in block), bool(is_table), int(*level))
            for is_table, block, *level in rows
        ]
        footnotes = root.findtext(f"{{{NAMESPACE}}}footnotes")
        notes = None if footnotes is None else list(map(str, json.loads(footnotes)))
        files = {
            str(file.get("name")): b64decode(file.text or "")
            if file.get("form") == "base64"
            else (file.text or "").encode()
            for file in root.iter(f"{{{NAMESPACE}}}file")
        }
    except (ET.ParseError, ValueError, TypeError):
        return None
    return Carried(files, settings, printed, notes) if isinstance(settings, dict) and files else None


def footnotes_in(root: Any) -> dict[str, str]:
    """The words of each footnote by its number, without the lines that part them from the text."""
    notes = (each for each in root.iter(f"{_W}footnote") if each.get(f"{_W}type") is None)
    found = {each.get(f"{_W}id", ""): " ".join(_text(each).split()) for each in notes}
    return {number: text for number, text in found.items() if text}


def footnotes_of(path: Path) -> list[tuple[str, str]]:
    """The footnotes of a document as it is now: the words of each, and those of the paragraph that refers to it."""
    with ZipFile(path) as package:
        if "word/footnotes.xml" not in package.namelist():
            return []
        notes = footnotes_in(ET.fromstring(package.read("word/footnotes.xml")))  # noqa: S314  expat bounds what entities become
        document = ET.fromstring(package.read("word/document.xml"))  # noqa: S314
    beside = dict(reversed(list(_marked(document, "footnoteReference"))))
    # Word keeps a footnote whose mark was deleted.
    return [(text, beside[number]) for number, text in notes.items() if number in beside]


def comments_of(path: Path) -> list[tuple[str, str, str]]:
    """Comments of reviewers: who, what, and the words of the paragraph to which they belong."""
    with ZipFile(path) as package:
        if "word/comments.xml" not in package.namelist():
            return []
        root = ET.fromstring(package.read("word/comments.xml"))  # noqa: S314  expat bounds what entities become
        document = ET.fromstring(package.read("word/document.xml"))  # noqa: S314
    told = {each.get(f"{_W}id", ""): each for each in root.iter(f"{_W}comment")}
    found = []
    for number, beside in _marked(document, "commentReference"):
        comment = told.get(number)
        if comment is not None:
            found.append((comment.get(f"{_W}author", ""), " ".join(_text(comment).split()), beside))
    return found


def _marked(document: Any, reference: str) -> Iterator[tuple[str, str]]:
    """What a kind of mark refers to, by its number, and the words of the paragraph in which the mark stands."""
    for paragraph in document.iter(f"{_W}p"):
        for mark in paragraph.iter(f"{_W}{reference}"):
            yield mark.get(f"{_W}id", ""), " ".join(_text(paragraph).split())


def printed_of(path: Path) -> list[Printed]:
    """The blocks of a document as it is now."""
    with ZipFile(path) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314  expat bounds what entities become
    body = root.find(f"{_W}body")
    return printed_in(body) if body is not None else []
