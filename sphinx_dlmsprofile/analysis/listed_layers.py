"""The layers of all stacks in one list, as 5.3.1 gives them (IEC TS 62056-1-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.layers import PREDEFINED_STANDARDS
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinx_dlmsprofile.model.layers import Layer, LayerStack

_GENERIC = frozenset({"layer", "layers", "sublayer", "sublayers", "the", "and", "of", "protocol"})
_COVERS = {"data-link": ("mac", "llc"), "mac": ("data-link",), "llc": ("data-link",)}
"""A data link layer is one of MAC and LLC, and the other way round."""

_WORDS = regex(r"[^\W_]+")
_ROLE_PATTERNS = {
    "physical": regex(r"\b(?:physical|phy)\b"),
    "mac": regex(r"\bmac\b|\bmedi(?:um|a) access control\b"),
    "llc": regex(r"\bllc\b|\blogical link control\b"),
    "data-link": regex(r"\bdata ?link\b|\bdll\b"),
    "network": regex(r"\bnetwork layer\b|\binternet layer\b"),
    "transport": regex(r"\btransport layer\b"),
    "adaptation": regex(r"\badaptation (?:sub)?layers?\b"),
}


@frozen
class ListedLayer:
    """A layer with the profiles that have it; ``in_all`` if these are all there are."""

    layer: Layer
    standard: str
    profiles: tuple[str, ...]
    in_all: bool


def list_layers(stacks: Iterable[LayerStack], profiles: Collection[str] = ()) -> tuple[ListedLayer, ...]:
    """The layers below the application layer, each once, from the top down; ``profiles`` restricts it to these."""
    columns = list(_columns(stacks, {fold(name) for name in profiles}))
    order: list[Layer] = []
    for _, layers in columns:
        new: list[Layer] = []
        for layer in layers:
            if layer not in order:
                new.append(layer)
                continue
            # What a profile has of its own stands above what it shares with those before it.
            place = order.index(layer)
            order[place:place], new = new, []
        order += new
    return tuple(_listed(layer, columns) for layer in order)


def _columns(stacks: Iterable[LayerStack], wanted: Collection[str]) -> Iterator[tuple[str, list[Layer]]]:
    for stack in stacks:
        for profile in stack.profiles:
            if wanted and fold(profile.name.value) not in wanted:
                continue
            layers = [layer for layer in stack.lower_layers(profile) if layer.key != "open"]
            yield profile.name.value, list(dict.fromkeys(layers))


def _listed(layer: Layer, columns: list[tuple[str, list[Layer]]]) -> ListedLayer:
    names = tuple(name for name, layers in columns if layer in layers)
    standard = layer.standard.value if layer.standard else PREDEFINED_STANDARDS.get(layer.key, "")
    return ListedLayer(layer, standard, names, len(names) == len(columns))


@remembered
def words(text: str) -> frozenset[str]:
    """The words of a name or title, in lower case, without those that all layers share."""
    return frozenset(_WORDS.findall(text.casefold())) - _GENERIC


def is_titled(layer: Layer, title: str) -> bool:
    """Whether a heading is that of a subclause on the layer: by its name or key, or by what its role is called."""
    found = words(title)
    name = words(layer.name)
    if name and name <= found:
        return True
    if layer.key and words(layer.key) and words(layer.key) <= found:
        return True
    roles = (layer.role, *_COVERS.get(layer.role, ()))
    return not roles_named(title).isdisjoint(roles)


@remembered
def roles_named(text: str) -> frozenset[str]:
    """The roles of layers that a text names by their usual names."""
    plain = " ".join(_WORDS.findall(text.casefold()))
    return frozenset(role for role, pattern in _ROLE_PATTERNS.items() if pattern.search(plain))
