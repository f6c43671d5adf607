"""The search finds exact numbers first, and that of an incremental build is that of a clean one.

What somebody looks for as "6.2" or "Table 18" are numbers that Sphinx gives, and does not search for. It reads the
search index of the last build back without the entries of the index, so that those of all pages that are not written
again are lost, and leaves words in it that no page has any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.index_entries import split_index_msg

from sphinx_dlmsprofile.sphinx.numbering.references import printed_label
from sphinx_dlmsprofile.sphinx.numbering.store import store_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.reading.outline import Printed

_OUT_OF_SEARCH = frozenset({"nosearch", "no-search"})
"""What a page says of itself that is not to be found."""


def complete(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Put in what Sphinx has forgotten, take out what is gone; there are no pages to add.

    All is in the process that writes the index: parallel writers know nothing of it.
    """
    indexer = getattr(app.builder, "indexer", None)
    entries, titles = getattr(indexer, "_index_entries", None), getattr(indexer, "_titles", None)
    if entries is None or titles is None:
        return []
    entries.clear()
    known = app.env.domaindata["index"]["entries"]
    for docname in sorted(titles):
        if docname in app.env.all_docs and _OUT_OF_SEARCH.isdisjoint(app.env.metadata.get(docname, ())):
            entries[docname] = sorted({*_searched(known.get(docname, ())), *_numbers(app.env, docname)})
    for name in ("_mapping", "_title_mapping"):
        words = getattr(indexer, name, {})
        for word in [word for word, docnames in words.items() if not docnames & app.env.all_docs.keys()]:
            del words[word]
    return []


def _numbers(env: BuildEnvironment, docname: str) -> Iterator[tuple[str, str, str]]:
    """The numbers of clauses, tables and figures as entries, which rank by how much of them is asked for."""
    told: set[Printed] = set()
    for identifier, printed in store_of(env).printed.get(docname, {}).items():
        if printed.number and printed not in told:
            told.add(printed)
            words = {printed_label(env.config, printed), *([printed.number] if printed.kind == "section" else ())}
            yield from ((each, identifier, "main") for each in words)  # "18" alone is the number of a clause


def _searched(entries: Iterable[tuple[str, str, str, str, str | None]]) -> set[tuple[str, str, str]]:
    """The entries of a document as its search has them."""
    found: set[tuple[str, str, str]] = set()
    for kind, value, target, main, _ in entries:
        try:
            parts = split_index_msg(kind, value)
        except ValueError:
            continue
        # As Sphinx: of two words of which one refers to the other, the first.
        found |= {(part, target or "", main) for part in parts}
    return found


def setup(app: Sphinx) -> None:
    """Complete it when all pages are written, and the index is not."""
    app.connect("html-collect-pages", complete)
