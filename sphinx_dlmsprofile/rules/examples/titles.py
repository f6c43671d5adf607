"""What the titles in Annex A say (template: Annex A)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_VAGUE = regex(
    r"(?:examples?|samples?|(?:(?:example|sample|message) )?(?:APDU|message|frame|telegram|exchange))"
    r"(?:[ -](?:no\.? ?|#)?(?:[0-9]+|[A-Z]|[IVX]+))?",
    re.IGNORECASE,
)


@rule("example-title-vague", "Annex A", WARNING)
def example_title_vague(project: Project) -> Iterator[Fault]:
    """A title in Annex A does not say what its example shows.

    Readers look through the titles for the case that they have. "Example 1" is that of any. Titles of subclauses are
    judged, and captions of examples and exchanges.

    Bad (in Annex A)::

        .. apdu-example:: Example 1

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    for at, title in _titles(project):
        if _VAGUE.fullmatch(" ".join(title.split()).rstrip(".:")):
            yield Fault(at, f'"{title}" does not say what the example shows: name that, as in "Reading the clock"')


def _titles(project: Project) -> Iterator[tuple[Location, str]]:
    annex = home(project, "A")
    if annex is None:
        return
    inside = {id(part) for part in annex.walk()}
    yield from ((part.at, part.title) for part in annex.walk() if part is not annex)
    examples: tuple[ApduExample | Exchange, ...] = (*project.of(ApduExample), *project.of(Exchange))
    for record in examples:
        if record.caption and id(record.clause) in inside:
            yield record.caption.at, record.caption.value
