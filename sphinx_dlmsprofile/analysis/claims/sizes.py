"""Sizes in sentences and rows: how many bits or octets an address, an identifier or a header is said to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.counts import COUNT
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOUN = (
    r"(?:[Aa]ddress|[Tt]itle|[Ii]dentifier|ID|[Pp]ort|[Hh]eader|[Cc]ounter|[Nn]ame|[Cc]ode|[Ss]equence|SAP"
    r"|[Ss]ervice access point|EUI-48|EUI-64)(?:es|s)?"
)
_KEY = rf"(?:‹[AO][0-9]+›|(?:[\w‹›/’'-]+ ){{0,3}}(?:[\w‹›/-]*_)?{_NOUN})"
_UNIT = r"(?P<{}>octet|byte|bit)s?(?![\w/-])"
_LINK = (
    r"(?:,? (?:is|are|of|has|have|with|which is|occupies|takes)(?: always| fixed)?(?: an? (?:length|size) of)?"
    r"|,? \(|,(?: (?:Type|Length|Size|Width|Use|Remark):)?|:)"
)
_SIZED = regex(
    rf"(?<![\w-])(?P<key>{_KEY})(?: of [^‹,.;:()]{{1,40}}(?=,)| \([A-Z][A-Za-z0-9]*\))?\)?"
    rf"(?P<link>{_LINK}) ?(?P<value>{COUNT})[ -]{_UNIT.format('unit')}"
    rf"|(?<![\w.,/-])(?P<first>{COUNT})[ -]{_UNIT.format('of')} (?:wide |long )?(?!in )(?P<after>{_KEY})\b"
    r"|\bEUI-(?P<eui>48|64) (?P<its>MAC address)(?:es)?\b"
)
_WITHIN = regex(r"\bin (?:the|an?|its|their|each|both) ")
_VERB = regex(r",? (?:is|are|has|have)\b")
"""What stands in a header is of a size, or is one: "the lengths in the wrapper headers are 13 octets and 18 octets"."""

_SINGULAR = {
    **{f"{noun}s": noun for noun in ("title", "identifier", "port", "header", "counter", "name", "code")},
    "addresses": "address",
}
_WHOSE = frozenset(
    "client server meter device station source destination local remote peer sender receiver".split()  # noqa: SIM905  words
)
_ANY = frozenset(
    (  # noqa: SIM905  words
        "a an the its their this that each every any no one same other new own first second and or of in for to by with"
        " from on as is are both next last valid where when which has have carries contains"
    ).split()
)
"""Words that do not say which address it is."""

_ENDING = regex(rf"^{_NOUN}$")
_WHOM = regex(r"[’']s$")


class Size(NamedTuple):
    """What has a size, how much as written, its unit, and where it stands."""

    words: str
    written: str
    unit: str
    start: int


def sizes(sentence: str) -> Iterator[Size]:
    """The sizes in a sentence; names may be marked in it."""
    for match in _SIZED.finditer(sentence):
        if match["key"] and _WITHIN.search(match["key"]) and _VERB.match(match["link"]):
            continue
        first = next(group for group in ("value", "first", "eui") if match[group])
        unit = match["unit"] or match["of"] or "bit"
        yield Size(match["key"] or match["after"] or match["its"], match[first], unit, match.start(first))


def sized(key: str) -> str:
    """What has the size, in the singular, without whose it is; nothing where the words do not say that."""
    words = key.replace("_", " ").split()
    common = _ANY | _WHOSE
    before = [place for place, word in enumerate(words) if _WHOM.sub("", word.casefold()) in common]
    words = words[max(before, default=-1) + 1 :]
    if " ".join(words[-3:]).casefold().removesuffix("s") == "service access point" or words[-1:] in (["SAP"], ["SAPs"]):
        return " ".join(words).removesuffix("s")
    if words and words[-1].casefold() == "header" and len(words) == 1:
        return "header"
    if not words or not _ENDING.search(words[-1]) or (len(words) == 1 and not words[0].startswith("EUI")):
        return ""
    last = _SINGULAR.get(words[-1].casefold(), words[-1])
    return " ".join([*words[:-1], last.removesuffix("s") if last.startswith("EUI") else last])
