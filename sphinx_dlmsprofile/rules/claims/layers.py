"""What the text says of the layers of a profile (5.2 to 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_INTERNET = {"ipv4": "ipv6", "ipv6": "ipv4", "tcp": "udp", "udp": "tcp"}
"""Layers that are taken for one another. Where a standard has neither, it speaks of other standards."""

_UNDER = frozenset({"below", "under", "beneath", "underneath"})


@rule("layer-text-mismatch", "5.2 to 5.4", WARNING)
def layer_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives a profile a layer that its stack does not have, or uses one that no stack has.

    Looked for are a profile and a layer with "uses", "has", "contains" or "rests on" between them; and, after "over" or
    "based on", or called the network or transport layer, IPv4 where the stacks have IPv6 alone, TCP where they have
    UDP alone, and the reverse; and two layers with "rests on", "below" or "above" between them, which stand the other
    way round in each stack that has both. Sentences with a condition or a negation are left out.

    Given (in 5.2)::

        .. layer-stack:: The communication profiles

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, mac, phy]}

    Bad (in 5.3)::

        The general profile uses IPv6 on each link.

    Good (in 5.3)::

        The IP based profile uses IPv6 on each link.
    """
    layers: dict[str, set[str]] = {}
    for stack in project.of(LayerStack):
        if stack.unread:
            return
        for profile in stack.profiles:
            names = layers.setdefault(fold(unmarked(profile.name.value)), set())
            keys = {key for level in profile.stack for key in level.keys}
            names |= {fold(unmarked(layer.name)) for _, found in stack.levels(profile) for layer in found}
            # The transport layer of IEC 62056-4-7 has TCP and UDP in it.
            names |= {"tcp", "udp"} if "tl" in keys else set()
            if "open" in keys:
                names.add("")
    every = set().union(*layers.values())
    for block, claim in claims_of(project, "layer-used") if layers and "" not in every else ():
        name = fold(claim.subject)
        if name not in every and _INTERNET.get(name) in every:
            message = f'the text uses the layer "{claim.subject}", which no stack has'
            yield Fault(block.at, f"{message}: correct the text, or the stack")
    yield from _order(project)
    for block, claim in claims_of(project, "profile-layer"):
        known = layers.get(fold(claim.subject))
        if known and "" not in known and fold(claim.more) not in known:
            message = (
                f'the text gives the profile "{claim.subject}" the layer "{claim.more}", which its stack does not have'
            )
            yield Fault(block.at, f"{message}: correct the text, or the stack")


def _order(project: Project) -> Iterator[Fault]:
    """Layers that the text has above one another, and the stacks the other way round."""
    places: list[dict[str, int]] = []
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            levels = enumerate(found for _, found in stack.levels(profile))
            places.append({fold(unmarked(layer.name)): place for place, found in levels for layer in found})
    for block, claim in claims_of(project, "layer-order") if places else ():
        one, other = fold(claim.subject), fold(claim.more)
        upper, lower = (other, one) if claim.value in _UNDER else (one, other)
        both = [(each[upper], each[lower]) for each in places if upper in each and lower in each]
        if both and all(first > second for first, second in both):
            where = "below" if claim.value in _UNDER else "above"
            message = f'the text has "{claim.subject}" {where} "{claim.more}", which the stack has the other way round'
            yield Fault(block.at, f"{message}: correct the text, or the stack")
