"""From an exchange to its chart, and to what its table shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.sap import written_address
from sphinx_dlmsprofile.model.sequence_chart import Participant, SequenceChart, Step
from sphinx_dlmsprofile.rendering.apdu.fields import parts_of
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.model.exchange_example import Exchange, ExchangeMessage
    from sphinx_dlmsprofile.rendering.apdu.parts import Part

_SIDES = mark({"client": "Client", "server": "Server"})


def chart_of(exchange: Exchange) -> SequenceChart:
    """The exchange as a sequence chart: answers dashed, times in brackets."""
    steps = [_step(message) for message in exchange.messages]
    first = exchange.messages[0].example if exchange.messages else None
    named = {"client": first.client if first else None, "server": first.server if first else None}
    participants = tuple(
        Participant(
            key=Text(side, exchange.at),
            name=Text(
                f"{say(label)} {written_address(sap.value)}" if (sap := named[side]) else say(label), exchange.at
            ),
        )
        for side, label in _SIDES.items()
    )
    return SequenceChart(
        at=exchange.at, caption=exchange.figure or exchange.caption, participants=participants, steps=tuple(steps)
    )


def _step(message: ExchangeMessage) -> Step:
    side = message.sender.value
    words = message.text.value if message.text else called(message)
    if message.after:
        words = say("{} (after {})", words, message.after.text)
    at = message.text.at if message.text else message.example.at
    ends = side, message.receiver.value
    return Step(at=at, ends=ends, text=Text(words, at), is_message=True, is_reply=message.answers is not None)


def called(message: ExchangeMessage) -> str:
    """The kind of APDU, with what is in it; a segment or block as that."""
    own = message.example.dissection
    if own is None:
        return say("a message")
    names = [layer.name for layer in own.layers() if layer.name]
    if not names:
        return own.content_note.partition(":")[0].replace("the frame carries ", "").split(", which")[0] or say(
            "a frame"
        )
    within = f" ({names[-1]})" if len(names) > 1 else ""
    joined = say(", complete: {}", message.whole.name) if message.whole and message.whole.name else ""
    return f"{names[0]}{within}{joined}"


def exchange_parts(exchange: Exchange, *, draft: bool, titles: Mapping[str, str]) -> Iterator[Part]:
    """The octets of all messages, each with a head; below the last of several, what was joined of them."""
    for number, message in enumerate(exchange.messages, 1):
        example = message.example
        if example.dissection is None:
            continue
        side = message.sender.value
        words = message.text.value if message.text else called(message)
        ends = say(_SIDES[side]), say(message.receiver.value)
        head = say("{}. {} to {}: {}", number, *ends, words)
        first, *others = parts_of(example, example.dissection, draft=draft, titles=titles)
        yield replace(first, title=head)
        yield from others
        if message.whole:
            whole = replace(example, dissection=message.whole, envelopes=())
            made = ", ".join(str(part + 1) for part in message.parts)
            for index, part in enumerate(parts_of(whole, message.whole, draft=draft, titles=titles)):
                yield replace(part, title=say("{} of {}, joined", message.joined, made)) if index == 0 else part
