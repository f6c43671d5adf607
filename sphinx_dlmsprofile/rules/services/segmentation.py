"""Segmentation of long messages below the application layer (template: 7.5): where it is specified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import answer, sentences_in, usual_signs
from sphinx_dlmsprofile.analysis.listed_layers import roles_named, words
from sphinx_dlmsprofile.analysis.stacks import lower_layers, stacks
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.prose import Link, TextKind
from sphinx_dlmsprofile.model.value_table import LongMessages
from sphinx_dlmsprofile.rules.rule import ADVICE, Fault, rule
from sphinx_dlmsprofile.text.citations import find_citations
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.text.location import Location

_SPECIFIED_IN = ("5.3", "5.4")
_NO_TEXT = {TextKind.TITLE, TextKind.FIGURE, TextKind.CAPTION, TextKind.NOTE, TextKind.EXAMPLE}
_SEGMENTATION = regex(
    r"\b(?:segment(?:s|ed|ing|ation)?|fragment(?:s|ed|ing|ation)?|re-?assembl\w+|SAR)\b", re.IGNORECASE
)
_BELOW = regex(
    r"\b(?:adaptation|convergence|lower|underlying)[ -](?:(?:protocol|communication)[ -])?(?:sub)?layers?\b",
    re.IGNORECASE,
)
"""Layers that the profile specifies itself, or leaves open; any other is found by its name, in its standard."""

_DENIED = regex(
    r"\b(?:not?|never|neither|nor|without|none|nothing|cannot|instead|avoid\w*|prevent\w*)\b", re.IGNORECASE
)
_LEADS_ON = regex(
    r"\b(?:sub)?clauses? (?:[A-Z]\.)?[0-9]|\b[Aa]nnex(?:es)? [A-Z]\b|\b(?:table|figure)s? (?:[A-Z]\.)?[0-9]"
    r"|\b(?:see|in|by|to|with|from|and|per) (?:5|[A-Z])(?:\.[0-9]+)+"
    r"|(?<=\()(?:5\.[34]|[A-Z]\.[0-9]+)(?:\.[0-9]+)*(?=\))|(?<![\w.])5\.[34](?:\.[0-9]+)+",
    re.IGNORECASE,
)
"""A clause, annex, table or figure that is referred to by hand."""

_PLACES = frozenset({"ref", "numref", "any", "doc", "docname", "myst"})
_WHOLE = "RFC"
"""Its documents are short, and cited as a whole."""

_UPPER = ("62056-5-3", "62056-4-7", "62056-9-7")
"""Parts that say nothing on segmentation below them."""


@rule("segmentation-reference-missing", "7.5", ADVICE)
def segmentation_reference_missing(project: Project) -> Iterator[Fault]:
    """Subclause 7.5 names segmentation by a lower layer, and does not say where that is specified.

    An implementer has to find the format and the limits of segments. They stand in 5.3 or 5.4, in an annex, or in a
    clause of the standard of that layer: one reference anywhere in 7.5 is enough, and so is the name of a layer for
    which the stack gives a standard.

    Bad (in 7.5)::

        A long APDU is segmented by the adaptation layer.

    Good (in 7.5)::

        A long APDU is segmented by the adaptation layer, see 5.4.
    """
    found = answer(project, "7.5")
    if project.of(LayerStack) and not stacks(project):
        return  # What cannot be read may give the standard.
    if found is None or not any(home(project, number) for number in _SPECIFIED_IN):
        return
    blocks = project.texts_in(found.clause)
    at = _in_records(project, found.clause) or _in_texts(project, blocks)
    if at and not (any(map(_leads_on, blocks)) or _links_elsewhere(project, found.clause, blocks)):
        message = "7.5 names segmentation by a lower layer, and does not say where it is specified"
        yield Fault(at, f"{message}: refer to the subclause of 5.3 or 5.4, or to a clause of the layer's standard")


def _in_records(project: Project, clause: Clause) -> Location | None:
    """The first row of a directive in the clause that says which segmentation of a layer below is used."""
    inside = {id(part) for part in clause.walk()}
    for record in project.of(LongMessages):
        group = record.group("segmentation") if id(record.clause) in inside and not record.unread else None
        for row in group.rows if group and not group.says_none else ():
            if _leaves_open(project, usual_signs(row.words)):
                return row.at
    return None


def _in_texts(project: Project, blocks: tuple[TextBlock, ...]) -> Location | None:
    """The first text with a sentence that says so."""
    for block in blocks:
        if block.kind not in _NO_TEXT:
            for sentence in sentences_in(usual_signs(block.text)):
                if _SEGMENTATION.search(sentence) and _leaves_open(project, sentence):
                    return block.at
    return None


def _leaves_open(project: Project, text: str) -> bool:
    """Whether a text leaves segmentation to a layer below, and not to one whose standard the stack gives."""
    if not _BELOW.search(text) or _DENIED.search(text):
        return False
    layers, said = lower_layers(project), words(text)
    meant = [layer for layer in layers if words(layer.name) and words(layer.name) <= said]
    meant = meant or [layer for layer in layers if layer.role in roles_named(text)]
    return not meant or any(layer.standard is None for layer in meant)


def _leads_on(block: TextBlock) -> bool:
    """Whether a text names a clause of its own document, or of that of a lower layer."""
    cited = [each for each in find_citations(block.text) if not each.designation.number.startswith(_UPPER)]
    return _LEADS_ON.search(usual_signs(block.text)) is not None or any(
        each.clause or each.designation.publisher == _WHOLE for each in cited
    )


def _links_elsewhere(project: Project, clause: Clause, blocks: tuple[TextBlock, ...]) -> bool:
    """Whether a reference in the clause leads to something that is not a table or figure in it."""
    inside = {id(part) for part in clause.walk()}
    own = {fold(block.numbered) for block in blocks if block.numbered}
    links = [link for link in project.of(Link) if id(link.clause) in inside and link.kind in _PLACES]
    return any(fold(link.target) not in own for link in links)
