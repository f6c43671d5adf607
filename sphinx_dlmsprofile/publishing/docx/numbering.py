"""The numbers that Word counts: those of clauses, annexes and lists, and whether they are ours.

Clauses and annexes are counted by Word, so that an editor can move them and all references follow. A heading whose
number Word would count otherwise has it typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.docx.oxml import is_w, q, w
from sphinx_dlmsprofile.publishing.docx.styles import ANNEX, ANNEX_HEADINGS, HEADINGS, LEVELS

if TYPE_CHECKING:
    from sphinx_dlmsprofile.publishing.docx.oxml import Oxml
    from sphinx_dlmsprofile.publishing.docx.styles import Styles

_BULLETS = ("–", "•", "–", "•", "–", "•", "–", "•", "–")
STEP = 340
"""By how much each level of a list is indented, in twentieths of a point."""


class Numbering:
    """The lists of a document: ``clauses``, ``annexes`` and ``bullets`` are their ids."""

    def __init__(self, root: Oxml, styles: Styles, annex: str) -> None:
        numbers = [int(each.get(q("abstractNumId"))) for each in root if is_w(each, "abstractNum")]
        first = max(numbers, default=0) + 1
        taken = [int(each.get(q("numId"))) for each in root if is_w(each, "num")]
        number = max(taken, default=0) + 1
        self.clauses, self.annexes, self.bullets = number, number + 1, number + 2
        kinds = (
            _headings(first, HEADINGS, styles, "decimal", "%1"),
            _headings(first + 1, (ANNEX, *ANNEX_HEADINGS), styles, "upperLetter", f"{annex} %1"),
            _bullets(first + 2),
        )
        place = next((index for index, each in enumerate(root) if is_w(each, "num")), len(root))
        root[place:place] = kinds
        end = next((index for index, each in enumerate(root) if is_w(each, "numIdMacAtCleanup")), len(root))
        root[end:end] = [
            w("num", w("abstractNumId", val=first + index), numId=number + index) for index in range(len(kinds))
        ]


def _headings(number: int, names: tuple[str, ...], styles: Styles, first: str, label: str) -> Oxml:
    levels = [w("multiLevelType", val="multilevel")]
    for level in range(LEVELS):
        form = label if level == 0 else ".".join(f"%{place + 1}" for place in range(level + 1))
        is_annex = level == 0 and first != "decimal"
        levels.append(
            w(
                "lvl",
                w("start", val=1),
                w("numFmt", val=first if level == 0 else "decimal"),
                w("pStyle", val=styles[names[level]]),
                w("suff", val="space" if is_annex else "tab"),
                w("lvlText", val=form),
                w("lvlJc", val="left"),
                w("pPr", w("ind", left=0, firstLine=0) if is_annex else _hanging(level)),
                ilvl=level,
            )
        )
    return w("abstractNum", *levels, abstractNumId=number)


def _hanging(level: int) -> Oxml:
    width = (400, 620, 850, 1080, 1300, 1500, 1700, 1900, 2100)[level]
    return w("ind", left=width, hanging=width)


def _bullets(number: int) -> Oxml:
    levels = [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="bullet"),
            w("lvlText", val=mark),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=STEP * (level + 1), hanging=STEP)),
            ilvl=level,
        )
        for level, mark in enumerate(_BULLETS)
    ]
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number)


class Counter:
    """Counts as Word does, to know where that gives our number."""

    def __init__(self) -> None:
        self._levels: dict[str, list[int]] = {}
        self._captions: dict[str, int] = {}

    def next_heading(self, kind: str, level: int) -> str:
        """The number that Word would give the next heading of a kind ("clause", "annex") at a level from 0."""
        before = self._levels.get(kind, [])
        levels = [*before[:level], *([1] * (level - len(before)))]
        levels.append(before[level] + 1 if level < len(before) else 1)
        first = _letter(levels[0]) if kind == "annex" else str(levels[0])
        return ".".join([first, *map(str, levels[1:])])

    def take_heading(self, kind: str, level: int) -> None:
        """Let Word count the heading."""
        before = self._levels.get(kind, [])
        levels = [*before[:level], *([1] * (level - len(before)))]
        self._levels[kind] = [*levels, before[level] + 1 if level < len(before) else 1]

    def sequence(self, name: str, number: str) -> str:
        """The switches that let a SEQ field give a number."""
        wanted = int(number) if number.isdecimal() else 0
        expected = self._captions.get(name, 0) + 1
        self._captions[name] = wanted
        return "" if wanted == expected else f" \\r {wanted}"


def _letter(number: int) -> str:
    """A, B … Z, AA, BB: as Word counts in letters."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
