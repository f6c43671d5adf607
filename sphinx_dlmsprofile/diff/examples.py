"""Examples of APDUs: what they announce, and their octets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, said
from sphinx_dlmsprofile.diff.facts import Value, facts_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record


def apdu_examples(project: Project) -> Iterator[Item]:
    """The examples: one is found again by its label, its caption, its octets.

    What the octets mean follows from them, and is not compared.
    """
    for record in project.of(ApduExample):
        caption = said(record.caption)
        yield _item(record, f'APDU example "{caption}"' if caption else "APDU example", record)
    for exchange in project.of(Exchange):
        caption = said(exchange.caption)
        whose = f'exchange "{caption}"' if caption else "exchange"
        for number, message in enumerate(exchange.messages, 1):
            yield _item(message.example, f"message {number} of {whose}", exchange)


def _item(record: ApduExample, subject: str, holder: Record) -> Item:
    octets = record.dissection.octets.hex(" ").upper() if record.dissection else None
    caption = said(record.caption)
    message = holder is not record
    return Item(
        area=Area.EXAMPLES,
        kind="message of an exchange" if message else "APDU example",
        subject=subject,
        place=Place(record.at, record.clause or holder.clause),
        keys=(subject, octets) if message else (fold(record.name) or None, fold(caption) or None, octets, ""),
        facts=facts_of(record).plus({"octets": Value(octets, prose=True)}),
        content=Value(said(record.apdu)),
        actions={"caption": Action.RENAMED},
        placed=True,
    )
