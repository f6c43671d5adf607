"""The index of a site: what scripts in its pages show and find, as a script that pages load from anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.analysis.name_index import Place
from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.sphinx.links.addresses import Addresses
from sphinx_dlmsprofile.sphinx.links.entries import KINDS, entries_of
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.sphinx.links.page_facts import PageFacts
    from sphinx_dlmsprofile.sphinx.links.provisions import SiteProvisions
    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedSection

NAME = "standard-index.js"
"""In the directory of static files. It is data, and no script of ours."""


class _Site:
    """The pages of a build, with what each shows and uses."""

    def __init__(self, app: Sphinx, facts: Mapping[str, PageFacts]) -> None:
        self._app = app
        self._facts = facts
        self._root = str(app.config.root_doc)
        self._single = output_of(app.builder).in_one_piece
        self._addresses = Addresses(app, self._root)
        self.pages: dict[str, int] = {}
        self._sections = {
            f"{section.docname}#{section.ids[0]}": section for section in contents_of(app.env).tree if section.ids
        }
        self._order = {key: place for place, key in enumerate(self._sections)}
        self._others: dict[tuple[str, str], list[str]] = {}
        for docname, page in facts.items():
            for other, first in page.ids.items():
                self._others.setdefault((docname, first), []).append(other)
        self._used: dict[tuple[str, str], dict[str, None]] = {}
        for page in facts.values():
            for target, sections in page.uses.items():
                docname, _, anchor = target.partition("#")
                used = self._used.setdefault(self.first(Place(docname, anchor)), {})
                used.update(dict.fromkeys(sections))

    def _page(self, docname: str) -> str:
        return self._root if self._single else docname

    def first(self, place: Place) -> tuple[str, str]:
        """The page and the first id there of what has an id."""
        page, anchor = self._page(place.docname), self._addresses.anchor(place)
        facts = self._facts.get(page)
        return page, facts.ids.get(anchor, anchor) if facts else anchor

    def table(self, place: Place) -> tuple[str, str]:
        """The page and the first id of the table that holds it."""
        page, anchor = self.first(place)
        facts = self._facts.get(page)
        return page, facts.tables.get(anchor, "") if facts else ""

    def place(self, place: Place) -> tuple[int, str]:
        """The number of its page, and its id there."""
        page, anchor = self.first(place)
        return self._number(page), anchor

    def _number(self, docname: str) -> int:
        return self.pages.setdefault(docname, len(self.pages))

    def shown(self, place: Place) -> tuple[str, str]:
        """What the page shows of it."""
        page, anchor = self.first(place)
        facts = self._facts.get(page)
        head, body = facts.shows.get(anchor, ("", "")) if facts else ("", "")
        return head, body

    def other_ids(self, place: Place) -> list[str]:
        """The further ids of it, to which references may lead."""
        return self._others.get(self.first(place), [])

    def uses(self, place: Place) -> list[tuple[int, str, str]]:
        """Where it is named, in document order: the page, the id and the number of each section."""
        first = self.first(place)
        used = (key for key in self._used.get(first, ()) if key in self._sections)
        sections = [self._sections[key] for key in sorted(used, key=self._order.__getitem__)]
        return [
            (self._number(self._page(each.docname)), self._id_of(each), each.number or each.shown)
            for each in sections
            if (self._page(each.docname), self._id_of(each)) != first
        ]

    def _id_of(self, section: NumberedSection) -> str:
        return self._addresses.anchor(Place(section.docname, section.ids[0]))

    def address(self, docname: str) -> str:
        """Where a page is, from the root of the site."""
        if self._single:
            return f"{self._root}{self._app.config.html_file_suffix or '.html'}"
        return str(self._app.builder.get_target_uri(docname))


def write_index(app: Sphinx, facts: Mapping[str, PageFacts], provisions: SiteProvisions) -> None:
    """Write it where it has changed."""
    site = _Site(app, facts)
    kinds, known = list(KINDS), entries_of(app.env, provisions.each)
    labels = {site.first(each.place): each.label for each in known if each.kind == "table"}
    entries = []
    for each in known:
        head, body = site.shown(each.place)
        head = each.head or head
        row: list[Any] = [
            kinds.index(each.kind),
            *site.place(each.place),
            each.label,
            head,
            each.body or body.removeprefix(f"{head}, "),
            each.names,
            each.ranges,
            site.uses(each.place),
            each.form,
            each.state,
            site.other_ids(each.place),
            labels.get(site.table(each.place), ""),
        ]
        while not row[-1]:
            row.pop()
        entries.append(row)
    made = {
        "standard": str(app.config.project),
        "kinds": kinds,
        "labels": [say(kind) for kind in KINDS.values()],
        "pages": [site.address(docname) for docname in site.pages],
        "entries": entries,
    }
    text = f"dlmsIndex({json.dumps(made, separators=(',', ':'), ensure_ascii=False)});\n"
    path = Path(app.outdir, "_static", NAME)
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
