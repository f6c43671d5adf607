"""Names of the model that the text has in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.names import own_names
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.value_table import OpenParameters
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import open_parameters, services
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims.classes import attribute_problems
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block

_LIKENESS = 0.88
_LIKE_WORDS = 0.7
_LIKE_KIN = 0.4
_LONG = 10
"""In letters: shorter names of services are words."""

_SEVERAL = 3
"""In words: where fewer are left of a name, another thing may be meant."""

_LONGER = 4
"""In letters: how much longer a name is than what is a slip of it."""

_EVERYWHERE = 5
"""In how many places a name stands otherwise before it is rather that of the model that was changed."""

_SIDES = frozenset({"client", "server"})
_HUMP = regex(r"[A-Z][a-z]+")
_STEM = 4
"""In letters: what two forms of a word have in common at their beginning."""

_WHAT = {
    "C": ("class", "Annex B or IEC 62056-6-2"),
    "P": ("profile", "the stack"),
    "L": ("layer", "the stack"),
    "S": ("SAP", "the SAP table"),
    "T": ("concept", "Clause 3"),
    "X": ("concept", "the list of abbreviations"),
    "A": ("attribute or method", "its class"),
    "V": ("service", "IEC 62056-5-3"),
    "O": ("parameter", "IEC 62056-5-3"),
}


@rule("name-drifted", "3, 5.2, 5.3, 6, 7, 8", WARNING)
def name_drifted(project: Project) -> Iterator[Fault]:
    """The text calls a profile, layer, SAP, term, service, attribute or parameter nearly as the model does.

    One thing has one name in a standard. Reported are names of several words of which one differs, "IPv6 based profile"
    for "IP based profile", "MAC sublayer" for "MAC layer", and single words that resemble one name and stand nowhere
    else. A name that the text gives to the profile of another standard is left out. Words that stand in more than five
    places are reported once: then the name was probably changed where it is defined.

    Given (in 5.2)::

        .. layer-stack:: The communication profiles

           layers:
             l2a: {role: adaptation, name: L2 adaptation layer, clause: 5.4}
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, l2a, mac, phy]}

    Bad (in 6)::

        The L2 adaption layer uses addresses of its own.

    Good (in 6)::

        The L2 adaptation layer uses addresses of its own.
    """
    found: dict[tuple[str, str, str], list[Block]] = {}
    told: set[tuple[str, int, str]] = set()
    listed = references(project)
    titles = {(each.at.source, each.at.line) for each in (*listed.normative, *listed.informative)}
    for block, claim in claims_of(project, "drift"):
        place = (block.at.source, block.at.line, claim.words)
        if place[:2] in titles:
            continue  # Titles of other documents are as these have them.
        if place not in told:
            told.add(place)
            found.setdefault((claim.value, claim.subject, claim.words), []).append(block)
    for (letter, subject, written), places in found.items():
        kind, home = _WHAT[letter]
        message = f'"{written}" is called "{subject}" in {home}'
        # What is written so everywhere was renamed where it is defined: that is one cause.
        several = f" ({len(places) - 1} more places have the same)" if len(places) > _EVERYWHERE else ""
        for block in places[: 1 if several else None]:
            yield Fault(block.at, f"{message}: give the {kind} one name{several}")
    yield from _slips(project)


def _slips(project: Project) -> Iterator[Fault]:
    """Names of classes, and identifiers, that resemble one of the model."""
    for block, claim in claims_of(project, "class-called"):
        names = [name for letter, name in own_names(project) if letter == "C"]
        names += [known.name for known in project.registry.classes]
        close = closest(claim.value, names, _LIKENESS)
        if close and fold(close) != fold(claim.value):
            yield Fault(block.at, f'no class is called "{claim.value}", but "{close}": give the class one name')
    names = [name for letter, name in own_names(project) if letter == "S"]
    for block, claim in claims_of(project, "sap-called") if names else ():
        kin = [name for name in names if _first(name) == _first(claim.value) != ""]
        close = closest(claim.value, names, _LIKE_WORDS) or closest(claim.value, kin, _LIKE_KIN)
        if close and not {fold(close), fold(claim.value)} & _SIDES and fold(close) != fold(claim.value):
            yield Fault(block.at, f'"{claim.value}" is called "{close}" in the SAP table: give the SAP one name')
    yield from _identifiers(project)


def _first(name: str) -> str:
    """The first of several words, however they are joined; nothing where there is one alone."""
    first, *more = name.replace("-", " ").split()
    return first.casefold() if more else ""


def _identifiers(project: Project) -> Iterator[Fault]:
    """Identifiers that stand there once, and resemble one name of the model."""
    counted: dict[str, list[Block]] = {}
    told = project.memo(attribute_problems)
    for block, claim in claims_of(project, "identifier"):
        counted.setdefault(claim.value, []).append(block)
    for written, blocks in counted.items():
        found = _meant(project, written) if len(blocks) == 1 else None
        if found and fold(found[0]) in map(fold, counted.keys() - {written}):
            found = None
        if found and (blocks[0].at.source, blocks[0].at.line, written) not in told:
            kind, home = _WHAT[found[1]]
            message = f'"{written}" is called "{found[0]}" in {home}'
            yield Fault(blocks[0].at, f"{message}: give the {kind} one name")


def _meant(project: Project, written: str) -> tuple[str, str] | None:
    if "_" not in written:
        if not project.of(XdlmsServices):
            return None
        known = {name: "V" for service in services() for name in (service.name,) if len(name) >= _LONG}
        if other := next((name for name in known if _is_cut(written, name)), None):
            return other, "V"
    else:
        own = [name for letter, name in own_names(project) if letter == "A" and "_" in name]
        layouts = [layout for known in project.registry.classes for layout in known.layouts]
        existing = [each.name for layout in layouts for each in layout.attributes]
        existing += [each.name for layout in layouts for each in layout.methods]
        known = {**dict.fromkeys(existing, "A"), **dict.fromkeys(own, "A"), **dict.fromkeys(open_parameters(), "O")}
    siblings = [name for name in open_parameters() if _is_sibling(written, name)]
    if siblings and project.of(OpenParameters):
        return siblings[0], "O"
    first, *_, last = written.split("_") if "_" in written else ("", "")
    # One of the ends is kept where a word is added or left out.
    like = (name for name in known if len(name) == len(written) or name.startswith(first) or name.endswith(last))
    if moved := next((name for name in like if known[name] == "A" and _reordered(written, name)), None):
        return moved, known[moved]
    near = (name for name in known if name[0] == written[0] and abs(len(name) - len(written)) <= _LONGER)
    alike = [name for name in near if _is_slip(written, name)]
    close = closest(written, alike, _LIKENESS) or next((name for name in alike if _is_form(written, name)), None)
    close = close or next((name for name in alike if _singular(name) == _singular(written)), None)
    if close is None or written.removesuffix("s") == close:
        return None
    return close, known[close]


def _singular(name: str) -> tuple[str, ...]:
    return words(name.replace("_", " "))


def _is_sibling(written: str, name: str) -> bool:
    """Whether all words are those of a parameter but the last: "Service_Kind" for "Service_Class"."""
    (*ours, one), (*theirs, other) = written.split("_"), name.split("_")
    return ours == theirs != [] and one != other and one[:1].isupper()


def _is_form(written: str, close: str) -> bool:
    """Whether one word is a form of that in the name: "joining_delay" of "join_delay"."""
    pairs = zip(written.casefold().split("_"), close.casefold().split("_"), strict=False)
    return all(one == other or min(one, other, key=len) in max(one, other, key=len)[:-1] for one, other in pairs)


def _is_cut(written: str, name: str) -> bool:
    """Whether a word is the name of a service with its last word cut: "EventNotify"."""
    ours, theirs = _HUMP.findall(written), _HUMP.findall(name)
    if len(ours) != len(theirs) or len(ours) < 2 or written == name or "-" in written:  # noqa: PLR2004  a first and a last
        return False
    one, other = ours[-1], theirs[-1]
    return ours[:-1] == theirs[:-1] and one[:_STEM] == other[:_STEM] and one.rstrip("s") != other.rstrip("s")


def _reordered(written: str, close: str) -> bool:
    """Whether the words stand in another order, or of several one is added or left out."""
    ours, theirs = written.casefold().split("_"), close.casefold().split("_")
    if ours == theirs or abs(len(ours) - len(theirs)) > 1:
        return False
    if len(ours) == len(theirs):
        return sorted(ours) == sorted(theirs)
    fewer, more = sorted((ours, theirs), key=len)
    return len(fewer) >= _SEVERAL and any(more[:place] + more[place + 1 :] == fewer for place in range(len(more)))


def _is_slip(written: str, close: str) -> bool:
    """Whether the words are joined otherwise, or a single one is another form of that in the name."""
    if fold(written) == fold(close):
        return written.casefold() != close.casefold()
    if _singular(written) == _singular(close):
        return True
    ours, theirs = written.casefold().split("_"), close.casefold().split("_")
    differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    if len(ours) != len(theirs) or len(differing) != 1:
        return False
    one, other = differing[0]
    return not any(map(str.isdecimal, one + other)) and closest(one, [other], _LIKE_WORDS) is not None
