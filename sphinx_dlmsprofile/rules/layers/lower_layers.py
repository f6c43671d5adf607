"""Lower layers and their use (IEC TS 62056-1-1, 5.3): the list of layers, and a subclause for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.emptiness import is_vacant
from sphinx_dlmsprofile.analysis.listed_layers import is_titled, roles_named, words
from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.analysis.stacks import lower_layers, place_in, profiles, texts_of, unstacked_layers
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.lower_layers import LayerList
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project

_LAYER_TITLE = regex(r"\b(?:sub)?layers?(?:\s*\([^()]*\))?$", re.IGNORECASE)
_SENTENCE_TITLE = regex(
    r"\b(?:of|between|for|to|with|from|across|over|by|in|on|use|using|overview|general|other|additional|further|lower"
    r"|upper|all|common|management|security|considerations)\b",
    re.IGNORECASE,
)


def _standard_layers(project: Project) -> tuple[Layer, ...]:
    """The layers that communication standards specify: all lower ones but adaptation layers."""
    return tuple(layer for layer in lower_layers(project) if layer.role != "adaptation")


@rule("layer-list-missing", "5.3.1", ERROR)
def layer_list_missing(project: Project) -> Iterator[Fault]:
    """5.3.1 does not list the lower layers.

    The overview says which layers the following subclauses specify. The directive
    ``layer-list`` makes the list from the layer stack; text that names each layer counts too.
    Adaptation layers, which 5.4 specifies, and the layers of IP need not be in it.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Bad (in 5.3.1)::

        The options follow from the needs of meters.

    Good (in 5.3.1)::

        .. layer-list::
    """
    if project.of(LayerList):
        return
    place = place_in(project, "5.3.1")
    layers = _standard_layers(project)
    if place is None or not layers:
        return
    texts = [block.text for block in texts_of(project, "5.3.1") if block.kind not in {TextKind.TITLE, TextKind.FIGURE}]
    lacking = [layer for layer in layers if not any(_is_named(layer, text) for text in texts)]
    if lacking:
        names = ", ".join(f'"{layer.name}"' for layer in lacking)
        verb = "is" if len(lacking) == 1 else "are"
        message = f"{names} {verb} not listed in the overview"
        yield Fault(place, f"{message}: add the directive layer-list, or name each layer")


def _is_named(layer: Layer, text: str) -> bool:
    """Whether a text names a layer: by its name, or by what layers of its role are called."""
    name = words(layer.name)
    return (bool(name) and name <= words(text)) or layer.role in roles_named(text)


@rule("layer-subclause-missing", "5.3", ERROR)
def layer_subclause_missing(project: Project) -> Iterator[Fault]:
    """A lower layer of the stack has no subclause in 5.3.

    Each layer that the communication standards specify gets a subclause that says how the profile
    uses it. Its title names the layer, or the role of the layer ("MAC layer"); ``clause:`` of the
    layer leads to it otherwise. Adaptation layers have theirs in 5.4, predefined layers need none.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}

    Bad (in 5.3)::

        Physical layer
        ~~~~~~~~~~~~~~

    Good (in 5.3)::

        Physical layer
        ~~~~~~~~~~~~~~

        MAC layer
        ~~~~~~~~~
    """
    clause, place = home(project, "5.3"), place_in(project, "5.3")
    if clause is None or place is None:
        return
    titles = [part.title for part in (*clause.walk(), *_declared(project))]
    for layer in _standard_layers(project):
        if _has_clause(project, layer) or any(is_titled(layer, title) for title in titles):
            continue
        message = f'the layer "{layer.name}" ({layer.key}) has no subclause'
        yield Fault(place, f'{message}: add one with the title "{layer.name}"')


def _declared(project: Project) -> Iterator[Clause]:
    """The clauses elsewhere that say that they answer a subclause of 5.3."""
    return (part for part in project.walk_clauses() if any(answer.startswith("5.3.") for answer in part.answers))


def _has_clause(project: Project, layer: Layer) -> bool:
    """Whether the layer leads to a clause that exists, or to another document."""
    if layer.clause is None:
        return False
    number = layer.clause.value.strip().removeprefix("Clause ").removeprefix("Annex ")
    return number in project.by_number


@rule("layer-subclause-unknown", "5.3", ERROR)
def layer_subclause_unknown(project: Project) -> Iterator[Fault]:
    """A subclause of 5.3 is about a layer that is not on a stack.

    Either the stack lacks the layer, or the text is left over from another version. Only subclauses
    titled "… layer" or "… sublayer" are judged, and none where a profile leaves its lower layers open.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Bad (in 5.3)::

        Physical layer
        ~~~~~~~~~~~~~~

        Mesh layer
        ~~~~~~~~~~

    Good (in 5.3)::

        Physical layer
        ~~~~~~~~~~~~~~
    """
    clause = home(project, "5.3")
    found = [rungs for _, rungs in profiles(project)]
    if (
        clause is None
        or not found
        or lost_profile(project)
        or any(rung.unknown or rung.out_of_scope for rungs in found for rung in rungs)
    ):
        return
    layers = [layer for rungs in found for rung in rungs for layer in rung.layers]
    for part in clause.children:
        title = part.title.strip()
        if not _LAYER_TITLE.search(title) or _SENTENCE_TITLE.search(title) or is_vacant(project, part):
            continue
        if any(is_titled(layer, title) for layer in unstacked_layers(project)):
            continue  # layer-unused
        if not words(title) or any(_may_be(layer, title) for layer in layers) or part.answers:
            continue
        message = f'"{title}" is not on a layer stack'
        yield Fault(part.at, f"{message}: add the layer there, or give the subclause the name of a layer")


def _may_be(layer: Layer, title: str) -> bool:
    """Whether a title can mean a layer: one word in common is enough."""
    own = words(layer.name) | words(layer.key) | (words(layer.standard.value) if layer.standard else frozenset())
    return is_titled(layer, title) or not (own & words(title)).isdisjoint(_telling(title))


def _telling(title: str) -> frozenset[str]:
    """The words of a title that distinguish layers."""
    return words(title) - {"dlms", "cosem", "iec", "ieee", "iso", "en", "rfc", "itu", "t"}
