"""Adaptation layers (IEC TS 62056-1-1, 5.4): their services and the protocol of these."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import is_unwritten, together
from sphinx_dlmsprofile.analysis.listed_layers import roles_named, words
from sphinx_dlmsprofile.analysis.stacks import designations_of, lower_layers, place_in, profiles, texts_of
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer, ServiceMapping
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, Fault, rule
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.names import closest, fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.stack_levels import Rung
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Layer, Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_CLAUSE = "5.4"
_SERVICES = regex(
    r"\bservices?\b|\bprimitives?\b|\.(?:request|req|indication|ind|confirm|cnf|response|resp?)\b", re.IGNORECASE
)
_PROTOCOL = regex(
    r"\bprotocols?\b|\bPDUs?\b|\b(?:frame|packet|message|segment|header|dispatch)s?\b|\bformats?\b|\bprocedures?\b"
    r"|\bstate (?:machine|diagram|transition)s?\b|\boctets?\b|\bencoding\b",
    re.IGNORECASE,
)

_OF_LAYERS = regex(
    r"\b(?:sub)?layers?\b|\b(?:upper|lower|adaptation|convergence|application)\b|\b[AMS]?[PS]DUs?\b|\boctets?\b|\bbytes?\b"
    r"|\bheaders?\b|\bIP(?:v[46])?\b|\bMAC\b|\bLLC\b|\bprimitives?\b|\.(?:request|req|indication|ind|confirm|cnf)\b"
    r"|\bpackets?\b|\bmessages? (?:is|are|has|have|begins?|consists?)\b|\bprotocol\b",
    re.IGNORECASE,
)
"""What services and protocols of a layer are told with."""

_CARRIED = regex(
    r"\b(?:services?|primitives?|requests?|payload|maps?|mapped|mappings?|carr(?:y|ies|ied)|convey\w*|transport\w*"
    r"|encapsulat\w*|uses?|used|sends?|sent|put|plac\w+|pass\w*|hand(?:s|ed)|giv\w+|fits?|becomes?|travels?|deliver\w*"
    r"|transmi\w+|submit\w*|wrapp\w+|embed\w*|transfer\w*|on top of|over|in)\b|\.(?:request|req|indication|ind)\b",
    re.IGNORECASE,
)
_BELOW = regex(
    r"\b(?:lower|underlying|next)[ -](?:protocol[ -])?(?:sub)?layers?\b"
    r"|\blayers? (?:directly |right )?(?:below|beneath|under)|\bframes?\b"
    r"|\b(?:M|MAC|L|LLC|P|PHY|DL|NL)(?:[- ]|_)?[SP]DUs?\b|\b(?:MA|MAC|MCPS|MLME|DL|LLC|PD|PHY|P|D)[-_][A-Z][A-Z_-]*",
)
"""The layer below another one, by what it carries and offers."""


@rule("adaptation-unspecified", "5.4", ERROR)
def adaptation_unspecified(project: Project) -> Iterator[Fault]:
    """The services or the protocol of an adaptation layer are not specified.

    An adaptation layer belongs to the profile: no other document says what the layer offers and how
    two of them communicate. The subclause is the one that ``clause:`` of the layer names, else the one in
    5.4 that has its name. The directive ``adaptation-layer`` gives both; text counts too. For a
    layer that a standard specifies, naming that standard in 5.4 is enough.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             conv: {role: adaptation, name: Convergence layer, clause: 5.4.1}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, conv, mac]}

    Bad (in 5.4)::

        Convergence layer
        ~~~~~~~~~~~~~~~~~

        .. adaptation-layer:: conv

           services: [CONV-DATA.request, CONV-DATA.indication]

    Good (in 5.4)::

        Convergence layer
        ~~~~~~~~~~~~~~~~~

        .. adaptation-layer:: conv

           services: [CONV-DATA.request, CONV-DATA.indication]
           protocol: One octet with the length stands before each message.
    """
    place = place_in(project, _CLAUSE)
    layers = [layer for layer in lower_layers(project) if layer.role == "adaptation"]
    strays = [
        record.layer
        for record in project.of(AdaptationLayer)
        if record.layer and not any(_is_for(record, layer, layers) for layer in layers)
    ]
    for layer in layers:
        records = [record for record in project.of(AdaptationLayer) if _is_for(record, layer, layers)]
        clauses = _subclauses(project, layer, alone=len(layers) == 1)
        at = records[0].at if records else clauses[0].at if clauses else place
        if at is None or any(record.unread for record in records):
            continue
        meant = [stray for stray in strays if closest(stray.value, (layer.key, layer.name))]
        if meant and not records:
            yield Fault(meant[0].at, f'no stack has an adaptation layer "{meant[0]}": did you mean "{layer.key}"?')
            continue
        lacking = _lacking(project, layer, records, clauses)
        if lacking:
            what = " and ".join(lacking)
            message = f'the {what} of the adaptation layer "{layer.name}" ({layer.key}) '
            message += f"{'are' if lacking[0] == 'services' else 'is'} not specified"
            yield Fault(at, f"{message}: write them in a subclause of that name, or in the directive adaptation-layer")


def _lacking(
    project: Project, layer: Layer, records: Sequence[AdaptationLayer], clauses: Sequence[Clause]
) -> list[str]:
    """What is missing of "services" and "protocol"."""
    if _rests_on_standard(project, layer, clauses):
        return []
    blocks = [block for clause in clauses for block in project.texts_in(clause) if block.kind is not TextKind.TITLE]
    parts_of = [part for clause in clauses for part in clause.walk() if part is not clause]
    titles = "\n".join(part.title for part in parts_of if part.has_content)
    lacking = []
    for key, pattern in (("services", _SERVICES), ("protocol", _PROTOCOL)):
        parts = [part for record in records if (part := record.part(key)) and not part.says_none]
        # What the directives print is not looked through: a heading alone says nothing.
        told = pattern.search(titles) or any(together(block.text, pattern, _OF_LAYERS) for block in blocks)
        written = not records and told
        if not parts and not written and not _is_written_beside(records, blocks, pattern):
            lacking.append(key)
    return lacking


def _is_written_beside(
    records: Sequence[AdaptationLayer], blocks: Sequence[TextBlock], pattern: re.Pattern[str]
) -> bool:
    """Whether a table or figure next to the directive gives what the directive leaves out."""
    return bool(records) and any(block.kind is TextKind.CAPTION and pattern.search(block.text) for block in blocks)


def _rests_on_standard(project: Project, layer: Layer, clauses: Sequence[Clause]) -> bool:
    """Whether the text on the layer, or 5.4, refers to the standard that specifies it."""
    known = designations_of(layer)
    if layer.standard is None:
        return False
    texts = [block.text for block in texts_of(project, _CLAUSE)]
    texts += [block.text for clause in clauses for block in project.texts_in(clause)]
    if any(one.is_covered_by(cited.designation) for one in known for text in texts for cited in find_citations(text)):
        return True
    return not known and any(fold(layer.standard.value) in fold(text) for text in texts)


def _is_for(record: AdaptationLayer, layer: Layer, layers: Sequence[Layer]) -> bool:
    if record.layer is None:
        return len(layers) == 1 or (record.clause is not None and _bears_name(record.clause, layer, alone=False))
    return fold(record.layer.value) in {fold(layer.key), fold(layer.name)}


def _subclauses(project: Project, layer: Layer, *, alone: bool) -> list[Clause]:
    """The subclauses on a layer: the one that it names, else those of 5.4 with its name."""
    number = layer.clause.value.strip().removeprefix("Clause ").removeprefix("Annex ") if layer.clause else ""
    if number in project.by_number:
        return [project.by_number[number]]
    clause = home(project, _CLAUSE)
    below = [part for part in clause.walk() if part is not clause] if clause else []
    found = [part for part in below if _bears_name(part, layer, alone=alone)]
    if not found and clause and not below and alone:
        found = [clause]  # All of 5.4 is about it.
    return found


def _bears_name(part: Clause, layer: Layer, *, alone: bool) -> bool:
    title, name = words(part.title), words(layer.name)
    if (name and name <= title) or (layer.key and words(layer.key) <= title and words(layer.key)):
        return True
    return alone and "adaptation" in roles_named(part.title)


@rule("adaptation-mapping-missing", "5.4", ADVICE)
def adaptation_mapping_missing(project: Project) -> Iterator[Fault]:
    """It is not said how an adaptation layer uses the layer below it.

    Its services and its protocol are useless to an implementer who does not know what carries a PDU of it: a service
    or a frame of the layer below. A row of a ``service-mapping`` or a sentence in 5.4 says it. A layer that a
    standard specifies is not asked for, nor is any layer where 5.4 has no ``service-mapping``: mapping-missing judges
    what it has instead.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             conv: {role: adaptation, name: Convergence layer, clause: 5.4.1}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, conv, mac]}

    Bad (in 5.4)::

        .. service-mapping:: General profile

           AL-DATA.request: CONV-DATA.request

        Convergence layer
        ~~~~~~~~~~~~~~~~~

        The application layer uses the service CONV-DATA. A PDU of its protocol has a header of two octets.

    Good (in 5.4)::

        .. service-mapping:: General profile

           AL-DATA.request: CONV-DATA.request

        Convergence layer
        ~~~~~~~~~~~~~~~~~

        The application layer uses the service CONV-DATA. A PDU of its protocol has a header of two octets, and is
        carried by the service MA-UNITDATA of the MAC layer.
    """
    clause = home(project, _CLAUSE)
    place = place_in(project, _CLAUSE)
    if clause is None or place is None or is_unwritten(project, clause):
        return
    layers = [layer for layer in lower_layers(project) if layer.role == "adaptation"]
    told = [block.text for block in texts_of(project, _CLAUSE) if block.kind is not TextKind.TITLE]
    mappings = project.of(ServiceMapping)
    if not mappings or any(mapping.unread for mapping in mappings):
        return
    rows = [row for mapping in mappings for row in mapping.rows]
    told += [f"{row.upper} uses {' '.join(text.value for text in row.lower)}" for row in rows]
    for profile, layer, below in _adaptations(project):
        records = [record for record in project.of(AdaptationLayer) if _is_for(record, layer, layers)]
        clauses = _subclauses(project, layer, alone=len(layers) == 1)
        if any(record.unread for record in records) or _lacking(project, layer, records, clauses):
            continue  # adaptation-unspecified asks for more.
        texts = [block.text for part in clauses for block in project.texts_in(part)]
        texts += [text for text in told if len(layers) == 1 or words(layer.name) <= words(text)]
        if not any(_carries(text, lower) for text in texts for lower in below.layers):
            names = " or ".join(f'"{lower.name}" ({lower.key})' for lower in below.layers)
            message = f'it is not said how the adaptation layer "{layer.name}" ({layer.key}) uses {names}'
            at = records[0].at if records else clauses[0].at if clauses else place
            advice = "say in 5.4 by which of its services PDUs are carried"
            yield Fault(at, f"{message} below it: {advice}", profile=profile)


def _adaptations(project: Project) -> Iterator[tuple[Profile, Layer, Rung]]:
    """The adaptation layers that the profile specifies itself, each once, with what is below the run of them."""
    judged: set[str] = set()
    for profile, rungs in profiles(project):
        for rung, below in pairwise(rungs):
            if below.unknown or below.out_of_scope or rung.roles != {"adaptation"} or "adaptation" in below.roles:
                continue
            for layer in rung.layers:
                if layer.standard is None and layer.key not in judged:
                    judged.add(layer.key)
                    yield profile, layer, below


def _carries(text: str, lower: Layer) -> bool:
    """Whether a text says what of the layer below is used: by its name, key or role, or as what is below."""
    name = words(lower.name)
    is_named = (name and name <= words(text)) or lower.role in roles_named(text) or _BELOW.search(text)
    return bool(is_named) and _CARRIED.search(text) is not None
