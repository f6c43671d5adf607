"""Octets of a draft that the decoder knows, as ``apdu-example``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Decode = Callable[[bytes], tuple[str, str] | None]
    """What octets are: the kind of APDU and its envelopes, with commas; None where they are none."""

OCTETS = regex(r"(?:[0-9A-Fa-f]{2}[ \u00a0]?){4,}")
_CELL = regex(r"[0-9A-Fa-f]{2}(?:\s?[0-9A-Fa-f]{2})*")


def octets_in(rows: Sequence[Sequence[str]], heads: int) -> str | None:
    """The octets of a table that shows an APDU field by field; None for all other tables."""
    head = [cell.casefold().strip() for cell in rows[0]] if heads == 1 and rows else []
    if head.count("octets") != 1 or not {"field", "meaning", "value", "name"}.intersection(head):
        return None
    place = head.index("octets")
    cells = [" ".join(row[place].split()) for row in rows[1:] if len(row) == len(head) and len(set(row)) > 1]
    cells = [cell for cell in cells if cell]
    return " ".join(cells) if cells and all(map(_CELL.fullmatch, cells)) else None


def apdu_example(octets: str, decode: Decode, title: str, label: str, *, form: str = "") -> str | None:
    """The directive; None where the octets are not an APDU from their first to their last."""
    bare = "".join(octets.split())
    found = decode(bytes.fromhex(bare)) if len(bare) % 2 == 0 else None
    if found is None:
        return None
    apdu, envelope = found
    pairs = [bare[place : place + 2].upper() for place in range(0, len(bare), 2)]
    lines = [f".. apdu-example:: {title or apdu}", *([f"   :name: {label}"] if label else []), f"   :apdu: {apdu}"]
    lines += [f"   :envelope: {envelope}"] if envelope else []
    lines += [f"   :form: {form}"] if form else []
    return "\n".join([*lines, "", *(f"   {' '.join(pairs[at : at + 16])}" for at in range(0, len(pairs), 16))])
