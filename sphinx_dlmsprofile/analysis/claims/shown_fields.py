"""Values that the text gives to fields of the octets that are shown near it: "the invocation counter is 258"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.prose import WORDED, TextKind
from sphinx_dlmsprofile.model.texts import analysis
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.prose import TextBlock

_FIELD = r"[Ii]nvoke-?[Ii][Dd][ -]and[ -][Pp]riority|[Ii]nvocation counter|[Ss]ecurity[ -]control|[Bb]lock[ -]control"
_OCTETS = r"[0-9A-F]{2}(?: [0-9A-F]{2})*"
_VALUE = (
    rf"(?:0x[0-9A-F]{{1,8}}|{_OCTETS}(?![\w,.]?[0-9])|[0-9]{{1,10}})(?![\w-])"
    r"(?! [0-9]{3}(?![0-9])| (?:octet|byte|bit)s?\b)"
)
"""Neither the beginning of 1 234 nor a size."""

_SAID = regex(
    rf"(?<![\w-])(?P<field>{_FIELD})(?P<octet> (?:octet|byte)s?)?(?: (?:field|value))?"
    rf"(?: is| are| of| has the value|,|:)? \(?(?P<value>{_VALUE})"
)
_ROW = regex(rf"(?P<field>{_FIELD})(?P<octet> (?:octet|byte)s?)?")
_CELL = regex(_VALUE)


class ShownField(NamedTuple):
    """A field as texts call it, with its value as written; ``octets`` says that it is written in octets."""

    field: str
    value: str
    octets: bool


@analysis
def shown_fields(blocks: Iterable[TextBlock]) -> Iterator[tuple[TextBlock, ShownField]]:
    """The fields that sentences, and rows of two cells, give a value."""
    label = ""
    for block in blocks:
        if block.kind is TextKind.CELL:
            text = plain_blanks(block.shown or block.text).strip()
            if block.column == 0:
                label = text
            elif (row := _ROW.fullmatch(label)) and _CELL.fullmatch(text):
                yield block, ShownField(row["field"], text, row["octet"] is not None or " " in text)
                label = ""
        elif block.kind in WORDED:
            for match in _SAID.finditer(plain_blanks(block.shown or block.text)):
                is_octets = match["octet"] is not None or " " in match["value"]
                yield block, ShownField(match["field"], match["value"], is_octets)
