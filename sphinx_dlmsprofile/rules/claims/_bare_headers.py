"""The size of "the header" in the clause that describes one: "one header of four octets"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims.sizes import BITS, header_bits
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.counts import read_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

def bare_header_problems(project: Project) -> Iterator[Fault]:
    """Sizes of what is called "the header" alone, where the clause has one envelope."""
    envelopes = [(each, header_bits(each)) for each in project.of(Envelope) if not each.unread]
    for block, claim in claims_of(project, "bare-header") if envelopes else ():
        here = [(each, bits) for each, bits in envelopes if each.clause is block.clause is not None]
        count = read_count(claim.value)
        if len(here) != 1 or not here[0][1] or count is None or count * BITS[claim.more] == here[0][1]:
            continue
        envelope, bits = here[0]
        right = f"{bits // 8} octets" if not bits % 8 else f"{bits} bits"
        message = f"the header has {claim.value} {claim.more}s here, and {right} by the fields of the envelope"
        yield Fault(block.at, f"{message} in line {envelope.at.line}: correct the number, or the envelope")
