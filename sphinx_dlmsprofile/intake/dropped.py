"""What pandoc leaves out of a Word document without a word.

Text boxes, simple fields, charts, diagrams, headers, text alternatives, files within it, pictures that are not there.
"""

from __future__ import annotations

from posixpath import join, normpath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile, is_zipfile

from sphinx_dlmsprofile.text.foreign import UnreadError, reading
from sphinx_dlmsprofile.text.office_xml import EDGE_PARTS, MC, TEXT_PARTS, WP, A, R, V, W
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

_COPIES = frozenset({f"{MC}Fallback", f"{W}del"})
"""What is there a second time, for older programs, and what was deleted."""

_BOX = f"{W}txbxContent"
_PICTURES = frozenset({f"{A}blip", f"{V}imagedata"})
_DRAWN = regex(r"word/(?:diagrams/data|charts/chart)\d*\.xml")
"""Parts with words that stand in no text: those of charts and diagrams, those around each page."""

_TEXTS = frozenset({f"{W}t", f"{A}t"})
_ALTERNATIVES = {
    f"{WP}docPr": "descr",
    f"{V}shape": "alt",
    f"{V}textpath": "string",
}
"""Attributes with words, by their elements."""


def dropped(path: Path, blocks: object) -> list[str]:
    """The texts of a draft in Word, each once, that the blocks which pandoc made of it do not have.

    Those of text boxes are looked for as a whole, and as often as they are there: their words may occur elsewhere.
    """
    if not is_zipfile(path):
        return []
    read = "".join(_strings(blocks))
    try:
        with reading():
            roots, others = list(_roots(path)), list(_elsewhere(path))
    except UnreadError:
        return []  # pandoc finds the text of a document by other names, too
    texts = dict.fromkeys([*(text for root in roots for text in _texts(root)), *others])
    found = [text for text in texts if not all(word in read for word in text.split())]
    whole, printed = _squeezed(read), _squeezed("".join(text for root in roots for text in _outside(root)))
    for box in (box for root in roots for box in _boxes(root)):
        text = "".join(each.text or "" for each in box.iter(f"{W}t")).strip()
        bare = _squeezed(text)
        if bare and whole.count(bare) <= printed.count(bare) and not any(each in text for each in found):
            found.append(text)
    return list(dict.fromkeys(found))


def edges(path: Path) -> list[str]:
    """The words of headers and footers, each once."""
    if not is_zipfile(path):
        return []
    try:
        with reading():
            return list(dict.fromkeys(_words_in(path, EDGE_PARTS)))
    except UnreadError:
        return []


def embedded_files(path: Path) -> list[str]:
    """The names of files of other programs that a draft in Word holds, as tables of a spreadsheet."""
    if not is_zipfile(path):
        return []
    try:
        with reading(), ZipFile(path) as file:
            return sorted(name for name in file.namelist() if name.startswith("word/embeddings/"))
    except UnreadError:
        return []


def missing_pictures(path: Path) -> int:
    """How many pictures a draft in Word shows that are not in its file."""
    if not is_zipfile(path):
        return 0
    try:
        with reading(), ZipFile(path) as file:
            names = set(file.namelist())
            return sum(_missing_in(file, part, names) for part in TEXT_PARTS if part in names)
    except UnreadError:
        return 0


def _missing_in(file: ZipFile, part: str, names: set[str]) -> int:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    targets: dict[str, str] = {}
    if relations in names:
        for each in ET.fromstring(file.read(relations)):  # noqa: S314  expat bounds what entities become
            is_outside = each.get("TargetMode") == "External"
            target = normpath(join(f"/{folder}", each.get("Target", ""))).lstrip("/")
            targets[each.get("Id", "")] = part if is_outside else target
    shown = (
        each.get(f"{R}embed") or each.get(f"{R}link") or each.get(f"{R}id") or ""
        for each in _walk(ET.fromstring(file.read(part)))  # noqa: S314
        if each.tag in _PICTURES
    )
    return sum(targets.get(identifier, "") not in names for identifier in shown)


def _roots(path: Path) -> Iterator[ET.Element]:
    with ZipFile(path) as file:
        for part in sorted(set(TEXT_PARTS).intersection(file.namelist())):
            yield ET.fromstring(file.read(part))  # noqa: S314  expat bounds what entities become


def _words_in(path: Path, parts: re.Pattern[str]) -> Iterator[str]:
    with ZipFile(path) as file:
        for part in sorted(filter(parts.fullmatch, file.namelist())):
            root = ET.fromstring(file.read(part))  # noqa: S314  expat bounds what entities become
            texts = (each.text or "" for each in _walk(root) if each.tag in _TEXTS)
            yield from filter(None, map(str.strip, texts))


def _elsewhere(path: Path) -> Iterator[str]:
    """Words of charts and diagrams, and those that describe what is shown."""
    yield from _words_in(path, _DRAWN)
    for each in (each for root in _roots(path) for each in _walk(root) if each.tag in _ALTERNATIVES):
        if words := each.get(_ALTERNATIVES[each.tag], "").strip():
            yield words


def _walk(element: ET.Element, *stops: str) -> Iterator[ET.Element]:
    """All elements below one, without those that are there twice, and without what is in a stop."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag not in _COPIES:
            yield each
            waiting += reversed([child for child in each if child.tag not in stops])


def _texts(root: ET.Element) -> Iterator[str]:
    """The text of each run."""
    return (each.text.strip() for each in _walk(root) if each.tag == f"{W}t" and each.text and each.text.strip())


def _outside(root: ET.Element) -> Iterator[str]:
    return (each.text or "" for each in _walk(root, _BOX) if each.tag == f"{W}t")


def _boxes(root: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs of text boxes."""
    for box in _walk(root):
        if box.tag == _BOX:
            yield from (each for each in box if each.tag == f"{W}p")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _strings(node: Any) -> Iterator[str]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += reversed(node)
