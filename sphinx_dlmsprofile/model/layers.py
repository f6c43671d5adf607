"""Protocol layers and the stacks they make (IEC TS 62056-1-1, 5.2, Figure 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.text.location import Location, Text

ROLES = (
    "application-process",
    "application",
    "transport",
    "network",
    "llc",
    "adaptation",
    "mac",
    "data-link",
    "physical",
    "other",
)
"""What a layer does, from the top down; an adaptation layer has its own rule, "other" no place."""

UPPER_ROLES = frozenset({"application-process", "application"})
"""The two upper layers of every profile."""

KINDS = ("general", "ip")
"""A general profile runs over the communication standard itself, an IP based one over IP."""


@frozen(kw_only=True)
class Layer:
    """A layer, as the author defined it or predefined.

    ``standard`` is the designation of the standard that specifies it, ``clause`` the clause of the
    profile that does. ``open_standard`` is False where the author marked it as not an existing open
    standard, at ``open_at``. ``at`` is None for a predefined layer that the author has not overridden.
    """

    key: str
    role: str
    name: str
    standard: Text | None = None
    clause: Text | None = None
    open_standard: bool = True
    open_at: Location | None = None
    at: Location | None = None

    @property
    def predefined(self) -> bool:
        """Whether the author did not define it."""
        return self.at is None


PREDEFINED = {
    layer.key: layer
    for layer in (
        Layer(key="ap", role="application-process", name=mark("COSEM application process")),
        Layer(key="al", role="application", name=mark("DLMS/COSEM application layer")),
        Layer(key="tl", role="transport", name=mark("DLMS/COSEM transport layer")),
        Layer(key="tcp", role="transport", name="TCP"),
        Layer(key="udp", role="transport", name="UDP"),
        Layer(key="ipv4", role="network", name="IPv4"),
        Layer(key="ipv6", role="network", name="IPv6"),
        Layer(key="open", role="other", name=mark("Lower layers (out of scope)")),
    )
}
"""The layers that every stack may use without defining them.

``tl`` is that of IEC 62056-4-7, the wrapper with TCP or UDP; ``open`` leaves everything below it
out of scope.
"""

PREDEFINED_STANDARDS = {
    "ap": "IEC 62056-6-2",
    "al": "IEC 62056-5-3",
    "tl": "IEC 62056-4-7",
    "tcp": "RFC 9293",
    "udp": "RFC 768",
    "ipv4": "RFC 791",
    "ipv6": "RFC 8200",
}
"""What specifies the predefined layers: printed in Figure 2."""


@frozen(kw_only=True)
class Level:
    """One level of a stack: a layer, or the alternatives that stand side by side in its column."""

    alternatives: tuple[Text, ...]
    at: Location

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its layers."""
        return tuple(text.value for text in self.alternatives)


@frozen(kw_only=True)
class Profile:
    """A communication profile: a column of Figure 2, ``stack`` from the top down.

    ``kind`` is "general" or "ip"; another value is kept as written and was reported.
    """

    name: Text
    kind: str
    stack: tuple[Level, ...]
    at: Location


@frozen(kw_only=True)
class LayerStack(Record):
    """Figure 2: the layers an author defined and the profiles made of them."""

    caption: Text | None = None
    name: Text | None = None
    layers: tuple[Layer, ...] = ()
    profiles: tuple[Profile, ...] = ()

    def layer(self, key: str) -> Layer | None:
        """The layer of that key: the author's, else the predefined one, else None."""
        for layer in self.layers:
            if layer.key == key:
                return layer
        return PREDEFINED.get(key)

    def levels(self, profile: Profile) -> Iterator[tuple[Level, tuple[Layer, ...]]]:
        """The levels of a profile with their layers; keys that nobody defined are left out."""
        for level in profile.stack:
            layers = tuple(layer for key in level.keys if (layer := self.layer(key)))
            if layers:
                yield level, layers

    def lower_layers(self, profile: Profile) -> Iterator[Layer]:
        """The layers below the application layer, as often as they stand there; one beside it is not below it."""
        for _, layers in self.levels(profile):
            if UPPER_ROLES.isdisjoint(layer.role for layer in layers):
                yield from layers
