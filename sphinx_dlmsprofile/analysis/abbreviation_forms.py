"""Which words of a text are abbreviations, and in which forms one may stand.

Nothing here knows the standard: what it defines, and which words it also writes in small letters,
is handed in.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.editorial.units import WRONG
from sphinx_dlmsprofile.registry.interface_classes import interface_classes
from sphinx_dlmsprofile.registry.not_abbreviated import names_by_kind, not_abbreviated
from sphinx_dlmsprofile.text.citations import find_citations, normalised
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TOKEN = regex(r"(?<![\w.])[^\W_]\w*(?:(?:[-/](?=[^\W_])|\.(?=\d))\w*)*")
_TWO_CAPITALS = regex(r"[A-Z].*[A-Z]", re.DOTALL)
_JOINT = regex(r"([-/])")
_WORD_LENGTH = 7
"""A word of capitals from this length on is a word, not an abbreviation."""

_LONG_WORD = 6
"""In a text all in capitals one of this length is a word."""

_SHORT_WORD_LENGTH = 4
"""A word of capitals from this length on is a word if the standard also writes it in small letters."""

_LONGEST_COMPOUND = 5
"""An abbreviation has at most this many words: A-MPDU has two."""

_ENDINGS = regex(r"(?<=[A-Z0-9])(?:s|['’]s|ed|ing)$")
_FORMS = (
    regex(r"^[0-9]+(?=[A-Z])"),  # 64QAM
    regex(r"^[a-z](?=[A-Z])"),  # xDLMS
    regex(r"(?<=[A-Z])v?[0-9]+(?:\.[0-9]+)*$"),  # SHA256, DHCPv6, TLS1.3
    regex(r"\.[0-9]+$"),  # ASN.1
)
_ROMAN = regex(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NO_ABBREVIATION = regex(
    r"""
      (?=.*[0-9])[0-9A-F]+          # a hexadecimal number
    | F+ | X+ | Y+ | Z+             # all ones, places to fill
    | N{3,} | ([A-Z])\1{3,}         # places to fill
    | [0-9]+X+                      # groups of codes: 2XX
    | \w*[0-9]{3,}\w*              # types of products, numbers of all kinds, SHA256
    | [A-Z]{2,}[0-9]{2,}[A-Z]+[0-9]*  # types of products
    | [A-Z][a-z]{2}.*               # DevEUI, NetBIOS: identifiers
    | (?:[A-Z][a-z]+){2,}           # CamelCase
    """,
    re.VERBOSE,
)
_PRIMITIVES = (
    *("ABORT", "ACTION", "ASSOCIATE", "CLOSE", "CONFIRM", "CONNECT", "DATA", "DISASSOCIATE", "DISCONNECT", "DISCOVERY"),
    *("ESTABLISH", "EVENT", "GET", "INDICATION", "JOIN", "LEAVE", "OPEN", "POLL", "READ", "RECEIVE"),
    *("REGISTER", "RELEASE", "REPLY", "REPORT", "REQUEST", "RESET", "RESPONSE", "SCAN", "SEND", "SET", "START"),
    *("STATUS", "STOP", "SYNC", "UNITDATA", "UNREGISTER", "UPDATE", "WRITE"),
)
"""Ends of the names of service primitives: MLME-SCAN, DL-DATA."""

_PREFIXES = (
    "Anti|Bi|Co|Cross|Dual|Full|Half|Inter|Intra|Multi|Non|One|Post|Pre|Pseudo|Quasi|Re|Semi|Single|Sub|Super|Two|Un"
)
"""Beginnings of words that are not names: "Multi-RAT"."""

_LONG_RUN = regex(r"[a-z]{3}")
_TRADEMARKED = regex(r"(?<!\w)(?<!\w-)\w[\w-]*[®™]")


class Unlisted(NamedTuple):
    """An abbreviation that is not defined: its ``parts`` that are not, and the whole word as it is ``written``.

    Several parts only where the word has no other: "SND" and "UD" of "SND-UD". The word is its only
    part where other parts of it are defined: "CCM" of "AES-CCM".
    """

    parts: tuple[str, ...]
    written: str


@cache
def _noise() -> re.Pattern[str]:
    """What has capitals and is not an abbreviation.

    In this order: addresses, octets, code points and numbers, dates, degrees of protection, trade marks, names with
    dots (primitives, files), names of types, modules of management information, identifiers, products (Node-RED),
    states after a town, quantities without a space, and with what is written for a unit, types of products,
    primitives, designations, names of several words, names of classes, rows of countries, running capitals.
    """
    kinds = names_by_kind()
    before_numbers = _any_of(kinds["publishers"] | kinds["in_designations"])
    spaced = _any_of(name for name in not_abbreviated() if " " in name)
    classes = _any_of(known.name for known in interface_classes() if _TWO_CAPITALS.search(known.name))
    between = "[ ,/–—-]+"
    country = f"(?:{_any_of(kinds['countries'])})"
    primitive = "|".join(_PRIMITIVES)
    return re.compile(
        rf"""
          \b(?:https?|ftp|mailto|urn):\S+ | \bwww\.\S+ | \S+@\S+\.\w+
        | (?<!\w)(?:[0-9A-Fa-f]{{2}}[ :-]){{2,}}[0-9A-Fa-f]{{2}}(?!\w)
        | (?<!\w)[0-9A-Fa-f]{{0,4}}(?::[0-9A-Fa-f]{{0,4}}){{2,}}(?!\w)
        | \bU\+[0-9A-F]{{4,6}}\b | (?<=\\)[uU][0-9A-Fa-f]{{4,8}}\b
        | \b0[xX][0-9A-Fa-f]+\b | \b[0-9][0-9A-F]*h\b | \bF+h\b | '[0-9A-Fa-f ]+'H
        | \bYYYY\b(?:[-./]?MM(?:[-./]?DD)?)?T? | \b[Hh][Hh][:.]?MM(?:[:.]?SS)?\b | \bDD[-./]MM\b | \bMM[-./]DD\b
        | \bIP[0-6X][0-9X][A-Z]?\b | \bIK(?:0[0-9]|10)\b
        | \b10\.[0-9]{{4,}}/\S+
        | \b\w[\w-]*[®™]
        | \b\w[\w-]*(?:\.[A-Za-z]\w*)+
        | \bU?INT[0-9]+U?\b | \bFLOAT[0-9]+\b
        | \b[A-Z][\w-]*-MIB\b(?:::\w+)?
        | \b\w*[^\W_]_\w[\w-]* | \b[A-Z][A-Z0-9]+_(?!\w)
        | (?<![\w-])(?!(?:{_PREFIXES})-)[A-Z][a-z]+-[A-Z]{{2,}}[0-9]?(?![\w-])
        | (?<=[a-z],\ )(?:{_any_of(kinds["states"])})\b(?=\ [0-9]{{5}}|[,.;)]|$)
        | (?<![\w.])[0-9]+(?:[.,][0-9]+)?(?:{_any_of(kinds["units"])})\b
        | (?<![\w.])[0-9]+(?:[.,][0-9]+)?[ ]?(?:{_any_of(WRONG)})(?![\w/-])
        | \b[A-Z]{{2}}[0-9]{{2}}\b | \b[A-Z]{{2,}}[0-9]{{2,}}x[0-9]+\b
        | (?<![\w-])(?:[A-Z0-9]+-)+(?:{primitive})(?![\w-])
        | (?<![\w-])(?:{before_numbers})(?:[ /-](?:{before_numbers}))*(?:[ /-](?=\(?[A-Z]{{0,2}}\.?[0-9])|(?=[0-9]))
        | (?<![\w-])(?:{spaced})(?![\w-])
        | (?<![\w-])(?:{classes})(?![\w-])
        | \b{country}(?:(?:,?[ ]and|,?[ ]or|,|[ ]?/)[ ]?{country}){{2,}}\b
        | (?:\b[A-Z]{{2,}}{between})*\b[A-Z]{{6,}}{between}(?:[A-Z]+{between})*[A-Z]{{6,}}\b(?:{between}[A-Z]{{2,}}\b)*
        """,
        re.VERBOSE,
    )


def _any_of(names: Collection[str] | Iterator[str]) -> str:
    # Blanks and number signs mean something else in a pattern with comments.
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def tokens(text: str) -> list[str]:
    """The words of a text, compounds with hyphens and slashes in one piece."""
    return _TOKEN.findall(_with_hyphens(text))


def _with_hyphens(text: str) -> str:
    return text.replace("\u2010", "-").replace("\u2011", "-")


def forms(word: str) -> Iterator[str]:
    """A word, and what it may be a form of: a plural, a version, a multiple."""
    yield word
    bare = _ENDINGS.sub("", word)
    if bare != word:
        yield bare
    for pattern in _FORMS:
        shorter = pattern.sub("", bare)
        if shorter != bare:
            yield shorter
            if (last := _FORMS[2].sub("", shorter)) != shorter:
                yield last


def _last(pieces: list[str], start: int) -> int:
    """Where the longest compound that begins at ``start`` may end; separators count as pieces."""
    return min(len(pieces), start + 2 * _LONGEST_COMPOUND - 1)


def uses(text: str) -> set[str]:
    """All abbreviations that a text may use: its words, their parts, and the forms of both."""
    return set().union(*map(_uses_of, set(tokens(text))))


@lru_cache(maxsize=20_000)
def _uses_of(token: str) -> frozenset[str]:
    if token.islower() and token.isalpha():
        return frozenset({token})
    found: set[str] = set()
    for whole in {token, *token.split("_")}:
        pieces = _JOINT.split(whole)
        for start in range(0, len(pieces), 2):
            for end in range(_last(pieces, start), start, -2):
                found.update(forms("".join(pieces[start:end])))
    return frozenset(found)


def undefined(text: str, defined: Collection[str], small: Collection[str] = ()) -> Iterator[Unlisted]:
    """The abbreviations in a text that are not among the ``defined``, nor known as names, in their order.

    ``small`` are the words that the standard writes in small letters.
    """
    if not _TWO_CAPITALS.search(text) or _is_heading_in_capitals(text):
        return
    for token in tokens(_noise().sub(" ", _without_designations(text))):
        yield from _unlisted(token, defined, small)


def _without_designations(text: str) -> str:
    """A text without what designates documents, with its year and amendments: IEC 62056-5-3:2023/AMD1:2025."""
    # What is not seen does not count in designations, but in trade marks.
    plain = normalised(_TRADEMARKED.sub(" ", text))
    for citation in reversed(find_citations(plain)):
        plain = f"{plain[: citation.start]} {plain[citation.end :]}"
    return plain


def suspects(text: str, defined: frozenset[str]) -> set[str]:
    """What may be undefined in a text, word by word: this is much faster than to look for names and numbers."""
    return {part for word in set(tokens(text)) for part in _suspect_parts(word, defined)}


@lru_cache(maxsize=20_000)
def _suspect_parts(word: str, defined: frozenset[str]) -> tuple[str, ...]:
    return tuple(part for piece in _JOINT.split(word) for part in _undefined_parts(piece, defined))


def _is_heading_in_capitals(text: str) -> bool:
    """Whether all is in capitals, and one of several words is too long for an abbreviation."""
    words = text.split()
    return text.isupper() and len(words) > 1 and any(len(word) >= _LONG_WORD and word.isalpha() for word in words)


def _undefined_parts(token: str, defined: Collection[str]) -> Iterator[str]:
    pieces = _JOINT.split(token)
    yield from (part for _, part in _parts(pieces, defined) if part and is_abbreviation(part))


def _parts(pieces: list[str], defined: Collection[str]) -> Iterator[tuple[int, str | None]]:
    """The parts of a word with their places among its pieces: None for what is defined or known as a name."""
    names = not_abbreviated()
    start = 0
    while start < len(pieces):
        for end in range(_last(pieces, start), start, -2):
            if any(form in defined or form in names for form in forms("".join(pieces[start:end]))):
                yield from ((place, None) for place in range(start, end, 2))
                start = end + 1
                break
        else:
            yield start, _ENDINGS.sub("", pieces[start])
            start += 2


def _unlisted(token: str, defined: Collection[str], small: Collection[str]) -> Iterator[Unlisted]:
    """What is not defined in a word; slashes separate words, hyphens join parts of one."""
    if not _TWO_CAPITALS.search(token):
        return
    pieces = _JOINT.split(token)
    parts = dict(_parts(pieces, defined))
    start = 0
    while start < len(pieces):
        end = next((place for place in range(start + 1, len(pieces), 2) if pieces[place] == "/"), len(pieces))
        own = [parts[place] for place in range(start, end, 2)]
        missing = tuple(part for part in own if part and is_abbreviation(part, small))
        if missing and all(part and not _is_word(part) for part in own):
            yield Unlisted(missing, _ENDINGS.sub("", "".join(pieces[start:end])))
        else:
            yield from (Unlisted((part,), part) for part in missing)
        start = end + 1


def _is_word(part: str) -> bool:
    """Whether it is a word of the language: "based" in "RNTI-based"."""
    return part.isalpha() and len(part) > 1 and part[1:].islower()


def is_abbreviation(word: str, small: Collection[str] = ()) -> bool:
    """Whether a word has the form of an abbreviation: mostly capitals, and not a word, number or identifier."""
    capitals = sum(character.isupper() for character in word)
    lowers = sum(character.islower() for character in word)
    if capitals < 2 or lowers >= capitals or _LONG_RUN.search(word):  # noqa: PLR2004  "TV", not "T"
        return False
    if _ROMAN.fullmatch(word) or _NO_ABBREVIATION.fullmatch(word):
        return False
    if not word.isalpha() or lowers:
        return True
    if word in names_by_kind()["also_words"]:
        return True
    return len(word) < _WORD_LENGTH and not (len(word) >= _SHORT_WORD_LENGTH and word.lower() in small)
