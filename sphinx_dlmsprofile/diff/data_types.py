"""Data types, reported with the attribute or method that has them: limits, elements, values with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.comparable_text import fold, said
from sphinx_dlmsprofile.diff.facts import Facts, Part, Value, facts_of, name_of
from sphinx_dlmsprofile.model.cosem import read_integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import DataType, NamedValue

_OUTER = "type"


def with_type(facts: Facts, kind: DataType | None) -> Facts:
    """The facts of an attribute or method with those of its type."""
    if kind is None:
        return facts
    own = {**facts_of(kind).values, _OUTER: _shown(kind)}
    # Facts of the type as a whole are kept apart from those of the attribute; the type after its name.
    of_type = {name if name == _OUTER else f"type {name}": value for name, value in own.items()}
    values: dict[str, Value] = {}
    for name, value in facts.values.items():
        values[name] = value
        if name == "name":
            values |= of_type
    return Facts(values, tuple(_parts(kind)))


def _shown(kind: DataType) -> Value:
    """A type with all that is in it; what counts is the outer one, since its parts are compared by themselves."""
    return Value(said(kind), counts=fold(kind.name))


def _parts(kind: DataType) -> Iterator[Part]:
    noun = "entry" if fold(kind.name) in {"array", "compact array"} else "element"
    for place, part in enumerate(kind.parts):
        yield _element(part, noun, place)
    for named in kind.values:
        yield _named_value(named)


def _element(part: DataType, noun: str, place: int) -> Part:
    label = name_of(part.label)
    facts = facts_of(part).without("name").plus({_OUTER: _shown(part)}, tuple(_parts(part)))
    return Part(
        noun=noun,
        name=label or str(place + 1),
        alias=f"{noun} {place + 1}",
        # An entry of an array is not found again as an element of a structure or choice.
        keys=(label and (noun, fold(label)), (noun, place)),
        facts=facts,
        content=said(part) or "",
        # The type as a whole does not show what its elements are called.
        shown_in="" if label else _OUTER,
    )


def _named_value(named: NamedValue) -> Part:
    value, meaning = said(named.value), name_of(named.name)
    number = read_integer(named.value.value)
    return Part(
        noun="value",
        name=value or "",
        alias=f'value of "{fold(meaning)}"',
        keys=(fold(value) if number is None else number, fold(meaning)),
        facts=facts_of(named).without("value"),
        content=meaning or "",
    )
