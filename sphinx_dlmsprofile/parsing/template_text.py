"""The directive ``template-text``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.template_text import TemplateText
from sphinx_dlmsprofile.template.fingerprints import fingerprints
from sphinx_dlmsprofile.text.names import closest_word, suggest

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

OPTIONS = ("class",)

GROUPS = {"introduction": "introduction", "scope": "1", "references": "2", "terms": "3.1", "annex-b": "B"}
"""What the argument may say for all paragraphs of a clause."""


def paragraphs_of(argument: str) -> tuple[str, ...]:
    """The ids of the paragraphs that an argument names, none if it does not name any."""
    known = fingerprints().paragraphs
    if clause := GROUPS.get(argument):
        return tuple(paragraph.id for paragraph in known if paragraph.clause == clause)
    return tuple(paragraph.id for paragraph in known if paragraph.id == argument)


def parse_template_text(source: DirectiveSource, reader: BodyReader, available: Collection[str]) -> TemplateText:
    """Read it; ``available`` are the paragraphs that the author's local file has."""
    reader.options(source, OPTIONS)
    reader.nothing_below(source, "template-text takes no text below it: the wording is that of the template")
    argument = source.argument.value.strip() if source.argument else ""
    wanted = paragraphs_of(argument)
    if not wanted:
        names = (*GROUPS, *(paragraph.id for paragraph in fingerprints().paragraphs))
        advice = suggest(closest_word(argument, names), f"write {', '.join(GROUPS)}, or the id of one paragraph")
        at = source.argument.at if source.argument else source.at
        problem = f'the template has no wording "{argument}"' if argument else "template-text names what to insert"
        reader.fault("body-value-type", at, f"{problem}: {advice}")
    return TemplateText(
        at=source.at,
        inserted=tuple(name for name in wanted if name in available),
        absent=tuple(name for name in wanted if name not in available),
    )
