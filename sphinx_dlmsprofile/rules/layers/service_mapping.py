"""Service mapping (IEC TS 62056-1-1, 5.4): how each profile uses the highest layer of the communication standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.listed_layers import words
from sphinx_dlmsprofile.analysis.lost_names import lost_profile
from sphinx_dlmsprofile.analysis.stack_demands import misplaced_adaptations
from sphinx_dlmsprofile.analysis.stack_levels import carries_ip_transport, first_disorder, is_ip
from sphinx_dlmsprofile.analysis.stacks import place_in, profiles_by_name, stacks, texts_of, unstacked_layers
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.layers import KINDS, UPPER_ROLES
from sphinx_dlmsprofile.model.lower_layers import ServiceMapping
from sphinx_dlmsprofile.model.prose import DRAWN, TextKind
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import closest, fold, suggest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.analysis.stack_levels import Rung
    from sphinx_dlmsprofile.model.layers import Layer, Profile
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_CLAUSE = "5.4"
_MAPPING = regex(
    r"\bmap(?:s|ped|pings?)?\b|\bprimitives?\b|\bservices?\b|\.(?:request|req|indication|ind|confirm|cnf|response|resp?)\b"
    r"|\bcarr(?:y|ies|ied)\b|\btransport(?:s|ed)\b|\bencapsulat\w+|\bconvey\w*|\buses?\b|\bused\b"
    r"|\b(?:plac|insert|embed|wrapp|pack)\w*\b|\b(?:put|sent|sends?|travels?|goes|go|fits?|rides?|becomes?)\b|\bpayloads?\b",
    re.IGNORECASE,
)
_TABLE_OF_MAPPING = regex(r"\bmap(?:s|ped|pings?)\b|\bprimitives?\b", re.IGNORECASE)
_ALL = regex(r"\b(?:both|all|each|every|either|any|two|three|four)\b(?:\s+\w+){0,3}\s+profiles?\b", re.IGNORECASE)
_UPPER = regex(r"\b(?:application layer|APDUs?|AL|AARQ|xDLMS)\b")
_IP_PACKETS = regex(r"\bIP(?:v[46])?\s+(?:packet|datagram)s?\b|\b(?:IPv[46])\b")
_NO_NAME = frozenset({"profile", "profiles", "communication", "based", "dlms", "cosem", "the"})


@rule("mapping-missing", "5.4", ERROR)
def mapping_missing(project: Project) -> Iterator[Fault]:
    """A profile of the stack has no service mapping.

    5.4 says how the application layer uses the services of the layer below it, or how that layer
    carries IP packets: for each profile, since the profiles differ in this. The directive
    ``service-mapping`` says it; where none is used, text and tables of 5.4 that speak of the
    profile's services count. A profile all of whose lower layers are out of scope needs none.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac]}

    Bad (in 5.4)::

        There is no adaptation layer.

    Good (in 5.4)::

        .. service-mapping:: General profile
           :lower: mac

           AL-DATA.request: MA-UNITDATA.request
    """
    place = place_in(project, _CLAUSE)
    known = {key: profile for key, (profile, rungs) in profiles_by_name(project).items() if _has_lower(rungs)}
    if place is None or not known:
        return
    mappings = project.of(ServiceMapping)
    mapped = {key for mapping in mappings for key in _holds_for(mapping, known)}
    lacking = [profile for key, profile in known.items() if key not in mapped]
    strays = [name for mapping in mappings for name in mapping.profiles if _meant(name.value, known) is None]
    if len(lacking) <= len(strays):
        return  # mapping-profile-unknown: one of them is meant
    texts = [block for block in texts_of(project, _CLAUSE) if block.kind not in DRAWN]
    tables = _tables(texts)
    for profile in lacking:
        if mappings:
            told = any(_is_table_for(table, profile) for table in tables)
        else:
            units = [*(block.text for block in texts), *map(_joined, tables), *_subclauses(project)]
            told = any(_tells(text, profile, alone=len(known) == 1) for text in units)
        if not told:
            message = f'the profile "{profile.name}" has no service mapping'
            advice = f"add the directive service-mapping with :profile: {profile.name}"
            yield Fault(place, f"{message}: {advice}", profile=profile)


def _has_lower(rungs: Sequence[Rung]) -> bool:
    """Whether a profile has a layer that offers services: something under the application layer or IP."""
    return any(
        rung.unknown or (not _is_upper(rung) and any(layer.key != "open" for layer in rung.layers)) for rung in rungs
    )


def _is_upper(rung: Rung) -> bool:
    if UPPER_ROLES & rung.roles:
        return True
    return bool(rung.layers) and all(carries_ip_transport(layer) or is_ip(layer) for layer in rung.layers)


def _meant(name: str, known: Iterable[str]) -> str | None:
    """The known profile of that name, or of a name so similar that no other can be meant."""
    keys = list(known)
    return fold(name) if fold(name) in keys else closest(fold(name), keys)


def _holds_for(mapping: ServiceMapping, known: dict[str, Profile]) -> set[str]:
    """The profiles of a mapping: those it names, else those in its caption, else all."""
    if mapping.profiles:
        return {key for name in mapping.profiles if (key := _meant(name.value, known))}
    caption = words(mapping.caption.value) if mapping.caption else frozenset()
    named = {key for key, profile in known.items() if (name := _name(profile)) and name <= caption}
    return named or set(known)


def _name(profile: Profile) -> frozenset[str]:
    """The words of a profile's name that distinguish it from others."""
    return words(profile.name.value) - _NO_NAME


def _tells(text: str, profile: Profile, *, alone: bool) -> bool:
    """Whether a text speaks of the services that a profile uses."""
    if not _MAPPING.search(text):
        return False
    if alone or _ALL.search(text):
        return True
    name = _name(profile)
    if name and name <= words(text):
        return True
    return bool((_IP_PACKETS if profile.kind == "ip" else _UPPER).search(text))


def _tables(texts: Iterable[TextBlock]) -> list[list[TextBlock]]:
    """The tables among texts: cells that follow one another, with the caption above."""
    tables: list[list[TextBlock]] = []
    previous: TextBlock | None = None
    for block in texts:
        if block.kind is TextKind.CELL:
            if previous is None or previous.kind is not TextKind.CELL:
                tables.append([previous] if previous and previous.kind is TextKind.CAPTION else [])
            tables[-1].append(block)
        previous = block
    return tables


def _joined(table: Sequence[TextBlock]) -> str:
    return " ".join(block.text for block in table)


def _subclauses(project: Project) -> Iterator[str]:
    """The blocks of subclauses, each after the title of its subclause, which may name the profile."""
    clause = home(project, _CLAUSE)
    for part in clause.walk() if clause else ():
        if part is not clause:
            yield from (f"{part.title}: {block.text}" for block in project.texts_in(part) if block.kind not in DRAWN)


def _is_table_for(table: Sequence[TextBlock], profile: Profile) -> bool:
    """Whether a table in ordinary markup maps the services of a profile."""
    text = _joined(table)
    name = _name(profile)
    return bool(name) and name <= words(text) and _TABLE_OF_MAPPING.search(text) is not None


@rule("mapping-profile-unknown", "5.4", ERROR, fixes=True)
def mapping_profile_unknown(project: Project) -> Iterator[Fault]:
    """A service mapping is for a profile that is not on a stack.

    Profiles are called by the names that they have in the layer stack.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac]}

    Bad (in 5.4)::

        .. service-mapping:: Service mapping
           :profile: Mesh profile

           AL-DATA.request: MA-UNITDATA.request

    Good (in 5.4)::

        .. service-mapping:: Service mapping
           :profile: General profile

           AL-DATA.request: MA-UNITDATA.request
    """
    named = [(fold(profile.name.value), profile) for stack in stacks(project) for profile in stack.profiles]
    known = dict(named)
    if len(known) < len(named) or not known:
        return  # profile-duplicate: one of them may be meant.
    for mapping in project.of(ServiceMapping):
        for name in mapping.profiles:
            if fold(name.value) not in known and not ((lost := lost_profile(project)) and lost.is_called(name.value)):
                likely = _meant(name.value, known)
                names = ", ".join(f'"{profile.name}"' for profile in known.values())
                close = known[likely].name.value if likely else None
                advice = suggest(close, f"write {names}")
                message = f'the profile "{name}" is not on a layer stack: {advice}'
                yield Fault(name.at, message, edit=meant(name.value, close))


@rule("mapping-layer", "5.4", ERROR)
def mapping_layer(project: Project) -> Iterator[Fault]:
    """The lower side of a mapping is not the highest layer of the communication standard, or does not carry IP packets.

    ``:lower:`` names the layer whose services are used. In a general profile that is the layer
    directly under the application layer, in an IP based profile the one directly under IP. Where
    an adaptation layer is between them, its own use of the layer below it may be mapped too.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}

    Bad (in 5.4)::

        .. service-mapping:: General profile
           :lower: phy

           AL-DATA.request: PHY-TXSTART.request

    Good (in 5.4)::

        .. service-mapping:: General profile
           :lower: mac

           AL-DATA.request: MA-UNITDATA.request
    """
    known = profiles_by_name(project)
    by_key = {key: profile for key, (profile, _) in known.items()}
    for mapping in project.of(ServiceMapping):
        if mapping.lower is None or any(_is_called(each, mapping.lower.value) for each in unstacked_layers(project)):
            continue  # layer-unused
        held = [known[key] for key in known if key in _holds_for(mapping, by_key)]
        for profile, rungs in held:
            allowed = _allowed(profile, rungs)
            fits = any(_is_called(layer, mapping.lower.value) for layer in allowed)
            if profile.kind not in KINDS or not allowed or fits or first_disorder(rungs):
                continue
            if not mapping.profiles and len(held) > 1 and _fits_another(mapping, held):
                continue
            names = " or ".join(f'"{layer.name}" ({layer.key})' for layer in allowed)
            what = "is not the highest layer of the communication standard"
            what = "carries no IP packets" if profile.kind == "ip" else what
            message = f'"{mapping.lower}" {what} in the profile "{profile.name}": write {names}'
            yield Fault(mapping.lower.at, message, profile=profile)
            break


def _fits_another(mapping: ServiceMapping, held: Sequence[tuple[Profile, Sequence[Rung]]]) -> bool:
    """Whether a mapping that names no profile is right for one of them: then that one is meant."""
    lower = mapping.lower.value if mapping.lower else ""
    return any(_is_called(layer, lower) for profile, rungs in held for layer in _allowed(profile, rungs))


def _allowed(profile: Profile, rungs: Sequence[Rung]) -> list[Layer]:
    """The layers whose services may be mapped; none if that is not known."""
    below = [rung for rung in rungs if not _is_upper(rung)]
    if profile.kind == "ip":
        places = [place for place, rung in enumerate(rungs) if any(map(is_ip, rung.layers))]
        if not places:
            return []
        below = list(rungs[places[-1] + 1 :])
    allowed: list[Layer] = []
    for place, rung in enumerate(below):
        if rung.unknown or rung.out_of_scope:
            return []
        is_adaptation = "adaptation" in rung.roles
        if place and not (is_adaptation or "adaptation" in below[place - 1].roles):
            break
        allowed += rung.layers
    if misplaced_adaptations(rungs, profile.kind):
        # Where it belongs, its services would be mapped.
        allowed += (layer for rung in rungs for layer in rung.layers if layer.role == "adaptation")
    return allowed


def _is_called(layer: Layer, name: str) -> bool:
    """Whether a layer is named by its key or its name, "layer" and "sublayer" left out or not."""
    wanted, called = words(name), words(layer.name)
    if fold(name) in {fold(layer.key), fold(layer.name)}:
        return True
    return bool(wanted and called and (called <= wanted or wanted <= called))
