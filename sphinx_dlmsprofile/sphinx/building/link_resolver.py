"""To what number a cross-reference leads, when all numbers are known.

Documents are not read again for it: what a label leads to is known from the outlines.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.nodes import make_id
from sphinx.domains.math import MathDomain
from sphinx.domains.std import StandardDomain
from sphinx.util import docname_join

from sphinx_dlmsprofile.model.provision import CONSTANT_LINK
from sphinx_dlmsprofile.model.typed import NumberedLabel
from sphinx_dlmsprofile.sphinx.building.constants import constant_values
from sphinx_dlmsprofile.sphinx.numbering.references import printed_label, reference_format
from sphinx_dlmsprofile.sphinx.numbering.store import store_of
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.names import fold_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.prose import Link
    from sphinx_dlmsprofile.sphinx.numbering.counting import Contents

_LABELS = frozenset({"ref", "numref", "any", "myst", "keyword"})
_DOCUMENTS = frozenset({"doc", "docname"})
_CITATION = "citation:ref"
_FORMULAE = frozenset({"math:eq", "math:numref", "eq"})


class LinkResolver:
    """Says to what number a link leads."""

    def __init__(self, env: BuildEnvironment, contents: Contents) -> None:
        """Take what is known of labels and numbers."""
        std = env.get_domain("std")
        assert isinstance(std, StandardDomain)  # noqa: S101  Sphinx' own
        self._std = std
        self._env = env
        self._printed = store_of(env).printed
        self._tops: dict[str, set[str]] = {}
        for section in contents.tree:
            if section.level:
                self._tops.setdefault(section.docname, set()).add(section.number.partition(".")[0])

    def resolved(self, link: Link) -> Link:
        """The link with its number, if it has one."""
        number = self._number(link)
        return replace(link, number=number) if number else link

    def shown(self, link: Link) -> str:
        """What it reads: "Figure 2", "5.2", "(3)", "30 s" of a constant, a title; its label where none fits."""
        if link.kind == CONSTANT_LINK:
            return constant_values(self._env).get(fold_case(link.target), link.target)
        if link.kind in _DOCUMENTS:
            title = self._env.titles.get(self._document(link))
            return title.astext() if title else link.target
        label = self._std.labels.get(link.target) or self._std.anonlabels.get(link.target)
        if (link.kind in _FORMULAE or not label) and (formula := self._formula(link.target)):
            return formula
        if not label and (slug := self._slug(link)):
            return str(slug[2])
        printed = self._printed.get(label[0], {}).get(label[1]) if label else None
        words = f"[{link.target}]" if link.kind == _CITATION else link.target
        name = label[2] if label and len(label) > 2 else words  # noqa: PLR2004  a label with a title
        if link.kind != "numref" or not printed or not printed.number:
            return name
        return reference_format(self._env.config, printed, name).replace("%s", printed.number)

    def _formula(self, label: str) -> str:
        """What a reference to a formula reads; "" where there is none of this label."""
        math = self._env.get_domain("math")
        assert isinstance(math, MathDomain)  # noqa: S101  Sphinx' own
        docname, count = math.equations.get(label, ("", None))
        printed = self._printed.get(docname, {}).get(make_id(f"equation-{label}"))
        number = printed.number if printed else count
        try:
            return (self._env.config.math_eqref_format or "({number})").format(number=number) if number else ""
        except (KeyError, IndexError, ValueError):
            return f"({number})"  # Sphinx says what is wrong with the format

    def label(self, docname: str, identifier: str) -> str:
        """What is printed before a caption, as "Figure 2", or beside a formula, as "(3)"; "" without a number."""
        printed = self._printed.get(docname, {}).get(identifier)
        return printed_label(self._env.config, printed) if printed and printed.number else ""

    def labels(self) -> Iterator[NumberedLabel]:
        """The labels that lead to a number, in their order."""
        named = ((label, found[:2]) for label, found in self._std.anonlabels.items())
        formulae = self._env.domaindata["math"].get("objects", {}).items()
        marked = ((label, (docname, make_id(f"equation-{label}"))) for label, (docname, _) in formulae)
        for label, (docname, identifier) in sorted((*named, *marked)):
            printed = self._printed.get(docname, {}).get(identifier)
            if printed and printed.number:
                at = Location(relative_source(str(self._env.doc2path(docname)), Path(self._env.srcdir), docname), 1)
                yield NumberedLabel(
                    at=at,
                    label=label,
                    kind=printed.kind,
                    number=printed.number,
                    printed=self.label(docname, identifier),
                )

    def _number(self, link: Link) -> str | None:
        if link.kind in _DOCUMENTS:
            return self._only_top(self._document(link))
        if link.kind not in _LABELS:
            return None
        label = self._std.labels.get(link.target) or self._std.anonlabels.get(link.target)
        docname, anchor = label[:2] if label else (link.document, self._anchor(link))
        printed = self._printed.get(docname, {}).get(anchor)
        return printed.number if printed and printed.number else self._only_top(docname)

    @staticmethod
    def _document(link: Link) -> str:
        return link.target if link.kind == "docname" else docname_join(link.document, link.target)

    def _slug(self, link: Link) -> Any:
        """What MyST knows of a heading that is named by its words: line, id, title; None if it is not one."""
        slugs: Any = self._env.metadata.get(link.document, {}).get("myst_slugs")
        return slugs.get(link.target) if isinstance(slugs, dict) else None

    def _anchor(self, link: Link) -> str:
        slug = self._slug(link)
        return str(slug[1]) if slug else link.target

    def _only_top(self, docname: str) -> str | None:
        """The one clause or annex that a document holds."""
        tops = self._tops.get(docname, set())
        return next(iter(tops)) or None if len(tops) == 1 else None
