"""Exchanges of messages as a profile shows them: who sends which octets, in which order (IEC TS 62056-1-1, Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.apdu_example import ApduExample, PendingExample
    from sphinx_dlmsprofile.text.location import Text

EXCHANGE_FORMS = ("chart", "octets", "table", "values")
"""How an exchange is shown: as a sequence chart, the octets of each message, their fields, what they say of objects."""


_DURATION = regex(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(ms|s|min|h)")
_UNITS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000}


def read_duration(text: str) -> int | None:
    """Milliseconds of "200 ms", "5 s", "2 min", "1 h"; None if it is none of these."""
    match = _DURATION.fullmatch(" ".join(text.split()))
    return round(float(match[1]) * _UNITS[match[2]]) if match else None


@frozen(kw_only=True)
class Duration:
    """A time as the author wrote it, in milliseconds; None where ``text`` is the name of a constant."""

    text: Text
    milliseconds: int | None


@frozen(kw_only=True)
class ExchangeMessage:
    """A message of an exchange.

    ``example`` are its octets, taken apart; ``sender`` is who sends it as the author says, ``text`` what the chart says
    of it. ``after`` is the time since the message before it, ``within`` the longest that the profile allows. ``whole``
    is the APDU that was joined of the messages ``parts``, numbers from 0. ``answers`` is the number of the message that
    it responds to. ``notes`` say what is amiss with its place among the others, ``lacks`` what of its message is not
    there, ``unproved`` why its sender has not proved to know the secret of the association.
    """

    example: ApduExample
    sender: Side
    text: Text | None = None
    after: Duration | None = None
    within: Duration | None = None
    whole: Dissection | None = None
    parts: tuple[int, ...] = ()
    joined: str = ""
    answers: int | None = None
    notes: tuple[str, ...] = ()
    lacks: str = ""
    unproved: str = ""

    @property
    def receiver(self) -> Side:
        """The other end."""
        return Side.SERVER if self.sender is Side.CLIENT else Side.CLIENT

    @property
    def said(self) -> Dissection | None:
        """What it says: the APDU that was joined, else its own octets."""
        return self.whole or self.example.dissection


@frozen(kw_only=True)
class Exchange(Record):
    """Messages in their order.

    ``caption`` and ``name`` are those of the table, ``figure`` and ``figure_name`` those of the chart. ``shows`` are
    identifiers of provisions that it illustrates.
    """

    caption: Text | None = None
    name: Text | None = None
    figure: Text | None = None
    figure_name: Text | None = None
    forms: tuple[str, ...] = ("chart", "octets", "table")
    shows: tuple[Text, ...] = ()
    messages: tuple[ExchangeMessage, ...] = ()


@frozen(kw_only=True)
class PendingMessage:
    """A message that was read, and is not yet taken apart."""

    example: PendingExample
    sender: Side
    text: Text | None = None
    after: Duration | None = None
    within: Duration | None = None


@frozen(kw_only=True)
class PendingExchange(Record):
    """An exchange whose envelopes may be described in another document: ``exchange`` has no messages yet."""

    exchange: Exchange
    messages: tuple[PendingMessage, ...] = ()
