"""Plain values of Data in words."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu import date_times
from sphinx_dlmsprofile.apdu.codecs import read_number, show_name
from sphinx_dlmsprofile.apdu.shapes import is_logical_name
from sphinx_dlmsprofile.registry.obis_names import words_of_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.apdu import Element
    from sphinx_dlmsprofile.registry.enumerations import Meanings

_YEARS = range(1990, 2101)
_TIME_OCTETS, _DATE_OCTETS, _DATE_TIME_OCTETS = 4, 5, 12
_KINDS = {kind.octets: kind for kind in date_times.Kind}
_MOST_IN_ROW = 400


class Shown(NamedTuple):
    """A value in words, and what its field means beside its own text: empty where it says no more."""

    value: str
    meaning: str = ""


def show_leaf(leaf: Element, known: Meanings | None = None) -> Shown:
    """A plain value; ``known`` is what the values of its attribute stand for."""
    if leaf.type == "octet-string":
        return _show_string(bytes.fromhex(leaf.value), known)
    number = read_number(leaf.value) if known and not known.date else None
    if known and leaf.type == "bit-string" and leaf.value:
        number = int(leaf.value[::-1], 2)
    words = known.words(number) if known and number is not None else ""
    if words:
        return Shown(f"{leaf.value} ({words})", words)
    return Shown(leaf.value or (leaf.type if leaf.type in {"null-data", "dont-care"} else '""'))


def _show_string(octets: bytes, known: Meanings | None) -> Shown:
    told = bool(known and known.date)
    if told and (kind := _KINDS.get(len(octets))):
        shown = date_times.show(octets, kind) or date_times.show_wrong(octets)
        if shown:
            return Shown(shown, shown)
    if shown := guess_date(octets):
        return Shown(shown)
    if is_logical_name(octets):
        name = show_name(octets)
        words = f"{name} {words_of_code(name)}".rstrip()
        return Shown(words)
    text = octets.decode("ascii", "replace")
    if octets and text.isascii() and text.isprintable():
        return Shown(f'"{text}"')
    return Shown(octets.hex().upper() or '""')


def guess_date(octets: bytes) -> str:
    """The text of a date-time or date in a near year, all parts of which are in range; by chance few others are.

    Of 12 octets, one in a hundred thousand is that by chance, of 5 one in a million with the weekday of the date.
    """
    if len(octets) not in {_DATE_OCTETS, _DATE_TIME_OCTETS} or int.from_bytes(octets[:2]) not in _YEARS:
        return ""
    return date_times.show(octets, _KINDS[len(octets)])


def show_row(item: Element, known: Sequence[Meanings | None] = ()) -> str:
    """All plain values of a row, with commas; ``known`` is what each of its parts stands for."""
    shown = []
    for part, meanings in zip_longest(item.children[0].children, known):
        leaves = (leaf for leaf in part.walk() if not leaf.children and leaf.type not in {"array", "structure"})
        shown += [show_leaf(leaf, meanings).value for leaf in leaves]
    words = ", ".join(shown)
    return words if len(words) <= _MOST_IN_ROW else f"{words[:_MOST_IN_ROW]} …"
