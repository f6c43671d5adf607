"""Terminological entries in plain markup: subclauses of "Terms and definitions" without a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.model.terms import names_term, spellings
from sphinx_dlmsprofile.rendering.classes import PART_CLASS, TERM_CLASS
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.record_node import Target, dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_language import source_words
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


_TERMS = next(clause for top in CLAUSES for clause in top.walk() if clause.number == "3.1")
_SMALL = regex(r"EXAMPLE\b|Note\s+\d+\s+to\s+entry\b")


class MarkTerms(SphinxTransform):
    """Gives them the form of those that the directive makes, and lets references find them."""

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Mark each subclause that has no subclauses of its own."""
        if not self.config.dlms_standard:
            return
        for home in list(self._homes()):
            _lift(home)
            self._mark(home)

    def _homes(self) -> Iterator[nodes.section]:
        for section in nodes_in(self.document, nodes.section):
            title = _title(section)
            if title is not None and _TERMS.has_title(source_words(title)):
                yield section

    def _mark(self, home: nodes.section) -> None:
        for section in nodes_in(home, nodes.section):
            title = _title(section)
            is_leaf = not any(isinstance(child, nodes.section) for child in section.children)
            is_plain = section is not home and section["ids"] and TERM_CLASS not in section["classes"]
            if title is None or not is_leaf or not is_plain or not names_term(source_words(title)):
                continue
            section["classes"].append(TERM_CLASS)
            for paragraph in section.findall(nodes.paragraph):
                if _SMALL.match(source_words(paragraph)):
                    paragraph["classes"].append(PART_CLASS)
            section.append(dlms_records((), (Target("term", spellings(source_words(title)), section["ids"][0]),)))


def _lift(home: nodes.section) -> None:
    """Put entries that a directive made after the plain one that they follow: the parser puts them into it."""
    for section in nodes_in(home, nodes.section):
        below = [child for child in section.children if isinstance(child, nodes.section)]
        made = [child for child in below if TERM_CLASS in child["classes"]]
        definition = next((child for child in section.children if isinstance(child, nodes.paragraph)), None)
        # What heads a group of terms has no text, or whole sentences.
        if section is home or definition is None or source_words(definition).endswith((".", ":")):
            continue
        place = section.parent.index(section) + 1
        for entry in made:
            section.remove(entry)
        section.parent[place:place] = made


def _title(section: nodes.section) -> nodes.title | None:
    return next((child for child in section.children if isinstance(child, nodes.title)), None)
