"""What our Word documents carry of their sources: the files, the settings, and what was printed of them.

A part of custom XML, which Word keeps and does not show. No code is in it: settings are data.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from sphinx_dlmsprofile.text.looks import words_of
from sphinx_dlmsprofile.text.marks import NOT_XML
from sphinx_dlmsprofile.text.office_xml import W
from sphinx_dlmsprofile.text.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_dlmsprofile.text.printed import WordFile

NAMESPACE = "urn:sphinx-dlmsprofile:sources:1"


class Beside(NamedTuple):
    """What a document said beside its blocks; documents of older releases do not say it.

    ``footnotes`` are the words of each, ``numbers`` those that references to each bookmark showed, ``edges`` the words
    of headers and footers, ``absent`` what of the project did not travel, ``properties`` those of the document, None
    where an older release did not say them.
    """

    footnotes: list[str]
    numbers: dict[str, str]
    edges: list[str]
    absent: list[str]
    properties: dict[str, str] | None = None


class Carried(NamedTuple):
    """The files of a project by their names, its settings, and what was printed."""

    files: dict[str, bytes]
    settings: dict[str, Any]
    printed: list[Printed]
    beside: Beside | None = None


def beside_of(word: WordFile, absent: list[str]) -> Beside:
    """What a document says beside its blocks."""
    return Beside([text for _, text in _notes(word, "footnote")], word.numbers, word.edges, absent, word.properties)


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
        if NOT_XML.search(text) or "\r" in text:
            file.set("form", "base64")
            text = b64encode(content).decode("ascii")
        file.text = text
    rows = [(block.is_table, block.rows, block.level, block.look) for block in carried.printed]
    ET.SubElement(root, f"{{{NAMESPACE}}}printed").text = NOT_XML.sub("", json.dumps(rows))
    if carried.beside is not None:
        said = json.dumps(carried.beside._asdict(), sort_keys=True)
        ET.SubElement(root, f"{{{NAMESPACE}}}beside").text = NOT_XML.sub("", said)
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
        beside = _beside(json.loads(root.findtext(f"{{{NAMESPACE}}}beside") or "null"))
        printed = [
            Printed(tuple(tuple(map(str, row)) for row in block), bool(is_table), *_level_and_look(*more))
            for is_table, block, *more in rows
        ]
        files = {
            str(file.get("name")): b64decode(file.text or "")
            if file.get("form") == "base64"
            else (file.text or "").encode()
            for file in root.iter(f"{{{NAMESPACE}}}file")
        }
    except (ET.ParseError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return Carried(files, settings, printed, beside) if isinstance(settings, dict) and files else None


def _level_and_look(level: int = 0, look: Sequence[str] = ()) -> tuple[int, tuple[str, ...]]:
    """What documents of older releases may lack."""
    return int(level), tuple(map(str, look))


_NAMED = ("numbers", "properties")


def _beside(said: Mapping[str, Any] | None) -> Beside | None:
    if said is None:
        return None
    texts = {key: list(map(str, said[key])) for key in ("footnotes", "edges", "absent")}
    numbers, told = ({str(key): str(each) for key, each in (said.get(name) or {}).items()} for name in _NAMED)
    return Beside(numbers=numbers, **texts, properties=told if said.get("properties") is not None else None)


def _notes(word: WordFile, kind: str) -> Iterator[tuple[str, str]]:
    """The words of each footnote or endnote by its number, without the lines that part them from the text."""
    for each in word.part(f"word/{kind}s.xml").iter(f"{W}{kind}"):
        if each.get(f"{W}type") is None and (text := words_of(each)):
            yield each.get(f"{W}id", ""), text


def footnotes_of(word: WordFile) -> list[tuple[str, str]]:
    """The footnotes of a document, endnotes among them: words, and those of the paragraph that refers to it."""
    found = []
    for kind in ("footnote", "endnote"):
        beside = dict(reversed(list(_marked(word.root, f"{kind}Reference"))))
        # Word keeps a footnote whose mark was deleted.
        found += [(text, beside[number]) for number, text in _notes(word, kind) if number in beside]
    return found


def comments_of(word: WordFile) -> list[tuple[str, str, str]]:
    """Comments of reviewers: who, what, and the words of the paragraph to which they belong."""
    told = {each.get(f"{W}id", ""): each for each in word.part("word/comments.xml").iter(f"{W}comment")}
    return [
        (told[number].get(f"{W}author", ""), words_of(told[number]), beside)
        for number, beside in _marked(word.root, "commentReference")
        if number in told
    ]


def _marked(document: Any, reference: str) -> Iterator[tuple[str, str]]:
    """What a kind of mark refers to, by its number, and the words of the paragraph in which the mark stands."""
    for paragraph in document.iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}{reference}"):
            yield mark.get(f"{W}id", ""), words_of(paragraph)
