"""Where the layers of one stack are in a wrong place: what the rules demand, each on one stack alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.stack_levels import Rung, carries_ip_transport, is_ip, is_wrapper
from sphinx_dlmsprofile.model.layers import UPPER_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.text.location import Location


def top_fault(rungs: Sequence[Rung]) -> Location | None:
    """The level that should be the application process, or the application layer, and is not."""
    for index, role in enumerate(("application-process", "application")):
        if index >= len(rungs):
            return rungs[-1].at
        if not rungs[index].unknown and role not in rungs[index].roles:
            return rungs[index].at
    return None


def transport_fault(rungs: Sequence[Rung]) -> Location | None:
    """Where the transport layer of IEC 62056-4-7 is missing: the level under which it belongs."""
    if lacks_ip(rungs):
        return None  # layer-internet-missing
    # Where the application layer stands is a matter of stack-top, an adaptation layer above of its own rule.
    upper = [rung for rung in rungs if UPPER_ROLES & rung.roles]
    lower = [rung for rung in rungs if rung not in upper and not rung.all_of("adaptation")]
    if lower and (lower[0].unknown or lower[0].out_of_scope or any(map(is_wrapper, lower[0].layers))):
        return None
    return upper[-1].at if upper else rungs[0].at


def layers_of(rungs: Sequence[Rung]) -> Iterator[Layer]:
    """All layers of all levels."""
    return (layer for rung in rungs for layer in rung.layers)


def is_open_ended(rungs: Sequence[Rung]) -> bool:
    """Whether a level could be anything: out of scope, or of a key that nobody defined."""
    return any(rung.unknown or rung.out_of_scope for rung in rungs)


def lacks_ip(rungs: Sequence[Rung]) -> bool:
    """Whether no layer is IPv4 or IPv6, or could be."""
    return not is_open_ended(rungs) and not any(map(is_ip, layers_of(rungs)))


def right_place(rungs: Sequence[Rung], kind: str) -> str:
    """What an adaptation layer belongs under, for the author to read."""
    if kind == "ip":
        return "IPv4 or IPv6"
    return "the LLC layer" if any(rung.all_of("llc") for rung in rungs) else "the application layer"


def misplaced_adaptations(rungs: Sequence[Rung], kind: str) -> list[Rung]:
    """The first level of each run of adaptation layers that stands in a wrong place."""
    if kind == "ip" and not any(map(is_ip, layers_of(rungs))):
        return []  # layer-internet-missing
    if kind == "general":
        # IP layers in a general profile are layer-transport-unneeded.
        rungs = [rung for rung in rungs if not any(is_ip(each) or carries_ip_transport(each) for each in rung.layers)]
    under_llc = any(rung.all_of("llc") for rung in rungs)
    wrong: list[Rung] = []
    for above, rung in zip((None, *rungs), rungs, strict=False):
        if "adaptation" not in rung.roles or (above and "adaptation" in above.roles):
            continue
        if above is None:
            right = False
        elif above.unknown or above.out_of_scope:
            right = True
        elif kind == "ip":
            right = any(map(is_ip, above.layers))
        else:
            right = bool({"llc", "data-link"} & above.roles) or ("application" in above.roles and not under_llc)
        if not right:
            wrong.append(rung)
    return wrong
