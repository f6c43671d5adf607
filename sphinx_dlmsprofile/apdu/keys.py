"""The keys that decipher examples, and the YAML file that holds them.

.. code-block:: yaml

   system-title: 4D4D4D0000BC614E      # of the sender, where the APDU does not give it
   encryption: 000102030405060708090A0B0C0D0E0F
   authentication: D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF

``system-title`` and ``encryption`` can be mappings: of the titles of ``client`` and ``server``, of the keys
``unicast`` (which a single key is), ``broadcast``, ``dedicated``, ``agreed`` (what a key agreement led to) and
``master`` (which unwraps a key in the APDU). All values are hexadecimal: titles 8 octets, keys 16, or 32 for
suite 2. Keys in such a file are for examples: do not publish those of a meter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.ciphering import TITLE_OCTETS
from sphinx_dlmsprofile.apdu.codecs import read_octets
from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Known

    from sphinx_dlmsprofile.text.nodes import Node

ENCRYPTION_KEYS = ("unicast", "broadcast", "dedicated", "agreed", "master")
_KEYS = ("system-title", "encryption", "authentication")
_KEY_SIZES = (16, 32)


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Keys and system titles.

    ``system_titles`` are those of the ends, 8 octets each; under None one that holds for both.
    ``encryption`` are the encryption keys by their names in ENCRYPTION_KEYS.
    """

    system_titles: Known[Side | None, bytes] = field(default_factory=dict)
    encryption: Known[str, bytes] = field(default_factory=dict)
    authentication: bytes = b""

    def owner(self, title: str) -> Side | None:
        """The end whose system title this is, in hexadecimal; None if it is that of neither or of both."""
        ends = [side for side, known in self.system_titles.items() if known.hex().upper() == title]
        return ends[0] if len(ends) == 1 else None


class KeyFileError(Exception):
    """A key file that cannot be used: where, and why; ``kind`` is the rule that reports it."""

    def __init__(self, at: Location, message: str, kind: str = "body-value-type") -> None:
        super().__init__(f"{at.source}:{at.line}: {message}")
        self.at = at
        self.message = message
        self.kind = kind


def read_keys(text: str, source: str = "keys") -> Keys:
    """Read a key file; ``source`` names it in messages.

    Raises:
        KeyFileError: it cannot be read.
    """
    from sphinx_dlmsprofile.text.yaml_nodes import YamlError, read_yaml  # noqa: PLC0415  keys can be given without YAML

    try:
        node = read_yaml(text, lambda line, column: Location(source, line + 1, column + 1))
    except YamlError as error:
        raise KeyFileError(error.at, error.message) from None
    if node is None:
        return Keys()
    entries = _entries(node, _KEYS)
    titles: dict[Side | None, bytes] = {}
    if title := entries.get("system-title"):
        sides = [side.value for side in Side]
        named = _entries(title, sides) if isinstance(title, Mapping) else {"": title}
        titles = {Side(name) if name else None: _octets(value, (TITLE_OCTETS,)) for name, value in named.items()}
    encryption: dict[str, bytes] = {}
    if key := entries.get("encryption"):
        named = _entries(key, ENCRYPTION_KEYS) if isinstance(key, Mapping) else {"unicast": key}
        encryption = {name: _octets(value, _KEY_SIZES) for name, value in named.items()}
    authentication = _octets(entries["authentication"], _KEY_SIZES) if "authentication" in entries else b""
    return Keys(system_titles=titles, encryption=encryption, authentication=authentication)


def _entries(node: Node, known: list[str] | tuple[str, ...]) -> dict[str, Node]:
    allowed = f"allowed are {', '.join(known)}"
    if not isinstance(node, Mapping):
        raise KeyFileError(node.at, f"keys are written as name: value, {allowed}")
    found: dict[str, Node] = {}
    for key, value in node.entries:
        name = key.value.replace("_", "-")
        if name in found:
            raise KeyFileError(key.at, f'the key "{key.value}" is given twice', "body-key-duplicate")
        if name not in known:
            raise KeyFileError(key.at, f'the key "{key.value}" is not known: {allowed}', "body-key-unknown")
        found[name] = value
    return found


def _octets(node: Node, sizes: tuple[int, ...]) -> bytes:
    octets = read_octets(node.value) if isinstance(node, Scalar) else None
    if octets is None or len(octets) not in sizes:
        wanted = " or ".join(map(str, sizes))
        raise KeyFileError(node.at, f"a value of {wanted} octets in hexadecimal is needed here")
    return octets
