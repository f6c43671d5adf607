"""The value groups of OBIS, from ``obis_value_groups.json``: meanings, and to whom ranges are left."""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.obis import MAXIMA
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.obis import ObisCode

_GROUPS = tuple(MAXIMA)


class Owner(Enum):
    """To whom a range of codes is left."""

    STANDARD = "standard"
    MANUFACTURER = "manufacturer"
    UTILITY = "utility"
    CONSORTIA = "consortia"
    COUNTRY = "country"
    RESERVED = "reserved"


# Those outside the standard first: one such group makes the whole code theirs, and other groups then mean nothing.
_PRECEDENCE = (Owner.MANUFACTURER, Owner.UTILITY, Owner.CONSORTIA, Owner.COUNTRY, Owner.RESERVED, Owner.STANDARD)


@frozen
class ValueRange:
    """A range of values of a group ("a" to "f"), under the ranges of other groups in ``where``."""

    group: str
    first: int
    last: int
    where: Mapping[str, tuple[int, int]]
    owner: Owner | None
    meaning: str

    def holds(self, code: ObisCode) -> bool:
        """Whether all logical names of a code lie in the range."""
        wanted = {**self.where, self.group: (self.first, self.last)}
        return all(
            first <= low and high <= last
            for group, (first, last) in wanted.items()
            for low, high in [code.groups[_GROUPS.index(group)]]
        )


@cache
def value_ranges() -> tuple[ValueRange, ...]:
    """All known ranges, by group and value."""
    data = json.loads(files(__package__).joinpath("obis_value_groups.json").read_text("utf-8"))
    return tuple(
        ValueRange(
            group=entry["group"].lower(),
            first=entry["values"][0],
            last=entry["values"][1],
            where={group.lower(): (first, last) for group, (first, last) in entry.get("where", {}).items()},
            owner=Owner(entry["owner"]) if "owner" in entry else None,
            meaning=entry["meaning"],
        )
        for entry in data["value_groups"]
    )


def owner_of(code: ObisCode) -> Owner | None:
    """To whom a code is left, as a whole; None where the value groups do not say."""
    owners = {each.owner for each in value_ranges() if each.holds(code)}
    return next((owner for owner in _PRECEDENCE if owner in owners), None)


def meanings(code: ObisCode) -> tuple[tuple[str, str], ...]:
    """What is known of the value groups of a code, as ("A = 0", "abstract objects")."""
    told = []
    for name, (low, high) in zip(_GROUPS, code.groups, strict=True):
        meaning = next((each.meaning for each in value_ranges() if each.group == name and each.holds(code)), None)
        if meaning:
            told.append((f"{name.upper()} = {low}" if low == high else f"{name.upper()} = {low} to {high}", meaning))
    return tuple(told)


def reserved_ranges(code: ObisCode) -> tuple[ValueRange, ...]:
    """The reserved ranges that a code lies in as a whole."""
    return tuple(each for each in value_ranges() if each.owner is Owner.RESERVED and each.holds(code))
