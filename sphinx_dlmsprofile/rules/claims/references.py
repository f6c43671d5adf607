"""What the text says of the table, figure, example or clause that a cross-reference leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.elsewhere import ELSEWHERE
from sphinx_dlmsprofile.analysis.claims.referrals import captions, referrals
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.envelope import Envelope
from sphinx_dlmsprofile.model.layers import PREDEFINED, LayerStack
from sphinx_dlmsprofile.model.lower_layers import ServiceMapping
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.rules.claims.examples import APDU
from sphinx_dlmsprofile.rules.claims.sizes import header_bits
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.counts import COUNT, read_count
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.claims.referrals import Referral
    from sphinx_dlmsprofile.model.project import Project

_SHOWN = regex(
    r" (?:assigns?|compares?|contains?|defines?|describes?|gives?|has|have|holds?|lists?|maps?|names?|sets?|shows?"
    r"|specif(?:y|ies)|states?|summari[sz]es?|carr(?:y|ies)|is|are)"
    r"(?P<what>(?:(?! (?:that|which|who|whose|where|what|when|how|as|from|to|than|with|for|but)\b)[^,.;()])+)"
)
"""What a sentence says that the target shows, without what is said of that: "the ports that stand for those of …"."""

_DEFINED = (
    r"(?: class)?\W? (?:(?:is|are) (?:specified|defined|described|shown|given) (?:in|by)"
    r"|(?:has|have) the (?:attributes|methods)(?: and methods)? of) $"
)
"""What leads from a class to the reference to its table."""

_LEADING = (
    r"(?:,(?= (?:as|see) ))? \(?"
    r"(?:(?:as|see|is|are|shown|given|listed|stated|described|specified|defined|of|in|by) ){0,3}\(?$"
)
"""What leads from a name to a reference."""

_NO_SUBJECT = regex(r"(?:^|\b)(?:after|at|before|by|for|from|in|like|of|on|see|than|to|under|with) \(?$")
"""What stands before a reference that is not what the verb after it speaks of: "the reply to Table 3 is …"."""

_LISTED = regex(
    r" (?:assigns?|compares?|contains?|describes?|gives?|lists?|maps?|names?|sets?|shows?|states?|summari[sz]es?)\b"
)
_BESIDE = regex(
    r"\b(?:above|and|below|beneath|between|by|for|from|in|into|of|on|or|over|through|to|under|via|with|without) "
    r"(?:the |an? |its |each )?$",
    re.IGNORECASE,
)
"""What stands before a layer that a sentence does not speak of, but of something beside it."""

_NEAR = 60
"""In characters: how far before a reference its thing is named."""

_ELSEWHERE = regex(rf"\b(?:{ELSEWHERE}|no(?!-)|also|too|both|either|as (?:in|for|with))\b", re.IGNORECASE)
"""What makes a sentence speak of more than what the reference leads to."""

_VALUED = regex(
    r"(?<![\w-])(?P<name>[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40})?) (?P<value>0x[0-9A-F]+|[0-9]+)(?![\w.,-]*[0-9]|\w)"
)
_HEADER = regex(
    rf"\b(?:(?:[Tt]he|an?|its) header,? (?:of|has|with) ({COUNT}) octets?|(?:puts|places|adds|has) ({COUNT}) octets?"
    r" (?:in front of|before) (?:an?|each|every|the|its) \w+)\b(?! of )"
)
_COUNTED = frozenset({"Table", "Figure", "Clause", "Annex", "Part", "RFC", "IEC", "ISO", "IEEE", "Type", "NOTE"})
_EVERYDAY = frozenset(
    (  # noqa: SIM905  words
        "attribute class example figure following list means message number profile table type used value that this"
        " which with from their each other between document"
    ).split()
)
_SHORTEST = 4
_ALIKE = 2
"""In words: how many a caption has at least that is told by what the sentence says."""


@rule("cross-reference-mismatch", "ISO/IEC Directives, Part 2", WARNING)
def cross_reference_mismatch(project: Project) -> Iterator[Fault]:
    """A cross-reference leads to something else than its sentence says.

    A label is easily that of the table beside, and nobody sees it, since the source shows no number. What the words
    near the reference name is compared with what stands there: the communication profile, the APDU, the interface
    class, the layer, and a name with a value, "Rule ID 0x01", of its caption, title or options; the octets of a header
    with the fields. Where a sentence says what the target shows, "Table 3 lists the addresses of groups", and neither
    label, caption nor cells have any of these words, but the caption of one table beside it is made of them, that one
    is meant. Sentences with a negation or "also" are left out.

    Given (in 5.2)::

        .. layer-stack:: The communication profiles

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             General profile: {kind: general, stack: [ap, al, mac, phy]}
             IP based profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, mac, phy]}

    Bad (in 6)::

        :numref:`tab-ports` assigns the SAPs of the general profile.

        .. sap-table:: SAPs of the IP based profile
           :name: tab-ports
           :profile: IP based profile

           client:
             0x10: Public Client

    Good (in 6)::

        :numref:`tab-ports` assigns the SAPs of the IP based profile.

        .. sap-table:: SAPs of the IP based profile
           :name: tab-ports
           :profile: IP based profile

           client:
             0x10: Public Client
    """
    found = project.found(referrals)
    if not found:
        return
    places = project.memo(_places)
    told: set[tuple[str, int, str]] = set()
    for block, referral in found:
        place = places.get(referral.target)
        if place is None or _ELSEWHERE.search(referral.sentence) or (block.at.source, block.at.line) == place.at:
            continue
        problem = (
            _of_profile(place, referral, places)
            or _of_apdu(place, referral)
            or _of_class(place, referral, places, block.clause.title if block.clause else "")
            or _of_layer(place, referral, places)
            or _of_value(place, referral)
            or _of_header(place, referral)
            or _of_words(place, referral, places)
        )
        if problem and (key := (block.at.source, block.at.line, problem)) not in told:
            told.add(key)
            yield Fault(block.at, f"{problem}: correct the reference, or the text")


class _Place(NamedTuple):
    """Where a reference may lead: what is printed over it, and what it is about."""

    label: str
    title: str
    at: tuple[str, int]
    profiles: frozenset[str] = frozenset()
    apdus: tuple[str, ...] = ()
    home_of: str = ""
    """The class or the layer that it is about."""

    captioned: bool = True
    cells: str = ""
    header: int = 0
    """How many octets stand before the content of the envelope; 0 where it is none, or that is not fixed."""


class _Places(dict[str, _Place]):
    """The places by label, and the names that are looked for."""

    profiles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()


def _places(project: Project) -> _Places:
    found = _Places()
    stacks = project.of(LayerStack)
    found.profiles = tuple(dict.fromkeys(unmarked(each.name.value) for stack in stacks for each in stack.profiles))
    found.classes = tuple(dict.fromkeys(unmarked(each.name.value) for each in project.of(InterfaceClass)))
    layers = [layer.name for key, layer in PREDEFINED.items() if key != "open"]
    layers += [unmarked(layer.name) for stack in stacks for layer in stack.layers]
    found.layers = tuple(name for name in dict.fromkeys(layers) if " " in name)
    about = {fold(each): each for each in reversed((*found.classes, *found.layers))}
    for clause in project.walk_clauses():
        if clause.given:
            home = about.get(fold(clause.title), "")
            found[clause.given] = _Place(
                clause.given, clause.title, (clause.at.source, clause.at.line), home_of=home, captioned=False
            )
    options: dict[str, frozenset[str]] = {}
    apdus: dict[str, tuple[str, ...]] = {}
    homes = {each.label.value: unmarked(each.name.value) for each in project.of(InterfaceClass) if each.label}
    tables: list[SapTable | ServiceMapping] = [*project.of(SapTable), *project.of(ServiceMapping)]
    for table in tables:
        if table.name:
            options[table.name.value] = frozenset(fold(each.value) for each in table.profiles)
    headers = {each.name.value: header_bits(each) // 8 for each in project.of(Envelope) if each.name}
    for example in project.of(ApduExample):
        if example.name and example.dissection and example.dissection.valid:
            apdus[example.name.value] = tuple(
                each for layer in example.dissection.layers() for each in (*layer.names, layer.content_note)
            )
            options[example.name.value] = frozenset({fold(example.profile.value)} if example.profile else ())
    for block, (label, title, cells) in project.found(captions):
        named = frozenset(fold(each) for each in _named(found.profiles, title))
        place = _Place(label, title, (block.at.source, block.at.line), options.get(label) or named)
        found[label] = place._replace(
            cells=cells, apdus=apdus.get(label, ()), home_of=homes.get(label, ""), header=headers.get(label, 0)
        )
    for record in project.of(InterfaceClass):
        if record.label:
            at = record.at.source, record.at.line
            found.setdefault(
                record.label.value, _Place(record.label.value, name := unmarked(record.name.value), at, home_of=name)
            )
    return found


def _named(names: tuple[str, ...], text: str) -> list[str]:
    """The names that stand in a text, in any case; none that is a part of a longer one."""
    lower = text.casefold().replace("-", " ")
    folded = ((name, name.casefold().replace("-", " ")) for name in names)
    found = [
        name for name, words in folded if words in lower and re.search(rf"(?<!\w){re.escape(words)}s?(?!\w)", lower)
    ]
    return [name for name in found if not any(name != other and name in other for other in found)]


def _what(referral: Referral) -> str:
    """What the target is said to show; empty where the sentence does not say."""
    shown = None if _NO_SUBJECT.search(referral.before) else _SHOWN.match(referral.after)
    return shown["what"] if shown else ""


def _leads_to(name: str, referral: Referral) -> bool:
    """Whether a name stands right before the reference, and leads to it."""
    pattern = rf"(?i)(?<!\w){re.escape(name)}s?{_LEADING}"
    return re.search(pattern, referral.before[-_NEAR:]) is not None


def _of_profile(place: _Place, referral: Referral, places: _Places) -> str | None:
    if len(place.profiles) != 1:
        return None
    shown = _named(places.profiles, _what(referral))
    said = shown or [each for each in places.profiles if _leads_to(each, referral)]
    if len(said) != 1 or fold(said[0]) in place.profiles:
        return None
    return f'the sentence speaks of the profile "{said[0]}", and "{place.title}" is of another one'


def _of_apdu(place: _Place, referral: Referral) -> str | None:
    if not place.apdus:
        return None
    named = APDU.findall(_what(referral)) or [
        each for each in APDU.findall(referral.before) if _leads_to(each, referral)
    ]
    if len(set(named)) != 1 or _is_shown(named[0], place.apdus):
        return None
    return f'the text speaks of the {named[0]}, and the reference leads to a {place.apdus[0]}, "{place.title}"'


def _is_shown(name: str, shown: tuple[str, ...]) -> bool:
    return any(each.startswith((name.casefold(), "glo-", "ded-", "general-")) or "ciphering" in each for each in shown)


def _of_class(place: _Place, referral: Referral, places: _Places, title: str) -> str | None:
    if place.home_of not in places.classes or not referral.alone:
        return None
    named = _named(places.classes, title if "this class" in referral.sentence else referral.sentence)
    if len(named) != 1 or named[0] == place.home_of:
        return None
    if "this class" not in referral.sentence and not _is_on(named[0], referral):
        return None
    return f'the sentence is on the class "{named[0]}", and the reference leads to "{place.home_of}"'


def _is_on(name: str, referral: Referral) -> bool:
    """Whether the sentence says that the reference leads to what specifies the class."""
    if referral.before.endswith(("see ", "(see ")) and referral.sentence.lstrip('"“').startswith(name):
        return True
    is_defined = re.search(rf"{re.escape(name)}{_DEFINED}", referral.before, re.IGNORECASE) is not None
    return is_defined or name in _what(referral) or _leads_to(name, referral)


def _of_layer(place: _Place, referral: Referral, places: _Places) -> str | None:
    if place.home_of not in places.layers:
        return None
    named = [each for each in places.layers if _leads_to(each, referral) and not _is_beside(each, referral)]
    named = [each for each in named if not any(each != other and each in other for other in named)]
    homes = {other.home_of for other in places.values()}
    if len(named) != 1 or fold(named[0]) == fold(place.home_of) or named[0] not in homes:
        return None
    return f'the text speaks of the layer "{named[0]}", and the reference leads to the subclause "{place.title}"'


def _is_beside(name: str, referral: Referral) -> bool:
    place = referral.before.casefold().rfind(name.casefold())
    return _BESIDE.search(referral.before[:place]) is not None


def _of_value(place: _Place, referral: Referral) -> str | None:
    """A name with a value in the caption, and the same name with another one beside the reference."""
    for name, value in _VALUED.findall(place.title):
        if name in _COUNTED:
            continue
        said = [each["value"] for each in _VALUED.finditer(referral.sentence) if each["name"].endswith(name)]
        if len(set(said)) == 1 and referral.alone and int(said[0], 0) != int(value, 0):
            return f'the sentence speaks of {name} {said[0]}, and the reference leads to "{place.title}"'
    return None


def _of_header(place: _Place, referral: Referral) -> str | None:
    said = _HEADER.search(f"{referral.before} {referral.after}") if place.header else None
    number = (said[1] or said[2]) if said else ""
    if not number or read_count(number) in {None, place.header}:
        return None
    return f"the text has a header of {number} octets, and the fields of the envelope have {place.header}"


def _of_words(place: _Place, referral: Referral, places: _Places) -> str | None:
    """A label, caption and table with none of the words that say what is shown, which one caption beside has all.

    An author who mistakes a label writes that of a table of the same document; what says more than the other caption
    may well speak of something else.
    """
    said = _telling(_what(referral)) if place.captioned and _LISTED.match(referral.after) else set()
    label = place.label.replace("-", " ").replace("_", " ")
    if len(said) < _ALIKE or said & _telling(f"{label} {place.title} {place.cells}"):
        return None
    others = [
        other
        for other in places.values()
        if other.captioned
        and other.at[0] == place.at[0]
        and len(own := _telling(other.title)) >= _ALIKE
        and own <= said
        and len(said - own) <= 1
    ]
    if len(others) != 1:
        return None
    return f'what the sentence speaks of is "{others[0].title}", and the reference leads to "{place.title}"'


def _telling(text: str) -> set[str]:
    return {word for word in words(text) if len(word) >= _SHORTEST and word not in _EVERYDAY}
