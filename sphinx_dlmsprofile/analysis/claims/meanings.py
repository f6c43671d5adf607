"""What sentences say that values of an attribute stand for, one after another or with the name before the value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import contains_any, regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_V = r"(?<![\w.,:/-])(?:0x[0-9A-F]{1,2}|[0-9]{1,3})(?![\w:/-]|[.,][0-9]| [0-9]{3}\b)"
_VERB = r"means|stands for|denotes|indicates|says|signifies|selects|is for|is used for|tells|makes|has|lets"
_PLURAL = r"mean|stand for|denote|indicate|correspond to|select|are for|belong to"
_PLURAL_SIGNS = tuple(f" {verb} " for verb in _PLURAL.split("|"))
_LEADING = regex(rf"(?<!from )(?<!to )(?P<v>{_V})(?: \([^()]*\))? (?:{_VERB}|=|when|if) ")
"""The first of a series: "0 means that …"."""

_NEXT = regex(rf"(?:[,;]|\b(?:and|or|but|while|whereas))+ (?:and |or |but |while |whereas )?(?:the value )?(?P<v>{_V})")
"""What begins another value of the series: ", and 2 that …"."""

_BRACKETED = regex(rf"(?P<m>[^,;.:()\"0-9][^,;.:()\"]{{2,60}}?)\"? \((?P<v>{_V})\)")
_IN_BRACKETS = regex(rf"(?P<v>{_V}) \((?P<m>[^()]{{3,60}})\)")
_WHEN = regex(
    rf"\b(?:[Ii]f|[Ww]hen(?:ever)?|[Ww]here|[Ww]ith|[Aa]s long as|[Oo]nce) (?:the )?(?:attribute )?‹A(?P<s>[0-9]+)›"
    rf"(?: (?:is|has the value|has|equals|is set to|of|at|becomes|set to|=))? (?P<v>{_V})"
)
_RESPECTIVE = regex(
    rf"(?P<vs>{_V}(?:, {_V})* and {_V})(?: of ‹A[0-9]+›)? (?:{_PLURAL}) (?P<ms>[^.;:()]*?)"
    r"(?:,? respectively)?(?=[.;]|$)"
)
_LED_BY = regex(
    rf"(?P<m>[^.;:()]{{3,80}}?),? (?:is|are|by|has|have|as|with|is coded as) (?:the value )?(?P<v>{_V})"
    r"(?=[,;.]| (?:and|or|but|while|whereas)\b| in ‹A|$)"
)
"""The name before its value: "a secondary station is 0"."""

_LIST = regex(r", | and ")
_LONGEST = 90


class Meaning(NamedTuple):
    """A value with the words that the text has for it, and where they begin; ``mark`` is that of the attribute.

    ``conditional`` says that the words are those of what is so when the attribute has the value.
    """

    mark: str
    value: str
    words: str
    start: int
    conditional: bool = False


def meanings(sentence: str, marks: str) -> Iterator[Meaning]:
    """The values of attributes of a marked sentence with their words."""
    if marks.count("A") != 1:
        # Of several attributes only a condition says which one is meant.
        yield from _conditions(sentence)
        return
    own = str(marks.index("A"))
    found = [*_series(sentence), *_respective(sentence)]
    if not found and ")" in sentence:
        found = [(m["v"], m["m"], m.start("v")) for form in (_IN_BRACKETS, _BRACKETED) for m in form.finditer(sentence)]
    if not found:
        found = [(m["v"], m["m"], m.start("v")) for m in _LED_BY.finditer(sentence)]
    yield from (Meaning(own, value, words[-_LONGEST:], start) for value, words, start in found)
    yield from _conditions(sentence)


def _series(sentence: str) -> Iterator[tuple[str, str, int]]:
    """The values of "0 means that it joins by itself, 1 that it waits, and 2 that it never joins"."""
    first = _LEADING.search(sentence)
    if first is None:
        return
    begins = [(first["v"], first.start("v"), first.end())]
    begins += [(match["v"], match.start("v"), match.end()) for match in _NEXT.finditer(sentence, first.end())]
    stops = [start for _, start, _ in begins[1:]] + [len(sentence)]
    for (value, start, end), stop in zip(begins, stops, strict=True):
        yield value, sentence[end:stop].partition(";")[0][:_LONGEST], start


def _respective(sentence: str) -> Iterator[tuple[str, str, int]]:
    """The values of "0, 1 and 2 stand for passive, active and off"."""
    for match in _RESPECTIVE.finditer(sentence) if contains_any(sentence, _PLURAL_SIGNS) else ():
        values, words = _LIST.split(match["vs"]), _LIST.split(match["ms"])
        if len(values) == len(words):
            yield from ((value, each, match.start()) for value, each in zip(values, words, strict=True))


def _conditions(sentence: str) -> Iterator[Meaning]:
    """What is so when an attribute has a value, said behind or before that."""
    found = list(_WHEN.finditer(sentence))
    for place, match in enumerate(found):
        behind = sentence[match.end() : found[place + 1].start() if place + 1 < len(found) else len(sentence)]
        words = behind.partition(";")[0][:_LONGEST]
        if not behind.startswith(",") and place == 0:
            words = f"{sentence[: match.start()].rpartition(';')[2][-_LONGEST:]} {words}"
        yield Meaning(match["s"], match["v"], words, match.start("v"), conditional=True)
