"""What stands on the first page beside the contents: where it comes from, and the lists of figures and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.sphinx.numbering.single_page import address
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.sphinx.pages.provenance import revision_of
from sphinx_dlmsprofile.sphinx.pages.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class Entry(NamedTuple):
    """A figure or table: its label, "Table 18", its title and where it is."""

    label: str
    title: str
    uri: str


class Listing(NamedTuple):
    """The list of all figures, or of all tables."""

    title: str
    entries: tuple[Entry, ...]


def lists(app: Sphinx, pagename: str) -> Iterator[Listing]:
    """The lists that are not empty, with links from a page."""
    env = app.builder.env
    words = number_words(env.config.language)
    for kind, title, label in (("figure", say("Figures"), words.figure), ("table", say("Tables"), words.table)):
        entries = tuple(
            Entry(
                f"{label} {caption.number}",
                caption.title,
                address(app, pagename, caption.docname, caption.ids[0]),
            )
            for caption in contents_of(env).captions
            if caption.kind == kind
        )
        if entries:
            yield Listing(title, entries)


def provenance(app: Sphinx) -> Iterator[str]:
    """Edition, stage, date and revision of the sources, as far as they are known."""
    standing = standing_of(app.builder.env)
    if standing.edition:
        yield say("Edition {}", standing.edition)
    yield say("Final text") if standing.is_final else say("Draft")
    revision = revision_of(app)
    if date := app.config.today or (revision.date if revision else ""):
        yield str(date)
    if revision:
        yield say("Source {} with later changes" if revision.changed else "Source {}", revision.commit)


def shown_in(env: BuildEnvironment, docname: str) -> object:
    """The first page shows all captions."""
    return contents_of(env).captions if docname == env.config.root_doc else None
