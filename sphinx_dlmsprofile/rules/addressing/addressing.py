"""What Clause 6 says in addition to its SAP tables: physical devices and intermediate layers (template: Clause 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import answer, usual_signs
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.value_table import Addressing
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project

_DEVICE = (
    r"(?:physical|server|client|hosting|metering|end|field|peer)?[ -]?"
    r"(?:device|meter|station|node|host|concentrator|modem)"
)
_PHYSICAL = regex(
    r"\bphysical (?:device|address|unit|server|client)|\bsystem[ -]?titles?\b|\bEUI-?(?:48|64)\b"
    r"|\b(?:MAC|HDLC|link|IP(?:v[46])?|node|device|meter|station|network|short|hardware|unicast|primary|secondary)"
    r"(?:[ -](?:sub)?layer)?[ -]address"
    r"|\b(?:server|client) (?:lower|upper|HDLC|MAC) ?\w* ?address|\b(?:lower|upper) (?:HDLC |MAC )?address"
    r"|\b(?:serial|identification|device|fabrication) numbers?\b"
    r"|\b(?:device|node|meter|unique|neuron) id(?:entifier|entification)?s?\b"
    r"|\bIME[IS]\b|\bIMSI\b|\bMSISDN\b|\btelephone numbers?\b|\blogical device names?\b"
    rf"|\baddress(?:es)? of (?:the |a |an |each |every )?{_DEVICE}"
    rf"|\b{_DEVICE}s?\b[^.\n]{{0,60}}\b(?:identified|addressed|identifier|address)\b",
    re.IGNORECASE,
)
_INTERMEDIATE_AT_ALL = regex(
    r"\b(?:intermediate|lower|underlying|supporting)(?: protocol| communication)? (?:sub)?layers?\b"
    r"[^.\n]{0,120}\baddress"
    r"|\bno (?:further |other |additional |more )?address\w*\b[^.\n]{0,20}\b(?:needed|used|required|necessary)\b"
    r"|\baddress\w*[^.\n]{0,120}\b(?:intermediate|lower|underlying|supporting)"
    r"(?: protocol| communication)? (?:sub)?layers?\b",
    re.IGNORECASE,
)
_BY_ROLE = {
    "transport": regex(r"\bports?\b|\bwports?\b|\bTCP\b|\bUDP\b|\btransport (?:layer|address)", re.IGNORECASE),
    "network": regex(r"\bIP(?:v[46])?\b|\bnetwork(?:[ -]layer)?[ -]address|\binternet protocol\b", re.IGNORECASE),
    "llc": regex(r"\bLLC\b|\bL-?SAPs?\b|\b[DS]-?SAPs?\b|\blink (?:layer )?address|\bdata link\b", re.IGNORECASE),
    "data-link": regex(r"\bHDLC\b|\bdata[ -]link\b|\blink[ -](?:layer )?address|\bMAC\b|\bLLC\b", re.IGNORECASE),
    "mac": regex(
        r"\bMAC\b|\bmedium access|\bEUI-?(?:48|64)\b|\b(?:link|short|node|hardware|station)[ -](?:layer )?address",
        re.IGNORECASE,
    ),
}
"""The roles that have addresses of their own, and the words for these; adaptation layers need not have any."""

_COMMON = regex(r"\b(?:sub)?layers?\b|\bprotocol\b|\bthe\b", re.IGNORECASE)
_PART = regex(r"\d{3,}(?:-\d+)*|\d+(?:\.\d+)+\w*")


@rule("addressing-physical-missing", "6", ERROR)
def addressing_physical_missing(project: Project) -> Iterator[Fault]:
    """Clause 6 does not say how physical devices are identified.

    A SAP says which client or logical device is meant, but not in which device it is: both are
    needed to establish an association. The directive ``addressing`` has the key ``physical`` for it;
    prose or a table that names an address, a system title or another identifier of the devices does
    as well.

    Bad (in 6)::

        Clients and servers have service access points.

    Good (in 6)::

        A meter is identified by its system title, and on the link by its MAC address.
    """
    found = answer(project, "6")
    if found is None:
        return
    records = project.of(Addressing)
    if any(record.unread or record.group("physical") for record in records) or _PHYSICAL.search(found.words):
        return
    message = (
        "clause 6 does not say how physical devices are identified: "
        "name their addresses or identifiers, as with the key physical of addressing"
    )
    yield Fault(found.at, message)


@rule("addressing-intermediate-missing", "6", ERROR)
def addressing_intermediate_missing(project: Project) -> Iterator[Fault]:
    """An intermediate layer of the stack has an address that clause 6 does not give.

    Between the SAP and the medium, other layers address too: ports, network addresses, link
    addresses. The transport, network, LLC, MAC and data link layers of the layer stack are judged; each is
    named in clause 6 by its name, its standard, or what its addresses are called.

    Given (in 5.2)::

        .. layer-stack:: The DLMS/COSEM radio communication profile

           layers:
             link: {role: data-link, name: Radio link, standard: EN 13757-4}
             phy: {role: physical, name: Physical layer, standard: EN 13757-4}
           profiles:
             General profile: {kind: general, stack: [ap, al, link, phy]}

    Bad (in 6)::

        A meter is identified by its system title.

    Good (in 6)::

        A meter is identified by its system title. The radio link uses the address of EN 13757-4.
    """
    found = answer(project, "6")
    records = project.of(Addressing)
    if found is None or any(record.unread for record in records):
        return
    words = "\n".join((found.words, *(usual_signs(record.words) for record in records)))
    if _INTERMEDIATE_AT_ALL.search(words) or any(_says_none(record) for record in records):
        return
    missing = [layer.name for layer in _addressed_layers(project) if not _is_named(layer, words)]
    if missing:
        named = ", ".join(f'"{name}"' for name in missing)
        one = "the layer" if len(missing) == 1 else "the layers"
        place = next((group.at for record in records if (group := record.group("intermediate"))), found.at)
        advice = "name the addresses used there, or say that there are none"
        yield Fault(place, f"clause 6 gives no addressing for {one} {named}: {advice}")


def _says_none(record: Addressing) -> bool:
    group = record.group("intermediate")
    return group is not None and group.says_none


def _addressed_layers(project: Project) -> list[Layer]:
    """The layers of all stacks that have addresses, each once."""
    layers: dict[str, Layer] = {}
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            for _, found in stack.levels(profile):
                layers.update((layer.name, layer) for layer in found if layer.role in _BY_ROLE)
    return list(layers.values())


def _is_named(layer: Layer, words: str) -> bool:
    """Whether the words name a layer or its addresses."""
    if _BY_ROLE[layer.role].search(words):
        return True
    names = {" ".join(_COMMON.sub(" ", usual_signs(text)).split()) for text in (layer.name, layer.key)} - {""}
    number = _PART.search(usual_signs(layer.standard.value)) if layer.standard else None
    parts = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names)]
    parts += [rf"(?<!\d){re.escape(number[0])}(?!\d)"] if number else []
    return any(re.search(part, words, re.IGNORECASE) for part in parts)
