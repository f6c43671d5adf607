"""What values of attributes stand for: enumerations, bits and dates, from ``enumerations.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.registry.security_suites import SECURITY_SUITES

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECURITY_SUITE = 64, 3, ()
"""The attribute security_suite of the class "Security setup"."""


class Meanings(NamedTuple):
    """What the values of an attribute stand for: ``values`` by number, ``bits`` by number of the bit, or a ``date``.

    ``date`` is "date-time", "date" or "time", where an octet-string holds one; ``name`` is that of a part of the value.
    """

    values: Mapping[int, str]
    bits: Mapping[int, str]
    date: str = ""
    name: str = ""

    def words(self, number: int) -> str:
        """What a number stands for; empty where that is not known."""
        if self.bits and number not in self.values:
            return ", ".join(name for bit, name in self.bits.items() if number >> bit & 1) or "no bit is set"
        return self.values.get(number, "")


@cache
def _meanings() -> dict[tuple[int | None, int | None, tuple[int, ...]], Meanings]:
    data = json.loads(files(__package__).joinpath("enumerations.json").read_text("utf-8"))
    suites = Meanings({suite.number: suite.summary for suite in SECURITY_SUITES}, {})
    return {_SECURITY_SUITE: suites} | {
        (entry["class_id"], attribute, tuple(entry.get("at", ()))): Meanings(
            values={int(number): name for number, name in entry.get("values", {}).items()},
            bits={int(number): name for number, name in entry.get("bits", {}).items()},
            date=entry.get("date", ""),
            name=entry.get("name", ""),
        )
        for entry in data["attributes"]
        for attribute in entry["attributes"]
    }


def meanings_of(class_id: int | None, attribute: int | None, place: tuple[int, ...] = ()) -> Meanings | None:
    """What the values of an attribute stand for, or of a part of it by its place; None where that is not known."""
    return _meanings().get((class_id, attribute, place))
