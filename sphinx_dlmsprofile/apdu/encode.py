"""A description of an APDU to its octets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.location import Location
    from sphinx_dlmsprofile.parsing.yaml_nodes import Node


@dataclass(frozen=True)
class EncodeFault:
    """What is wrong with a description, and where."""

    at: Location
    message: str


@dataclass(frozen=True)
class Encoded:
    """The octets of an APDU; empty if there are faults."""

    octets: bytes
    faults: tuple[EncodeFault, ...] = ()


def encode(description: Node | None) -> Encoded:
    """Encode one APDU, described as ``{get-request-normal: {class: 8, instance: 0-0:1.0.0.255, attribute: 2}}``."""
    raise NotImplementedError
