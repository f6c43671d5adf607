"""What the commands on APDUs have in common: envelopes and keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.status import CannotRunError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from sphinx_dlmsprofile.apdu.keys import Keys
    from sphinx_dlmsprofile.model.envelope import Envelope

_ENVELOPES = ("wrapper", "hdlc", "llc", "mbus")


def add_apdu_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--envelope`` and ``--keys``."""
    parser.add_argument(
        "--envelope",
        metavar="ENVELOPE,…",
        help=f"what surrounds the APDU, from the outside in: none, or one or more of {', '.join(_ENVELOPES)}",
    )
    parser.add_argument("--keys", type=Path, metavar="FILE", help="a YAML file with the keys that protect the APDU")


def envelopes_of(
    arguments: argparse.Namespace, described: Mapping[str, Envelope | None] | None = None
) -> tuple[str | Envelope, ...] | None:
    """The envelopes, separated by commas or spaces; None without the option.

    ``described`` are those of a profile, None where the description has a fault.

    Raises:
        CannotRunError: one of them is not known, or has a fault.
    """
    if arguments.envelope is None:
        return None
    names = tuple(arguments.envelope.casefold().replace(",", " ").split())
    if names == ("none",):
        return ()
    own = described or {}
    found: list[str | Envelope] = []
    for name in names:
        envelope = own.get(name, name if name in _ENVELOPES else "")
        if envelope is None:
            message = f"the description of the envelope {name!r} has a fault: see what dlmsprofile check says of it"
            raise CannotRunError(message)
        if not envelope:
            advice = f"write none, or one or more of {', '.join((*_ENVELOPES, *own))}, from the outside in"
            message = f"{name!r} is not an envelope: {advice}"
            raise CannotRunError(message)
        found.append(envelope)
    return tuple(found)


def keys_of(arguments: argparse.Namespace) -> Keys | None:
    """The keys of the file; None without the option.

    Raises:
        CannotRunError: the file cannot be read.
    """
    if arguments.keys is None:
        return None
    from sphinx_dlmsprofile.apdu.keys import KeyFileError, read_keys  # noqa: PLC0415
    from sphinx_dlmsprofile.text.foreign import UnreadError, read_text  # noqa: PLC0415

    try:
        return read_keys(read_text(arguments.keys), str(arguments.keys))
    except KeyFileError as error:
        raise CannotRunError(str(error)) from None
    except UnreadError as error:
        message = f"{arguments.keys} cannot be read: {error}"
        raise CannotRunError(message) from None
