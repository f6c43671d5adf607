"""What is looked for in each text, by kind: one pattern for words, one for numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.editorial.ambiguity import leaves_open
from sphinx_dlmsprofile.analysis.editorial.units import ANY, LONG, WRONG
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


class Looked(NamedTuple):
    """One kind of slip.

    ``pattern`` has no group but those with a name; ``instead`` says what to write for a match, "" where only the author
    knows, None where the match is not a slip. ``safe``: the meaning stays for certain. ``signs``: a text without any of
    them, in small letters, has no match; where none are given, it is for ``UNSIGNED`` to say.
    """

    kind: str
    pattern: str
    instead: Callable[[re.Match[str]], str | None] = lambda _match: ""
    safe: bool = False
    signs: tuple[str, ...] = ()


_CONTRACTED = {"can't": "cannot", "won't": "will not", "shan't": "shall not", "let's": "let us"}


def _in_full(match: re.Match[str]) -> str:
    """A contraction in full, where that is certain: "it's" is "it is" or "it has"."""
    plain = match[0].replace("’", "'")
    full = _CONTRACTED.get(plain.casefold(), f"{plain[:-3]} not" if plain.endswith("n't") else "")
    return full[:1].upper() + full[1:] if plain[0].isupper() else full


def _spaced(match: re.Match[str]) -> str:
    """A number and its unit, with the space that does not break between them."""
    number = match[0].rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZµ°%/")
    return f"{number}\u00a0{match[0][len(number) :]}"


_YEAR = 4
"""Digits of a year."""


def _measured(match: re.Match[str]) -> str | None:
    """A number with its unit; "1950s", "the 20s" and "0s" are none."""
    number = _spaced(match).partition("\u00a0")[0]
    if match[0].endswith("s") and number.isdigit() and (len(number) >= _YEAR or number in {"0", "1"}):
        return None
    before = match.string[max(0, match.start() - 8) : match.start()].casefold()
    return None if match[0].endswith("0s") and before.endswith(("the ", "late ", "mid ")) else _spaced(match)


def _in_symbols(match: re.Match[str]) -> str:
    number, unit = _number_and_unit(match[0])
    return f"{number}\u00a0{WRONG[unit]}"


def _number_and_unit(text: str) -> tuple[str, str]:
    number = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/")
    return number.rstrip(), text[len(number) :]


_NEAR = 32
"""In characters: how far before its number a port is named, or the beginning of a range."""

_RANGE = regex(r"([\d.,]+)\s?(?:to|–|-)\s?([\d.,]+)\s(\S+)")
_LABEL = regex(r"\b(?i:case|channel|class|index|item|level|mode|profile|slot|stage|step|type|version) $")
_FROM = regex(r"\b(?:[Ff]rom|[Bb]etween) [\d.,]+\s(\S+) [^,;]*$")


def _begun(match: re.Match[str], unit: str) -> bool:
    """Whether the first number counts or names something else: "from 2 s in step 1 to 5 s"."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    begun = _FROM.search(before)
    return begun[1] == unit if begun else _LABEL.search(before) is not None


def _both_ends(match: re.Match[str]) -> str | None:
    parts = _RANGE.fullmatch(match[0])
    if not parts or float(parts[1].replace(",", ".")) >= float(parts[2].replace(",", ".")):
        return None
    if match[0].startswith(f"{parts[1]} to") and _begun(match, parts[3]):
        return None
    return f"{parts[1]}\u00a0{parts[3]} to {parts[2]}\u00a0{parts[3]}"


def _multiplied(match: re.Match[str]) -> str:
    return match[0].replace(" x ", " × ").replace(" X ", " × ").replace(" * ", " × ")


_HEXADECIMAL = regex(r"(?:0[xX]|16#)?([0-9A-Fa-f]+)[hH]?")


def _hexadecimal(match: re.Match[str]) -> str | None:
    digits = _HEXADECIMAL.sub(r"\1", match[0])
    right = f"0x{digits.upper()}"
    return None if match[0] == right else right


_PORT = regex(r"\b[Pp]orts?\b[^.;]{0,24}$")
_OF_PORTS = 5

_MODEL = regex(rf" (?!{ANY}(?![\w/]))[A-Z][A-Z0-9-]+(?!\w)")
"""What a number without round digits names a type of: "16550 UART". Many of a thing have a plural: "65536 PDUs"."""


def _grouped(match: re.Match[str]) -> str | None:
    digits = match[0].replace(",", "")
    if digits == match[0] and not digits.endswith("00") and _MODEL.match(match.string, match.end()):
        return None
    if len(digits) == _OF_PORTS and _PORT.search(match.string, max(0, match.start() - _NEAR), match.start()):
        return None
    first = len(digits) % 3 or 3
    groups = [digits[:first], *(digits[place : place + 3] for place in range(first, len(digits), 3))]
    return "\u00a0".join(groups)


def _once(match: re.Match[str]) -> str | None:
    word = match[0].split()[0]
    # "at at least two places", "that that", "had had" are English; "BB BB" are octets, letters are values.
    if word == "at" and match.string.startswith((" least", " most", " all "), match.end()):
        return None
    return None if word in {"that", "had", "very"} or word.isupper() or len(word) == 1 else word


def _named(match: re.Match[str]) -> str | None:
    """The word for the sign, unless it stands in a name: "Johnson & Johnson", "R&D"."""
    before, _, after = match[0].partition("&")
    is_name = before.strip().isupper() or after.strip()[:1].isupper()
    return None if is_name else f"{before}and{after}"


def _as_verb(match: re.Match[str]) -> str | None:
    """Only the author knows what is meant by a verb that leaves it open."""
    return "" if leaves_open(match) else None


_OTHER_DOCUMENT = (
    r"\b(?:(?<!\b[Tt]his )(?<!\b[Tt]he )(?<!\b[Pp]resent )"
    r"(?:specification|standard|document|guide|report|recommendation)|(?<!\b[Tt]his )(?:manual|handbook|paper))s?\b"
    r"|\bdocumentation\b"
)
_OF_OTHER = regex(
    rf"(?:{_OTHER_DOCUMENT})(?: \[[^\]]*\]| {OPAQUE})?,?(?: in| \()? ?$|{OPAQUE},? ?$"
    rf"|(?:{_OTHER_DOCUMENT}|(?<!\b[Tt]his )\b(?:formats?|schemas?|bindings?)\b|\]) "
    r"(?:specifi(?:es|ed)|defines?|describes?) (?:[^.;]* )?in (?:its )?$"
)
"""Before a clause, what says that it is one of another document: "the UEFI specification, section 6.1"."""

_A_SENTENCE = 160
"""In characters: how far before the number of a clause its document is named."""


def _is_of_other(match: re.Match[str]) -> bool:
    return _OF_OTHER.search(match.string, max(0, match.start() - _A_SENTENCE), match.start()) is not None


def _referred(match: re.Match[str]) -> str | None:
    """A reference as the Directives have it: "Clause 5", and "5.2" for a subclause."""
    number = match[0].split()[1]
    right = number if "." in number else f"Clause {number}"
    return None if match[0] == right or _is_of_other(match) else right


_CAPITAL = r"[Tt]his (?:(?:International|European|British|Indian|National) )?(?:Standard|standard)"
_VERB = (
    r"(?=[.;:)]|$| (?:is|are|was|has|does|do|shall|may|can|should|will|and|or|only|also|not)\b"
    r"| (?:specif|defin|describ|contain|appl|cover|provid|deal|giv|refer|supplement|consist)[a-z]*\b)"
)
_CONTRACTION = (
    r"(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n['’]t|(?:ca|wo|sha)n['’]t"
    r"|(?:it|that|there|what|let|who)['’]s|(?:we|they|you)['’](?:re|ve|ll)|(?:it|that)['’]ll"
)
_PLACED = r"see|given|listed|shown|described|defined|specified|mentioned|stated"

_COUNTED = r" (?:octets|bytes|bits|meters|devices|messages)\b"

WORDS = (
    Looked("and-or", r"(?i:and/or)", signs=("and/or",)),
    Looked("may-not", r"(?:(?<!may or )may not(?! only\b)|(?<!MAY OR )MAY NOT)", signs=("may not",)),
    Looked("must", r"(?:must|MUST)(?: (?:not|NOT))?", signs=("must",)),
    Looked("billion", r"(?i:billions?|trillions?)", signs=("illion",)),
    Looked("contraction", rf"(?i:{_CONTRACTION})", _in_full, safe=True, signs=("'", "’")),
    Looked(
        "this-document",
        rf"(?:{_CAPITAL}{_VERB}|[Tt]his (?:Technical|technical) (?:Specification|Report|specification|report))",
        lambda match: f"{match[0][:4]} document",
        signs=("this ",),
    ),
    Looked(
        "ambiguous-verb",
        r"(?:needs? to|might|could|(?:is|are) to be)",
        _as_verb,
        signs=("need", "might", "could", " to be"),
    ),
    Looked(
        "vague-reference",
        rf"(?i:(?:{_PLACED}) (?:above|below)|the following (?:table|figure)|the (?:table|figure) (?:above|below)"
        r"|(?:above|below)-mentioned|the (?:next|previous|preceding|following) (?:(?:sub)?clause|page|section|annex))",
        signs=("above", "below", "following ", "next ", "previous ", "preceding "),
    ),
    Looked(
        "inclusive",
        r"(?i:master[-/ ]slaves?|slaves?|black-?list(?:s|ed|ing)?|white-?list(?:s|ed|ing)?|man-?hours?|manpower)",
        signs=("slave", "blackl", "black-l", "whitel", "white-l", "manpower", "man-h", "manh"),
    ),
    Looked("ampersand", r"[A-Za-z]+ & [A-Za-z]+", _named, safe=True, signs=(" & ",)),
    Looked("dotted-abbreviation", r"(?:[A-Z]\.){2,}(?! ?[A-Z][a-z]|[A-Z0-9])", lambda match: match[0].replace(".", "")),
    Looked(
        "reference-form",
        r"(?:[Ss]ection|[Ss]ub-?clause|[Cc]lause|[Pp]aragraph|[Cc]hapter) [0-9]+(?:\.[0-9]+)*(?![\w.-]*[0-9-])(?! of)",
        _referred,
        signs=("section ", "clause ", "paragraph ", "chapter "),
    ),
    Looked("doubled-word", r"(?P<doubled>[A-Za-z]+) (?i:(?P=doubled))(?![\w-]|\.\w)", _once, safe=True),
)

UNSIGNED = r"(?<![a-z])(?:([a-z]+) \1(?![a-z])|[a-z]\.[a-z]\.)"
"""What a text in small letters has where it has a word twice, or an abbreviation with full stops."""

_QUANTITY = r"[0-9]+(?:[.,][0-9]+)?"

NUMBERS = (
    Looked("percent-space", rf"{_QUANTITY}%(?!\w)", _spaced, safe=True),
    Looked("tolerance-brackets", rf"[0-9][0-9.,]* ?(?:±|\+/-) ?[0-9][0-9.,]* ?{ANY}(?![\w/])"),
    Looked("unit-unknown", rf"{_QUANTITY} ?(?:{'|'.join(WRONG)})(?![\w/-])", _in_symbols, safe=True),
    Looked("range-unit", rf"{_QUANTITY}(?: to |–|-| – ){_QUANTITY} {ANY}(?![\w/])", _both_ends, safe=True),
    Looked("multiplication-sign", rf"{_QUANTITY}(?: {ANY})? [xX*] [0-9]", _multiplied, safe=True),
    Looked("unit-space", rf"{_QUANTITY}(?:{LONG}|[sVW])(?![\w/-])", _measured, safe=True),
    Looked("hex-form", r"(?:0[xX][0-9A-Fa-f]+|16#[0-9A-Fa-f]+|[0-9][0-9A-F]*[A-F][0-9A-F]*[hH])(?!\w)", _hexadecimal),
    Looked(
        "digit-grouping",
        rf"(?:[0-9]{{5,}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}|[0-9]{{1,3}},[0-9]{{3}}(?={_COUNTED}))(?![\w%]|[.,:/-]\w)",
        _grouped,
    ),
    Looked("decimal-sign", rf"[0-9]+[.,][0-9]+(?= ?{ANY}(?![\w/]))"),
    Looked(
        "minus-sign",
        # Behind a quantity it joins a range: "5 %-10 %".
        r"(?<![%°)\]])-[0-9]+(?:[.,][0-9]+)?(?= ?(?:dB[mi]?|°C|K|%|V|A|W)(?![\w/]))",
        lambda match: f"\u2212{match[0][1:]}",
        safe=True,
    ),
)


def combined(looked: tuple[Looked, ...], before: str) -> str:
    """One pattern for several kinds, each a group with its name; ``before`` stands before each."""
    groups = "|".join(f"(?P<{each.kind.replace('-', '_')}>{each.pattern})" for each in looked)
    return f"{before}(?:{groups})"
