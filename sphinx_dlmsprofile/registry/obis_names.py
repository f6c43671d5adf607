"""Names of OBIS codes: given to a code, or composed of its value groups; from ``obis_names.json``."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from sphinx_dlmsprofile.model.obis import ObisCode, read_obis

_ELECTRICITY = 1
_FIRST_RATE, _LAST_RATE = 1, 63
_MAX_CHANNEL = 64
_NOT_USED = 255
_MOST_HARMONICS = 120
_LAST_BILLING, _BILLINGS = 101, 99


class _Processing(NamedTuple):
    name: str
    integral: bool
    tariff: bool


class _Names(NamedTuple):
    quantities: dict[int, str]
    processings: dict[int, _Processing]
    objects: dict[int, list[tuple[ObisCode, str]]]
    """By value group C."""


@cache
def _names() -> _Names:
    data = json.loads(files(__package__).joinpath("obis_names.json").read_text("utf-8"))
    objects: dict[int, list[tuple[ObisCode, str]]] = {}
    for entry in data["objects"]:
        code = read_obis(entry["code"])
        if code is None:
            message = f"{entry['code']} is no OBIS code"
            raise ValueError(message)
        objects.setdefault(code.groups[2][0], []).append((code, entry["name"]))
    return _Names(
        quantities={entry["value"]: entry["name"] for entry in data["quantities"]},
        processings={entry["value"]: _processing(entry) for entry in data["processings"]},
        objects=objects,
    )


def _processing(entry: dict[str, Any]) -> _Processing:
    return _Processing(entry["name"], entry.get("integral", False), entry.get("tariff", False))


@cache
def name_of_code(logical_name: str) -> str:
    """What the object of a code such as "1-0:1.8.0.255" is; empty where it is not known.

    "active energy import, total, time integral 1"; of a channel and of a billing period, it says which.
    """
    code = read_obis(logical_name)
    if code is None or any(low != high for low, high in code.groups):
        return ""
    a, b, c, d, e, f = (low for low, _ in code.groups)
    name = _given(code, c, e) or (_composed(c, d, e) if a == _ELECTRICITY and b <= _MAX_CHANNEL else "")
    if not name:
        return ""
    return ", ".join([name, *([f"channel {b}"] if b else []), *_billing(f)])


def _given(code: ObisCode, c: int, e: int) -> str:
    name = next((name for known, name in _names().objects.get(c, ()) if known.overlaps(code)), "")
    return re.sub(r"\{e1?(-[0-9]+)?\}", lambda match: str(e + ("e1" in match[0]) + int(match[1] or 0)), name)


def _composed(c: int, d: int, e: int) -> str:
    """A quantity of electricity as it is processed, by its tariff or harmonic."""
    quantity, processing = _names().quantities.get(c), _names().processings.get(d)
    if quantity is None or processing is None:
        return ""
    if processing.integral and "factor" not in quantity:
        quantity = quantity.replace("power", "energy")
    part = ""
    if processing.tariff and e <= _LAST_RATE:
        part = f"rate {e}" if e else "total"
    elif not processing.tariff and _FIRST_RATE <= e <= _MOST_HARMONICS:
        part = f"harmonic {e}"
    elif e not in {0, _NOT_USED}:
        return ""
    return ", ".join(filter(None, (quantity, part, processing.name)))


def _billing(f: int) -> list[str]:
    """The billing period that value group F names: by its number, or counted from the last one."""
    if f == _NOT_USED:
        return []
    if f <= _BILLINGS:
        return [f"billing period {f}"]
    return ["last billing period"] if f == _LAST_BILLING else [f"billing periods, F = {f}"]
