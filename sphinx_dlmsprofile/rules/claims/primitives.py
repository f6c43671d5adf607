"""What the text says of service primitives (5.4, 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.primitives import offered_primitives
from sphinx_dlmsprofile.registry.services import service_by_name
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_LIKENESS = 0.85
_OF_ONE_LAYER = 0.7
"""How like names are that begin alike, up to the hyphen."""


@rule("primitive-text-mismatch", "5.4, 7", WARNING)
def primitive_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text names a primitive that its service does not have.

    The services are those of the adaptation layers of 5.4, with the primitives listed there, and those of the
    application layer: COSEM-ABORT is only indicated, an unconfirmed service has no response and no confirm. A name
    that is nearly one of an adaptation layer is reported, too.

    Given (in 5.4)::

        .. adaptation-layer:: nal

           services:
             NAL-DATA.request: sends an APDU
             NAL-DATA.indication: delivers an APDU
           protocol: One header octet.

    Bad (in 5.5)::

        The status is conveyed by NAL-DATA.confirm.

    Good (in 5.5)::

        The status is conveyed by NAL-DATA.indication.
    """
    offered = offered_primitives(project)
    told: set[tuple[str, int, str]] = set()
    for block, claim in claims_of(project, "primitive", "service-primitive"):
        kind = "confirm" if claim.value.startswith("confirm") else claim.value
        known = offered.get(claim.subject)
        if known is None and (service := service_by_name(claim.subject)):
            known = set(service.primitives)
        place = (block.at.source, block.at.line, f"{claim.subject}.{kind}")
        if place in told:
            continue
        if known is None:
            first = claim.subject.partition("-")[0]
            kin = [name for name in offered if name.partition("-")[0] == first]
            meant = closest(claim.subject, list(offered), _LIKENESS) or closest(claim.subject, kin, _OF_ONE_LAYER)
            problem = f'no layer has the service "{claim.subject}": did you mean "{meant}"?' if meant else ""
        elif known and kind not in known:
            others = ", ".join(f"{claim.subject}.{each}" for each in sorted(known))
            problem = f'"{claim.subject}" has no primitive "{kind}": it has {others}; correct the text, or the service'
        else:
            continue
        if problem:
            told.add(place)
            yield Fault(block.at, problem)
