"""A layer twice in one stack, and primitives that no layer offers (IEC TS 62056-1-1, 5.2, 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.primitives import PRIMITIVE, offered_primitives
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.lower_layers import ServiceMapping
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Text

_LIKENESS = 0.85


@rule("layer-duplicate", "5.2, Figure 2", ERROR)
def layer_duplicate(project: Project) -> Iterator[Fault]:
    """A profile has one layer twice in its stack, or two physical layers one above the other.

    Alternatives stand in a nested list, in one place of the stack.

    Bad (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, mac, phy]}

    Good (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}
    """
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            yield from _twice(stack, profile)


def _twice(stack: LayerStack, profile: Profile) -> Iterator[Fault]:
    seen: set[str] = set()
    physical = 0
    for level in profile.stack:
        for text in level.alternatives:
            if text.value in seen:
                message = f'the layer "{text}" stands twice in the stack of "{profile.name}"'
                yield Fault(text.at, f"{message}: remove one", profile=profile)
        layers = [layer for key in level.keys if (layer := stack.layer(key))]
        physical += any(layer.role == "physical" for layer in layers) and seen.isdisjoint(level.keys)
        if physical > 1:
            message = f'"{profile.name}" has two physical layers one above the other'
            yield Fault(level.at, f"{message}: write alternatives as a nested list", profile=profile)
            physical = 0
        seen.update(level.keys)


@rule("mapping-primitive-unknown", "5.4", WARNING)
def mapping_primitive_unknown(project: Project) -> Iterator[Fault]:
    """A service mapping uses a primitive that the adaptation layer does not offer under that name.

    Compared are primitives whose name begins as those of an adaptation layer of 5.4, or is nearly one of them.

    Given (in 5.4)::

        .. adaptation-layer:: nal

           services:
             NAL-DATA.request: sends an APDU
           protocol: One header octet.

    Bad (in 5.4)::

        .. service-mapping:: Service mapping

           NALDATA.request: MA-DATA.request

    Good (in 5.4)::

        .. service-mapping:: Service mapping

           NAL-DATA.request: MA-DATA.request
    """
    offered = list(offered_primitives(project))
    for mapping in project.of(ServiceMapping):
        for row in mapping.rows:
            for text in (row.upper, *row.lower):
                if problem := _unknown(text, offered):
                    yield Fault(text.at, problem)


def _unknown(text: Text, offered: list[str]) -> str | None:
    for match in PRIMITIVE.finditer(text.value):
        name = match["name"]
        same = [each for each in offered if each.split("-")[0] == name.split("-")[0] and "-" in name]
        alike = next((each for each in offered if fold(each) == fold(name)), None)
        close = alike or closest(name, [each for each in offered if each[0] == name[0]], _LIKENESS)
        if name not in offered and (meant := close or next(iter(same), None)):
            return f'the adaptation layer has no primitive "{match[0]}": did you mean "{meant}"?'
    return None
