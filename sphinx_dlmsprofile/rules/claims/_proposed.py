"""Services that the text says an example proposes, against the conformance block in its octets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.proposed import proposed
from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.model.project import Project


def proposal_problems(project: Project, known: Mapping[str, list[ApduExample]]) -> Iterator[Fault]:
    """Services of which no conformance block of the examples has the bit."""
    for block, claim in project.found(proposed) if known else ():
        examples = [example for target in claim.targets for example in known.get(target, ())]
        layers = [layer for each in examples for layer in each.layers]
        bits = [layer.association.conformance for layer in layers if layer.association.conformance is not None]
        absent = [name for name, bit in claim.services if bits and all(bit not in each for each in bits)]
        if absent:
            message = f"the text has {' and '.join(absent)} proposed, but the conformance block of the example"
            yield Fault(block.at, f"{message} has no bit of it: correct the text, or the octets")
