"""The examples of Annex A (template: Annex A)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.apdu_examples import all_examples
from sphinx_dlmsprofile.analysis.clause_texts import answer, usual_signs
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.value_table import Associations, LowerLayerConfiguration, is_none
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import ASSOCIATION_KINDS, service_by_name
from sphinx_dlmsprofile.rules.examples._common import is_decoded
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.clause_texts import Answer
    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.registry.services import Service

_ANNEX = "A"
_CONFIGURATION = regex(
    r"\bconfigur|\bset[ -]?up\b|\bset to\b|\bsettings?\b|\bparameters?\b"
    r"|\bcommission|\bparametri[sz]|\bprovision(?:ed|ing)\b",
    re.IGNORECASE,
)
_OCTETS = regex(
    # Octets in pairs of digits, apart or with 0x, or six and more of them in one run.
    r"(?<![0-9A-Za-z:.-])(?:(?:0x)?[0-9A-Fa-f]{2}(?:[ ,\n\t]|, )\s*){4,}(?:0x)?[0-9A-Fa-f]{2}(?![0-9A-Za-z:])"
    r"|(?<![0-9A-Za-z:.-])(?:[0-9A-Fa-f]{4}[ \n\t]+){3,}[0-9A-Fa-f]{2,4}(?![0-9A-Za-z:])"
    r"|(?<![0-9A-Za-z:.-])(?:0x)?(?=[0-9]*[A-Fa-f])(?:[0-9A-Fa-f]{2}){6,}(?![0-9A-Za-z:])"
    # With colons, hyphens or bars: more than the addresses of devices have.
    r"|(?<![0-9A-Za-z:.-])(?:[0-9A-Fa-f]{2}[:|-]){9,}[0-9A-Fa-f]{2}(?![0-9A-Za-z:])"
)
_PIECE = regex(r"(?:0x)?[0-9A-Fa-f]{2}(?:[ ,]+(?:0x)?[0-9A-Fa-f]{2})*")
_RUN = regex(r"[0-9A-Fa-f]{2,}(?![0-9A-Fa-fx])")
_MIN_OCTETS, _MIN_TELLING = 6, 3
"""An APDU in pieces has at least this many octets, and this many that are not decimal numbers."""

_XML_APDU = regex(r"<\s*/?\s*[\w:-]*(?:request|response|aarq|aare|rlrq|rlre|notification)\b", re.IGNORECASE)
_UPPER = frozenset({"GET", "SET", "ACTION", "ACCESS"})
"""Names that are also English words: found in capitals only."""

_KINDS = {
    "confirmed": r"(?<!un-)(?<!non-)\bconfirmed|\bAARE\b",
    "unconfirmed": r"\b(?:un|non)-?confirmed",
    "pre-established": r"\bpre-? ?established",
}
_EMPTY_WORDS = frozenset(
    {"profile", "profiles", "communication", "based", "the", "layer", "over", "with", "and", "dlms/cosem"}
)
"""They do not distinguish profiles."""


@rule("example-missing", "Annex A", ERROR)
def example_missing(project: Project) -> Iterator[Fault]:
    """Annex A has no example of the configuration of the lower layers, or none of an encoded APDU.

    Both are what implementers compare their own work with. A configuration is a table of
    ``lower-layer-configuration``, or a text that speaks of configuration, settings or parameters. An
    encoded APDU is one of ``apdu-example``, or recognised by its octets in running text, tables or code.

    Bad (in Annex A)::

        The channel is set to 7 in the configuration of the radio.

    Good (in Annex A)::

        The channel is set to 7 in the configuration of the radio.

        A client reads the clock::

            C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    found = answer(project, _ANNEX)
    if found is None:
        return
    missing = list(_missing(project, found))
    if missing:
        advice = "add one, or say with not-applicable why there is none"
        yield Fault(found.at, f"Annex A has no example of {' and none of '.join(missing)}: {advice}")


def _missing(project: Project, found: Answer) -> Iterator[str]:
    # What an APDU sets is no layer below the application layer.
    titles = {example.caption.value for example in _examples(project, found) if example.caption}
    configured = any(_CONFIGURATION.search(piece) for piece in found.pieces if piece not in titles)
    if not (project.of(LowerLayerConfiguration) or configured):
        yield "the configuration of the lower layers"
    if not _has_apdu(project, found):
        yield "an encoded APDU"


def _examples(project: Project, found: Answer) -> list[ApduExample]:
    """The examples of the directive that stand there."""
    inside = {id(part) for part in found.clause.walk()}
    return [example for example in all_examples(project) if id(example.clause) in inside]


def _has_apdu(project: Project, found: Answer) -> bool:
    """Whether octets stand there, in one piece or in the cells of a table; pictures are not looked into."""
    if _examples(project, found) or _XML_APDU.search(found.words):
        return True
    if any(_telling(_pairs(run[0])) for piece in found.pieces for run in _OCTETS.finditer(piece)):
        return True
    octets = [octet for piece in found.pieces if _PIECE.fullmatch(piece.strip()) for octet in _pairs(piece)]
    return len(octets) >= _MIN_OCTETS and len(_telling(octets)) >= _MIN_TELLING


def _pairs(text: str) -> list[str]:
    """The octets that stand there; of an odd number of digits the first belongs to none."""
    runs = (run[0][len(run[0]) % 2 :] for run in _RUN.finditer(text))
    return [run[at : at + 2] for run in runs for at in range(0, len(run), 2)]


def _telling(octets: list[str]) -> list[str]:
    """Those that are not decimal numbers."""
    return [octet for octet in octets if octet[0] == "0" or not octet.isdecimal()]


@rule("example-aspect-uncovered", "Annex A", WARNING)
def example_aspect_uncovered(project: Project) -> Iterator[Fault]:
    """A service of 7.3, a kind of association of 7.2 or a profile of 5.2 does not occur in any example.

    The examples illustrate all that the main part specifies. What directives list is judged: the
    services of ``xdlms-services``, the kinds of ``associations``, the profiles of ``layer-stack`` where
    there are several. Annex A names them, or shows their APDUs: those of ``apdu-example`` are known by
    their octets and their ``:profile:``.

    Given (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}
           ACTION: {confirmed: unicast}

    Bad (in Annex A)::

        The configuration is read with GET: C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        The configuration is read with GET: C0 01 C1 00 08 00 00 01 00 00 FF 02 00

        The push is invoked with ACTION: C3 01 C1 00 28 00 00 19 09 00 FF 01 01 0F 00
    """
    found = answer(project, _ANNEX)
    if found is None or not _has_apdu(project, found):
        return
    shown = _examples(project, found)
    alone = [example for example in shown if not (example.dissection and example.dissection.content_note)]
    if any(example.dissection is None or not is_decoded(example.dissection) for example in alone):
        return  # what it would show is not known
    aspects = (
        *_services(project, found, shown), *_kinds(project, found, shown), *_profiles(project, found, shown)
    )  # fmt: skip
    for aspect in aspects:
        yield Fault(found.at, f"no example of Annex A shows {aspect}: add one")


def _services(project: Project, found: Answer, shown: Sequence[ApduExample]) -> Iterator[str]:
    seen = {service for example in shown if example.dissection for service in example.dissection.services}
    for record in project.of(XdlmsServices):
        for row in record.rows:
            for name in row.services if row.used else ():
                service = service_by_name(usual_signs(name.value).strip(" `*"))
                if service and service.name not in seen and not _is_shown(service, found):
                    seen.add(service.name)
                    yield f"the service {service.name}"


def _is_shown(service: Service, found: Answer) -> bool:
    """Whether the service is named, or one of its APDUs; those that no APDU carries cannot be shown."""
    if not service.apdus:
        return True
    names = [service.name, *(apdu.removesuffix("-request").removesuffix("-response") for apdu in service.apdus)]
    # "push" is what a DataNotification does, and what methods are called.
    names += [*service.apdus, *(name for name in service.also if not name.istitle())]
    for name in dict.fromkeys(names):
        spelt = r"[\s_-]?".join(map(re.escape, re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)))
        flags = re.RegexFlag(0) if name in _UPPER else re.IGNORECASE
        if name.upper() in _UPPER and name not in _UPPER:
            continue
        if spelt and re.search(rf"(?<![A-Za-z]){spelt}", found.words, flags):
            return True
    return False


def _kinds(project: Project, found: Answer, shown: Sequence[ApduExample]) -> Iterator[str]:
    # Of the kinds of association, octets tell only that an AARE confirms one.
    confirmed = any(example.dissection and "aare" in example.dissection.names for example in shown)
    for kind in ASSOCIATION_KINDS:
        groups = [group for record in project.of(Associations) if (group := record.group(kind))]
        texts = [[cell.text.value for row in group.rows for cell in row.cells] for group in groups]
        used = [several for several in texts if not any(map(is_none, several))]
        if kind == "confirmed" and confirmed:
            continue
        if used and not re.search(_KINDS[kind], found.words, re.IGNORECASE):
            yield f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} application association"


def _profiles(project: Project, found: Answer, shown: Sequence[ApduExample]) -> Iterator[str]:
    profiles = {profile.name.value: profile.kind for stack in project.of(LayerStack) for profile in stack.profiles}
    if len(profiles) < 2:  # noqa: PLR2004  all examples show the only one
        return
    named = {fold(example.profile.value) for example in shown if example.profile}
    wrapped = any("wrapper" in example.envelopes for example in shown)
    words = {name: _words_of(name) for name in profiles}
    common = frozenset.intersection(*words.values())
    text = found.words.casefold()
    # Most profiles share some of their words.
    begins_a_word = cache(lambda part: _begins_a_word(part, text))
    for name, kind in profiles.items():
        if fold(name) in named or (kind == "ip" and wrapped):
            continue
        own = words[name] - common
        known = [*sorted(own), *(["ip", "wrapper", "tcp", "udp"] if kind == "ip" else ())]
        if own and not any(map(begins_a_word, known)):
            yield f'the profile "{name}"'


def _begins_a_word(part: str, text: str) -> bool:
    # A pattern that begins with what stands before would be looked for at each place: ten times as long.
    places = (match.start() for match in re.finditer(re.escape(part), text))
    return any(at == 0 or not text[at - 1].isalpha() for at in places)


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w/.]+", usual_signs(name).casefold())) - _EMPTY_WORDS
