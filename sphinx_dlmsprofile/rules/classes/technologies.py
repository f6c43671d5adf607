"""Classes that configure the layers of a stack (8; IEC 62056-6-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import meant_by_role
from sphinx_dlmsprofile.analysis.clause_texts import answer
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.registry.layer_classes import classes_of_layer
from sphinx_dlmsprofile.rules.rule import ADVICE, Fault, rule
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("configuration-class-unreferenced", "8", ADVICE)
def configuration_class_unreferenced(project: Project) -> Iterator[Fault]:
    """Clause 8 does not name the class of IEC 62056-6-2 that configures a layer of the stack.

    For TCP, UDP, IPv4, IPv6, LLC, SCHC and others there is one. It is named in clause 8, or said not to be used.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             UDP profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, mac, phy]}

    Bad (in 8)::

        The station is configured by objects of the classes "MAC address setup" and "TCP-UDP setup".

    Good (in 8)::

        The station is configured by objects of the classes "TCP-UDP setup" and "IPv6 setup".
    """
    found = answer(project, "8")
    if found is None:
        return
    inside = {id(part) for part in found.clause.walk()}
    linked = (meant_by_role(project, link.target) for link in project.of(Link) if id(link.clause) in inside)
    text = " ".join((fold_joints(found.words), *(fold_joints(meant.name) for meant in linked if meant)))
    told: set[tuple[int, ...]] = set()
    for name, wanted in _wanted(project):
        known = [each for number in wanted if (each := project.registry.class_by_id(number))]
        if wanted in told or not known or any(fold_joints(each.name) in text for each in known):
            continue
        told.add(wanted)
        names = " or ".join(f'"{each.name}"' for each in known)
        yield Fault(
            found.at, f'clause 8 does not name {names}, for the layer "{name}": name it, or say that it is not used'
        )


def _wanted(project: Project) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The layers on stacks for which there is a class."""
    for stack in project.of(LayerStack):
        for key in dict.fromkeys(key for profile in stack.profiles for level in profile.stack for key in level.keys):
            layer = stack.layer(key)
            if layer and (wanted := classes_of_layer(stack, key)):
                yield layer.name, wanted
