"""Rules on what of the template is still in the text and has to be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.blocks import passages_left, unfilled
from sphinx_dlmsprofile.model.template_text import Guidance
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_title
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.template.placeholders import PLACEHOLDER, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("placeholder-left", "all clauses", ERROR, relaxed_in_draft=True)
def placeholder_left(project: Project) -> Iterator[Fault]:
    """A title, caption, term or text still holds a placeholder.

    The template marks what an author has to fill in with ``<add …>``, ``xxx``, ``XXXX``, ``YYYY``,
    ``x-x``, ``term 1``; authors write ``TBD`` or ``[insert …]``. Code and literals are not searched,
    nor dates such as YYYY-MM-DD, series of parts such as 62056-8-x, and patterns such as
    xxx.xxx.xxx.xxx.

    Bad (in Annex A)::

        Example 1: xxx
        --------------

        The access point polls its meters every TBD minutes.

    Good (in Annex A)::

        Example 1: Reading a register
        -----------------------------

        The access point polls its meters every 15 minutes.
    """
    title_blocks = {
        text.at for title in project.of(ProfileTitle) for text in (title, title.title, title.description) if text
    }
    # A name stands in a row and in a table's title, and is written once.
    told: set[tuple[str, int, tuple[str, ...]]] = set()
    for block, found in project.found(unfilled):
        place = (block.at.source, block.at.line, found)
        if block.at not in title_blocks and place not in told:
            told.add(place)
            yield Fault(block.at, _message(found))
    for title in project.of(ProfileTitle):
        yield from _in_title_block(title)


def _message(found: tuple[str, ...]) -> str:
    quoted = ", ".join(f'"{part}"' for part in found)
    return (
        f"{quoted} is a placeholder: write what belongs there"
        if len(found) == 1
        else (f"{quoted} are placeholders: write what belongs there")
    )


def _in_title_block(title: ProfileTitle) -> Iterator[Fault]:
    """Judge the technology and the description; number, networks and form are left to the rules on titles."""
    read = read_part_title(title.title.value)
    if read and (found := tuple(match[0] for match in PLACEHOLDER.finditer(read.technology))):
        yield Fault(title.title.at, _message(found))
    if title.description and (found := placeholders(title.description.value)):
        yield Fault(title.description.at, _message(found))


@rule("guidance-left", "all clauses", ERROR, relaxed_in_draft=True)
def guidance_left(project: Project) -> Iterator[Fault]:
    """A guidance block of the scaffold is still there.

    ``guidance`` says to the author what a clause has to contain. A draft shows it in a marked box, the
    final document leaves it out: the text itself has to say what the guidance asked for.

    Bad (in 1)::

        .. guidance::

           Say what is out of scope.

    Good (in 1)::

        Radio planning is out of scope.
    """
    for guidance in project.of(Guidance):
        yield Fault(guidance.at, "this guidance is for the author: write what it asks for, then remove the block")


@rule("template-text-left", "all clauses", ERROR)
def template_text_left(project: Project) -> Iterator[Fault]:
    """A passage that the template asks its author to remove is still there.

    The template describes itself and instructs its author; neither belongs in a profile. Such
    passages are recognised by fingerprints, word for word.

    Bad:

    .. code-block:: text

        An instruction of the template, word for word.

    Good:

    .. code-block:: text

        What the instruction asks for.
    """
    for block, passage in project.found(passages_left):
        message = f"this is a passage of the template for its author ({_clause(passage.clause)})"
        yield Fault(block.at, f"{message}: remove it, and write what it asks for")


def _clause(clause: str) -> str:
    if clause == "introduction":
        return "Introduction"
    return f"Annex {clause}" if clause.isalpha() else f"clause {clause}"
