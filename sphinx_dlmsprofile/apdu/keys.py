"""The keys that open ciphered examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.apdu import Side


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Keys and system titles.

    ``system_titles`` are those of the ends, 8 octets each; under None one that holds for both.
    ``encryption`` are the encryption keys by name: "unicast", "broadcast", "dedicated", "agreed", "master".
    """

    system_titles: Mapping[Side | None, bytes] = field(default_factory=dict)
    encryption: Mapping[str, bytes] = field(default_factory=dict)
    authentication: bytes = b""


def read_keys(text: str, source: str = "keys") -> Keys:
    """Read a key file.

    Raises:
        KeyFileError: it cannot be read; the text names line and key.
    """
    raise NotImplementedError


class KeyFileError(Exception):
    """A key file that cannot be used, why, and where."""
