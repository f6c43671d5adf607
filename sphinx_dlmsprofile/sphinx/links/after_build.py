"""When a build ends: whether the index of the site has to be written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.links.facts_log import FactsLog
from sphinx_dlmsprofile.sphinx.links.provisions import forget_provisions, provisions_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.sphinx.links.page_facts import PageFacts


def update_index(app: Sphinx, written: dict[str, PageFacts]) -> None:
    """Write it where pages were written, or a review says something else of provisions than the last one."""
    log, provisions = FactsLog(app), provisions_of(app)
    forget_provisions(app)
    if not written and provisions.made_of and log.made_of == provisions.made_of:
        return
    from sphinx_dlmsprofile.sphinx.links.index_file import write_index  # noqa: PLC0415  where something has changed

    pages = {docname: facts for docname, facts in log.pages.items() if docname in app.env.all_docs} | written
    log.write(pages, *provisions)
    write_index(app, pages, provisions)
