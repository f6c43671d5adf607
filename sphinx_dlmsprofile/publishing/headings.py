"""What kind of part a section at the top of a standard is, and what its heading is made of."""

from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.rendering.classes import HEADING
from sphinx_dlmsprofile.rendering.conformance import REPORT_CLASS


def section_kind(section: nodes.Element, number: str | None) -> SectionKind:
    """What a section is, from its number, and where it has none from its title in the source."""
    if REPORT_CLASS in section["classes"]:
        return SectionKind.BACK
    if number is None:
        return read_heading(source_title(section)).kind
    return SectionKind.ANNEX if number.split(" ")[-1].isalpha() else SectionKind.CLAUSE


def source_title(section: nodes.Element) -> str:
    """The title of a section at the top as its author wrote it."""
    title = next((child.astext() for child in section.children if isinstance(child, nodes.title)), "")
    return str(section.get(HEADING, title))


def cut_status(title: nodes.Element) -> str | None:
    """Take "(informative)" off the title of an annex: it stands on a line of its own."""
    first = title[0] if title.children else None
    if not isinstance(first, nodes.inline) or "annex-status" not in first["classes"]:
        return None
    title.remove(first)
    if title.children and isinstance(title[0], nodes.Text):
        title.replace(title[0], nodes.Text(title[0].astext().lstrip()))
    return first.astext().strip("()")
