"""Known address plans: the SAPs with a reserved name and value, on either side.

The facts and their sources are in ``address_plans.json``.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sphinx_dlmsprofile.model.sap import Side
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

SCHEMES = ("template", "hdlc-1", "hdlc-2", "wrapper", "m-bus", "s-fsk", "none")
"""What ``:scheme:`` of a SAP table may name; "template" is the default."""

# A role with its target, the mark of a footnote and superscript are markup and no part of a name.
_MARKUP = regex(
    r"(?::sup:|\{sup\})`[^`]*`"
    r"|:[A-Za-z][\w:+.-]*:(?=`)"
    r"|\{[^{}`]+\}(?=`)"
    r"|<[^<>`]*>(?=`)"
    r"|\[[^\[\]]*\]_|\[\^[^\[\]]*\]"
)
_PARENTHESIS = regex(r"\([^()]*\)")
_SEPARATOR = regex(r"[/,;]|\s(?:and|or)\s", re.IGNORECASE)


class ReservedSap(NamedTuple):
    """A value that an address plan reserves, with its name and what else that is called."""

    value: int
    name: str
    synonyms: frozenset[str]

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is its name: case, hyphens, spaces, markup and what stands in parentheses ignored."""
        return not self.synonyms.isdisjoint(_folded_names(name))


class AddressPlan(NamedTuple):
    """The reserved SAPs of a scheme, in order of their values."""

    scheme: str
    client: tuple[ReservedSap, ...]
    server: tuple[ReservedSap, ...]
    source: str

    def side(self, side: Side) -> tuple[ReservedSap, ...]:
        """Those of one side."""
        return self.client if side is Side.CLIENT else self.server


def address_plan(scheme: str) -> AddressPlan:
    """The plan of that name; one without reserved values if no plan has that name."""
    plans = _plans()
    return plans.get(scheme, plans["none"])


@lru_cache(maxsize=256)
def _folded_names(name: str) -> frozenset[str]:
    """The whole name, the name without parentheses, and each of several names ("All-station/Broadcast").

    Each name of a table is asked after for each that its plan reserves.
    """
    plain = _MARKUP.sub("", name)
    short = _PARENTHESIS.sub(" ", plain)
    return frozenset(fold(part) for part in (plain, short, *_SEPARATOR.split(short))) - {""}


@cache
def _plans() -> dict[str, AddressPlan]:
    data = json.loads(files(__package__).joinpath("address_plans.json").read_text(encoding="utf-8"))

    def reserved(values: dict[str, str]) -> tuple[ReservedSap, ...]:
        return tuple(_reserved(int(value, 16), name, data) for value, name in values.items())

    return {
        scheme: AddressPlan(scheme, reserved(plan["client"]), reserved(plan["server"]), data["_sources"][scheme])
        for scheme, plan in data["plans"].items()
    }


def _reserved(value: int, name: str, data: dict[str, Any]) -> ReservedSap:
    names = (name, _PARENTHESIS.sub("", name), *data["synonyms"][name])
    return ReservedSap(value, name, frozenset(map(fold, names)))
