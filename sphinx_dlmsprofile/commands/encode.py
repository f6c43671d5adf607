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
    for side in _SIDES:
        parser.add_argument(f"--{side}", metavar="SAP", help=f"the address of the {side} in the envelope, 0x10 or 16")
    parser.add_argument("--lower", metavar="ADDRESS", help="the lower HDLC address of the server")
    sends = "which end sends, where neither the APDU nor its content says it"
    parser.add_argument("--sender", choices=_SIDES, help=sends)


def run(arguments: argparse.Namespace) -> int:
    """Print the octets in hexadecimal; returns the exit status: 0, or 1 if the description does not fit.

    Raises:
        CannotRunError: the file, an address, the name of an envelope or the key file cannot be read.
    """
    from sphinx_dlmsprofile.apdu import encode  # noqa: PLC0415  for this command alone

    envelopes = [name for name in envelopes_of(arguments) or () if isinstance(name, str)]
    keys = keys_of(arguments)
    client, server, lower = (_address(arguments, name) for name in (*_SIDES, "lower"))
    description = _description(arguments.file)
    encoded = encode(
        description, envelopes, client=client, server=server, lower=lower, sender=arguments.sender, keys=keys
    )
    source = "standard input" if arguments.file == "-" else arguments.file
    for fault in encoded.faults:
        column = f":{fault.at.column}" if fault.at.column else ""
        sys.stderr.write(f"{fault.at.source or source}:{fault.at.line}{column}: {fault.message} [{fault.kind}]\n")
    if encoded.faults:
        return FOUND
    sys.stdout.write(encoded.octets.hex().upper() + "\n")
    return OK


def _address(arguments: argparse.Namespace, name: str) -> int | None:
    from sphinx_dlmsprofile.model.cosem import read_integer  # noqa: PLC0415

    written = getattr(arguments, name)
    if written is None:
        return None
    value = read_integer(written)
    if value is None or value < 0:
        message = f"--{name} is a number, 0x10 or 16, not {written!r}"
        raise CannotRunError(message)
    return value


def _description(name: str) -> str | dict[str, object]:
    """The text in YAML; what is written in XML as the same without a text."""
    text = _text(name)
    if text.lstrip()[:1] != "<":
        return text
    from sphinx_dlmsprofile.apdu.describe import describe  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.dissect import dissect  # noqa: PLC0415
    from sphinx_dlmsprofile.apdu.forms.xml import read_xml  # noqa: PLC0415

    taken = read_xml(text)
    if taken.fault:
        raise CannotRunError(taken.fault.message)
    element = dissect(taken.pieces[0].octets).element
    return dict(describe(element)) if element else {}


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
