"""Quantities in sentences: what is said to have a value with a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.row import NUMBER, UNITS
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.analysis.claims.names import Name

_VALUE = regex(rf"(?P<v>{NUMBER}) (?P<unit>{UNITS})(?![\w/-])")
_PORT = regex(
    r"\bports? (?:number )?(?:is |= )?(?P<v>[1-9][0-9]{1,4})(?![\w:]|[.,-][0-9])"
    r"|(?:[Pp]ort(?: [Nn]umber)?|‹O(?P<mark>[0-9]+)›), (?:[^,;]{1,30}, )?(?:[A-Z]\w* )?[Vv]alue: "
    r"(?P<cell>[1-9][0-9]{1,4})(?![\w.])"
)
_HEXADECIMAL = regex(
    r"(?<![\w-])(?P<key>[A-Z][a-z]*[A-Z][A-Za-z]*|wrapper port|dispatch octet|protocol identifier)"
    r"(?: (?:address|value|field|number))?(?: is(?: neither| not)?| of|:|, [Vv]alue:)? "
    r"(?P<v>0x[0-9A-F]{2,8})\b"
)
_BOUND = (
    r"(?: (?P<bound>at most|at least|up to|no more than|no less than|a maximum of|a minimum of|limited to|exactly"
    r"|about))?"
)
_LINKS = "is|are|of|has|have|shall be|shall have|carries|contains|then has|may be|can be|which is|takes|lasts"
_WORD = r"[^\W_][\w/-]*|‹A[0-9]+›"
_BEFORE = regex(
    rf"(?<![\w/-])(?P<key>(?:(?:{_WORD}) ){{0,6}}(?:{_WORD})),?(?: (?:{_LINKS})){_BOUND} $"
    rf"|^(?P<cell>[^,;.]{{3,60}}), (?:[A-Z]\w*: )?$"
)
_REACH = 90
"""In characters: how far before a value its name begins."""

_LEADING = regex(
    r"^(?:(?:the|an?|its|their|this|that|each|every|any|one|no|such|of|in|on|with|and|or|for|to|by|as|from|when|where|if"
    r"|which|default|value|since|because|that|then|while) )+",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """What has the value, the value as written, its unit in the singular with what limits it, where it stands."""

    name: str
    value: str
    unit: str
    start: int


def quantities(sentence: str, names: Sequence[Name]) -> Iterator[Quantity]:
    """The quantities of a sentence whose names are marked."""
    for match in _PORT.finditer(sentence) if "ort" in sentence or "‹O" in sentence else ():
        kind = "v" if match["v"] else "cell"
        if match["mark"] and not names[int(match["mark"])].name.endswith("Port"):
            continue
        yield Quantity("port", match[kind], "", match.start(kind))
    for match in _HEXADECIMAL.finditer(sentence) if " 0x" in sentence else ():
        yield Quantity(match["key"], match["v"], "", match.start("v"))
    for match in _VALUE.finditer(sentence):
        before = _BEFORE.search(sentence, max(0, match.start() - _REACH), match.start())
        if before is None:
            continue
        name = _LEADING.sub("", before["key"] or before["cell"])
        bound = before["bound"] or ""
        yield Quantity(name, match["v"], f"{_singular(match['unit'])} {bound}".strip(), match.start())


def _singular(unit: str) -> str:
    return unit.removesuffix("s") if len(unit) > 2 and "/" not in unit else unit  # noqa: PLR2004  "ms", "s"
