"""Layers (IEC TS 62056-1-1, 5.2, Figure 2): the protocol stacks of the profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.stack_demands import (
    lacks_ip,
    misplaced_adaptations,
    right_place,
    top_fault,
    transport_fault,
)
from sphinx_dlmsprofile.analysis.stack_levels import (
    Rung,
    carries_ip_transport,
    first_disorder,
    is_ip,
    readings,
    rungs_of,
)
from sphinx_dlmsprofile.analysis.template_clauses import heading
from sphinx_dlmsprofile.model.layers import KINDS, LayerStack
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text


def _profiles(project: Project) -> Iterator[tuple[Profile, tuple[Rung, ...]]]:
    """All profiles that have a stack, with its levels. An empty stack was reported by its reader."""
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            if profile.stack:
                yield profile, rungs_of(stack, profile)


def _profiles_of_kind(project: Project, kind: str) -> Iterator[tuple[Profile, tuple[Rung, ...]]]:
    return ((profile, rungs) for profile, rungs in _profiles(project) if profile.kind == kind)


@rule("stack-missing", "5.2, Figure 2", ERROR)
def stack_missing(project: Project) -> Iterator[Fault]:
    """There is no layer stack, or no layer stack has a profile.

    The rest of Clause 5 refers to the figure of the protocol layers: without it nobody can
    know which layers the profile consists of.

    Bad::

        The profile uses the layers of IEEE 802.11ah.

    Good::

        .. layer-stack:: The DLMS/COSEM IEEE 802.11ah communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}
    """
    stacks = project.of(LayerStack)
    if not stacks:
        message = "no layer stack: draw the layers of the profiles with the directive layer-stack"
        yield Fault(heading(project, "5.2"), message)
    elif not any(stack.profiles or stack.unread for stack in stacks):
        yield Fault(stacks[0].at, 'the layer stack has no profile: name each with its kind and stack under "profiles:"')


@rule("stack-top", "5.2, Figure 2", ERROR)
def stack_top(project: Project) -> Iterator[Fault]:
    """A profile does not begin with the COSEM application process on the DLMS/COSEM application layer.

    These two make a profile a DLMS/COSEM profile; profiles differ in what is below them.

    Bad::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: EIA-485}
           profiles:
             General profile: {kind: general, stack: [al, phy]}

    Good::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: EIA-485}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}
    """
    for profile, rungs in _profiles(project):
        if place := top_fault(rungs):
            message = (
                f'the profile "{profile.name}" does not begin with the COSEM application process (ap) '
                "on the DLMS/COSEM application layer (al): write [ap, al, …]"
            )
            yield Fault(place, message, profile=profile)


# IP based profiles


@rule("layer-transport-missing", "5.2", ERROR)
def layer_transport_missing(project: Project) -> Iterator[Fault]:
    """An IP based profile lacks the DLMS/COSEM transport layer directly under the application layer.

    The wrapper of IEC 62056-4-7 carries the addresses of client and server over TCP or UDP; without
    it an APDU that arrives over IP reaches nobody. It is predefined as ``tl``. A stack without any
    IP layer is layer-internet-missing alone.

    Bad::

        .. layer-stack:: The communication profile

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, udp, ipv6, open]}

    Good::

        .. layer-stack:: The communication profile

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, open]}
    """
    for profile, rungs in _profiles_of_kind(project, "ip"):
        places = [transport_fault(reading) for reading in readings(rungs)]
        if all(places) and places[0]:
            message = (
                f'the IP based profile "{profile.name}" lacks the DLMS/COSEM transport layer of IEC 62056-4-7 '
                'directly under the application layer: write "tl" after "al"'
            )
            yield Fault(places[0], message, profile=profile)


@rule("layer-internet-missing", "5.2", ERROR)
def layer_internet_missing(project: Project) -> Iterator[Fault]:
    """An IP based profile lacks IPv4 or IPv6 under the transport layer, or has no IP layer at all.

    A profile that is IP based runs over TCP or UDP on IPv4 or IPv6. ``tl`` alone stands for the
    wrapper with TCP or UDP, as IEC 62056-4-7 defines it; ``open`` leaves what is below it out of scope.

    Bad::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, mac, phy]}

    Good::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, mac, phy]}
    """
    for profile, rungs in _profiles_of_kind(project, "ip"):
        if not lacks_ip(rungs):
            continue
        transports = [rung for rung in rungs if any(map(carries_ip_transport, rung.layers))]
        if transports:
            place, advice = transports[-1].at, '"ipv4", "ipv6" or [ipv4, ipv6] under the transport layer'
        else:
            place = next((rung for rung in reversed(rungs) if "application" in rung.roles), rungs[0]).at
            advice = '"tl" with TCP or UDP, and under it "ipv4" or "ipv6"; or make its kind general'
        message = f'the IP based profile "{profile.name}" has no IPv4 or IPv6 layer: write {advice}'
        yield Fault(place, message, profile=profile)


@rule("layer-transport-unneeded", "5.2", ERROR)
def layer_transport_unneeded(project: Project) -> Iterator[Fault]:
    """A general profile has the DLMS/COSEM transport layer, TCP, UDP or IP.

    A general profile runs over the communication standard itself; one with these layers is IP based
    and has to be called so. Network and transport layers of other technologies are not a fault.

    Bad::

        .. layer-stack:: The communication profile

           profiles:
             General profile: {kind: general, stack: [ap, al, tl, udp, ipv6, open]}

    Good::

        .. layer-stack:: The communication profile

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, open]}
    """
    for profile, rungs in _profiles_of_kind(project, "general"):
        for rung in rungs:
            wrong = next((layer for layer in rung.layers if is_ip(layer) or carries_ip_transport(layer)), None)
            if wrong:
                message = (
                    f'the general profile "{profile.name}" has the layer "{wrong.name}" ({wrong.key}) of IP based '
                    "profiles: remove it, or make the profile's kind ip"
                )
                yield Fault(rung.at, message, profile=profile)
                break


# Adaptation layers and order


@rule("layer-adaptation-misplaced", "5.2", ERROR)
def layer_adaptation_misplaced(project: Project) -> Iterator[Fault]:
    """An adaptation layer is not where the template places it.

    It carries what the standardized layer above it hands down. In a general profile that is the LLC
    layer where there is one, else the application layer; in an IP based profile IPv4 or IPv6.
    Several adaptation layers under one another count as one.

    Bad::

        .. layer-stack:: The communication profile

           layers:
             conv: {role: adaptation, name: Adaptation layer, clause: 5.4.2}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, conv, phy]}

    Good::

        .. layer-stack:: The communication profile

           layers:
             conv: {role: adaptation, name: Adaptation layer, clause: 5.4.2}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, conv, mac, phy]}
    """
    for profile, rungs in _profiles(project):
        if profile.kind not in KINDS:
            continue
        faults = [misplaced_adaptations(reading, profile.kind) for reading in readings(rungs)]
        for rung in faults[0]:
            if all(rung in others for others in faults):
                layer = next(layer for layer in rung.layers if layer.role == "adaptation")
                message = (
                    f'the adaptation layer "{layer.name}" ({layer.key}) of the profile "{profile.name}" '
                    f"belongs directly under {right_place(rungs, profile.kind)}"
                )
                yield Fault(rung.at, message, profile=profile)


@rule("layer-order", "5.2, Figure 2", ERROR)
def layer_order(project: Project) -> Iterator[Fault]:
    """A layer is above one that belongs above it.

    From the top down: application process, application layer, transport, network, LLC, MAC, physical
    layer. A data link layer stands for LLC and MAC, a layer with the role ``other`` may be
    anywhere, and adaptation layers have a rule of their own.

    Bad::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy, mac]}

    Good::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}
    """
    for profile, rungs in _profiles(project):
        if disorder := first_disorder(rungs):
            upper, lower, culprit = disorder
            message = (
                f'the layers of the profile "{profile.name}" are out of order: {_named(upper)} '
                f"is above {_named(lower)}; exchange them"
            )
            yield Fault(culprit.at, message, profile=profile)


def _named(rung: Rung) -> str:
    return " / ".join(f'"{layer.name}" ({layer.role})' for layer in rung.layers)


@rule("profile-duplicate", "5.2", ERROR)
def profile_duplicate(project: Project) -> Iterator[Fault]:
    """Two profiles have one name, or two that differ by case, white space or signs alone.

    SAP tables, service mappings and examples name the profile they apply to, and letters and digits show
    which one they mean. All layer stacks of the standard are taken together.

    Bad::

        .. layer-stack:: The communication profiles

           profiles:
             IP based profile: {kind: ip, stack: [ap, al, tl, ipv4, open]}
             IP based profile: {kind: ip, stack: [ap, al, tl, ipv6, open]}

    Good::

        .. layer-stack:: The communication profiles

           profiles:
             IPv4 based profile: {kind: ip, stack: [ap, al, tl, ipv4, open]}
             IPv6 based profile: {kind: ip, stack: [ap, al, tl, ipv6, open]}
    """
    first: dict[str, Text] = {}
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            key = fold(profile.name.value)
            if key in first:
                other = first[key]
                spelled = f' as "{other}"' if other.value != profile.name.value else ""
                place = f"{other.at.source}, line {other.at.line}{spelled}"
                message = f'a profile "{profile.name}" is already defined in {place}: rename one of them'
                yield Fault(profile.name.at, message, profile=profile)
            first.setdefault(key, profile.name)
