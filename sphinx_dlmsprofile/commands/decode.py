"""``dlmsprofile decode``: a decoded APDU on the terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.model.apdu import Dissection, Element

FORMATS = ("text", "json", "yaml", "xml")
_ENVELOPES = ("wrapper", "hdlc", "llc")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("hex", nargs="+", metavar="HEX", help="the octets in hexadecimal, or - to read them from stdin")
    parser.add_argument(
        "--envelope",
        metavar="ENVELOPE,…",
        help=f"what surrounds the APDU, from the outside in: none, or one or more of {', '.join(_ENVELOPES)}",
    )
    parser.add_argument("--keys", type=Path, metavar="FILE", help="a YAML file with the keys that decrypt the APDU")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how the result is printed")


def run(arguments: argparse.Namespace) -> int:
    """Print the dissection; returns the exit status: 0 valid, 1 not valid.

    Raises:
        CannotRunError: the octets, the name of an envelope or the key file cannot be read.
    """
    from sphinx_dlmsprofile.apdu.dissect import dissect, recognise  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.registry.shipped import shipped_registry  # noqa: PLC0415

    octets = _octets(" ".join(arguments.hex))
    keys = _keys(arguments.keys) if arguments.keys else None
    lookup = shipped_registry()
    envelopes = None if arguments.envelope is None else _envelopes(arguments.envelope)
    if envelopes is None:
        found = recognise(octets, keys, lookup)
        if found.envelopes:
            _tell(f"the first octets are those of {found.envelopes[0].value}: read with --envelope {_named(found)}")
    else:
        found = dissect(octets, envelopes, keys, lookup)
    _print(found, arguments.format)
    return OK if found.valid else FOUND


def _named(found: Dissection) -> str:
    return ",".join(part.value for part in found.envelopes)


def _octets(text: str) -> bytes:
    from sphinx_dlmsprofile.apdu.hexadecimal import parse_hex  # noqa: PLC0415

    try:
        read = parse_hex(sys.stdin.read().removeprefix("\ufeff") if text == "-" else text)
    except UnicodeDecodeError:
        message = "standard input is not text: write the octets in hexadecimal"
        raise CannotRunError(message) from None
    if read.fault:
        message = f"line {read.fault.line + 1}, column {read.fault.column + 1}: {read.fault.message}"
        raise CannotRunError(message)
    if not read.octets:
        message = "no octets are given: write them in hexadecimal, such as C0 01 C1 …"
        raise CannotRunError(message)
    return read.octets


def _envelopes(text: str) -> tuple[str, ...]:
    names = tuple(text.casefold().replace(",", " ").split())
    if names == ("none",):
        return ()
    for name in names:
        if name not in _ENVELOPES:
            advice = f"write none, or one or more of {', '.join(_ENVELOPES)}, from the outside in"
            message = f"{name!r} is not an envelope: {advice}"
            raise CannotRunError(message)
    return names


def _keys(path: Path) -> Keys:
    from sphinx_dlmsprofile.apdu.keys import KeyFileError, read_keys  # noqa: PLC0415
    from sphinx_dlmsprofile.text.foreign import UnreadError, read_text  # noqa: PLC0415

    try:
        return read_keys(read_text(path), str(path))
    except KeyFileError as error:
        raise CannotRunError(str(error)) from None
    except UnreadError as error:
        message = f"{path} cannot be read: {error}"
        raise CannotRunError(message) from None


def _print(found: Dissection, form: str) -> None:
    from sphinx_dlmsprofile.exports.apdu import dissection_data, dissection_text  # noqa: PLC0415

    if form == "text":
        sys.stdout.write(dissection_text(found))
        return
    if form == "json":
        sys.stdout.write(json.dumps(dissection_data(found), indent=2, ensure_ascii=False) + "\n")
        return
    # These two show APDUs alone: that of the protected content, if it is open, after the one that protects it.
    elements = [layer.element for layer in found.layers() if layer.element]
    texts = [_apdu(element, form) for element in elements]
    sys.stdout.write(("\n" if form == "xml" else "---\n").join(texts))
    for layer in found.layers():
        for fault in layer.faults:
            _tell(f"{fault.message} [{fault.kind.value}]")


def _apdu(element: Element, form: str) -> str:
    if form == "xml":
        from sphinx_dlmsprofile.apdu.xml import as_xml  # noqa: PLC0415  Python's library for XML is slow to load

        return as_xml(element)
    from sphinx_dlmsprofile.apdu.describe import as_yaml, describe  # noqa: PLC0415

    return as_yaml(describe(element))


def _tell(text: str) -> None:
    sys.stderr.write(f"dlmsprofile: {text}\n")
