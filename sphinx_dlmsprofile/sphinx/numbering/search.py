"""The search of an incremental build is that of a clean one.

Sphinx reads the search index of the last build back without the entries of the index, so that those of all pages
that are not written again are lost, and leaves words in it that no page has any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

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
            entries[docname] = _searched(known.get(docname, ()))
    for name in ("_mapping", "_title_mapping"):
        words = getattr(indexer, name, {})
        for word in [word for word, docnames in words.items() if not docnames & app.env.all_docs.keys()]:
            del words[word]
    return []


def _searched(entries: Iterable[tuple[str, str, str, str, str | None]]) -> list[tuple[str, str, str]]:
    """The entries of a document as its search has them."""
    found: set[tuple[str, str, str]] = set()
    for kind, value, target, main, _ in entries:
        try:
            parts = split_index_msg(kind, value)
        except ValueError:
            continue
        # As Sphinx: of two words of which one refers to the other, the first.
        found |= {(part, target or "", main) for part in parts}
    return sorted(found)


def setup(app: Sphinx) -> None:
    """Complete it when all pages are written, and the index is not."""
    app.connect("html-collect-pages", complete)
