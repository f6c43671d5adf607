"""Figures that float, and have no room in their clause: the text of the next one fills the page before them."""

from __future__ import annotations

from itertools import takewhile

from docutils import nodes

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe

_MOST_WAITING = 2
"""Figures that may float into the next clause, each to the foot of a page: more would stand far from their text."""

_PAGE_OF_TEXT = 3000
"""Characters that fill a page."""


def _is_near_end(figure: nodes.Element) -> bool:
    """Whether less than a page of text follows a figure in its clause."""
    behind = 0
    while figure.parent is not None and behind < _PAGE_OF_TEXT:
        place = figure.parent.index(figure)
        behind += sum(len(each.astext()) for each in figure.parent.children[place + 1 :])
        figure = figure.parent
        if isinstance(figure, nodes.section) and not isinstance(figure.parent, nodes.section):
            break
    return behind < _PAGE_OF_TEXT


class WaitingMixin(Scribe):
    """Which figures may wait where a clause ends."""

    _begun: nodes.Element | None = None
    """The clause, or other part of the first level, that is written."""

    _carried = 0
    """Figures of the clause before it that may still wait for a page."""

    def let_figures_wait(self, section: nodes.Element, kind: SectionKind) -> None:
        """Keep figures that float before what begins, or let them stand at the foot of the pages on which it does.

        Figures of that come after them then.
        """
        ended, self._begun = self._begun, section
        if not self.floating:
            return
        # Those before the last ones are no nearer to the end.
        last = self.floats[: -_MOST_WAITING - 2 : -1]
        waiting = len(list(takewhile(_is_near_end, last)))
        if waiting and ended is not None and len(ended.astext()) < _PAGE_OF_TEXT:
            waiting += self._carried  # else they would be more from clause to clause
        self.floating = kind is SectionKind.CLAUSE and 0 < waiting <= _MOST_WAITING
        self.floats, self._carried = (), waiting if self.floating else 0
        if not self.floating:
            self.emit("place.flush()")
