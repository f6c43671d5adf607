"""The messages that octets hold, and how ``dlmsprofile decode`` prints them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.apdu import decode
from sphinx_dlmsprofile.apdu.describe import as_yaml, describe
from sphinx_dlmsprofile.apdu.exchanges.conversation import read_frames
from sphinx_dlmsprofile.apdu.exchanges.frames import split_frames
from sphinx_dlmsprofile.exports.apdu import dissection_data, dissection_text, with_address_names
from sphinx_dlmsprofile.model.exchange import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.apdu.exchanges.frames import Frame
    from sphinx_dlmsprofile.apdu.forms.taken import Piece
    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.commands.apdu_names import ProfileNames
    from sphinx_dlmsprofile.model.apdu import DecodeFault, Dissection
    from sphinx_dlmsprofile.model.envelope import Envelope


class Shown(NamedTuple):
    """A message with its number from 1, and the label and line (from 0) of the input that it stood in.

    ``note`` says what was added to its octets, as flags that were left out.
    """

    number: int
    message: Message
    line: int = 0
    label: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        """What distinguishes it from the others."""
        return f"message {self.number}, line {self.line + 1}{f': {self.label}' if self.label else ''}"

    @property
    def faults(self) -> Iterator[DecodeFault]:
        """Those of all its layers."""
        yield from (fault for layer in self.message.said.layers() for fault in layer.faults)


def messages_of(
    pieces: Sequence[Piece],
    envelopes: Sequence[str | Envelope] | None,
    keys: Keys | None,
    names: ProfileNames,
    *,
    lenient: bool,
) -> list[Shown]:
    """The messages of an input. One that is whole by itself is read so; else its frames are separated and joined."""
    frames: list[tuple[Piece, Frame]] = []
    for piece in pieces:
        frames += ((piece, frame) for frame in split_frames(piece.octets, envelopes))
    lookup = names.registry
    if len(pieces) == 1:
        alone = decode(pieces[0].octets, envelopes, keys=keys, names=lookup, lenient=lenient)
        messages = read_frames((frame for _, frame in frames), keys, lookup, lenient=lenient) if not alone.valid else ()
        several = len(messages) > 1 and (messages[0].frame.envelopes or all(m.frame.valid for m in messages))
        mended = len(messages) == 1 and messages[0].valid  # idle flags before a frame, or none around it
        if alone.valid or not (several or mended):
            return [Shown(1, Message(frame=_named(alone, names)), pieces[0].line, pieces[0].label)]
    else:
        messages = read_frames((frame for _, frame in frames), keys, lookup, lenient=lenient)
    return [
        Shown(number, replace(message, frame=_named(message.frame, names)), piece.line, piece.label, frame.note)
        for number, (message, (piece, frame)) in enumerate(zip(messages, frames, strict=True), 1)
    ]


def _named(found: Dissection, names: ProfileNames) -> Dissection:
    return with_address_names(found, names.address) if names.address else found


def messages_text(found: Sequence[Shown], form: str, *, values: bool) -> str:
    """The messages as text, JSON, YAML or XML; one alone has no heading."""
    if form == "json":
        data = [_data(each) for each in found] if len(found) > 1 else dissection_data(found[0].message.frame)
        shown = {"messages": data} if len(found) > 1 else data
        return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"
    if form == "text":
        return "\n".join(_text(each, alone=len(found) == 1, values=values) for each in found)
    apdus = [_apdu(layer, form) for each in found for layer in each.message.said.layers() if layer.element]
    return ("\n" if form == "xml" else "---\n").join(apdus)


def _text(each: Shown, *, alone: bool, values: bool) -> str:
    message = each.message
    lines = [] if alone else [f"{each.heading}\n"]
    if message.answers is not None:
        lines.append(f"answers message {message.answers + 1}\n")
    lines.append(dissection_text(message.frame, values=values))
    lines += [f"\n{note}\n" for note in _notes(message)]
    if message.whole:
        parts = ", ".join(str(part + 1) for part in message.parts)
        lines.append(f"\nmessages {parts} joined ({message.joined}):\n{dissection_text(message.whole, values=values)}")
    return "".join(lines)


def _notes(message: Message) -> list[str]:
    """What is amiss with its place, what of it is not there, and what its sender has not proved."""
    return [note for note in (*message.notes, message.lacks, message.unproved) if note]


def _data(each: Shown) -> dict[str, Any]:
    message = each.message
    return {
        "message": each.number,
        "label": each.label or None,
        "line": each.line + 1,
        **dissection_data(message.frame),
        "answers": None if message.answers is None else message.answers + 1,
        "notes": _notes(message),
        "joined": message.joined or None,
        "parts": [part + 1 for part in message.parts],
        "whole": dissection_data(message.whole) if message.whole else None,
    }


def _apdu(layer: Dissection, form: str) -> str:
    assert layer.element  # noqa: S101  asked before
    if form == "xml":
        from sphinx_dlmsprofile.apdu.xml import as_xml  # noqa: PLC0415  Python's library for XML is slow to load

        return as_xml(layer.element, layer.octets)
    return as_yaml(describe(layer.element))
