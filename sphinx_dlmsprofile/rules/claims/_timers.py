"""Times in tables against the defaults of the attributes that set them (7.6, Annex B)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration
from sphinx_dlmsprofile.rules.claims._common import claims_of, own_members
from sphinx_dlmsprofile.rules.claims._configured import unit_of, units_of
from sphinx_dlmsprofile.rules.claims.constants import in_base
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block, TextBlock
    from sphinx_dlmsprofile.model.value_table import Cell, Row
    from sphinx_dlmsprofile.rules.claims._common import Member
    from sphinx_dlmsprofile.text.location import Location, Text

_STRUCTURE = regex(r"\{([^{}]*)\}")
_OTHERS = frozenset(
    "maximum max minimum min initial first last group groups random total extra additional longest shortest".split()  # noqa: SIM905  words
)
"""Words that make of a time another one."""

_STEM = 4
"""In letters: as many words that belong together share, "wakes" and "wake_schedule"."""

_NUMBER = regex(r"-?[0-9]+")
_NAMED = regex(r"[0-9 ]")
"""Several words, or words with a digit: others are everyday words."""

_NEGATED = regex(r"\b(?:not|no|never|neither|nor|without|unless|if|or)\b")
_PERIOD = regex(r"interval|period|cycle|schedule")
_SECONDS = {"milliseconds": "ms", "seconds": "s", "minutes": "min", "hours": "h"}


_Time = tuple[str, "Decimal"] | None


def timer_problems(project: Project) -> Iterator[tuple[Location, str]]:
    """Rows that are on the time that an attribute sets, and have another one in each of their cells."""
    rows: dict[tuple[str, int, str], list[tuple[Block, Claim]]] = {}
    for block, claim in claims_of(project, "row-time"):
        rows.setdefault((block.at.source, block.at.line, claim.subject), []).append((block, claim))
    timers = [(member, *time) for member in own_members(project) if (time := _default(project, member))]
    for (_, _, subject), cells in rows.items() if timers else ():
        said = set(words(subject))
        meant = [
            (member, unit, time)
            for member, unit, time in timers
            if len(name := set(words(_spaced(member.name)))) > 1 and name <= said and not said & _OTHERS - name
        ]
        if len(meant) != 1:
            continue
        member, unit, wanted = meant[0]
        if all(in_base(claim.value, claim.more) != wanted for _, claim in cells):
            block, claim = cells[0]
            shown = f'{member.default} {unit} in "{member.class_name}"'
            yield block.at, f'the default of "{member.name}" is {shown}, not {claim.value} {claim.more}'


def period_problems(project: Project) -> Iterator[Fault]:
    """Periods in the text, "every 15 min", that the values of the table of the same subclause do not have."""
    for table in project.of(LowerLayerConfiguration):
        shown: dict[tuple[str, Decimal], set[str]] = {}
        for row in table.rows:
            for time in (time for cell in row.cells for time in _periods(project, row, cell)):
                shown.setdefault(time, set()).update(_stems(_spaced(row.label.value if row.label else "")))
        stems = set().union(*shown.values())
        for block, claim in claims_of(project, "every") if shown else ():
            is_on_it = block.clause is table.clause and not stems.isdisjoint(_stems(claim.subject))
            if is_on_it and in_base(claim.value, claim.more) not in shown:
                right = " or ".join(f"{time} s" for _, time in sorted(shown))
                message = f'the text has "every {claim.value} {claim.more}", but the values of the table are {right}'
                yield Fault(block.at, f"{message}: correct the text, or the table")


def _exceeds(said: tuple[_Time, _Time], right: tuple[_Time, _Time]) -> bool:
    """Whether one end is that of the attribute, and the other lies beyond the other end of it; a part may be meant."""
    (first, last), (low, high) = said, right
    if first is None or last is None or low is None or high is None or first[0] != low[0] or last[0] != high[0]:
        return False
    return (first == low and last[1] > high[1]) or (last == high and first[1] < low[1])


def range_problems(project: Project) -> Iterator[Fault]:
    """Ranges of times in sentences with all words of an attribute's name, of which one end is the attribute's."""
    ranges = [
        (member, stems, low, high)
        for member in own_members(project)
        if member.kind == "attribute" and len(stems := _stems(_spaced(member.name))) > 1
        for unit in (_SECONDS.get(unit_of(project, member.name) or "", ""),)
        if unit and (low := in_base(str(member.minimum), unit)) and (high := in_base(str(member.maximum), unit))
    ]
    for block, claim in claims_of(project, "range-in-words") if ranges else ():
        value, _, unit = claim.subject.rpartition(" ")
        first, _, own = claim.value.rpartition(" ") if claim.value[-1].isalpha() else (claim.value, "", unit)
        said = in_base(first, own), in_base(value, unit)
        words_near = _stems(_spaced(claim.more))
        meant = [each for each in ranges if each[1] <= words_near]
        if len(meant) == 1 and _exceeds(said, meant[0][2:]):
            member = meant[0][0]
            right = f"{member.minimum} to {member.maximum} {_SECONDS[unit_of(project, member.name) or '']}"
            message = f'"{member.name}" is from {right} in "{member.class_name}", not from {claim.value}'
            yield Fault(block.at, f"{message} to {claim.subject}: correct the text, or the class")


def shown_columns(project: Project) -> Iterator[Fault]:
    """Sentences on what one column shows, with the name of another value of one of its enumerations."""
    enumerations = {member.name: member for member in own_members(project) if member.values}
    for table in project.of(LowerLayerConfiguration) if enumerations else ():
        heads = [_plain(head) for head in table.columns]
        shown: dict[str, dict[str, str]] = {head: {} for head in heads}
        for row in table.rows:
            name = unmarked(row.label.value if row.label else "")
            for cell in row.cells if name in enumerations else ():
                match = _NUMBER.match(unmarked(cell.text.value))
                for head in [_plain(cell.column)] if cell.column else heads if match else ():
                    shown[head][name] = match[0] if match else ""
        for block in project.texts_in(table.clause) if table.clause and heads else ():
            if block.kind is TextKind.PARAGRAPH and block.clause is table.clause:
                text = plain_blanks(block.text)
                for start, end in sentence_spans(text):
                    yield from _other_name(block, text[start:end], shown, enumerations)
                    yield from _called_so(block, text[start:end], shown, enumerations)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text) if len(word) >= _STEM}


def _plain(text: Text) -> str:
    return plain_blanks(unmarked(text.value))


def _other_name(
    block: TextBlock, sentence: str, shown: dict[str, dict[str, str]], enumerations: dict[str, Member]
) -> Iterator[Fault]:
    named = [head for head in shown if sentence.startswith(f"{head} ")]
    if len(named) != 1 or _NEGATED.search(sentence) or sum(head in sentence for head in shown) > 1:
        return
    for name, written in shown[named[0]].items():
        value = read_value(written)
        names = [
            (low, plain_blanks(text))
            for low, high, text in enumerations[name].values
            if low == high and _NAMED.search(text)
        ]
        right = next((text for low, text in names if low == value), None)
        said = [text for _, text in names if _stands_in(text, sentence)]
        if right and said and right not in said:
            message = f'the text has "{said[0]}" for {named[0]}, and the table "{right}" for "{name}"'
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _called_so(
    block: TextBlock, sentence: str, shown: dict[str, dict[str, str]], enumerations: dict[str, Member]
) -> Iterator[Fault]:
    """What each column is said to be, in one word: "node 1 is a terminal, node 2 a switch"."""
    known = "|".join(map(re.escape, shown))
    names = {text for name in enumerations for *_, text in enumerations[name].values if not _NAMED.search(text)}
    if not known or not names or _NEGATED.search(sentence):
        return
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    for match in re.finditer(rf"(?i)\b(?P<head>{known})(?: is)? an? (?P<said>{words})\b", sentence):
        head = next(each for each in shown if each.casefold() == match["head"].casefold())
        for name, written in shown[head].items():
            value = read_value(written)
            right = next((text for low, high, text in enumerations[name].values if low == high == value), None)
            others = [text for *_, text in enumerations[name].values if text == match["said"]]
            if right and others and right != others[0]:
                message = f'the text has "{others[0]}" for {head}, and the table "{right}" for "{name}"'
                yield Fault(block.at, f"{message}: correct the text, or the table")


def _stands_in(name: str, sentence: str) -> bool:
    """Whether the words stand there, and not as a part of others: "TIM station" in "non-TIM station"."""
    place = sentence.find(name)
    return place >= 0 and not sentence[:place].endswith(("-", "/")) and not sentence[place + len(name) :][:1].isalnum()


def _periods(project: Project, row: Row, cell: Cell) -> Iterator[tuple[str, Decimal]]:
    """The periods in a cell: of an attribute, or of the elements of a structure."""
    name = unmarked(row.label.value if row.label else "")
    kinds = [
        each.type
        for record in project.of(InterfaceClass)
        for each in record.attributes
        if each.name and each.type and unmarked(each.name.value) == name
    ]
    values = _STRUCTURE.fullmatch(unmarked(cell.text.value).strip())
    parts = kinds[0].parts if len(kinds) == 1 else ()
    for part, value in zip(parts, values[1].split(","), strict=False) if values else ():
        unit = _SECONDS.get(next(iter(units_of(part.description)), "") if part.description else "", "")
        is_period = part.label is not None and _PERIOD.search(unmarked(part.label.value))
        number = read_count(value)
        time = in_base(str(number), unit) if unit and is_period and number else None
        if time:
            yield time


def _default(project: Project, member: Member) -> tuple[str, tuple[str, Decimal] | None] | None:
    """The default of an attribute that is a time, with its unit."""
    unit = _SECONDS.get(unit_of(project, member.name) or "", "")
    if not unit or member.default is None or member.kind != "attribute":
        return None
    return unit, in_base(str(member.default), unit)


def _spaced(name: str) -> str:
    return unmarked(name).replace("_", " ").replace("-", " ")
