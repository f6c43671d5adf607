"""What the text says of the layers of a profile (5.2 to 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.rules.claims._common import chapter, claims_of
from sphinx_dlmsprofile.rules.claims._implementers import implementer_problems
from sphinx_dlmsprofile.rules.claims._llc import llc_problems
from sphinx_dlmsprofile.rules.claims._profiles import profile_layers, profile_problems
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_INTERNET = {"ipv4": "ipv6", "ipv6": "ipv4", "tcp": "udp", "udp": "tcp"}
"""Layers that are taken for one another. Where a standard has neither, it speaks of other standards."""

_EVERYWHERE = 2
"""In how many places a layer is used that no stack has, for each of them to be a slip of its own."""

_KINDS = {"tcp": "connection-oriented", "udp": "connectionless"}
_SPECIFIED = regex(r"(?i)^(?:described|specified|defined|stated|given) (?:in|by)$|^(?:sub)?clause$|^see$|^where$")
"""The heads over the subclauses of what the rows are on."""

_NUMBERS = {"both": 2, "the two": 2, "the three": 3}
_UNDER = frozenset({"below", "under", "beneath", "underneath"})


@rule("layer-text-mismatch", "5.2 to 5.4", WARNING)
def layer_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives a profile a layer that its stack does not have, or uses one that no stack has.

    Looked for are a profile and a layer with "uses", "has", "contains" or "rests on" between them; and, after "over" or
    "based on", beside another layer or before "port", or called the network or transport layer, IPv4 where the stacks
    have IPv6 alone, TCP where they have UDP alone, and the reverse; and two layers with "rests on", "below" or "above"
    between them, which stand the other way round in each stack that has both. Sentences with a condition or a negation
    are left out.

    Where IEC 62056-7-6 is referred to, the LSAP of a command is 0xE6, and that of a response 0xE7.

    "The mesh profile" is reported where there are several profiles, and none is called so. The caption of a table of
    SAPs or of a service mapping names the profile that the table is for, and so do the caption of an example and the
    title over it. A row with a layer, or with the class that configures one, and a cell below "Profile" is compared
    with the stacks, and a layer in the column of a profile too. "A MED shall implement the IP profile" is reported
    where another sentence says that it may, and so are two profiles that one entity has alone.

    "The link adaptation layer" is reported where no adaptation layer is called so, and so is another type of operation
    of ISO/IEC 8802-2 than the one that 5.1 selects: "the LLC sublayer is operated as Type 2", "connection-oriented". A
    row of a table that names one layer has to refer to its subclause, not to the one that bears another layer's name,
    nor below "Specified in" to one beside it. A row with the name of a layer and that of a profile, and "both profiles
    share the MAC layer", are compared with the stacks.

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
    if any(stack.unread for stack in project.of(LayerStack)):
        return
    layers = profile_layers(project)
    every = set().union(*layers.values())
    strange: dict[str, dict[tuple[str, int], Block]] = {}
    for block, claim in claims_of(project, "layer-used") if layers and "" not in every else ():
        name = fold(claim.subject)
        if name not in every and _INTERNET.get(name) in every:
            strange.setdefault(claim.subject, {}).setdefault((block.at.source, block.at.line), block)
    for name, places in strange.items():
        # What is used everywhere was changed in the stack: that is one cause.
        more = f" ({len(places) - 1} more places use it)" if len(places) > _EVERYWHERE else ""
        for block in list(places.values())[: 1 if more else None]:
            message = f'the text uses the layer "{name}", which no stack has'
            yield Fault(block.at, f"{message}: correct the text, or the stack{more}")
    yield from _order(project)
    yield from _called(project)
    yield from _clauses(project)
    yield from llc_problems(project)
    yield from _everywhere(project, layers)
    yield from _transports(project)
    yield from implementer_problems(project)
    of_profiles = list(profile_problems(project))
    yield from of_profiles
    told = {(fault.at.source, fault.at.line) for fault in of_profiles}
    for block, claim in claims_of(project, "profile-layer"):
        known = layers.get(fold(claim.subject))
        is_told = (block.at.source, block.at.line) in told
        if known and not is_told and "" not in known and fold(claim.more) not in known:
            message = (
                f'the text gives the profile "{claim.subject}" the layer "{claim.more}", which its stack does not have'
            )
            yield Fault(block.at, f"{message}: correct the text, or the stack")


def _transports(project: Project) -> Iterator[Fault]:
    """The kind of the transport layer of IEC 62056-4-7 that the text names, where the stacks have the other one."""
    keys = {
        key
        for stack in project.of(LayerStack)
        for profile in stack.profiles
        for one in profile.stack
        for key in one.keys
    }
    for block, claim in claims_of(project, "transport-kind") if len(keys & _KINDS.keys()) == 1 else ():
        (key,) = keys & _KINDS.keys()
        if claim.value != _KINDS[key]:
            message = f"the text has the {claim.value} transport layer, but the stack has {key.upper()}"
            yield Fault(block.at, f"{message}, which is {_KINDS[key]}: correct the text, or the stack")


def _everywhere(project: Project, layers: dict[str, set[str]]) -> Iterator[Fault]:
    """Layers that all profiles are said to have."""
    every = set().union(*layers.values())
    for block, claim in claims_of(project, "every-layer") if layers and "" not in every else ():
        if len(layers) != _NUMBERS.get(claim.more, len(layers)):
            continue  # Some of the profiles are meant.
        lacking = [name for name, own in layers.items() if fold(claim.subject) not in own]
        if lacking and fold(claim.subject) in every:
            message = f'the text gives all profiles the layer "{claim.subject}", which one of them does not have'
            yield Fault(block.at, f"{message}: correct the text, or the stack")


def _called(project: Project) -> Iterator[Fault]:
    """Adaptation layers that are called after what they adapt, and are not in the stack."""
    adapting = [
        unmarked(layer.name)
        for stack in project.of(LayerStack)
        for layer in stack.layers
        if layer.role == "adaptation" and layer.open_standard
    ]
    for block, claim in claims_of(project, "layer-kind") if adapting else ():
        if not any(fold(name).startswith(fold(claim.subject)) for name in adapting):
            message = f'no stack has a "{claim.subject} adaptation layer", but "{adapting[0]}"'
            yield Fault(block.at, f"{message}: give the layer one name")


def _clauses(project: Project) -> Iterator[Fault]:
    """Rows that refer for a layer to the subclause of another one."""
    titled = {clause.given: clause for clause in project.walk_clauses() if clause.given}
    homes = {fold(clause.title): clause for clause in titled.values()}
    layers = {fold(unmarked(layer.name)) for stack in project.of(LayerStack) for layer in stack.layers}
    for block, claim in claims_of(project, "layer-clause") if layers else ():
        meant, right = titled.get(claim.value), homes.get(fold(claim.subject))
        if not meant or not right or meant is right:
            continue
        is_apart = meant not in right.walk() and right not in meant.walk()
        is_beside = is_apart and _SPECIFIED.search(claim.more) and chapter(meant) == chapter(right)
        if fold(meant.title) in layers or is_beside:
            message = f'the row is on "{claim.subject}", and refers to the subclause "{meant.title}"'
            yield Fault(block.at, f"{message}: refer to {right.label}")


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
