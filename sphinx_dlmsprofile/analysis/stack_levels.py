"""How the rules of the layers see a stack: levels, what is an IP layer, what is out of order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.layers import ROLES, UPPER_ROLES
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.layers import Layer, LayerStack, Level, Profile
    from sphinx_dlmsprofile.text.location import Location

_OUT_OF_SCOPE = "open"
_PLACES = {
    "application-process": (0, 0),
    "application": (1, 1),
    "transport": (2, 2),
    "network": (3, 3),
    "llc": (4, 4),
    "data-link": (4, 5),
    "mac": (5, 5),
    "physical": (6, 6),
}
"""Where a role belongs, from the top down: first and last place; adaptation and other have none."""

_WRAPPER_STANDARD = regex(r"62056-4-?7\b")
_WRAPPER_NAME = regex(r"\bwrapper\b|dlms(?:/cosem)? transport", re.IGNORECASE)
_IP_TRANSPORT = regex(r"\b(?:TCP|UDP)\b|\bRFC\s*(?:9293|793|768)\b")
_IP = regex(r"(?<![A-Za-z])(?<!non-)(?<!non )IP(?:v[46])?(?![A-Za-z])|\binternet\b", re.IGNORECASE)
_IP_STANDARD = regex(r"\bRFC\s*(?:791|1883|2460|8200)\b", re.IGNORECASE)


class Rung(NamedTuple):
    """A level of a stack with its layers; ``unknown`` if one of them is defined nowhere or has no role."""

    level: Level
    layers: tuple[Layer, ...]
    unknown: bool

    @property
    def at(self) -> Location:
        """Where the level stands."""
        return self.level.at

    @property
    def roles(self) -> frozenset[str]:
        """The roles of its layers."""
        return frozenset(layer.role for layer in self.layers)

    @property
    def out_of_scope(self) -> bool:
        """Whether it leaves what lies below it open."""
        return any(layer.key == _OUT_OF_SCOPE for layer in self.layers)

    def all_of(self, *roles: str) -> bool:
        """Whether all its layers have one of these roles."""
        return not self.unknown and self.roles <= set(roles)


def rungs_of(stack: LayerStack, profile: Profile) -> tuple[Rung, ...]:
    """The levels of a profile, unknown ones included, from the top down."""
    rungs: list[Rung] = []
    for level in profile.stack:
        found = [stack.layer(key) for key in level.keys]
        known = tuple(layer for layer in found if layer and layer.role in ROLES)
        rungs.append(Rung(level, known, unknown=len(known) < len(found) or not found))
    return tuple(rungs)


def is_wrapper(layer: Layer) -> bool:
    """Whether it is the DLMS/COSEM transport layer of IEC 62056-4-7, predefined or the author's own."""
    if layer.key == "tl":
        return True
    if layer.standard and layer.role in {"transport", "other"} and _WRAPPER_STANDARD.search(layer.standard.value):
        return True
    return layer.role == "transport" and bool(_WRAPPER_NAME.search(layer.name))


def carries_ip_transport(layer: Layer) -> bool:
    """Whether it is TCP, UDP, or the wrapper, which stands for the wrapper with TCP or UDP."""
    if layer.key in {"tcp", "udp"} or is_wrapper(layer):
        return True
    texts = (layer.name, layer.standard.value if layer.standard else "")
    return layer.role == "transport" and any(map(_IP_TRANSPORT.search, texts))


def is_ip(layer: Layer) -> bool:
    """Whether it is IPv4, IPv6 or a network layer that calls itself so."""
    if layer.key in {"ipv4", "ipv6"}:
        return True
    if layer.role != "network":
        return False
    standard = layer.standard.value if layer.standard else ""
    return bool(_IP.search(layer.name) or _IP.search(layer.key) or _IP_STANDARD.search(standard))


def in_place(rungs: Sequence[Rung]) -> bool:
    """Whether the application process and the application layer are the two upper levels."""
    wanted = ("application-process", "application")
    return len(rungs) >= len(wanted) and all(
        rung.unknown or role in rung.roles for role, rung in zip(wanted, rungs, strict=False)
    )


def first_disorder(rungs: Sequence[Rung]) -> tuple[Rung, Rung, Rung] | None:
    """The first two levels that are out of order, and which of them has to move; None if all are in order."""
    pair = _first_descent(rungs)
    if pair is None:
        return None
    upper, lower = pair
    moving_upper_helps = _first_descent(_without(rungs, upper)) is None
    moving_lower_helps = _first_descent(_without(rungs, lower)) is None
    return upper, lower, lower if moving_lower_helps and not moving_upper_helps else upper


def readings(rungs: Sequence[Rung]) -> tuple[tuple[Rung, ...], ...]:
    """The stack as written; where it is out of order, also without either of the two levels.

    A demand that one of them meets is not broken by anything but the order.
    """
    pair = _first_descent(rungs)
    return (tuple(rungs), *(_without(rungs, rung) for rung in pair or ()))


def _without(rungs: Sequence[Rung], one: Rung) -> tuple[Rung, ...]:
    return tuple(rung for rung in rungs if rung is not one)


def _first_descent(rungs: Sequence[Rung]) -> tuple[Rung, Rung] | None:
    """The first level that belongs above a level over it, after that one."""
    top_in_place = in_place(rungs)
    has_ip = any(is_ip(layer) or carries_ip_transport(layer) for rung in rungs for layer in rung.layers)
    lowest, upper = 0, None
    for rung in rungs:
        if "adaptation" in rung.roles and not has_ip and lowest < _PLACES["physical"][0]:
            # Below it the communication standard may have a network layer of its own.
            lowest = min(lowest, _PLACES["transport"][0])
        places = [_PLACES.get(role) for role in rung.roles]
        if rung.unknown or not all(places):
            continue
        if not top_in_place and UPPER_ROLES & rung.roles:
            continue  # stack-top
        first = min(place[0] for place in places if place)
        last = max(place[1] for place in places if place)
        if last < lowest and upper:
            return upper, rung
        if first >= lowest or upper is None:
            lowest, upper = max(first, lowest), rung
    return None
