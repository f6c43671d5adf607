"""All encoded APDUs that a standard shows: examples of their own, and messages of exchanges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.record import placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def all_examples(project: Project) -> Iterator[ApduExample]:
    """The examples in document order, then the messages of exchanges, each in the clause of its exchange."""
    yield from project.of(ApduExample)
    for exchange in project.of(Exchange):
        yield from (placed(message.example, exchange.clause) for message in exchange.messages)
