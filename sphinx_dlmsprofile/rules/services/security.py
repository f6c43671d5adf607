"""Security and long messages (template: 7.4, 7.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import answer, together, usual_signs
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.value_table import LongMessages, Security, is_none
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "7.4"
_SUITE_OR_POLICY = regex(
    r"\b(?:security|crypto\w*|cipher)[ -]?suites?\b|\bsuites? (?:id\w* )?[0-9]|\bsuites\b"
    r"|\ball\b[^.\n]{0,30}\bsecurity (?:mechanisms|features|services)\b|\bwithout (?:any )?restrictions?\b"
    r"|\bpolic(?:y|ies)\b|\bsecurity_policy\b|\bAES\b|\bAES-|\bGCM\b|\bGMAC\b|\bECDSA\b|\bECDH\b",
    re.IGNORECASE,
)
_NUMBERED = regex(
    r"\bsuites? (?:id\w* )?[0-9]|\bsecurity[ _-]?(?:suites?|polic(?:y|ies))\b|\bpolic(?:y|ies) (?:id\w* )?[0-9]|\bAES\b"
    r"|\bG?MAC-?[0-9]|\bwithout (?:any )?restrictions?\b|\bECDSA\b|\bsuites\b"
    r"|\ball\b[^.\n]{0,30}\bsecurity (?:mechanisms|features|services)\b",
    re.IGNORECASE,
)
"""Suites and policies that nothing else is called."""

_NO_SECURITY = regex(
    r"\b(?:no|neither|nor)\b[^.\n]{0,40}\b(?:security|ciphering|cryptographic|protection|encryption)"
    r"|\b(?:not|never)\b[^.\n]{0,30}\b(?:use|apply|employ|provide|specify|have|need|require)\b"
    r"[^.\n]{0,20}\b(?:security|ciphering|encryption)"
    r"|\b(?:not|never) (?:secured|ciphered|encrypted|protected)\b|\bun(?:secured|ciphered|encrypted|protected)\b"
    r"|\bplain ?text\b|\bin (?:the )?clear\b"
    r"|\b(?:security|ciphering|protection|encryption)\b[^.\n]{0,60}\b(?:not|never|nor)\b[^.\n]{0,30}"
    r"\b(?:used?|appl\w+|provided|supported|required|specified|foreseen|needed)"
    r"|\bwithout (?:any )?(?:security|ciphering|protection)",
    re.IGNORECASE,
)
_KEYS = regex(
    r"(?<![A-Za-z])key(?:s|ing|_\w+)?\b(?! (?:concepts?|factors?|points?|features?|elements?|aspects?|roles?"
    r"|components?|words?|parts?|differences?|ideas?|values?|pairs? of values|fields?|requirements?|issues?)\b)"
    r"|\bG[UBA]E?KE?\b|\bKEKs?\b|\bPSKs?\b|\bsecret (?:material|values?)\b|\bsecrets\b|\bcredentials?\b",
    re.IGNORECASE,
)
_KEPT = regex(
    r"\b(?:secur\w*|encrypt\w*|(?:de|en)?cipher\w*|authenticat\w*|establish\w*|updat\w*|wrap\w*|transport\w*|agree\w*"
    r"|distribut\w*|exchang\w*|renew\w*|install\w*|manag\w*|master|global|dedicated|stor(?:ed|age)|generat\w*|deriv\w*"
    r"|replac\w*|rotat\w*|chang\w*|loaded|written|transfer\w*|public|private|shared|symmetric|provision\w*|commission\w*"
    r"|factory|manufactur\w*|certificat\w*|unicast|broadcast|session|lifetime|life cycle|system)\b|key_",
    re.IGNORECASE,
)
"""What is done with keys."""
_PUBLIC_KEY_SUITE = regex(
    r"\bsuites? (?:id\w* )?(?:[0-9](?:, | and | or |, and |/| to | ?- ?|\.\.))*[12]\b"
    r"|\bECDSA\b|\bECDH\b|\bP-(?:256|384)\b|\bgeneral-signing\b|\bdigital(?:ly)? sign|\bpublic[ -]key"
    r"|\ball (?:three )?(?:the )?(?:security )?suites\b",
    re.IGNORECASE,
)
_DENIED = regex(r"\b(?:not|never|no|neither|nor|without|excluded)\b", re.IGNORECASE)
_CERTIFICATES = regex(r"\bcertificat|\bPKI\b|\bX\.509\b|\bRFC ?5280\b|\braw public keys?\b", re.IGNORECASE)
_LOWER = regex(
    r"\b(?:lower|underlying|supporting|communication|intermediate)(?:[ -](?:protocol|communication))?"
    r"[ -](?:layers?|sublayers?|standards?|technolog|network|protocols?)"
    r"|\b(?:MAC|PHY|LLC|link|data link|physical|network|adaptation|transport|radio|IP|access)[ -](?:sub)?layers?\b"
    r"|\b(?:link|network|radio|MAC|access|transport)[ -](?:level |layer )?"
    r"(?:security|encryption|authentication|access|protection)"
    r"|\b(?:radio|modems?|M-Bus|PLC|PHY|LLC|6LoWPAN)\b|\bD?TLS\b|\bIPsec\b|\bEAP\b|\bVPN\b|\bWPA\b",
    re.IGNORECASE,
)
_PROTECTS = regex(
    r"secur|encr|cipher|authentic|protect|\bkeys?\b|integrity|trust|confidential|secrecy|tamper|safe|\bD?TLS\b|IPsec|\bEAP\b|\bVPN\b"
    r"|\bWPA\b|\bnothing\b|\bin the clear\b|\bplain",
    re.IGNORECASE,
)
_ON_THE_WAY = regex(
    r"\bbelow\b[^.\n]{0,40}\blayers?\b|\b(?:any|every|each|all|no) (?:other )?layers?\b|\bend[ -]to[ -]end\b",
    re.IGNORECASE,
)
_NEEDS_CERTIFICATES = regex(r"\b[12]\b|\ball\b", re.IGNORECASE)
_REMARK = regex(r"\([^()]*\)")
_BLOCKS_OR_SEGMENTS = regex(
    r"\bblock[ -]?transfer|\bGBT\b|\bblocks?\b|\bdatablocks?\b|segment|fragment|re-?assembl|\bSAR\b"
    r"|\b(?:split|divid\w+|cut|chopp\w+|chain\w*|concatenat\w+|streams?)\b"
    r"|\b(?:in|into) (?:several |smaller )?(?:pieces|parts)\b"
    # The specification of a lower layer may be referred to.
    r"|\b(?:lower|adaptation|convergence|transport|link|LLC|MAC)\b[^.\n]{0,40}\blayers?\b[^.\n]{0,60}"
    r"\b(?:specif|describ|defin|handl|see\b)"
    r"|\b(?:specif|describ|defin|handl|see\b)[^.\n]{0,60}"
    r"\b(?:lower|adaptation|convergence|transport|link|LLC|MAC)\b[^.\n]{0,40}\blayers?\b",
    re.IGNORECASE,
)
_REMARK_WORDS = 60
"""Words up to which a clause says nothing but its answer."""

_BY_NAME = regex(
    r"(?:\b|_)block[ _-]transfers?(?:\b|_)|\bGBT\b|\bsegmentation\b|(?<!network )\bsegment(?:s|ed)?\b"
    r"|\bre-?assembl(?:y|ed|es)\b|\bSAR\b",
    re.IGNORECASE,
)
_MESSAGES = regex(
    r"\b(?:messages?|A?PDUs?|MSDUs?|SDUs?|datagrams?|data|requests?|responses?|service|content|long|longer|larger)\b",
    re.IGNORECASE,
)
"""What is long."""

_NO_LONG_MESSAGES = regex(
    r"\b(?:long|longer|larger)\b[^.\n]{0,60}\b(?:not|never|cannot)\b|\b(?:not|never)\b[^.\n]{0,30}\b(?:longer|larger)\b"
    r"|\bno (?:long|longer|larger)\b[^.\n]{0,30}\b(?:messages?|APDUs?)"
    r"|\b(?:single|one) (?:message|frame|packet|PDU|datagram)\b",
    re.IGNORECASE,
)


def _words(project: Project) -> str | None:
    """What is said about security, in 7.4 and in directives; None where there is nothing to judge."""
    found = answer(project, _CLAUSE)
    records = project.of(Security)
    if any(record.unread for record in records) or (found is None and not records):
        return None
    return "\n".join((found.words if found else "", *(usual_signs(record.words) for record in records)))


def _fault(project: Project, message: str) -> Fault:
    found = answer(project, _CLAUSE)
    at = found.at if found else project.of(Security)[0].at
    return Fault(at, message)


def _has(project: Project, *keys: str) -> bool:
    return any(record.group(key) for record in project.of(Security) for key in keys)


def _sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.;])\s|\n", words)


def _denies_security(words: str) -> bool:
    """Whether a sentence says that there is no security, and not only about the lower layers."""
    denials = [sentence for sentence in _sentences(words) if _NO_SECURITY.search(sentence)]
    return any("application" in sentence.casefold() or not _LOWER.search(sentence) for sentence in denials)


def _renounced(project: Project, words: str) -> bool:
    """Whether the application layer has no security at all: then there are no keys either."""
    if _denies_security(words) and not _SUITE_OR_POLICY.search(words):
        return True
    keys = ("suites", "policies")
    groups = [group for record in project.of(Security) for key in keys if (group := record.group(key))]
    return bool(groups) and all(group.says_none for group in groups)


@rule("security-unspecified", _CLAUSE, ERROR)
def security_unspecified(project: Project) -> Iterator[Fault]:
    """Subclause 7.4 does not name a security suite or policy, and does not say that there is none.

    IEC 62056-5-3 offers several suites and policies; devices of one profile work together only if
    they share one.

    Bad (in 7.4)::

        Messages are well protected with keys.

    Good (in 7.4)::

        Security suite 0 is used. Keys are wrapped. The lower layers add no security.
    """
    words = _words(project)
    if words is None or _has(project, "suites", "policies"):
        return
    if not (_NUMBERED.search(words) or together(words, _SUITE_OR_POLICY, _PROTECTS) or _denies_security(words)):
        message = "7.4 names no security suite or policy: say which can be used, or that there is no security"
        yield _fault(project, message)


@rule("security-keys-missing", _CLAUSE, ERROR)
def security_keys_missing(project: Project) -> Iterator[Fault]:
    """Subclause 7.4 says nothing about keys, or nothing about certificates although a suite needs them.

    How keys get into a device and are replaced depends on the technology. Suites 1 and 2 use public
    keys, and with them certificates.

    Bad (in 7.4)::

        Security suites 0 and 1 are used. Global keys are wrapped. The MAC layer is not secured.

    Good (in 7.4)::

        Security suites 0 and 1 are used. Global keys are wrapped, certificates are imported. The MAC
        layer is not secured.
    """
    words = _words(project)
    if words is None or _renounced(project, words):
        return
    if not (_has(project, "keys") or together(words, _KEYS, _KEPT)):
        yield _fault(project, "7.4 says nothing about keys: say how they are established and updated")
    elif not (_has(project, "certificates") or _CERTIFICATES.search(words)) and (
        suite := _needs_certificates(project, words)
    ):
        problem = f'7.4 says nothing about certificates, which "{suite}" needs'
        yield _fault(project, f"{problem}: say how they are established and updated")


def _needs_certificates(project: Project, words: str) -> str | None:
    """What in the words needs certificates; what a sentence with a negation names does not."""
    for sentence in _sentences(words):
        if (match := _PUBLIC_KEY_SUITE.search(sentence)) and not _DENIED.search(sentence):
            return " ".join(match[0].split())
    for row in (row for record in project.of(Security) if (group := record.group("suites")) for row in group.rows):
        cells = [cell.text.value for cell in row.cells]
        suite = row.label.value if row.label else ", ".join(cells)
        denied = any(is_none(cell) or _DENIED.search(cell) for cell in cells)
        if not denied and (match := _NEEDS_CERTIFICATES.search(_REMARK.sub("", suite))):
            return f"suite {match[0]}" if match[0].isdecimal() else "all suites"
    return None


@rule("security-lower-unspecified", _CLAUSE, ERROR)
def security_lower_unspecified(project: Project) -> Iterator[Fault]:
    """Subclause 7.4 does not say whether security of the lower layers is used.

    A reader has to know what protects the link, even if nothing does. A reference to the standard of
    the lower layers is enough.

    Bad (in 7.4)::

        Security suite 0 is used, with wrapped keys.

    Good (in 7.4)::

        Security suite 0 is used, with wrapped keys. The lower layers add no security.
    """
    words = _words(project)
    if words is None or _has(project, "lower-layer") or _names_lower_layer(project, words):
        return
    if together(words, _LOWER, _PROTECTS) or together(words, _ON_THE_WAY, _PROTECTS):
        return
    if _denies_security(words) and not _SUITE_OR_POLICY.search(words) and "application" not in words.casefold():
        return  # There is none, wherever.
    yield _fault(project, "7.4 does not say whether security of the lower layers is used: say how, or that it is not")


def _names_lower_layer(project: Project, words: str) -> bool:
    """Whether a layer below the application layer, or its standard, is named."""
    texts = {
        usual_signs(text)
        for stack in project.of(LayerStack)
        for layer in stack.layers
        for text in (layer.name, layer.standard.value if layer.standard else "")
        if len(text) > 2  # noqa: PLR2004  a letter or two are no name
    }
    texts = {text for text in texts if "62056-5-3" not in text and "62056-6" not in text}
    return any(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words, re.IGNORECASE) for text in sorted(texts))


@rule("long-messages-unspecified", "7.5", ERROR)
def long_messages_unspecified(project: Project) -> Iterator[Fault]:
    """Subclause 7.5 names neither block transfer nor segmentation in the lower layers.

    An APDU can be longer than what a lower layer carries at a time. Client and server have to cut it
    in the same way; a reference to the specification of a lower layer is enough.

    Bad (in 7.5)::

        Long messages are transferred in the usual way.

    Good (in 7.5)::

        Long messages are transferred by general block transfer.
    """
    found = answer(project, "7.5")
    records = project.of(LongMessages)
    if found is None or any(record.unread or record.groups for record in records):
        return
    is_short = len(found.words.split()) < _REMARK_WORDS
    is_told = (
        _BY_NAME.search(found.words)
        or together(found.words, _BLOCKS_OR_SEGMENTS, _MESSAGES)
        or together(found.words, _NO_LONG_MESSAGES, _MESSAGES)
        or any(
            citation.clause and (is_short or _MESSAGES.search(words))
            for words in found.pieces
            for citation in find_citations(words)
        )
    )
    if not is_told:
        message = "7.5 names neither block transfer nor segmentation in the lower layers: say which is used"
        yield Fault(found.at, message)
