"""``dlmsprofile encode``: the octets of a described APDU."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.apdu_arguments import add_apdu_arguments, envelopes_of, keys_of
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError

if TYPE_CHECKING:
    import argparse

_SIDES = ("client", "server")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    described = "a description in YAML or XML, as decode --format prints it, or - to read it from standard input"
    parser.add_argument("file", metavar="FILE|-", help=described)
    add_apdu_arguments(parser)
    profile = "the envelopes that a profile describes: its profile.json, or its source directory"
    parser.add_argument("--profile", type=Path, metavar="FILE|DIR", help=profile)
    field = "the value of a field of a described envelope, 0x10 or 16; can be repeated"
    parser.add_argument("--field", action="append", default=[], metavar="KEY=VALUE", help=field)
    for side in _SIDES:
        parser.add_argument(f"--{side}", metavar="SAP", help=f"the address of the {side} in the envelope, 0x10 or 16")
    parser.add_argument("--lower", metavar="ADDRESS", help="the lower HDLC address of the server")
    sends = "which end sends, where neither the APDU nor its content says it"
    parser.add_argument("--sender", choices=_SIDES, help=sends)


def run(arguments: argparse.Namespace) -> int:
    """Print the octets in hexadecimal, a line for each APDU; returns 0, or 1 if a description does not fit.

    Raises:
        CannotRunError: the file, an address, the name of an envelope, the profile or the key file cannot be read.
    """
    from sphinx_dlmsprofile.apdu import encode  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.commands.apdu_names import profile_names  # noqa: PLC0415

    envelopes = envelopes_of(arguments, profile_names(arguments.profile).envelopes) or ()
    keys = keys_of(arguments)
    client, server, lower = (_number(f"--{name}", getattr(arguments, name)) for name in (*_SIDES, "lower"))
    values = dict(_field(written) for written in arguments.field)
    source = "standard input" if arguments.file == "-" else arguments.file
    descriptions, unread = _descriptions(arguments.file)
    if unread:
        sys.stderr.write(f"{source}:1: {unread}\n")
        return FOUND
    lines = []
    status = OK
    for description in descriptions:
        encoded = encode(
            description,
            envelopes,
            client=client,
            server=server,
            lower=lower,
            sender=arguments.sender,
            keys=keys,
            values=values,
        )
        for fault in encoded.faults:
            column = f":{fault.at.column}" if fault.at.column else ""
            sys.stderr.write(f"{fault.at.source or source}:{fault.at.line}{column}: {fault.message} [{fault.kind}]\n")
            status = FOUND
        lines.append(encoded.octets.hex().upper())
    if status == OK:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return status


def _field(written: str) -> tuple[str, int]:
    key, _, value = written.partition("=")
    number = _number(f"--field {key}", value)
    if not key or number is None:
        message = f"--field is KEY=VALUE, such as hops=3, not {written!r}"
        raise CannotRunError(message)
    return key.strip(), number


def _number(name: str, written: str | None) -> int | None:
    from sphinx_dlmsprofile.model.cosem import read_integer  # noqa: PLC0415

    if written is None:
        return None
    value = read_integer(written.strip())
    if value is None or value < 0:
        message = f"{name} is a number, 0x10 or 16, not {written!r}"
        raise CannotRunError(message)
    return value


def _descriptions(name: str) -> tuple[list[str | dict[str, object]], str]:
    """The text in YAML; what is written in XML as the same without a text, each APDU; and why it cannot be read."""
    text = _text(name)
    if text.lstrip()[:1] != "<":
        return [text], ""
    from sphinx_dlmsprofile.apdu.describe import describe  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.dissect import dissect  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.forms.xml import read_xml  # noqa: PLC0415

    taken = read_xml(text)
    if taken.fault:
        return [], taken.fault.message
    elements = [dissect(piece.octets).element for piece in taken.pieces]
    return [dict(describe(element)) if element else {} for element in elements], ""


def _text(name: str) -> str:
    from sphinx_dlmsprofile.text.foreign import UnreadError, read_text, reading  # noqa: PLC0415

    try:
        if name == "-":
            with reading():
                return sys.stdin.read().removeprefix("\ufeff")
        return read_text(Path(name))
    except UnreadError as error:
        message = f"{'standard input' if name == '-' else name} cannot be read: {error}"
        raise CannotRunError(message) from None
