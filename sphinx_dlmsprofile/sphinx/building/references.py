"""References that lead nowhere, judged without writing a page.

Who resolves references when pages are written is asked the same before: the domains, and whoever knows of targets
elsewhere, such as intersphinx. Nothing is opened for it but what was kept of the references themselves.
"""

from __future__ import annotations

import warnings
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util import docname_join
from sphinx.util.logging import suppress_logging

from sphinx_dlmsprofile.sphinx.building.domain import domain_of
from sphinx_dlmsprofile.sphinx.building.record_query import targets_of
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of, store_of
from sphinx_dlmsprofile.sphinx.reading.notices import Notice, notice_of
from sphinx_dlmsprofile.sphinx.reading.standard_role import CITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.notices import Pending
    from sphinx_dlmsprofile.text.location import Location

_OF_STD = frozenset({"", "std"})
_LABELLED = frozenset({"ref", "numref", "keyword", "any", "myst"})


class Unresolved(NamedTuple):
    """A reference that would be warned of, and what would be said; it is ``undefined`` unless something else is meant.

    ``role`` is what an author would write for it, ``names`` what it could have meant. It is ``numberless`` if it asks
    for the number of what has none.
    """

    at: Location
    role: str
    target: str
    notice: Notice
    undefined: bool = True
    names: frozenset[str] = frozenset()
    numberless: bool = False


class References:
    """Knows what the references of documents lead to."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Take what is known of labels, documents and numbers."""
        std = env.get_domain("std")
        assert isinstance(std, StandardDomain)  # noqa: S101  Sphinx' own
        self._env = env
        self._std = std
        self._printed = store_of(env).printed
        self._reached = frozenset(contents_of(env).documents)

    def unresolved(self, docname: str, pending: Iterable[Pending]) -> Iterator[Unresolved]:
        """The references of a document that Sphinx would warn of, in their order."""
        asked = []
        for each in pending:
            if self._is_unnumbered(each.attributes):
                yield self._unnumbered(each)
            elif not self._is_known(docname, each.attributes):
                asked.append(each)
        if asked:
            for each, notice in self._notices(docname, asked):
                kind, target = each.attributes["reftype"], each.attributes["reftarget"]
                domain = each.attributes.get("refdomain") or "std"
                role = kind if domain in {"std", "doc"} else domain if kind == "ref" else f"{domain}:{kind}"
                names = self._names(domain, kind, docname)
                if place := each.attributes.get("reftargetid"):
                    # MyST's way to a place in another document.
                    names = self._places_in(target) if target in self._env.all_docs else names
                    target = place if target in self._env.all_docs else target
                undefined = notice.subtype not in {"xref_ambiguous", "iref_ambiguous"} and (
                    notice.type in {"ref", "myst"} and "more than one target" not in notice.message
                )
                yield Unresolved(each.at, role, target, notice, undefined, names)

    def _is_known(self, docname: str, attributes: dict[str, Any]) -> bool:
        """Whether a reference is one of the many that lead to a label or document of the standard itself."""
        kind, target = attributes.get("reftype", ""), attributes.get("reftarget", "")
        if attributes.get("refdomain") == "dlms":
            return CITED in attributes or domain_of(self._env).is_answered(kind, target)
        if attributes.get("refdomain", "") not in _OF_STD:
            return False
        if kind == "ref":
            return target in (self._std.anonlabels if attributes.get("refexplicit") else self._std.labels)
        if kind == "numref":
            return self._place(target) is not None
        if kind == "doc":
            return docname_join(attributes.get("refdoc", docname), target) in self._env.all_docs
        return False

    def _place(self, label: str) -> tuple[str, str] | None:
        """The document and id that a label stands for."""
        found = self._std.labels.get(label) or self._std.anonlabels.get(label)
        return (found[0], found[1]) if found else None

    def _is_unnumbered(self, attributes: dict[str, Any]) -> bool:
        """Whether a reference asks for the number of what has none; Sphinx would open documents to see that."""
        if attributes.get("reftype") != "numref":
            return False
        place = self._place(attributes.get("reftarget", ""))
        return bool(place and place[0] in self._reached and place[1] not in self._printed.get(place[0], {}))

    def _unnumbered(self, each: Pending) -> Unresolved:
        target = each.attributes["reftarget"]
        words = str(get_translation("sphinx", "console")("undefined label: %r")) % target
        notice = Notice(each.at.source, each.at.line, words, "ref", "numref", "number", nodes.make_id(target))
        return Unresolved(each.at, "numref", target, notice, numberless=True)

    def _notices(self, docname: str, asked: list[Pending]) -> Iterator[tuple[Pending, Notice]]:
        from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver  # noqa: PLC0415  where it is not at once clear

        # Transforms ask a document for no more than this.
        settings: Any = SimpleNamespace(env=self._env, language_code="en")
        document = nodes.document(settings, None)  # type: ignore[arg-type]
        document["source"] = str(self._env.doc2path(docname))
        for number, each in enumerate(asked, 1):
            words = nodes.inline("", each.attributes.get("reftarget", ""))
            node = addnodes.pending_xref("", words, refdoc=docname, **_plain(each.attributes))
            node.source, node.line = document["source"], number
            document += nodes.paragraph("", "", node)
        current = self._env.current_document
        before, current.docname = current.docname, docname
        try:
            # MyST asks for what Sphinx will take away.
            with suppress_logging() as heard, warnings.catch_warnings(action="ignore"):
                MystReferenceResolver(document).run()
                ReferencesResolver(document).run()
                records = heard.clear()
        finally:
            current.docname = before
        for record in records:
            notice = notice_of(record, self._env, docname)
            if notice and 0 < notice.line <= len(asked):
                yield asked[notice.line - 1], notice

    def _names(self, domain: str, kind: str, docname: str) -> frozenset[str]:
        """What a reference of a kind could have named."""
        if domain == "dlms":
            return frozenset(
                name for _, target in targets_of(self._env) if target.kind == kind for name in target.names
            )
        if domain == "doc" or kind == "doc":
            return frozenset(self._env.all_docs)
        if kind in _LABELLED:
            return frozenset({*self._std.labels, *self._std.anonlabels, *self._places_in(docname)})
        known = self._env.domains.get(domain)
        return frozenset(name for name, *_ in known.get_objects()) if known else frozenset()

    def _places_in(self, docname: str) -> frozenset[str]:
        """The places in a document that MyST names by the words of their headings."""
        slugs: Any = self._env.metadata.get(docname, {}).get("myst_slugs")
        return frozenset(slugs) if isinstance(slugs, dict) else frozenset()


def _plain(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if name != "refdoc"}
