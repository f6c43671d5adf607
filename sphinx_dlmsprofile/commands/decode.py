"""``dlmsprofile decode``: decoded APDUs on the terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.apdu_arguments import add_apdu_arguments, envelopes_of, keys_of
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.forms.taken import Piece, Taken
    from sphinx_dlmsprofile.model.apdu import Dissection

FORMATS = ("text", "json", "yaml", "xml")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    octets = "the octets in hexadecimal or another form that people paste; or a file; or - to read standard input"
    parser.add_argument("hex", nargs="+", metavar="HEX|FILE|-", help=octets)
    add_apdu_arguments(parser)
    profile = "names of a profile's own classes and SAPs: its profile.json, or its source directory"
    parser.add_argument("--profile", type=Path, metavar="FILE|DIR", help=profile)
    lenient = "read on after what deviates from the standard, and list all of it"
    parser.add_argument("--lenient", action="store_true", help=lenient)
    shown = "what the text shows: a line for each field, or a line for each object with its value"
    parser.add_argument("--form", choices=("fields", "values"), default="fields", help=shown)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how the result is printed")


def run(arguments: argparse.Namespace) -> int:
    """Print the dissections; returns the exit status: 0 valid, 1 not valid.

    Raises:
        CannotRunError: octets, the name of an envelope, the profile or the key file cannot be read.
    """
    from sphinx_dlmsprofile.apdu import decode  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.apdu.forms.ascii import TELEGRAM, octets_are_telegram  # noqa: PLC0415
    from sphinx_dlmsprofile.commands.apdu_names import profile_names  # noqa: PLC0415
    from sphinx_dlmsprofile.exports.apdu import with_address_names  # noqa: PLC0415

    envelopes = envelopes_of(arguments)
    keys = keys_of(arguments)
    taken = _taken(arguments.hex)
    names, sap_name = profile_names(arguments.profile)
    lenient = arguments.lenient
    found = [decode(piece.octets, envelopes, keys=keys, names=names, lenient=lenient) for piece in taken.pieces]
    if sap_name:
        found = [with_address_names(each, sap_name) for each in found]
    if taken.told:
        _tell(taken.told)
    if taken.form != TELEGRAM and any(octets_are_telegram(each.octets) for each in found if not each.valid):
        _tell(f"the octets are {TELEGRAM}")
    for each in found if envelopes is None else ():
        if each.envelopes:
            _tell(f"the first octets are those of {each.envelope_names[0]}: read with --envelope {_named(each)}")
    _print(taken.pieces, found, arguments)
    return OK if all(each.valid for each in found) else FOUND


def _named(found: Dissection) -> str:
    return ",".join(found.envelope_names)


def _taken(words: Sequence[str]) -> Taken:
    """What the arguments, the file or standard input hold."""
    from sphinx_dlmsprofile.apdu.forms.read import read_octets, read_text  # noqa: PLC0415
    from sphinx_dlmsprofile.text.foreign import UnreadError  # noqa: PLC0415
    from sphinx_dlmsprofile.text.foreign import read_octets as read_file  # noqa: PLC0415

    if list(words) == ["-"]:
        stream = getattr(sys.stdin, "buffer", None)
        taken = read_octets(stream.read()) if stream else read_text(sys.stdin.read())
    elif len(words) == 1 and _is_file(words[0]):
        try:
            taken = read_octets(read_file(Path(words[0])))
        except UnreadError as error:
            message = f"{words[0]} cannot be read: {error}"
            raise CannotRunError(message) from None
    else:
        taken = read_text(" ".join(words))
    if taken.fault:
        message = f"line {taken.fault.line + 1}, column {taken.fault.column + 1}: {taken.fault.message}"
        raise CannotRunError(message)
    if not taken.pieces:
        message = "no octets are given: write them in hexadecimal, such as C0 01 C1 …"
        raise CannotRunError(message)
    return taken


def _is_file(word: str) -> bool:
    """Whether a word names a file; one of more than a few hundred characters is none."""
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False


def _print(pieces: Sequence[Piece], found: Sequence[Dissection], arguments: argparse.Namespace) -> None:
    from sphinx_dlmsprofile.exports.apdu import dissection_data, dissection_text  # noqa: PLC0415

    several, form = len(found) > 1, arguments.format
    if form == "json":
        data = [
            {"label": piece.label or None, "line": piece.line + 1, **dissection_data(each)}
            for piece, each in zip(pieces, found, strict=True)
        ]
        shown = {"messages": data} if several else dissection_data(found[0])
        sys.stdout.write(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
        return
    for number, (piece, each) in enumerate(zip(pieces, found, strict=True), 1):
        if several and form == "text":
            label = f": {piece.label}" if piece.label else ""
            sys.stdout.write(f"{'' if number == 1 else chr(10)}message {number}, line {piece.line + 1}{label}\n")
        if form == "text":
            sys.stdout.write(dissection_text(each, values=arguments.form == "values"))
        else:
            if number > 1:
                sys.stdout.write("\n" if form == "xml" else "---\n")
            _print_apdus(each, form, f"message {number}, " if several else "")


def _print_apdus(found: Dissection, form: str, which: str) -> None:
    """The APDUs alone: that of the protected content, if it is open, after the one that protects it."""
    texts = [_apdu(layer, form) for layer in found.layers() if layer.element]
    sys.stdout.write(("\n" if form == "xml" else "---\n").join(texts))
    for layer in found.layers():
        for fault in layer.faults:
            _tell(f"{which}{fault.message} [{fault.kind.value}]")


def _apdu(layer: Dissection, form: str) -> str:
    assert layer.element  # noqa: S101  asked before
    if form == "xml":
        from sphinx_dlmsprofile.apdu.xml import as_xml  # noqa: PLC0415  Python's library for XML is slow to load

        return as_xml(layer.element, layer.octets)
    from sphinx_dlmsprofile.apdu.describe import as_yaml, describe  # noqa: PLC0415

    return as_yaml(describe(layer.element))


def _tell(text: str) -> None:
    sys.stderr.write(f"dlmsprofile: {text}\n")
