"""Names of OBIS codes: given to a code, or composed of its value groups; from ``obis_names.json``."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sphinx_dlmsprofile.model.obis import ObisCode, read_obis
from sphinx_dlmsprofile.registry.obis_groups import Owner, owner_of

_FIRST_RATE, _LAST_RATE = 1, 63
_MAX_CHANNEL = 64
_NOT_USED = 255
_MOST_HARMONICS = 120
_LAST_BILLING, _BILLINGS = 101, 99


class _Quantity(NamedTuple):
    name: str
    tariff: bool


class _Processing(NamedTuple):
    name: str
    integral: bool
    tariff: bool


class _Media(NamedTuple):
    """The names of value groups C and D of some media."""

    media: dict[int, str]
    """With what their names begin."""
    quantities: dict[int, _Quantity]
    processings: dict[int, _Processing]
    harmonics: bool


class _Names(NamedTuple):
    composed: list[_Media]
    objects: dict[int, list[tuple[ObisCode, str]]]
    """By value group C."""


@cache
def _names() -> _Names:
    data = json.loads(files(__package__).joinpath("obis_names.json").read_text("utf-8"))
    objects: dict[int, list[tuple[ObisCode, str]]] = {}
    for entry in data["objects"]:
        code = read_obis(entry["code"])
        if code is None:
            message = f"{entry['code']} is not an OBIS code"
            raise ValueError(message)
        objects.setdefault(code.groups[2][0], []).append((code, entry["name"]))
    return _Names([_media(entry) for entry in data["composed"]], objects)


def _media(entry: dict[str, Any]) -> _Media:
    return _Media(
        media={int(medium): name for medium, name in entry["media"].items()},
        quantities={each["value"]: _Quantity(each["name"], each.get("tariff", False)) for each in entry["quantities"]},
        processings={
            value: _Processing(name, each.get("integral", False), each.get("tariff", False))
            for each in entry["processings"]
            for value, name in _by_condition(each, entry.get("conditions", []))
        },
        harmonics=entry.get("harmonics", False),
    )


def _by_condition(entry: dict[str, Any], conditions: list[str]) -> list[tuple[int, str]]:
    """The values of an entry with their names; several where it has one for each condition."""
    value, name = entry["value"], entry["name"]
    if not entry.get("by_condition"):
        return [(value, name)]
    return [(value + at, f"{name}, {condition}") for at, condition in enumerate(conditions)]


@lru_cache(maxsize=4096)
def name_of_code(logical_name: str) -> str:
    """What the object of a code such as "1-0:1.8.0.255" is; empty where it is not known.

    "active energy import, total, time integral 1"; of a channel and of a billing period, it says which.
    """
    code = read_obis(logical_name)
    if code is None or any(low != high for low, high in code.groups):
        return ""
    a, b, c, d, e, f = (low for low, _ in code.groups)
    name = _given(code, c, e) or (_composed(a, c, d, e) if b <= _MAX_CHANNEL else "")
    if not name:
        return ""
    return ", ".join([name, *([f"channel {b}"] if b else []), *_billing(f)])


_OTHERS = {
    Owner.MANUFACTURER: "manufacturer-specific",
    Owner.UTILITY: "utility-specific",
    Owner.CONSORTIA: "consortia-specific",
    Owner.COUNTRY: "country-specific",
}


@lru_cache(maxsize=4096)
def words_of_code(logical_name: str) -> str:
    """The name of a code, else to whom it is left where that is not the standard; empty where neither is known."""
    if name := name_of_code(logical_name):
        return name
    code = read_obis(logical_name)
    if code is None or any(low != high for low, high in code.groups):
        return ""
    owner = owner_of(code)
    return _OTHERS.get(owner, "") if owner else ""


def _given(code: ObisCode, c: int, e: int) -> str:
    name = next((name for known, name in _names().objects.get(c, ()) if known.overlaps(code)), "")
    return re.sub(r"\{e1?(-[0-9]+)?\}", lambda match: str(e + ("e1" in match[0]) + int(match[1] or 0)), name)


def _composed(a: int, c: int, d: int, e: int) -> str:
    """A quantity of a medium as it is processed, by its tariff or harmonic."""
    names = next((names for names in _names().composed if a in names.media and c in names.quantities), None)
    processing = names and names.processings.get(d)
    if names is None or processing is None:
        return ""
    quantity = names.quantities[c].name
    tariff = processing.tariff or names.quantities[c].tariff
    if processing.integral and "factor" not in quantity:
        quantity = quantity.replace("power", "energy")
    part = ""
    if tariff and e <= _LAST_RATE:
        part = f"rate {e}" if e else "total"
    elif names.harmonics and not tariff and _FIRST_RATE <= e <= _MOST_HARMONICS:
        part = f"harmonic {e}"
    elif e not in {0, _NOT_USED}:
        return ""
    return ", ".join(filter(None, (names.media[a], quantity, part, processing.name)))


def _billing(f: int) -> list[str]:
    """The billing period that value group F names: by its number, or counted from the last one."""
    if f == _NOT_USED:
        return []
    if f <= _BILLINGS:
        return [f"billing period {f}"]
    return ["last billing period"] if f == _LAST_BILLING else [f"billing periods, F = {f}"]
