"""Headings that hold the number which the tool gives them, as those of a word processor do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.heading import SectionKind, typed_number
from sphinx_dlmsprofile.template.outline import ANNEX_A, ANNEX_B, CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedSection

_CLAUSES = [part for top in (*CLAUSES, ANNEX_A, ANNEX_B) for part in top.walk()]


def typed_numbers(sections: Iterable[NumberedSection]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """The number, the title after it and the whole of each such heading, by docname and id.

    A heading is one if its number is that of its place, or it has a title of the template. Where there is one, all
    are whose numbers have the form of their place, or begin as that does: in a draft that lacks a clause, or a level of
    headings, they do not agree.
    """
    candidates = []
    for section in sections:
        is_annex = section.kind is SectionKind.ANNEX and "." not in section.number
        read = typed_number(section.title) if section.number and section.level and not is_annex else None
        if read and (_form(read[0]) == _form(section.number) or _is_below(read[0], section.number)):
            candidates.append((section, read))
    if not any(read[0] == section.number or _is_of_template(read[1]) for section, read in candidates):
        return {}
    return {
        (section.docname, section.ids[0] if section.ids else ""): (*read, section.title) for section, read in candidates
    }


def _form(number: str) -> tuple[bool, int]:
    return number[0].isalpha(), number.count(".")


def _is_below(number: str, place: str) -> bool:
    return "." in number and "." in place and number.partition(".")[0] == place.partition(".")[0]


def _is_of_template(title: str) -> bool:
    return any(clause.has_title(title) for clause in _CLAUSES)
