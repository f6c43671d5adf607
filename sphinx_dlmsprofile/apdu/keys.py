"""The keys that decipher examples, and the YAML file that holds them.

.. code-block:: yaml

   system-title: 4D4D4D0000BC614E      # of the sender, where the APDU does not give it
   encryption: 000102030405060708090A0B0C0D0E0F
   authentication: D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF

``system-title`` and ``encryption`` can be mappings: of the titles of ``client`` and ``server``, of the keys
``unicast`` (which a single key is), ``broadcast``, ``dedicated``, ``agreed`` (what a key agreement led to) and
``master`` (which unwraps a key in the APDU). A list of keys says that one of them fits. All values are hexadecimal:
titles 8 octets, keys 16, or 32 for suite 2.

.. code-block:: yaml

   agreement-private: {server: …}      # of the end that receives; 32 octets, or 48 for suite 2
   agreement-public: {client: …}       # of the other end, where its key is a static one; twice as many
   signing-public: {client: …, server: …}
   hls-secret: …                       # of mechanisms 3, 4 and 6

With these, the key of a key agreement is derived, and signatures are verified. Keys in such a file are for examples: do
not publish those of a meter. No key is shown anywhere, nor kept with a document.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.ciphering import TITLE_OCTETS
from sphinx_dlmsprofile.apdu.codecs import read_octets
from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Known
    from collections.abc import Sequence as Several

    from sphinx_dlmsprofile.text.nodes import Node

ENCRYPTION_KEYS = ("unicast", "broadcast", "dedicated", "agreed", "master")
_CURVE_KEYS = ("agreement-private", "agreement-public", "signing-public")
_KEYS = ("system-title", "encryption", "authentication", "hls-secret", *_CURVE_KEYS)
_KEY_SIZES = (16, 32)
_PRIVATE_SIZES, _PUBLIC_SIZES = (32, 48), (64, 96)
MAX_TRIED = 64
"""So many combinations of keys are tried, where lists of them are given."""

_LONGEST_SECRET, _MANY = 64, 5
_LONGEST_NAME = 24
"""A longer name in a key file may be a key, and is not shown."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Keys and system titles; what represents them as a text does not show them.

    ``system_titles`` are those of the ends, 8 octets each; under None one that holds for both.
    ``encryption`` are the encryption keys by their names in ENCRYPTION_KEYS. ``private`` and ``public`` are keys of
    key agreement, ``signing`` public keys of signatures, by their ends or under None. ``secret`` is that of
    high level security. ``others`` are the same with
    other keys, to be tried where these do not fit.
    """

    system_titles: Known[Side | None, bytes] = field(default_factory=dict, repr=False)
    encryption: Known[str, bytes] = field(default_factory=dict, repr=False)
    authentication: bytes = field(default=b"", repr=False)
    private: Known[Side | None, bytes] = field(default_factory=dict, repr=False)
    public: Known[Side | None, bytes] = field(default_factory=dict, repr=False)
    signing: Known[Side | None, bytes] = field(default_factory=dict, repr=False)
    secret: bytes = field(default=b"", repr=False)
    others: tuple[Keys, ...] = field(default=(), repr=False)

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
        # Its message quotes the line, which may hold a key.
        message = "the keys cannot be read here: each is written on a line of its own as name: value"
        raise KeyFileError(error.at, message) from None
    if node is None:
        return Keys()
    entries = _entries(node, _KEYS)
    named: dict[str, Node] = {}
    if key := entries.get("encryption"):
        named = _entries(key, ENCRYPTION_KEYS) if isinstance(key, Mapping) else {"unicast": key}
    keys = Keys(
        system_titles=_by_end(entries.get("system-title"), (TITLE_OCTETS,)),
        private=_by_end(entries.get("agreement-private"), _PRIVATE_SIZES),
        public=_by_end(entries.get("agreement-public"), _PUBLIC_SIZES),
        signing=_by_end(entries.get("signing-public"), _PUBLIC_SIZES),
    )
    if secret := entries.get("hls-secret"):
        keys = replace(keys, secret=_octets(secret, range(1, _LONGEST_SECRET + 1)))
    given = [[(name, octets) for octets in _several(value)] for name, value in named.items()]
    authentication = _several(entries["authentication"]) if "authentication" in entries else [b""]
    tried = ((dict(chosen), last) for last in authentication for chosen in product(*given))
    first, *others = (
        replace(keys, encryption=encryption, authentication=last) for encryption, last in islice(tried, MAX_TRIED)
    )
    return replace(first, others=tuple(others))


def _several(node: Node) -> list[bytes]:
    """One key, or those of a list."""
    items = node.items if isinstance(node, Sequence) and node.items else (node,)
    return [_octets(item, _KEY_SIZES) for item in items]


def _by_end(node: Node | None, sizes: tuple[int, ...]) -> dict[Side | None, bytes]:
    """Values of the ends, or one that holds for both."""
    if node is None:
        return {}
    named = _entries(node, [side.value for side in Side]) if isinstance(node, Mapping) else {"": node}
    return {Side(name) if name else None: _octets(value, sizes) for name, value in named.items()}


def _entries(node: Node, known: list[str] | tuple[str, ...]) -> dict[str, Node]:
    allowed = f"allowed are {', '.join(known)}"
    if not isinstance(node, Mapping):
        raise KeyFileError(node.at, f"keys are written as name: value, {allowed}")
    found: dict[str, Node] = {}
    for key, value in node.entries:
        name = key.value.replace("_", "-")
        shown = f'"{key.value}"' if len(name) < _LONGEST_NAME else "of this line"
        if name in found:
            raise KeyFileError(key.at, f"the key {shown} is given twice", "body-key-duplicate")
        if name not in known:
            raise KeyFileError(key.at, f"the key {shown} is not known: {allowed}", "body-key-unknown")
        found[name] = value
    return found


def _octets(node: Node, sizes: Several[int]) -> bytes:
    octets = read_octets(node.value) if isinstance(node, Scalar) else None
    if octets is None or len(octets) not in sizes:
        wanted = " or ".join(map(str, sizes)) if len(sizes) < _MANY else f"{sizes[0]} to {sizes[-1]}"
        raise KeyFileError(node.at, f"a value of {wanted} octets in hexadecimal is needed here")
    return octets
