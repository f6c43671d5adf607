"""What the text says near examples: values of fields, addresses that are made of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.shown_fields import shown_fields
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.shown_fields import ShownField
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record


def field_problems(project: Project) -> Iterator[Fault]:
    """Values of fields that no example of the same subclause has."""
    said = project.found(shown_fields)
    for block, claim in said:
        values: dict[int, str] = {}
        for record, example in examples_of(project):
            if record.clause is block.clause:
                for field in (field for layer in example.layers for field in layer.fields):
                    if fold(field.name) == fold(claim.field) and (value := read_count(field.value)) is not None:
                        values.setdefault(value, field.value)
        value = _value(claim)
        if values and value is not None and value not in values:
            right = " or ".join(values.values())
            message = f"the text gives {claim.field} the value {claim.value}, but the examples of this subclause have"
            yield Fault(block.at, f"{message} {right}: correct the text, or the octets")


def examples_of(project: Project) -> Iterator[tuple[Record, ApduExample]]:
    """The examples, those of exchanges with the exchange, which says where it stands."""
    for example in project.of(ApduExample):
        yield example, example
    for exchange in project.of(Exchange):
        for message in exchange.messages:
            yield exchange, message.example


def _value(claim: ShownField) -> int | None:
    if claim.octets and not claim.value.startswith("0x"):
        return int(claim.value.replace(" ", ""), 16)
    return read_count(claim.value)
