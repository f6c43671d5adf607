"""Addresses in tables of the network of examples (Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.addresses import address_pairs
from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


def address_problems(project: Project) -> Iterator[Fault]:
    """IPv6 addresses that were made of another MAC address than that of their row."""
    for block, pair in project.found(address_pairs):
        if pair.made_of != pair.mac:
            message = f"the identifier of {pair.ipv6} is that of {pair.made_of}, but the row has {pair.mac}"
            yield Fault(block.at, f"{message}: correct one of them")
