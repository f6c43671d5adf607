"""The standards of the layers (IEC TS 62056-1-1, 5.2): each lower layer names one, and it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.analysis.stacks import unstacked_layers
from sphinx_dlmsprofile.model.layers import PREDEFINED, ROLES, UPPER_ROLES, LayerStack
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project


@rule("layer-standard-missing", "5.2", ERROR)
def layer_standard_missing(project: Project) -> Iterator[Fault]:
    """A lower layer of a stack does not name a standard.

    Lower layers are specified by existing open standards, and the profile says by which. Only an
    adaptation layer may be specified by the profile itself, in the ``clause:`` given.

    Bad::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Good::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: EIA-485}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}
    """
    for stack in project.of(LayerStack):
        used = {key for profile in stack.profiles for level in profile.stack for key in level.keys}
        for layer in stack.layers:
            if layer.at and layer.key in used and _lacks_standard(layer):
                or_clause = " or clause:" if layer.role == "adaptation" else ""
                message = f'the layer "{layer.name}" ({layer.key}) does not name a standard: add standard:{or_clause}'
                yield Fault(layer.at, message)


def _lacks_standard(layer: Layer) -> bool:
    if layer.standard or layer.key in PREDEFINED or layer.role not in ROLES or layer.role in UPPER_ROLES:
        return False
    return not (layer.role == "adaptation" and layer.clause)


@rule("layer-standard-not-open", "5.2", WARNING)
def layer_standard_not_open(project: Project) -> Iterator[Fault]:
    """A layer is based on something that is marked as not being an existing open standard.

    Implementers of the profile must be able to obtain every standard that it is based on.

    Bad::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: Company specification 7, open: no}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Good::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: EIA-485}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}
    """
    for stack in project.of(LayerStack):
        for layer in stack.layers:
            if layer.standard and not layer.open_standard and layer.at:
                message = (
                    f'"{layer.standard}" of the layer "{layer.name}" ({layer.key}) is marked as not an open standard: '
                    "base the layer on an existing open standard"
                )
                yield Fault(layer.open_at or layer.at, message)


@rule("profile-unstacked", "5.2", ERROR)
def profile_unstacked(project: Project) -> Iterator[Fault]:
    """Service mappings, SAP tables or examples are of a profile that no stack has.

    Where records of two kinds at least name it, the profile was lost in the stack, or renamed there. What else follows
    from that is not reported besides: layers that no profile stacks any more, the number of profiles, each mapping and
    example.

    Given::

        .. sap-table:: Client and server SAPs
           :profile: IP based profile

           client:
             0x0010: Public Client

        .. service-mapping:: Service mapping
           :profile: IP based profile

           AL-DATA.request: UDP-DATA.request

    Bad::

        .. layer-stack:: The communication profiles

           layers:
             phy: {role: physical, name: Physical layer, standard: EIA-485}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Good::

        .. layer-stack:: The communication profiles

           layers:
             phy: {role: physical, name: Physical layer, standard: EIA-485}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, phy]}
    """
    if lost := lost_profile(project):
        at, more = lost.places[0].at, len(lost.places) - 1
        others = f" and {more} more place{'s' if more > 1 else ''}"
        message = f'no stack has the profile "{lost.name}", which {at.source}, line {at.line},{others} have'
        yield Fault(project.of(LayerStack)[0].at, f"{message}: add it to a stack, or give it one name")


@rule("layer-unused", "5.2", WARNING)
def layer_unused(project: Project) -> Iterator[Fault]:
    """A layer is defined under ``layers``, and no profile stacks it.

    Either a profile has lost it, or it is left over. What else is said of such a layer, its subclause or the mapping on
    its services, is not reported besides. Nothing is reported where a profile names a layer that nobody has defined.

    Bad (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             llc: {role: llc, name: LLC sublayer, standard: ISO/IEC 8802-2}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac]}

    Good (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             llc: {role: llc, name: LLC sublayer, standard: ISO/IEC 8802-2}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, llc, mac]}
    """
    for layer in unstacked_layers(project):
        if layer.at and not lost_profile(project):
            message = f'no profile has the layer "{layer.name}" ({layer.key}) in its stack'
            yield Fault(layer.at, f"{message}: add it to one, or remove it")
