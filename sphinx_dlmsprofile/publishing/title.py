"""The title of a standard in its elements, for every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_dlmsprofile.locale import is_english, say
from sphinx_dlmsprofile.model.title import SUITE_TITLE, Deliverable, ProfileTitle
from sphinx_dlmsprofile.rendering.plain_text import without_markup

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_dlmsprofile.model.project import Project

_BETWEEN = " – "


class Title(NamedTuple):
    """``series`` and ``part`` as they are printed; ``deliverable`` and ``edition`` "" where they are not given.

    ``is_given`` says that they come from a title block, ``source`` is all of it in the language of the source.
    """

    series: str
    part: str
    deliverable: str
    edition: str
    language: str
    is_given: bool
    source: str = ""

    @property
    def intro(self) -> str:
        """The element that all parts of the series have in common first."""
        return self.series.partition(_BETWEEN)[0] if _BETWEEN in self.series else ""

    @property
    def main(self) -> str:
        """The main element: the rest of the series' title, or the title where there is no series."""
        return self.series.partition(_BETWEEN)[2] or self.series or self.part

    @property
    def complement(self) -> str:
        """The element of the part."""
        return self.part if self.series else ""

    @property
    def full(self) -> str:
        """All elements."""
        return _BETWEEN.join(filter(None, (self.series, self.part)))

    @property
    def called(self) -> str:
        """The deliverable in words."""
        return say(Deliverable.called(self.deliverable))


def title_of(config: Config, tree: nodes.document, project: Project | None) -> Title:
    """The title from its block; without one, the heading of the root document, or the name of the project."""
    blocks = project.of(ProfileTitle) if project else ()
    block = blocks[0] if blocks else None
    language = (config.language or "en").replace("_", "-")
    if block is None:
        return Title("", root_heading(tree) or config.project, "", "", language, is_given=False)
    deliverable = block.deliverable.value.strip() if block.deliverable else ""
    given = without_markup(block.series.value) if block.series else ""
    written = without_markup(block.title.value)
    series = given or say(SUITE_TITLE)
    part = written if is_english() else _shown(tree, "dlms-part-title") or written
    source = _BETWEEN.join((given or SUITE_TITLE, written))
    return Title(series, part, deliverable, str(block.edition or ""), language, is_given=True, source=source)


def _shown(tree: nodes.document, name: str) -> str:
    """What the title block shows, in a translation; "" where it is not printed."""
    return next((each.astext() for each in tree.findall(nodes.paragraph) if name in each["classes"]), "")


def heading_node(tree: nodes.document) -> nodes.title | None:
    """The only heading of the root document, None if it has none or several."""
    sections = [child for child in tree.children if isinstance(child, nodes.section)]
    return next(sections[0].findall(nodes.title), None) if len(sections) == 1 else None


def root_heading(tree: nodes.document) -> str:
    """Its words, "" if there are none."""
    heading = heading_node(tree)
    return heading.astext() if heading is not None else ""
