"""What pandoc leaves out of a Word document without a word: text boxes, simple fields, custom elements."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile, is_zipfile

from sphinx_dlmsprofile.text.foreign import UnreadError, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def dropped(path: Path, blocks: object) -> list[str]:
    """The texts of a draft in Word, each once, of which the blocks that pandoc made of it have a word less."""
    if not is_zipfile(path):
        return []
    read = "".join(_strings(blocks))
    try:
        with reading():
            texts = dict.fromkeys(_texts(path))
    except UnreadError:
        return []  # pandoc finds the text of a document by other names, too
    return [text for text in texts if not all(word in read for word in text.split())]


def _texts(path: Path) -> Iterator[str]:
    """The text of each run; what was deleted has an element of its own."""
    with ZipFile(path) as file:
        for part in set(_PARTS).intersection(file.namelist()):
            with file.open(part) as stream:
                for _, element in iterparse(stream):  # noqa: S314  expat bounds what entities become
                    if element.tag == f"{_W}t" and element.text and element.text.strip():
                        yield element.text.strip()


def _strings(node: object) -> Iterator[str]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += reversed(node)
