"""Exchanges of messages, judged as a whole (template: Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.exchange_example import Exchange, read_duration
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, fold, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.exchange_example import ExchangeMessage
    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Annex A"
_ACSE = frozenset({"aarq", "aare", "rlrq", "rlre"})
_ACCEPTED = "accepted"
_ANSWERS = {
    "aare": "aarq",
    "rlre": "rlrq",
    "get-response": "get-request",
    "set-response": "set-request",
    "action-response": "action-request",
    "access-response": "access-request",
    "readResponse": "readRequest",
    "writeResponse": "writeRequest",
}
_BITS = {
    "get-request": "get",
    "set-request": "set",
    "action-request": "action",
    "access-request": "access",
    "readRequest": "read",
    "writeRequest": "write",
    "unconfirmedWriteRequest": "unconfirmed-write",
    "data-notification": "data-notification",
    "event-notification-request": "event-notification",
    "informationReportRequest": "information-report",
    "general-block-transfer": "general-block-transfer",
}
"""The bit of the conformance block that an APDU needs."""

_BLOCKS = {
    "get-response-with-datablock": "block-transfer-with-get-or-read",
    "set-request-with-first-datablock": "block-transfer-with-set-or-write",
    "action-request-with-first-pblock": "block-transfer-with-action",
    "action-response-with-pblock": "block-transfer-with-action",
}
_CIPHERED = ("glo-", "ded-", "general-glo", "general-ded", "general-ciphering")
_WITH_CIPHERING = frozenset({3, 4})
"""The application contexts with ciphering."""


class _Said(NamedTuple):
    """A message with its number and the innermost APDU that could be read, and that which carries it."""

    number: int
    message: ExchangeMessage
    outer: Dissection
    inner: Dissection

    @property
    def name(self) -> str:
        return self.inner.names[0] if self.inner.names else ""

    def fault(self, text: str) -> Fault:
        return Fault(self.message.example.at, f"message {self.number + 1}, {self.inner.name}: {text}")


def _said(exchange: Exchange) -> Iterator[_Said]:
    """The messages that say something: an APDU, whole or joined."""
    for number, message in enumerate(exchange.messages):
        said = message.said
        if said is not None and said.names and not said.faults:
            *_, inner = (layer for layer in said.layers() if layer.names)
            yield _Said(number, message, said, inner)


def _value(said: _Said, name: str) -> str:
    found = (each for each in said.inner.element.walk() if each.name == name) if said.inner.element else iter(())
    element = next(found, None)
    return element.value if element else ""


@rule("exchange-order", _CLAUSE, ERROR)
def exchange_order(project: Project) -> Iterator[Fault]:
    """A message of an exchange cannot be where it is.

    Its octets are sent by the other end, it answers nothing that was asked, or it comes before the association is
    established, or after it was released. An exchange without an AARQ takes place in an association that exists.

    Bad::

        .. exchange:: Reading the clock

           - server: C4 01 C1 00 16 05
           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good::

        .. exchange:: Reading the clock

           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           - server: C4 01 C1 00 16 05
    """
    for exchange in project.of(Exchange):
        yield from _order(list(_said(exchange)))


def _order(messages: list[_Said]) -> Iterator[Fault]:
    opens = any(said.name == "aarq" for said in messages)
    asks = {said.name for said in messages}
    established, released = not opens, False
    for said in messages:
        sender = said.outer.sender or said.inner.sender
        if sender and sender is not said.message.sender:
            yield said.fault(f"it is sent by the {sender.value}: write {sender.value}: before its octets")
            continue
        asked = _ANSWERS.get(said.name)
        if asked and asked in asks and said.message.answers is None:
            yield said.fault(f"it answers nothing: no {asked} with its invoke-id stands before it")
        elif released and said.name not in _ACSE:
            yield said.fault("the association was released before it: take it out, or open another")
        elif not established and said.name not in _ACSE:
            yield said.fault("the association is not established yet: no AARE has accepted it")
        if said.name == "aare":
            established, released = _value(said, "result") in {"0", _ACCEPTED}, False
        elif said.name == "aarq":
            established = not said.inner.confirmed
        elif said.name in {"rlrq", "rlre"}:
            released = said.name == "rlre" or not opens


@rule("exchange-incomplete", _CLAUSE, WARNING)
def exchange_incomplete(project: Project) -> Iterator[Fault]:
    """A part of a message is missing in an exchange, comes twice, or a confirmed request has no response.

    Bad::

        .. exchange:: Reading the clock

           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good::

        .. exchange:: Reading the clock

           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           - server: C4 01 C1 00 16 05
    """
    for exchange in project.of(Exchange):
        for number, message in enumerate(exchange.messages):
            if problem := next(iter(message.notes), message.lacks):
                yield Fault(message.example.at, f"message {number + 1}: {problem}")
        if exchange.unread or any(message.notes or message.lacks for message in exchange.messages):
            continue
        answered = {message.answers for message in exchange.messages}
        for said in _said(exchange):
            asks = said.name in _ANSWERS.values() and said.inner.confirmed is not False
            if (
                asks
                and said.number not in answered
                and "block" not in said.inner.name
                and "next" not in said.inner.name
            ):
                yield said.fault("it is confirmed, and nothing answers it: add the response")


@rule("exchange-conformance", _CLAUSE, ERROR)
def exchange_conformance(project: Project) -> Iterator[Fault]:
    """An exchange uses what its association has not agreed on: a service, block transfer, a longer APDU.

    What an AARE accepts holds for all that follows: the bits of its conformance block, and the size of an APDU that
    each end receives.

    Bad::

        .. exchange:: Setting the clock

           - client: >
               60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E
               01 00 00 00 06 5F 1F 04 00 00 00 10 04 B0
           - server: >
               61 29 A1 09 06 07 60 85 74 05 08 01 01 A2 03 02 01 00 A3 05 A1 03 02 01 00
               BE 10 04 0E 08 00 06 5F 1F 04 00 00 00 10 01 F4 00 07
           - client: C1 01 C1 00 08 00 00 01 00 00 FF 03 00 10 00 00
           - server: C5 01 C1 00

    Good::

        .. exchange:: Reading the clock

           - client: >
               60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E
               01 00 00 00 06 5F 1F 04 00 00 00 10 04 B0
           - server: >
               61 29 A1 09 06 07 60 85 74 05 08 01 01 A2 03 02 01 00 A3 05 A1 03 02 01 00
               BE 10 04 0E 08 00 06 5F 1F 04 00 00 00 10 01 F4 00 07
           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           - server: C4 01 C1 00 16 05
    """
    for exchange in project.of(Exchange):
        bits: tuple[str, ...] | None = None
        limits: dict[str, int] = {}
        for said in _said(exchange):
            if said.name == "aarq":
                bits, limits = None, _limit(said, "client", "client-max-receive-pdu-size")
            elif said.name == "aare":
                bits = said.inner.association.conformance
                limits |= _limit(said, "server", "server-max-receive-pdu-size")
            elif said.name not in _ACSE:
                needed = [_BLOCKS.get(said.inner.name), _BITS.get(said.name), _BITS.get(said.outer.names[0])]
                lacking = next((bit for bit in needed if bits is not None and bit and bit not in bits), None)
                if lacking:
                    yield said.fault(f'the conformance block of the AARE lacks "{lacking}": set it, or take this out')
            yield from _too_long(said, limits)


def _limit(said: _Said, side: str, name: str) -> dict[str, int]:
    value = _value(said, name)
    return {side: int(value)} if value.isdecimal() and int(value) else {}


def _too_long(said: _Said, limits: dict[str, int]) -> Iterator[Fault]:
    """An APDU that the receiver does not take; those that arrive in blocks may be longer."""
    receiver = said.message.receiver.value
    limit, example = limits.get(receiver), said.message.example
    if limit and said.name not in _ACSE and not said.message.joined and example.dissection:
        own = example.dissection
        start = next((each.offset for each in own.fields if each.part.value == "apdu"), 0)
        if own.element and sum(own.element.octets) - start > limit:
            size = sum(own.element.octets) - start
            yield said.fault(f"it has {size} octets, and the {receiver} receives {limit} at most: use block transfer")


@rule("exchange-security", _CLAUSE, ERROR)
def exchange_security(project: Project) -> Iterator[Fault]:
    """The protection of a message does not suit its association, or an invocation counter does not rise.

    A ciphered APDU needs an application context with ciphering. Where keys are given, the answers to the challenges of
    high level security are those of its mechanism. Each end counts the APDUs that it protects with a key:
    a counter that does not rise is refused as a replay.

    Bad::

        .. exchange:: Reading twice

           - client: C8 1E 30 00 00 00 02 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18
           - client: C8 1E 30 00 00 00 02 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18

    Good::

        .. exchange:: Reading twice

           - client: C8 1E 30 00 00 00 02 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18
           - client: C8 1E 30 00 00 00 03 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18
    """
    for exchange in project.of(Exchange):
        context: int | None = None
        counters: dict[tuple[str, str], int] = {}
        for said in _said(exchange):
            if said.message.unproved:
                yield said.fault(said.message.unproved)
            context = said.inner.association.context or context
            kind = said.outer.names[0]
            if not kind.startswith(_CIPHERED):
                continue
            if context is not None and context not in _WITH_CIPHERING:
                yield said.fault(f"it is ciphered, and the application context {context} is one without ciphering")
            counter = next((each.value for each in said.outer.fields if each.name == "invocation-counter"), "")
            key = said.message.sender.value, "dedicated" if kind.startswith(("ded-", "general-ded")) else "global"
            if counter.isdecimal():
                if key in counters and int(counter) <= counters[key]:
                    yield said.fault(f"the invocation counter {counter} does not rise: it was {counters[key]} before")
                counters[key] = max(int(counter), counters.get(key, 0))


@rule("exchange-time", _CLAUSE, WARNING)
def exchange_time(project: Project) -> Iterator[Fault]:
    """A message of an exchange comes later than the profile allows.

    ``after`` is the time since the message before, ``within`` the longest that is allowed, or the name of a constant
    that is this time.

    Bad::

        .. exchange:: Reading the clock

           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           - server: C4 01 C1 00 16 05
             after: 6 s
             within: 5 s

    Good::

        .. exchange:: Reading the clock

           - client: C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           - server: C4 01 C1 00 16 05
             after: 4 s
             within: 5 s
    """
    constants = [each for table in project.of(Constants) for each in table.entries]
    for exchange in project.of(Exchange):
        for number, message in enumerate(exchange.messages):
            after, within = message.after, message.within
            if within is None:
                continue
            named, limit = within.text.value, within.milliseconds
            if limit is None:
                constant = next((each for each in constants if fold(named) in map(fold, each.called)), None)
                limit = read_duration(constant.printed) if constant else None
                if constant is None or limit is None:
                    names = [each.name.value for each in constants]
                    advice = suggest(closest(named, names), "write a time, as 5 s, or the name of a constant")
                    yield Fault(within.text.at, f'"{named}" is neither a time nor a constant that is one: {advice}')
                    continue
                named = f"{named}, which is {constant.printed},"
            if after and (after.milliseconds or 0) > limit:
                text = f"message {number + 1} comes after {after.text}, and {named} are allowed"
                yield Fault(after.text.at, f"{text}: correct one of them")
