"""``dlmsprofile decode``: decoded APDUs on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.apdu_arguments import add_apdu_arguments, envelopes_of, keys_of
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_dlmsprofile.apdu.forms.taken import Taken
    from sphinx_dlmsprofile.commands.messages import Shown

_MOST_CHARACTERS = 60
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
    from sphinx_dlmsprofile.commands.apdu_names import profile_names  # noqa: PLC0415
    from sphinx_dlmsprofile.commands.messages import messages_of, messages_text  # noqa: PLC0415

    keys = keys_of(arguments)
    taken = _taken(arguments.hex)
    names = profile_names(arguments.profile)
    envelopes = envelopes_of(arguments, names.envelopes)
    found = messages_of(taken.pieces, envelopes, keys, names, lenient=arguments.lenient)
    if taken.told:
        _tell(taken.told)
    _tell_characters(taken)
    if envelopes is None:
        _tell_headers(found)
        for told in dict.fromkeys(each.message.frame.envelope_names for each in found):
            if told:
                _tell(f"the first octets are those of {told[0]}: read with --envelope {','.join(told)}")
    for note in dict.fromkeys(each.note for each in found if each.note):
        _tell(note)
    sys.stdout.write(messages_text(found, arguments.format, values=arguments.form == "values"))
    if arguments.format in {"xml", "yaml"}:
        for each in found:
            for fault in each.faults:
                _tell(f"{each.heading + ', ' if len(found) > 1 else ''}{fault.message} [{fault.kind.value}]")
    return OK if all(each.message.valid for each in found) else FOUND


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
        lines = any(len(word.split()) > 1 for word in words[1:])
        taken = read_text(("\n" if lines else " ").join(words))
    if taken.fault:
        message = f"line {taken.fault.line + 1}, column {taken.fault.column + 1}: {taken.fault.message}"
        raise CannotRunError(message)
    if not taken.pieces:
        others = taken.told.partition("left out: ")[2]
        said = f"no octets are found in {others}" if others else "no octets are given"
        message = f"{said}: write them in hexadecimal, such as C0 01 C1 …"
        raise CannotRunError(message)
    return taken


def _tell_characters(taken: Taken) -> None:
    """Name octets that are text of a meter or a gateway, and no APDU."""
    from sphinx_dlmsprofile.apdu.forms.ascii import TELEGRAM, characters, octets_are_telegram  # noqa: PLC0415

    if taken.form != TELEGRAM and any(octets_are_telegram(piece.octets) for piece in taken.pieces):
        _tell(f"the octets are {TELEGRAM}")
    elif said := next((text for text in (characters(piece.octets) for piece in taken.pieces) if text), ""):
        _tell(f'the octets are characters: "{said[:_MOST_CHARACTERS]}"')


def _tell_headers(found: Sequence[Shown]) -> None:
    """Name what stands before an APDU and is no header that is known."""
    from sphinx_dlmsprofile.apdu.exchanges.headers import header_before_apdu  # noqa: PLC0415

    for each in found:
        frame = each.message.frame
        # The first octet of a header may be the tag of an APDU: then what is after it does not fit.
        unread = not frame.envelopes and frame.faults and frame.faults[0].offset <= 1
        if unread and (header := header_before_apdu(frame.octets)):
            _tell(header)


def _is_file(word: str) -> bool:
    """Whether a word names a file; one of more than a few hundred characters is none."""
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False


def _tell(text: str) -> None:
    sys.stderr.write(f"dlmsprofile: {text}\n")
