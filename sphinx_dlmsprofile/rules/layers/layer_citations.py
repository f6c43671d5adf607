"""The subclause of a layer names the standard of the layer (IEC TS 62056-1-1, 5.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.claims import claims
from sphinx_dlmsprofile.analysis.claims.names import own_names
from sphinx_dlmsprofile.analysis.clause_texts import is_unwritten, says
from sphinx_dlmsprofile.analysis.emptiness import is_vacant
from sphinx_dlmsprofile.analysis.listed_layers import is_titled
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.stacks import designations_of, lower_layers
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_OTHERWISE = regex(r"\bstandards?\b|\bspecifications?\b|\b5\.[12]\b", re.IGNORECASE)
"""Words that lead to the standard without its number."""


@rule("layer-standard-uncited", "5.3", WARNING)
def layer_standard_uncited(project: Project) -> Iterator[Fault]:
    """The subclause of a layer does not name the standard that the stack gives the layer.

    It says how the layer of that standard is used. Without its name nobody knows what the options are taken from.
    "The standard", or a reference to 5.1 or 5.2, will do.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Bad (in 5.3)::

        Physical layer
        ~~~~~~~~~~~~~~

        Channels of 1 MHz are used.

    Good (in 5.3)::

        Physical layer
        ~~~~~~~~~~~~~~

        Of IEEE 802.11ah, channels of 1 MHz are used.
    """
    clause = home(project, "5.3")
    told: set[int] = set()
    for layer in lower_layers(project):
        if layer.role == "adaptation" or not designations_of(layer):
            continue  # 5.4 specifies it, or its standard is of no known kind.
        parts = [part for part in (clause.children if clause else ()) if is_titled(layer, part.title)]
        if not parts or id(parts[0]) in told or any(_names_it(project, part, layer) for part in parts):
            continue
        told.add(id(parts[0]))
        message = f'the subclause of the layer "{layer.name}" does not name its standard'
        yield Fault(parts[0].at, f"{message}: say what of {layer.standard} is used, and in which clause that stands")


def _names_it(project: Project, part: Clause, layer: Layer) -> bool:
    """Whether a subclause cites a document of the layer, its series, amendment or base, or is not to be judged."""
    if is_vacant(project, part) or is_unwritten(project, part) or says(project, part, _OTHERWISE):
        return True
    inside = {id(each) for each in part.walk() if each.has_content}
    if id(part) in {id(block.clause) for block in _given_elsewhere(project, layer)}:
        return True  # standard-text-mismatch
    cited = [use.designation for use in references(project).uses if id(use.block.clause) in inside]
    return not inside or any(
        own.is_covered_by(each) or each.is_covered_by(own) for own in designations_of(layer) for each in cited
    )


def _given_elsewhere(project: Project, layer: Layer) -> Iterator[Block]:
    """The blocks in which the layer is said to be specified by the standard of another layer."""
    others = {str(each) for other in lower_layers(project) if other is not layer for each in designations_of(other)}
    for block, claim in project.found(claims, own_names(project)):
        is_on_it = claim.claim == "layer-standard" and fold(claim.subject) == fold(unmarked(layer.name))
        if is_on_it and any(str(each) in others for each in read_designations(claim.value)):
            yield block
