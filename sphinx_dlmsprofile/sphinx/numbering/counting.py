"""Giving numbers to sections, figures and tables as the ISO/IEC Directives, Part 2, ask for.

Clauses 1, 2 … with subclauses 5.3.1; annexes A, B … with A.1; front and back matter without
numbers; figures and tables 1, 2 … through the whole body, and A.1, A.2 … in each annex.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.number_words import ENGLISH
from sphinx_dlmsprofile.sphinx.reading.outline import Caption, Inclusion, Part, Printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dlmsprofile.sphinx.reading.outline import Child, Outline

Number: TypeAlias = tuple[int | str, ...]
"""A number as Sphinx' writers join it with dots: (5, 3, 1), ("Annex A",), ("A", 1), and () for none."""

_LETTERS = 26


class NumberedSection(NamedTuple):
    """A section at its place in the standard.

    ``number`` is "5.3.1", "A" or "A.1", "" without one; ``level`` 0 for the document title, 1 for clauses and annexes.
    ``title`` is in the language of the source, ``shown`` in that of the page.
    """

    docname: str
    anchor: str
    ids: tuple[str, ...]
    title: str
    kind: SectionKind
    status: str | None
    number: str
    level: int
    shown: str


class NumberedCaption(NamedTuple):
    """A figure, table or listing at its place: ``number`` is "7" or "A.1", ``title`` the words of its caption."""

    docname: str
    kind: str
    ids: tuple[str, ...]
    number: str
    title: str


class Contents(NamedTuple):
    """What a standard consists of: the docnames that the toctrees reach and all sections, in document order.

    ``footnotes`` says for each of the documents how many footnotes of the text come before it. ``captions`` are those
    of all figures, tables and listings.
    """

    documents: tuple[str, ...]
    tree: tuple[NumberedSection, ...]
    footnotes: tuple[int, ...] = ()
    captions: tuple[NumberedCaption, ...] = ()


@dataclass
class Numbering:
    """All numbers of a standard, in document order.

    ``documents`` are the docnames that the toctrees reach; ``sections`` and ``captions`` are keyed as Sphinx' own
    ``toc_secnumbers`` and ``toc_fignumbers``; ``printed`` holds the same as text, for every id.
    """

    documents: list[str] = field(default_factory=list)
    tree: list[NumberedSection] = field(default_factory=list)
    exhibits: list[NumberedCaption] = field(default_factory=list)
    sections: dict[str, dict[str, Number]] = field(default_factory=dict)
    captions: dict[str, dict[str, dict[str, Number]]] = field(default_factory=dict)
    printed: dict[str, dict[str, Printed]] = field(default_factory=dict)


@dataclass
class _Level:
    """Where sections are being counted: below ``prefix``, in the annex ``letter`` ("" in the body)."""

    prefix: Number = ()
    letter: str = ""
    depth: int = 1
    numbered: bool = True
    kind: SectionKind | None = None
    count: int = 0
    outer: _Level | None = None


def annex_letter(position: int) -> str:
    """The letter of an annex by its position from 1 on: A to Z, then AA, AB and so on."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def printed_number(number: Number) -> str:
    """The number as references print it: "5.3.1", "A" for ("Annex A",), "A.1"."""
    return ".".join(map(str, number)).rpartition(" ")[2]


def count(outlines: Mapping[str, Outline], root: str, annex: str = ENGLISH.annex) -> Numbering:
    """Number the standard that begins with the document ``root``.

    A document that several toctrees name, or that names itself, counts where it comes first. ``annex`` is the word
    before the letter of an annex.
    """
    return _Count(outlines, root, annex).numbering


class _Count:
    def __init__(self, outlines: Mapping[str, Outline], root: str, annex: str) -> None:
        self.numbering = Numbering()
        self._annex = annex
        self._outlines = outlines
        self._root = root
        self._annexes = 0
        self._captions: dict[tuple[str, str], int] = {}
        top = _Level()
        for child in self._open(root):
            if isinstance(child, Part) and self._is_title(child):
                self._note(root, child, (), 0, SectionKind.FRONT)
                self._number(root, child.children, top)
            else:
                self._number(root, [child], top)

    def _open(self, docname: str) -> list[Child]:
        outline = self._outlines.get(docname)
        if outline is None or docname in self.numbering.sections:
            return []
        self.numbering.documents.append(docname)
        self.numbering.sections[docname] = {}
        self.numbering.printed[docname] = {}
        return outline.children

    def _is_title(self, part: Part) -> bool:
        """Whether it is the only first-level heading of the root document."""
        return not any(isinstance(child, Part) and child is not part for child in self._outlines[self._root].children)

    def _number(self, docname: str, children: Iterable[Child], level: _Level) -> None:
        for child in children:
            if isinstance(child, Part):
                self._section(docname, child, level)
            elif isinstance(child, Caption):
                self._caption(docname, child, level)
            elif isinstance(child, Inclusion):
                for included in child.docnames:
                    self._number(included, self._open(included), level.outer or level)

    def _section(self, docname: str, part: Part, level: _Level) -> None:
        kind = level.kind or part.kind
        number: Number = ()
        below = _Level(letter=level.letter, depth=level.depth + 1)
        if part.kind is SectionKind.ANNEX:
            kind = part.kind
            self._annexes += 1
            below.letter = annex_letter(self._annexes)
            number, below.prefix = (f"{self._annex} {below.letter}",), (below.letter,)
        elif not level.numbered or (level.kind is None and kind in {SectionKind.FRONT, SectionKind.BACK}):
            below.numbered = False
            # A toctree below "Contents" in the root document still brings in clauses.
            below.outer = level if docname == self._root and level.numbered else level.outer
        else:
            level.count += 1
            number = below.prefix = (*level.prefix, level.count)
        below.kind = kind
        self._note(docname, part, number, level.depth, kind)
        self._number(docname, part.children, below)

    def _note(self, docname: str, part: Part, number: Number, depth: int, kind: SectionKind) -> None:
        self.numbering.sections[docname][part.anchor] = number
        printed = Printed("section", printed_number(number))
        for identifier in part.ids:
            self.numbering.printed[docname][identifier] = printed
        self.numbering.tree.append(
            NumberedSection(
                docname, part.anchor, part.ids, part.title, kind, part.status, printed.number, depth, part.shown
            )
        )

    def _caption(self, docname: str, caption: Caption, level: _Level) -> None:
        key = caption.kind, level.letter
        self._captions[key] = position = self._captions.get(key, 0) + 1
        number: Number = (level.letter, position) if level.letter else (position,)
        self.numbering.captions.setdefault(docname, {}).setdefault(caption.kind, {})[caption.ids[0]] = number
        printed = Printed(caption.kind, printed_number(number))
        self.numbering.exhibits.append(
            NumberedCaption(docname, caption.kind, caption.ids, printed.number, caption.title)
        )
        for identifier in caption.ids:
            self.numbering.printed[docname][identifier] = printed
