"""The type of operation of a logical link control sublayer (ISO/IEC 8802-2), as the text and 5.1 have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_HDLC_PROFILE = regex(r"62056-(?:7-6|46)\b")
_TYPE = regex(r"\b[Tt]ypes? ((?:[123](?:, | and | or )?)+)")
_LLC = regex(r"\bLLC\b|[Ll]ogical link control|8802-2")
_MODES = {"connectionless": {1, 3}, "connection-oriented": {2}, "connection-mode": {2}}
"""The types that are of each mode: Type 3 is connectionless, with acknowledgement."""


def llc_problems(project: Project) -> Iterator[Fault]:
    """Types of operation that 5.1 does not select."""
    selected = _selected(project)
    layers = {
        fold(unmarked(layer.name)) for stack in project.of(LayerStack) for layer in stack.layers if layer.role == "llc"
    }
    told: set[tuple[str, int]] = set()
    yield from _lsap_problems(project)
    for block, claim in claims_of(project, "llc-type") if selected else ():
        is_llc = _LLC.search(claim.subject) or fold(claim.subject) in layers
        types = _MODES.get(claim.value) or {int(claim.value)}
        place = (block.at.source, block.at.line)
        if is_llc and not types & selected and place not in told:
            told.add(place)
            said = f"Type {claim.value}" if claim.value.isdecimal() else claim.value
            right = " and ".join(map(str, sorted(selected)))
            message = f"the text has the LLC sublayer {said}, but 5.1 selects Type {right}"
            yield Fault(block.at, f"{message}: correct the text, or the use of the standard")


_LSAPS = {"command": 0xE6, "response": 0xE7}
"""The source LSAP of each direction (IEC 62056-7-6)."""


def _lsap_problems(project: Project) -> Iterator[Fault]:
    """LSAPs of commands and responses that IEC 62056-7-6, where the standard refers to it, has otherwise."""
    listed = references(project)
    refers = any(_HDLC_PROFILE.search(each.designation.value) for each in (*listed.normative, *listed.informative))
    told: set[tuple[str, int]] = set()
    for block, claim in claims_of(project, "lsap-of") if refers else ():
        of, place = claim.more.casefold(), (block.at.source, block.at.line)
        if int(claim.value, 16) != _LSAPS[of] and place not in told:
            told.add(place)
            message = f"the text gives a {of} the LSAP {claim.value}, but in IEC 62056-7-6 it is 0x{_LSAPS[of]:X}"
            yield Fault(block.at, f"{message}: correct the value")


def _selected(project: Project) -> set[int]:
    """The types that the use of the standard selects, where it names any."""
    found: set[int] = set()
    for usage in project.of(StandardUsage):
        selected = usage.use("selected") if _LLC.search(usage.designation.value) else None
        for text in selected.texts if selected else ():
            words = f"{text.label or ''} {unmarked(text.text.value)}"
            found |= {int(digit) for match in _TYPE.findall(words) for digit in match if digit.isdecimal()}
    return found
