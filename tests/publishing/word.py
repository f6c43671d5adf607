"""Reading a .docx as Word does: its numbers counted, its fields computed, its bookmarks followed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SEQ = re.compile(r"SEQ (\S+) \\\* ARABIC(?: \\r (\d+))?")
_REF = re.compile(r"(?:REF|NOTEREF|PAGEREF) (\S+)")


def q(name: str) -> str:
    return W + name


def text_of(element: Element) -> str:
    """What a reader sees of an element."""
    return "".join(part.text or "" if part.tag == q("t") else " " for part in element.iter() if part.tag in _SHOWN)


_SHOWN = {q("t"), q("br"), q("tab")}


@dataclass(frozen=True)
class Field:
    """A field within one paragraph: what Word computes, and what it shows until then."""

    code: str
    result: str
    paragraph: Element


class Word:
    """A document, read from its file."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            self.dates = {info.date_time for info in package.infolist()}
            self.names = package.namelist()
            self.parts = {name: package.read(name) for name in self.names}
        self.body = fromstring(self.parts["word/document.xml"])[0]
        self.footnotes = fromstring(self.parts["word/footnotes.xml"])
        self.settings = fromstring(self.parts["word/settings.xml"])
        self._styles = {
            str(style.get(q("styleId"))): style for style in fromstring(self.parts["word/styles.xml"]).iter(q("style"))
        }

    @classmethod
    def in_folder(cls, folder: Path) -> Word:
        (path,) = folder.glob("*.docx")
        return cls(path.read_bytes())

    def style(self, paragraph: Element) -> str:
        """The name of a paragraph's style."""
        found = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
        style = self._styles[str(found.get(q("val")))] if found is not None else None
        name = style.find(q("name")) if style is not None else None
        return str(name.get(q("val"))) if name is not None else ""

    def paragraphs(self, *styles: str) -> list[Element]:
        """The paragraphs of the body, those in tables too; those of some styles alone."""
        return [each for each in self.body.iter(q("p")) if not styles or self.style(each) in styles]

    @property
    def text(self) -> str:
        roots = (self.body, self.footnotes)
        return "\n".join(text_of(paragraph) for root in roots for paragraph in root.iter(q("p")))

    def fields(self) -> Iterator[Field]:
        """The fields that begin and end in one paragraph."""
        for root in (self.body, self.footnotes):
            for paragraph in root.iter(q("p")):
                stack: list[tuple[list[str], list[str], list[bool]]] = []
                for part in paragraph.iter():
                    kind = part.get(q("fldCharType")) if part.tag == q("fldChar") else None
                    if kind == "begin":
                        stack.append(([], [], []))
                    elif kind == "separate" and stack:
                        stack[-1][2].append(True)
                    elif kind == "end" and stack:
                        code, result, _ = stack.pop()
                        yield Field("".join(code).strip(), "".join(result), paragraph)
                    elif stack and part.tag == q("instrText"):
                        stack[-1][0].append(part.text or "")
                    elif stack and stack[-1][2] and part.tag == q("t"):
                        stack[-1][1].append(part.text or "")

    def bookmarks(self) -> dict[str, tuple[Element, str]]:
        """Each bookmark with its paragraph and the text between its ends."""
        found: dict[str, tuple[Element, str]] = {}
        for paragraph in self.body.iter(q("p")):
            open_: dict[str, tuple[str, list[str]]] = {}
            for part in paragraph.iter():
                if part.tag == q("bookmarkStart"):
                    open_[str(part.get(q("id")))] = str(part.get(q("name"))), []
                elif part.tag == q("bookmarkEnd"):
                    name, pieces = open_.pop(str(part.get(q("id"))))
                    assert name not in found, f"the bookmark {name} is there twice"
                    found[name] = paragraph, "".join(pieces)
                elif part.tag == q("t"):
                    for _, pieces in open_.values():
                        pieces.append(part.text or "")
            assert not open_, "a bookmark does not end"
        return found

    def numbers(self) -> dict[int, str]:
        """What Word counts for each numbered paragraph of the body, by identity; bullets are left out."""
        numbering = fromstring(self.parts["word/numbering.xml"])
        kinds = {str(each.get(q("abstractNumId"))): each for each in numbering.iter(q("abstractNum"))}
        lists = {
            str(each.get(q("numId"))): kinds[str(each.find(q("abstractNumId")).get(q("val")))]  # type: ignore[union-attr]
            for each in numbering.iter(q("num"))
        }
        counts: dict[int, list[int]] = {}
        found: dict[int, str] = {}
        for paragraph in self.body.iter(q("p")):
            place = paragraph.find(f"{q('pPr')}/{q('numPr')}")
            if place is None:
                continue
            level, number = (int(place.find(q(name)).get(q("val"))) for name in ("ilvl", "numId"))  # type: ignore[union-attr,arg-type]
            if number == 0:
                continue
            kind = lists[str(number)]
            levels = {int(str(each.get(q("ilvl")))): each for each in kind.iter(q("lvl"))}
            before = counts.setdefault(id(kind), [0] * len(levels))
            before[level] += 1
            before[level + 1 :] = [0] * (len(levels) - level - 1)
            before[:level] = [each or 1 for each in before[:level]]
            if levels[level].find(q("numFmt")).get(q("val")) == "bullet":  # type: ignore[union-attr]
                continue
            label = str(levels[level].find(q("lvlText")).get(q("val")))  # type: ignore[union-attr]
            for index in range(level + 1):
                form = levels[index].find(q("numFmt")).get(q("val"))  # type: ignore[union-attr]
                shown = chr(ord("A") + before[index] - 1) if form == "upperLetter" else str(before[index])
                label = label.replace(f"%{index + 1}", shown)
            found[id(paragraph)] = label
        return found

    def wrong_fields(self) -> list[str]:
        """Fields that would show something else when Word computes them, or lead nowhere."""
        bookmarks, numbers = self.bookmarks(), self.numbers()
        counts: dict[str, int] = {}
        wrong = []
        for field in self.fields():
            computed = field.result
            if sequence := _SEQ.match(field.code):
                counts[sequence[1]] = int(sequence[2] or counts.get(sequence[1], 0) + 1)
                computed = str(counts[sequence[1]])
            elif reference := _REF.match(field.code):
                paragraph, content = bookmarks.get(reference[1], (None, ""))
                if paragraph is None:
                    computed = "nothing"
                elif field.code.startswith("REF"):
                    computed = numbers.get(id(paragraph), "no number") if "\\r" in field.code else content
            if computed != field.result:
                wrong.append(f"{field.code}: {field.result} becomes {computed}")
        return wrong
