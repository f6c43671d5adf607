"""The short names of new interface classes (IEC 62056-6-2; template: Annex B)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.model.class_notation import is_given, read_offset, write_offset
from sphinx_dlmsprofile.model.cosem import Attribute, InterfaceClass, Method, read_integer
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text

E = TypeVar("E", Attribute, Method)
SPACING = 8
"""The distance of two short names (IEC 62056-6-2)."""


@rule("class-short-name", "Annex B", ERROR)
def class_short_name(project: Project) -> Iterator[Fault]:
    """Short-name offsets clash, or are not spaced by 8.

    By short name, attribute n lies at ``x + 8 * (n - 1)``; the methods follow at an offset that
    the class fixes, again in steps of 8. A class may give no short names at all.

    Bad::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes, short-name: x}
             2: {name: channel, type: unsigned, static: yes, short-name: x + 0x02}

    Good::

        .. cosem-class:: Long range radio setup

           attributes:
             1: {name: logical_name, type: octet-string, static: yes, short-name: x}
             2: {name: channel, type: unsigned, static: yes, short-name: x + 0x08}
    """
    for record in project.of(InterfaceClass):
        taken: dict[int, int] = {}
        yield from _attributes(record.attributes, taken)
        yield from _methods(record.methods, taken)


def _attributes(attributes: Sequence[Attribute], taken: dict[int, int]) -> Iterator[Fault]:
    """The faults of attributes; ``taken`` collects the attribute at each offset that is as it should be.

    An offset is right by the attribute's number, or by its distance from the attribute before:
    after a slip, what follows consistently is not a second fault.
    """
    before: tuple[int, int] | None = None
    step_of_slip = 0
    for position, attribute, text, number in _given(attributes):
        offset = read_offset(text.value)
        if offset is None:
            yield _unreadable("attribute", number, text)
            continue
        due = SPACING * (number - 1)
        right = {due, SPACING * position}
        step = 0
        if before:
            step = offset - before[1]
            right |= {before[1] + SPACING * (number - before[0]), before[1] + SPACING}
        if offset not in right and (step == 0 or step != step_of_slip):
            yield Fault(
                text.at,
                f'attribute {attribute.number} has the short name "{text}": '
                f"with a spacing of {SPACING} it is {write_offset(due)}",
            )
        step_of_slip = 0 if offset in right else step
        if offset == due:
            taken[offset] = number
        before = (number, offset)


def _methods(methods: Sequence[Method], taken: dict[int, int]) -> Iterator[Fault]:
    """The faults of methods: the first lies anywhere free, the others follow it."""
    first: tuple[int, int, int] | None = None
    before: tuple[int, int] | None = None
    reported = False
    for position, method, text, number in _given(methods):
        offset = read_offset(text.value)
        if offset is None:
            yield _unreadable("method", number, text)
            continue
        if first is None or before is None:
            first = (number, offset, position)
            if offset % SPACING:
                reported = True
                problem = f"which is not a multiple of {SPACING}"
                yield Fault(text.at, f'method {method.number} has the short name "{text}", {problem}')
        else:
            due = before[1] + SPACING * (number - before[0])
            by_number = first[1] + SPACING * (number - first[0])
            by_place = first[1] + SPACING * (position - first[2])
            if offset not in {due, before[1] + SPACING, by_number, by_place}:
                yield Fault(
                    text.at,
                    f'method {method.number} has the short name "{text}": '
                    f"with a spacing of {SPACING} from method {before[0]} it is {write_offset(due)}",
                )
                before = (number, offset)
                continue
        if offset in taken and not reported:
            # The methods after it lie wrong with it: that is the same slip.
            reported = True
            yield Fault(
                text.at,
                f'method {method.number} has the short name "{text}" of attribute {taken[offset]}: '
                f"take one after the attributes, from {write_offset(max(taken) + SPACING)} on",
            )
        before = (number, offset)


def _given(entries: Sequence[E]) -> Iterator[tuple[int, E, Text, int]]:
    """Position, entry, short name and number where a short name is given; wrong numbers are judged elsewhere."""
    seen: set[int] = set()
    for position, entry in enumerate(entries):
        number = read_integer(entry.number.value)
        if number is None or number < 1 or number in seen:
            continue
        seen.add(number)
        if entry.short_name and is_given(entry.short_name.value):
            yield position, entry, entry.short_name, number


def _unreadable(what: str, number: int, text: Text) -> Fault:
    return Fault(text.at, f'the short name "{text}" of {what} {number} is not an offset: write "x" or "x + 0x08"')
