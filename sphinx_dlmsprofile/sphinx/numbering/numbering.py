"""Numbers of clauses, annexes, figures and tables for all of Sphinx' builders.

Sphinx numbers sections below ``:numbered:`` toctrees and knows no annexes. Our collector takes the place
of its own: it fills ``env.toc_secnumbers``, ``env.toc_fignumbers``, ``env.tocs`` and ``env.titles``, from
which HTML, single HTML and text take their numbers, without reading any doctree back.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.addnodes import compact_paragraph
from sphinx.domains.std import StandardDomain
from sphinx.environment.collectors.toctree import TocTreeCollector

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.sphinx.common.build_memo import forget
from sphinx_dlmsprofile.sphinx.common.packed import Packed
from sphinx_dlmsprofile.sphinx.numbering.counting import Contents, Numbering, count
from sphinx_dlmsprofile.sphinx.numbering.pages import PageKeeper
from sphinx_dlmsprofile.sphinx.numbering.references import CLAUSE_FORMAT
from sphinx_dlmsprofile.sphinx.numbering.store import store_of
from sphinx_dlmsprofile.sphinx.reading.outline import Inclusion, Part, without_top_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.outline import Child, Outline


def caption_formats(language: str | None) -> dict[str, str]:
    """What stands before a caption, unless ``numfig_format`` says otherwise."""
    words = number_words(language)
    kinds = {"figure": words.figure, "table": words.table, "code-block": words.listing}
    return {kind: f"{word} %s \u2013" for kind, word in kinds.items()}


class NumberingCollector(TocTreeCollector):
    """Sphinx' collector of tables of contents, with the numbers of a standard.

    Where ``dlms_standard`` is off it does what Sphinx does.
    """

    def __init__(self) -> None:
        self.pages = PageKeeper()
        self._numbering = Numbering()

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a document that will be read again or is gone."""
        super().clear_doc(app, env, docname)
        store = store_of(env)
        if store.outlines.drop(docname):
            store.stale = True

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader has read."""
        super().merge_other(app, env, docnames, other)
        store, outlines = store_of(env), store_of(other).outlines
        for docname in docnames:
            if docname in outlines:
                store.outlines.take(docname, outlines)
                store.fresh.add(docname)
                store.stale = True

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Take the table of contents and the outline of a document that has just been read."""
        super().process_doc(app, doctree)
        env = app.env
        if not env.config.dlms_standard:
            return
        docname = env.docname
        first = env.tocs[docname].next_node(compact_paragraph)
        # Objects described above the first heading take the place without anchor.
        named_top = first is None or not first.get("skip_section_number")
        store = store_of(env)
        outline = store.outlines[docname]
        if set(env.toctree_includes.get(docname, ())) - set(_included(outline.children)):
            _add_toctrees(outline, doctree)
            store.outlines[docname] = outline
        if named_top:
            outline = store.outlines[docname] = without_top_anchor(outline)
        for part in _parts(outline.children):
            if part.shown and (part.kind is SectionKind.ANNEX or _has_note(doctree, part)):
                _rename(env, docname, part)
        store.fresh.add(docname)
        store.stale = True

    def get_updated_docs(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Give all numbers anew if a document was read, and return the documents whose pages show old ones."""
        if not env.config.dlms_standard:
            return super().get_updated_docs(app, env)
        store = store_of(env)
        if store.stale:
            self._numbering = count(store.outlines, env.config.root_doc, number_words(env.config.language).annex)
            store.printed = Packed(self._numbering.printed)
            documents = tuple(self._numbering.documents)
            footnotes = accumulate((store.outlines[docname].footnotes for docname in documents), initial=0)
            tree, captions = tuple(self._numbering.tree), tuple(self._numbering.exhibits)
            contents = Contents(documents, tree, tuple(footnotes), captions)
            # Equal values can have other octets; what has not changed keeps its own, and is not judged again.
            if store.contents.get("") != contents:
                store.contents[""] = contents
            self.assign_section_numbers(env)
            self.assign_figure_numbers(env)
            # The order of the documents may be another one now.
            forget(env)
            store.pages = {}
            store.fresh.clear()
            store.stale = False
        return self.pages.outdated(app)

    def assign_section_numbers(self, env: BuildEnvironment) -> list[str]:
        """Write the numbers of sections where Sphinx keeps them; returns the documents where they changed."""
        if not env.config.dlms_standard:
            return super().assign_section_numbers(env)
        old, new = env.toc_secnumbers, self._numbering.sections
        env.toc_secnumbers = new  # type: ignore[assignment]
        changed = [docname for docname in env.tocs if new.get(docname) != old.get(docname)]
        for docname in {*changed, *store_of(env).fresh} & set(env.tocs):
            numbers = new.get(docname, {})
            entries = list(env.tocs[docname].findall(nodes.reference))
            for entry in entries:
                entry["secnumber"] = numbers.get(entry["anchorname"]) or None
            env.titles[docname]["secnumber"] = entries[0]["secnumber"] if entries else None
        return changed

    def assign_figure_numbers(self, env: BuildEnvironment) -> list[str]:
        """Write the numbers of figures and tables where Sphinx keeps them; returns the documents where they changed."""
        if not env.config.dlms_standard:
            return super().assign_figure_numbers(env)
        old, new = env.toc_fignumbers, self._numbering.captions
        env.toc_fignumbers = new  # type: ignore[assignment]
        return [docname for docname in env.tocs if new.get(docname) != old.get(docname)]


def _parts(children: list[Child]) -> Iterator[Part]:
    for child in children:
        if isinstance(child, Part):
            yield child
            yield from _parts(child.children)


def _included(children: list[Child]) -> Iterator[str]:
    """The documents that the toctrees of an outline name."""
    for child in children:
        if isinstance(child, Part):
            yield from _included(child.children)
        elif isinstance(child, Inclusion):
            yield from child.docnames


def _add_toctrees(outline: Outline, doctree: nodes.document) -> None:
    """Add toctrees that another extension has put into a document after it was harvested."""
    parts = {part.ids[0]: part for part in _parts(outline.children) if part.ids}
    for toctree in doctree.findall(addnodes.toctree):
        inclusion = Inclusion(tuple(docname for _title, docname in toctree["entries"]))
        home = toctree.parent
        while not isinstance(home, (nodes.section, nodes.document)):
            home = home.parent
        part = parts.get(home["ids"][0]) if isinstance(home, nodes.section) and home["ids"] else None
        children = part.children if part else outline.children
        if inclusion not in children:
            children.append(inclusion)


def _has_note(doctree: nodes.document, part: Part) -> bool:
    """Whether a footnote stands in the title of a section."""
    section = doctree.ids.get(part.ids[0]) if part.ids else None
    title = section.children[0] if section is not None and section.children else None
    return any(isinstance(child, nodes.footnote_reference) for child in getattr(title, "children", ()))


def _rename(env: BuildEnvironment, docname: str, annex: Part) -> None:
    """Let ``:ref:`` and MyST's links to an annex show its title alone, without "(informative)"; notes likewise."""
    std = env.get_domain("std")
    assert isinstance(std, StandardDomain)  # noqa: S101  Sphinx' own
    for name, (owner, anchor, _title) in list(std.labels.items()):
        if owner == docname and anchor in annex.ids:
            std.labels[name] = owner, anchor, annex.shown
    slugs: Any = env.metadata[docname].get("myst_slugs")
    if isinstance(slugs, dict):
        for slug, (line, anchor, _title) in list(slugs.items()):
            if anchor in annex.ids:
                slugs[slug] = line, anchor, annex.shown


def numbers_in_search(app: Sphinx, written: AbstractSet[str]) -> None:
    """Put the numbers before the titles in the search index, as they stand in the pages."""
    indexer = getattr(app.builder, "indexer", None)
    titles, all_titles = getattr(indexer, "_titles", None), getattr(indexer, "_all_titles", None)
    if titles is None or all_titles is None:
        return
    for docname in written & set(titles) & set(all_titles):
        shown = _shown_numbers(app.builder.env, docname)
        titles[docname] = _numbered(shown.get(None), titles[docname])
        all_titles[docname] = [(_numbered(shown.get(anchor), title), anchor) for title, anchor in all_titles[docname]]


def _shown_numbers(env: BuildEnvironment, docname: str) -> dict[str | None, str]:
    """What stands before the titles and captions of a page, by first id; None for that of the page."""
    store = store_of(env)
    outline = store.outlines.get(docname)
    shown: dict[str | None, str] = {}
    if outline is None:
        return shown
    numbers: Any = env.toc_secnumbers.get(docname, {})
    for part in _parts(outline.children):
        if part.ids:
            shown[part.ids[0]] = ".".join(map(str, numbers.get(part.anchor, ())))
    for kind, captions in env.toc_fignumbers.get(docname, {}).items():
        pattern = env.config.numfig_format.get(kind, "%s")
        shown |= {anchor: pattern % ".".join(map(str, number)) for anchor, number in captions.items()}
    shown[None] = ".".join(map(str, env.titles[docname].get("secnumber") or ()))
    return shown


def _numbered(number: str | None, title: str) -> str:
    # Sphinx 8 puts the title of a page there as HTML, with its number.
    return f"{number} {title}" if number and "section-number" not in title else title


def set_defaults(_app: Sphinx, config: Config) -> None:
    """Put the defaults of a standard in place of Sphinx' own; what the author sets is kept.

    Done before the environment compares the configuration, always alike: so nothing is built again for it.
    """
    if not config.dlms_standard:
        return
    config.numfig = True
    config.numfig_format = {**caption_formats(config.language), "section": CLAUSE_FORMAT, **config.numfig_format}
    for name in ("html_secnumber_suffix", "text_secnumber_suffix"):
        if config[name] == config.values[name].default:
            setattr(config, name, " ")


def take_over(app: Sphinx, collector: NumberingCollector) -> None:
    """Let our collector be the only one of its kind."""
    for listener in list(app.events.listeners["env-get-updated"]):
        other = getattr(listener.handler, "__self__", None)
        if isinstance(other, TocTreeCollector) and other is not collector:
            other.disable(app)
    if collector.listener_ids is None:
        collector.enable(app)


def setup(app: Sphinx) -> None:
    """Put our collector in the place of Sphinx' own."""
    collector = NumberingCollector()
    take_over(app, collector)

    def stay(app: Sphinx) -> None:
        if app.config.dlms_standard:
            take_over(app, collector)

    # Who else has put a collector into its place has done so in its setup.
    app.connect("builder-inited", stay)
    pages = collector.pages
    pages.setup(app)

    def collect_pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
        if app.config.dlms_standard:
            numbers_in_search(app, pages.written)
        return []

    # Before Sphinx completes numfig_format (800).
    app.connect("config-inited", set_defaults, priority=700)
    app.connect("html-collect-pages", collect_pages)
