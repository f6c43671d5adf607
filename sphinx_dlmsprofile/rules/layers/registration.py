"""Registration (IEC TS 62056-1-1, 5.5): who specifies it, and how the upper layers learn of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import answer, together
from sphinx_dlmsprofile.analysis.stacks import designations_of, lower_layers, place_in, texts_of
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.lower_layers import Registration
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import Objects
from sphinx_dlmsprofile.model.prose import DRAWN
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.headed_texts import HeadedText
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_CLAUSE = "5.5"
_LEFT = regex(
    r"\b(?:specified|defined|described|given|laid down|governed|handled|left|leaves?|according|accordance|as (?:in|of)"
    r"|follows?|procedures?|by the (?:means|mechanisms?))\b",
    re.IGNORECASE,
)
_STANDARD = regex(
    r"\b(?:communication|lower[- ]layers?|underlying|referenced|technology|radio|that|the)\s+(?:communication\s+)?"
    r"(?:standards?|specifications?)\b",
    re.IGNORECASE,
)
_SUBJECT = regex(
    r"\b(?:join\w*|leav(?:e|es|ing) the|regist\w+|de-?regist\w+|connection management|attach\w*|associat\w+"
    r"|connect\w*)\b",
    re.IGNORECASE,
)
_JOINING = regex(
    r"\bjoin(?:s|ed|ing)?\b|\bregister(?:s|ed|ing)?\b|\battach(?:es|ed|ing)?\b|\bleav(?:es|ing) the network\b"
    r"|\bleft the network\b|\bassociates? with\b|\bdisconnect(?:s|ed|ing)?\b|\badmitted to\b|\blog(?:s|ged)? on\b",
    re.IGNORECASE,
)
_TELLING = regex(
    r"\b(?:inform(?:s|ed)?|notif\w*|indicat\w*|signal(?:s|led|ed)?|report(?:s|ed)?|learns?|learned|learnt|aware|told|tells?"
    r"|known to|made available|readable|reads?|reflect\w*|seen|sees?|visible|shows?|shown|holds?|knows?)\b",
    re.IGNORECASE,
)
_TOLD = regex(
    r"\bapplications?\b|\bapplication process\w*|\bCOSEM\b|\bDLMS\b|\b(?:upper|higher) layers?\b"
    r"|\blogical devices?\b|\bAPs?\b|\bAL\b|\b(?:objects?|interface class(?:es)?|attributes?)\b"
    r"|\b(?:to|by|at) (?:the |its |each |all )?(?:clients?|servers?)\b"
    r"|\b(?:client|server)s? (?:is|are|learns?|reads?|sees?)\b"
)
_NEWS = regex(
    r"\b(?:status|states?|address(?:es)?|network|join\w*|left|leav\w+|registr\w*|registered|attach\w*|connect\w*|link"
    r"|associat\w*|reachab\w+|availab\w+|presence|present|lost|loss|online|events?|changes?|it|this|that)\b",
    re.IGNORECASE,
)
"""What the upper layers learn of."""

_ELEMENT = regex(
    r"\b(?:[Cc]lauses?|[Ss]ubclauses?|[Ss]ections?|[Aa]nnex(?:es)?|[Cc]hapters?)\s+[A-Z0-9]|§"
    r"|(?<=,)\s+(?:[A-Z]\.)?\d+(?:\.\d+)+"
)

_NUMBER = regex(r"[A-Z]?[0-9]")

_STEPS = {
    "joining the network": regex(
        r"\bjoin|\bregist|\battach|\bassociat|\benter|\bentry\b|\benrol|\badmi(?:t|ssion)|\bcommission|\bconnect|\bpair"
        r"|\bbind|\blog(?:s|ged)? ?on\b|\bscan|\bdiscover|\bbootstrap|\baccept|\baccess",
        re.IGNORECASE,
    ),
    "leaving it": regex(
        r"\bleav|\bleft\b|\bde-?regist|\bun-?regist|\bdetach|\bdis-?associat|\bdis-?connect|\bde-?auth"
        r"|\b(?:log|sign)s? ?off\b|\bremov|\bwithdr|\bexpir|\btime(?:s|d)?[ -]?out|\blost\b|\bloss\b|\bloses?\b|\bsilen"
        r"|\bdecommission"
        r"|\bswitched off\b|\breleas|\bexclu|\bexpel|\bunreach|\bdepart|\bpermanent|\b(?:end|terminat|clos)\w*",
        re.IGNORECASE,
    ),
    "the addresses that it gives": regex(
        r"\baddress|\bEUI\b|\bAID\b|\bprefix|\bDHCP|\bSLAAC\b|\bPAN[- ]?ID\b|\bIPv?[46]\b|\bidentifi|\bTEI\b|\bID\b"
        r"|\b(?:node|device|station|short|network)[- ](?:ID|number|name)",
        re.IGNORECASE,
    ),
}
"""What is asked of 5.5, and the words of which one at least is needed to say it."""


def _texts(project: Project) -> list[TextBlock]:
    return [block for block in texts_of(project, _CLAUSE) if block.kind not in DRAWN]


def _cites_clause(text: str) -> bool:
    """Whether a text names a clause of some document; references by number to the profile's clauses do not count."""
    return any(citation.clause for citation in find_citations(text)) or _ELEMENT.search(text) is not None


@rule("registration-reference-missing", "5.5", WARNING)
def registration_reference_missing(project: Project) -> Iterator[Fault]:
    """Registration is left to the communication standard, and no clause of it is cited.

    A communication standard has many hundreds of pages. Implementers of the profile have to find the
    clauses on joining, leaving and addresses. The key ``reference`` of the directive
    ``registration`` names them; in text one clause anywhere in 5.5 is enough.

    Bad (in 5.5)::

        .. registration::

           reference: IEEE 802.11-2020

    Good (in 5.5)::

        .. registration::

           reference: IEEE 802.11-2020, 11.3
    """
    records = project.of(Registration)
    if any(record.unread for record in records):
        return
    references = [part for record in records if (part := record.part("reference"))]
    if references:
        if not any(_names_clause(each) for part in references for each in part.texts):
            message = "registration is left to the communication standard and no clause of it is cited"
            yield Fault(references[0].at, f"{message}: write the clause after the designation")
        return
    texts = [] if place_in(project, _CLAUSE) is None else _texts(project)
    if any(_cites_clause(block.text) and _SUBJECT.search(block.text) for block in texts):
        return
    for block in texts:
        if _leaves_to_standard(project, block.text):
            message = "the text leaves registration to the communication standard and cites no clause of it"
            yield Fault(block.at, f"{message}: name the clauses after the designation")
            return


def _names_clause(headed: HeadedText) -> bool:
    """Whether a reference names a clause, or is labelled: designation → clauses."""
    if headed.label is None:
        return _cites_clause(headed.text.value)
    return bool(_NUMBER.search(headed.text.value)) or _cites_clause(headed.label.value)


def _leaves_to_standard(project: Project, text: str) -> bool:
    """Whether a text says that a lower-layer standard specifies registration."""
    if not (_LEFT.search(text) and _SUBJECT.search(text)):
        return False
    if _STANDARD.search(text):
        return True
    known = [one for layer in lower_layers(project) for one in designations_of(layer)]
    cited = [citation.designation for citation in find_citations(text)]
    return any(one.is_covered_by(other) or other.is_covered_by(one) for one in known for other in cited)


@rule("registration-notification-missing", "5.5", WARNING)
def registration_notification_missing(project: Project) -> Iterator[Fault]:
    """Joining and leaving are described, and not how the COSEM application process learns of it.

    The application process uses addresses that it did not choose, in a network that is not always
    available. The key ``notification`` of the directive ``registration`` says how it learns of
    status and addresses, or a sentence of 5.5 says it.

    Bad (in 5.5)::

        .. registration::

           joining: [Scanning, Authentication, Association]
           leaving: The station is silent.

    Good (in 5.5)::

        .. registration::

           joining: [Scanning, Authentication, Association]
           leaving: The station is silent.
           notification: The MAC layer indicates status and address to the application process.
    """
    place = place_in(project, _CLAUSE)
    records = project.of(Registration)
    if any(record.unread or record.part("notification") for record in records):
        return
    texts = [] if place is None else _texts(project)
    if any(together(block.text, _TELLING, _TOLD, _NEWS) for block in texts):
        return
    message = "it is not said how the COSEM application process learns of network status and addresses: "
    describing = [record for record in records if record.part("joining") or record.part("leaving")]
    if describing:
        yield Fault(describing[0].at, f"{message}add the key notification")
    elif place and any(_JOINING.search(block.text) for block in texts):
        yield Fault(place, f"{message}add a sentence, or the directive registration with notification")


@rule("registration-step-missing", "5.5", ADVICE)
def registration_step_missing(project: Project) -> Iterator[Fault]:
    """5.5 describes registration itself, and leaves out joining, leaving or addresses.

    Devices of two makers work in one network only if all three are known. A clause of the communication standard that
    is cited in 5.5 is taken to specify what 5.5 does not.

    Bad (in 5.5)::

        A station joins after scanning, gets a short address, and reports both to the COSEM application process.

    Good (in 5.5)::

        A station joins after scanning, gets a short address, and reports both to the COSEM application process. It
        leaves the network when it is silent for an hour.
    """
    found = answer(project, _CLAUSE)
    records = project.of(Registration)
    if found is None or any(record.unread or record.part("reference") for record in records):
        return
    texts = _texts(project)
    if any(_cites_clause(block.text) for block in texts):
        return
    describing = [record for record in records if record.part("joining") or record.part("leaving")]
    if not describing and not any(_JOINING.search(block.text) for block in texts):
        return
    keys = {"joining the network": "joining", "leaving it": "leaving"}
    lacking = [
        what
        for what, pattern in _STEPS.items()
        if not pattern.search(found.words) and not any(record.part(keys.get(what, "")) for record in records)
    ]
    if lacking:
        at = describing[0].at if describing else found.at
        message = f"5.5 says nothing about {' and '.join(lacking)}"
        yield Fault(at, f"{message}: describe it, or cite the clause of the communication standard that does")


@rule("registration-class-misplaced", _CLAUSE, ADVICE)
def registration_class_misplaced(project: Project) -> Iterator[Fault]:
    """5.5 defines interface classes or lists objects.

    How devices join a network is described there; the classes that set up and manage the medium stand in clause 8, and
    new ones in Annex B.

    Bad (in 5.5)::

        .. objects:: Objects of a station

           0-0:25.2.0.255: {class: MAC address setup}

    Good (in 8)::

        .. objects:: Objects of a station

           0-0:25.2.0.255: {class: MAC address setup}
    """
    clause = home(project, _CLAUSE)
    inside = {id(part) for part in clause.walk()} if clause else set()
    for record in (*project.of(InterfaceClass), *project.of(Objects), *project.of(ObisTable)):
        if id(record.clause) in inside:
            message = f"{clause.label if clause else _CLAUSE} has interface classes or objects in it"
            yield Fault(record.at, f"{message}: move them to Clause 8 or Annex B")
