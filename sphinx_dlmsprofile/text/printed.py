"""What a document of Word prints: its words block by block, and beside them how each block looks."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from sphinx_dlmsprofile.text.looks import NO_NUMBER, look_of, look_of_table, shown, words_of
from sphinx_dlmsprofile.text.office_xml import EDGE_PARTS, W
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MADE_ANEW = regex(r"(?i)(?:toc|contents|tableoffigures|index).*")
"""Styles of contents, lists and the index, which Word makes anew."""

_HEADINGS = regex(r"(?i)heading ?(?P<clause>\d)|annex[ _-]?(?:title|heading(?P<annex>\d))|heading\W?nonumber\W?")
"""Styles of headings, by their identifiers."""

_BOUND = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"))
"""Elements around blocks that print nothing themselves."""

_TYPED = regex(r"\A(?:\d+|[A-Z](?=\.))(?:\.\d+)*\s+")
"""The number of a heading that Word does not count."""


class Printed(NamedTuple):
    """A paragraph, of one row and cell, or a table of rows of cells: words without any form.

    ``level`` is that of a heading, 0 for all else; ``look`` is all that is no word.
    """

    rows: tuple[tuple[str, ...], ...]
    is_table: bool = False
    level: int = 0
    look: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of a paragraph."""
        return self.rows[0][0]


class WordFile:
    """A document of Word as it is now.

    ``numbers`` are what references to each bookmark show, ``edges`` the words of headers and footers, ``properties``
    what is said of the document as a whole.
    """

    def __init__(self, file: Path | IO[bytes]) -> None:
        with ZipFile(file) as package:
            self._parts = {
                name: package.read(name)
                for name in package.namelist()
                if name.startswith("word/") and name.endswith((".xml", ".rels"))
            }
            self.root = self.part("word/document.xml")
            self._styles = self._read_styles()
            self._targets = self._read_targets(package)
            self.properties = _properties(package)
        self.numbers = {name: text for name, (text, _) in self._counted().items()}
        self.edges = sorted(
            filter(None, (_edge(self.part(name)) for name in self._parts if EDGE_PARTS.fullmatch(name)))
        )

    def part(self, name: str) -> Any:
        """The element of a part; an empty one where there is none."""
        octets = self._parts.get(name)
        return ET.Element("none") if octets is None else ET.fromstring(octets)  # noqa: S314  expat bounds entities

    def _read_styles(self) -> dict[str, str]:
        styles = self.part("word/styles.xml").iter(f"{W}style")
        names = {each.get(f"{W}styleId", ""): each.find(f"{W}name") for each in styles}
        return {key: name.get(f"{W}val", "").casefold() for key, name in names.items() if name is not None}

    def _read_targets(self, package: ZipFile) -> dict[str, str]:
        """What each relation leads to: an address, or for a picture what tells it from others."""
        found = {}
        for each in self.part("word/_rels/document.xml.rels"):
            target = each.get("Target", "")
            is_picture = each.get("Type", "").endswith("/image") and f"word/{target}" in package.namelist()
            if is_picture:
                target = hashlib.sha256(package.read(f"word/{target}")).hexdigest()[:8]
            found[each.get("Id", "")] = target
        return found

    # Numbers that Word counts

    def _counted(self) -> dict[str, tuple[str, list[list[Any]]]]:
        """What each bookmark with a number is called, where all references agree; the texts that say it."""
        shown_by: dict[str, list[list[Any]]] = defaultdict(list)
        for paragraph in self.root.iter(f"{W}p"):
            for name, texts in _numbers_in(paragraph):
                shown_by[name].append(texts)
        found = {}
        for name, places in shown_by.items():
            said = {" ".join("".join(each.text or "" for each in texts).split()) for texts in places}
            if len(said) == 1 and (text := said.pop()):
                found[name] = (text, places)
        return found

    def count_as(self, numbers: Mapping[str, str]) -> list[tuple[str, str]]:
        """Show the numbers of another document at the same bookmarks; those that differed, now and then."""
        changed = []
        for name, (now, places) in self._counted().items():
            then = " ".join(numbers.get(name, now).split())
            if then == now or then.split()[:-1] != now.split()[:-1]:
                continue
            changed.append((now, then))
            for texts in places:
                for each in texts:
                    each.text = then if each is texts[0] else ""
        return sorted(set(changed))

    # Blocks

    def blocks(self) -> list[Printed]:
        """What is printed, what is made anew left out."""
        body = self.root.find(f"{W}body")
        found: list[Printed] = []
        before: tuple[str, ...] = ()
        for block in self._blocks(body) if body is not None else ():
            if block.is_table or block.text:
                look = before + block.look
                if block.level:  # pages begin with many of them
                    look = tuple(each for each in look if each != "page break")
                found.append(block._replace(look=look))
                before = ()
            else:  # a picture or a break alone belongs to what follows
                before += tuple(each for each in block.look if not each.startswith("style "))
        if before and found:
            found[-1] = found[-1]._replace(look=found[-1].look + before)
        return found

    def _blocks(self, parent: Any) -> Iterator[Printed]:
        held = ""
        for element in parent:
            if element.tag == f"{W}tbl":
                rows = tuple(tuple(words_of(cell) for cell in _cells(row)) for row in _rows(element))
                if rows:  # one whose rows are all struck out is gone
                    yield Printed(rows, is_table=True, look=look_of_table(element, self._targets))
            elif element.tag == f"{W}p":
                named = element.find(f"{W}pPr/{W}pStyle")
                style = named.get(f"{W}val", "") if named is not None else ""
                if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:  # it goes on in the next paragraph
                    held += "".join(shown(element))
                elif not _MADE_ANEW.fullmatch(style):
                    text = " ".join((held + "".join(shown(element))).split())
                    look = look_of(element, self._styles.get(style, style.casefold()), self._targets)
                    level = _level(style) if text else 0
                    text = _TYPED.sub("", text) if level and NO_NUMBER in look else text
                    yield Printed(((text,),), level=level, look=look)
                    held = ""
                for box in _boxes(element):
                    yield from self._blocks(box)
            elif element.tag in _BOUND:
                yield from self._blocks(element)
        if held.strip():
            yield Printed(((" ".join(held.split()),),))


_DESCRIBED = frozenset({"title", "subject", "keywords", "description", "category", "contentStatus", "creator"})
"""Properties that people write; the others are of programs."""


def _properties(package: ZipFile) -> dict[str, str]:
    """The properties of a document that people write, those of their own names among them."""
    found = {}
    names = package.namelist()
    if "docProps/core.xml" in names:
        core = ET.fromstring(package.read("docProps/core.xml"))  # noqa: S314  expat bounds what entities become
        told = ((each.tag.rpartition("}")[2], each.text or "") for each in core)
        found = {name: " ".join(text.split()) for name, text in told if name in _DESCRIBED}
    if "docProps/custom.xml" in names:
        own = ET.fromstring(package.read("docProps/custom.xml"))  # noqa: S314
        found |= {each.get("name", ""): " ".join("".join(each.itertext()).split()) for each in own}
    return {name: text for name, text in found.items() if text}


def _level(style: str) -> int:
    """The level of headings with a style of ours, 0 for all else."""
    match = _HEADINGS.fullmatch(style)
    if match is None:
        return 0
    return int(match["clause"] or int(match["annex"] or 0) + 1)


def _children(element: Any, name: str) -> Iterator[Any]:
    """Children of a kind, those in elements around them included."""
    for each in element:
        if each.tag == f"{W}{name}":
            yield each
        elif each.tag in _BOUND:
            yield from _children(each, name)


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in _children(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None)


def _boxes(element: Any) -> Iterator[Any]:
    """The contents of text boxes; the copies for older programs are left out."""
    for each in element:
        if each.tag == f"{W}txbxContent":
            yield each
        elif not each.tag.endswith("}Fallback"):
            yield from _boxes(each)


def _edge(part: Any) -> str:
    """The words of a header or footer, without the numbers of pages."""
    return regex(r"\d+").sub("", words_of(part)).strip()


def _numbers_in(paragraph: Any) -> Iterator[tuple[str, list[Any]]]:
    """Names of bookmarks with the texts that say their numbers."""
    yield from _results(paragraph)
    yield from _around_counters(paragraph)


def _results(paragraph: Any) -> Iterator[tuple[str, list[Any]]]:
    """The results of REF fields."""
    code, texts, is_result = "", list[Any](), False
    for each in paragraph.iter():
        kind = each.get(f"{W}fldCharType") if each.tag == f"{W}fldChar" else ""
        if kind == "separate":
            is_result = True
        elif kind:
            words = code.split()
            if words[:1] == ["REF"] and len(words) > 1 and texts:
                yield words[1], texts
            code, texts, is_result = "", [], False
        elif each.tag == f"{W}instrText":
            code += each.text or ""
        elif each.tag == f"{W}t" and is_result:
            texts.append(each)


def _around_counters(paragraph: Any) -> Iterator[tuple[str, list[Any]]]:
    """The texts of captions up to their SEQ field, by the bookmark around them or else by the words behind."""
    said: list[Any] = []
    name, open_mark, is_counted, is_said = "", "", False, False
    for each in paragraph.iter():
        if each.tag == f"{W}bookmarkStart" and not is_counted:
            open_mark, said = each.get(f"{W}name", ""), []
        elif each.tag == f"{W}bookmarkEnd" and not is_counted:
            open_mark = ""
        elif each.tag == f"{W}instrText" and (each.text or "").split()[:1] == ["SEQ"]:
            name, is_counted = open_mark, True
        elif is_counted and each.get(f"{W}fldCharType") == "end":
            is_said = True
        elif each.tag == f"{W}t" and not is_said:
            said.append(each)
    if is_counted and said:
        rest = "".join(each.text or "" for each in paragraph.iter(f"{W}t") if each not in said)
        yield name or f"caption {' '.join(rest.split())}", said
