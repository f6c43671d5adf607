"""What another tool has made of an exported ReqIF: its objects, by the identifiers that were given to them here.

Tools for requirements keep ReqIF.ForeignID, and little else: neither identifiers nor types can be relied on. So the
file is read by the names of attributes, without the library that writes it.
"""

from __future__ import annotations

import io
import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import ZipFile, is_zipfile

from sphinx_dlmsprofile.exports.reqif_names import CHAPTER_NAME, FOREIGN_ID, TEXT
from sphinx_dlmsprofile.text.foreign import UnreadError, read_octets, reading
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.html import NOTE, SCRIPTS, with_scripts, without_notes
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LARGEST = 500_000_000
"""In octets: what is larger is not a standard, but an archive made to fill the memory."""

_FORMATTED, _TAG = regex(r"<(?:p|div)\b.*</(?:p|div)>", re.DOTALL), regex(r"</?[a-zA-Z][^<>]*>")
"""What begins and ends as formatted text does."""

_END = regex(r"</(?:p|t[dh]|li|d[td]|pre|caption)>")
_ESCAPE = r"\\(?:[\\nrt]|x[0-9a-f]{2}|u(?!d[89a-f])[0-9a-f]{4}|U000[0-9a-f]{5}|U0010[0-9a-f]{4})"
_IS_ESCAPED = regex(rf"(?:[\x20-\x5b\x5d-\x7e]|{_ESCAPE})*")
"""A text with nothing in it that Python would write in another way: StrictDoc writes formatted text so."""

_ALSO = {"UID": FOREIGN_ID, "STATEMENT": TEXT, "TITLE": CHAPTER_NAME}
"""What StrictDoc calls them in files of its own."""


@frozen
class ReadObject:
    """An object of a file: ``values`` by the names of attributes, formatted ones as words in one line.

    ``known`` are the names of all attributes that its type has, also of those without a value.
    """

    values: Mapping[str, str]
    known: frozenset[str]

    @property
    def identifier(self) -> str:
        """The identifier that it has with us, "" without one."""
        return self.values.get(FOREIGN_ID, "")

    @property
    def text(self) -> str:
        """Its words."""
        return self.values.get(TEXT, "")


def read_reqif(path: Path) -> tuple[ReadObject, ...]:
    """The objects of a ReqIF file, or of those in an archive (.reqifz).

    Raises:
        UnreadError: it is none.
    """
    content = read_octets(path)
    with reading():
        found = tuple(each for text in _files(content) for each in _objects(text))
    if not found:
        message = "it holds no object of ReqIF"
        raise UnreadError(message)
    return found


def _files(content: bytes) -> Iterator[bytes]:
    if not is_zipfile(io.BytesIO(content)):
        yield content
        return
    with ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if info.filename.casefold().endswith(".reqif"):
                if info.file_size > _LARGEST:
                    message = f"{info.filename} is too large"
                    raise UnreadError(message)
                yield archive.read(info)


def _refuse(*_: object) -> None:
    message = "a document type is not accepted: its entities can fill the memory"
    raise UnreadError(message)


def _objects(content: bytes) -> Iterator[ReadObject]:
    checker = expat.ParserCreate()
    checker.StartDoctypeDeclHandler = _refuse
    checker.Parse(content, True)  # noqa: FBT003  the function takes no keyword
    root = ET.fromstring(content)  # noqa: S314  there is no document type
    for element in root.iter():
        # Some tools declare one namespace, some another.
        element.tag = str(element.tag).rpartition("}")[2]
    names = {each.get("IDENTIFIER", ""): _name(each) for each in root.iter() if each.tag.startswith("ATTRIBUTE-DEF")}
    words = {each.get("IDENTIFIER", ""): _name(each) for each in root.iter("ENUM-VALUE")}
    types = {
        each.get("IDENTIFIER", ""): frozenset(
            names[part.get("IDENTIFIER", "")] for part in each.iter() if part.get("IDENTIFIER", "") in names
        )
        for each in root.iter("SPEC-OBJECT-TYPE")
    }
    for element in root.iter("SPEC-OBJECT"):
        kind = _words(element.find("TYPE"))
        values = dict(_value(each, names, words) for each in element.findall("VALUES/*"))
        yield ReadObject({name: value for name, value in values.items() if value}, types.get(kind, frozenset()))


def _name(element: ET.Element) -> str:
    name = element.get("LONG-NAME", "")
    return _ALSO.get(name, name)


def _value(element: ET.Element, names: Mapping[str, str], words: Mapping[str, str]) -> tuple[str, str]:
    name = names.get(_words(element.find("DEFINITION")), "")
    if element.tag == "ATTRIBUTE-VALUE-ENUMERATION":
        return name, ", ".join(words.get(_words(each), "") for each in element.findall("VALUES/*"))
    formatted = element.find("THE-VALUE")
    return name, _unmarked(element.get("THE-VALUE", "")) if formatted is None else _words(formatted)


def _unmarked(text: str) -> str:
    """A text in one line; where a tool has written formatted text as plain one, without its markup."""
    if _FORMATTED.fullmatch(text.strip()):
        if _IS_ESCAPED.fullmatch(text):
            text = text.encode("ascii").decode("unicode_escape")
        text = unescape(_TAG.sub("", with_scripts(_END.sub(" ", without_notes(text)))))
    return " ".join(text.split())


def _words(element: ET.Element | None) -> str:
    """All text in an element, in one line."""
    return "" if element is None else " ".join("".join(_said(element)).split())


def _said(element: ET.Element) -> Iterator[str]:
    if element.tag == "sup" and element.get("class") == NOTE:
        return
    yield SCRIPTS.get(element.tag, "")
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""
