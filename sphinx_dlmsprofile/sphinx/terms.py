"""Terminological entries in plain markup: subclauses of "Terms and definitions" without a directive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_dlmsprofile.model.terms import names_term
from sphinx_dlmsprofile.rendering.terms import PART_CLASS, TERM_CLASS
from sphinx_dlmsprofile.sphinx.directives.term import spellings
from sphinx_dlmsprofile.sphinx.records import Target, dlms_records
from sphinx_dlmsprofile.template.outline import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_TERMS = next(clause for top in CLAUSES for clause in top.walk() if clause.number == "3.1")
_SMALL = re.compile(r"EXAMPLE\b|Note\s+\d+\s+to\s+entry\b")


class MarkTerms(SphinxTransform):
    """Gives them the form of those that the directive makes, and lets references find them."""

    # After titles have been read, before labels (850) and collectors (880).
    default_priority: ClassVar[int] = 810

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Mark each subclause that has no subclauses of its own."""
        if not self.config.dlms_standard:
            return
        for section, title in list(self._entries()):
            section["classes"].append(TERM_CLASS)
            for paragraph in section.findall(nodes.paragraph):
                if _SMALL.match(paragraph.astext()):
                    paragraph["classes"].append(PART_CLASS)
            section.append(dlms_records((), (Target("term", spellings(title.astext()), section["ids"][0]),)))

    def _entries(self) -> Iterator[tuple[nodes.section, nodes.title]]:
        for home in self.document.findall(nodes.section):
            title = _title(home)
            if title is None or not _TERMS.has_title(title.astext()):
                continue
            for section in home.findall(nodes.section):
                title = _title(section)
                is_leaf = not any(isinstance(child, nodes.section) for child in section.children)
                is_plain = section is not home and section["ids"] and TERM_CLASS not in section["classes"]
                if title is not None and is_leaf and is_plain and names_term(title.astext()):
                    yield section, title


def _title(section: nodes.section) -> nodes.title | None:
    return next((child for child in section.children if isinstance(child, nodes.title)), None)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(MarkTerms)
