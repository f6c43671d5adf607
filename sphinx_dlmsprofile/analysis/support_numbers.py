"""What the numbers of conditions and choices stand for: "C1" and "O.1", explained below a table or in a cell of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.support import label_of, read_support, support_fault
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.model.support import Support
    from sphinx_dlmsprofile.text.location import Location

_NUMBER = r"[CcOo]\.?<?\d{1,3}>?"
_ALONE = regex(rf"\W*(?P<number>{_NUMBER})\W*")
_EXPLAINED = regex(
    rf"(?<![\w.])(?P<number>{_NUMBER})(?:\s*[:=]\s*|\s+[–—-]\s+|\s+(?=[Ii][Ff]\b))(?P<text>.+?)(?=\s+{_NUMBER}\s*[:=]\s|$)"
)
_BEGINS = regex(rf"\W{{0,3}}{_NUMBER}(?:\s*[:=]|\s+[–—-]\s|\s+[Ii][Ff]\s)")


class Explanation(NamedTuple):
    """What a number stands for: the demand with its number, as the language of demands has it; where it is said."""

    number: str
    demand: str
    at: Location
    clause: Clause | None


@analysis
def explained_numbers(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, tuple[tuple[str, str], ...]]]:
    """The texts that explain numbers, "C1: IF GET THEN M ELSE O"; a number may be a text before the explanation."""
    blocks = list(blocks)
    texts = [f"{each.mark} {each.text}" if _ALONE.fullmatch(each.mark) else each.text for each in blocks]
    return ((blocks[place], found) for place, found in _explained(texts))


def _explained(texts: Iterable[str]) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    """The places of texts that explain numbers, with these and what is said of them."""
    alone = ""
    for place, text in enumerate(texts):
        if _BEGINS.match(text):
            yield place, tuple((match["number"], match["text"]) for match in _EXPLAINED.finditer(text))
        elif alone and _states_more(f"{alone}: {text}"):
            yield place, ((alone, text),)
        match = _ALONE.fullmatch(text)
        alone = match["number"] if match else ""


def _states_more(text: str) -> bool:
    """Whether an explanation says something: a condition, or how many are chosen."""
    found = read_support(text)
    return found is not None and bool(found.cases[0].condition or (found.choice and found.choice.is_stated))


class Explanations:
    """The explanations of a project by their numbers."""

    def __init__(self, explanations: Iterable[Explanation]) -> None:
        self._by_number: dict[str, list[Explanation]] = {}
        for each in explanations:
            self._by_number.setdefault(each.number, []).append(each)

    def of(self, text: str, record: Record) -> Explanation | None:
        """What explains the number that a text in a table consists of; None where it is none, or nothing does.

        That is the next one below the table in its clause, else another one of the clause, else the first of all.
        """
        number = number_of(text)
        known = self._by_number.get(number, []) if number else []
        return min(known, key=lambda each: _distance(each, record), default=None)


def _distance(each: Explanation, record: Record) -> tuple[int, int]:
    if record.clause is None or each.clause is None or each.clause.at != record.clause.at:
        return 3, 0
    if each.at.source != record.at.source or each.at.line < record.at.line:
        return 2, 0
    return 1, each.at.line - record.at.line


def number_of(text: str) -> str:
    """The number that a demand consists of, "C1" or "O.1"; empty where it says more, or has none."""
    if label := label_of(text):
        return label
    found = read_support(text)
    choice = found.choice if found else None
    return f"O.{choice.number}" if found and choice and not choice.is_stated and found.symbol != "C" else ""


def explanations_of(project: Project, demands: Sequence[tuple[str, Record, Location]]) -> Explanations:
    """The explanations in the demands of tables and, where a number has none there, in texts."""
    in_tables = [
        Explanation(number, text, at, record.clause)
        for text, record, at in demands
        if (found := read_support(text)) and (number := _explains(found))
    ]
    stated = {each.number for each in in_tables}
    asked = {number for text, *_ in demands if (number := number_of(text))} - stated
    further = (each for each in _in_texts(project) if each.number in asked) if asked else ()
    return Explanations([*in_tables, *further])


def _explains(support: Support) -> str:
    """The number that a demand explains for others: that of its condition, or of a choice of so many items."""
    if support.label or support.choice is None or not support.choice.is_stated:
        return support.label
    return f"O.{support.choice.number}"


def _in_texts(project: Project) -> Iterator[Explanation]:
    for at, clause, found in _texts_found(project):
        for number, text in found:
            # "C.1" and "o.<1>" are read as "C1" and "O.1".
            if name := number_of(number):
                yield Explanation(name, f"{name}: {text}", at, clause)


def _texts_found(project: Project) -> Iterator[tuple[Location, Clause | None, tuple[tuple[str, str], ...]]]:
    found = project.found(explained_numbers)
    yield from ((block.at, block.clause, numbers) for block, numbers in found)
    if not found:
        # Of an edition that was read from profile.json, the text is known as it is printed.
        for clause in project.texts.printed():
            for place, numbers in _explained(f"{each.label or ''} {each.text}".strip() for each in clause.blocks):
                yield clause.blocks[place].at, clause.clause, numbers


def unexplained(explanation: Explanation) -> str:
    """Why an explanation is not understood, and what to write; empty where it is."""
    if read_support(explanation.demand):
        return ""
    return support_fault(explanation.demand) or 'write "C1: M if …; otherwise O"'
