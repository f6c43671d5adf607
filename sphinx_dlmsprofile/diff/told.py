"""What of the text is reported already: by a change of a record, of a provision, or of a clause.

All of the text is compared, and most of what changes stands in the model, too. An edit is left out where a change says
all of it: so nothing is reported twice, and what no change says is never left out.

- The title of a clause: the clause is renamed, added or removed.
- What a directive prints, where its record has a change.
- The title of a renamed clause where a reference prints it.
- Sentences that are provisions, where these have a change. The rest of the paragraph counts for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.model.deviation import NotApplicable, TemplateClauses
from sphinx_dlmsprofile.model.extent import extent_of
from sphinx_dlmsprofile.model.fields.table import PUBLIC
from sphinx_dlmsprofile.model.printed import ClauseText
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.text.marks import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.diff.change import Change, Place
    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
    from sphinx_dlmsprofile.diff.text_edits import BlockEdit, PlacedBlock
    from sphinx_dlmsprofile.model.printed import PrintedBlock
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_WITHOUT_LINES = (Provision, ClauseText, TemplateClauses)
"""Records that do not print what stands on their lines."""


class Told:
    """Knows what the changes of the model say of the text of both editions."""

    def __init__(self, old: Project, new: Project, changes: Iterable[Change], clauses: ClausePairs) -> None:
        """Take the changes between two projects, and which of their clauses are the same."""
        self._clauses = clauses
        known = tuple(changes)
        self._old = _Side(old, [(each, each.old) for each in known])
        self._new = _Side(new, [(each, each.new) for each in known])

    def all_of(self, edit: BlockEdit) -> bool:
        """Whether all of an edit is told."""
        sides = [(side, each) for side, each in ((self._old, edit.old), (self._new, edit.new)) if each]
        if all(_is_title(each) for _, each in sides) or any(side.prints(each.block.at) for side, each in sides):
            return True
        if edit.old and edit.new and self._is_retitled(edit.old.block, edit.new.block):
            return True
        if len({each.block.kind for _, each in sides}) > 1 or not any(side.has_provision(each) for side, each in sides):
            return False
        # What is added or removed was nothing before, or is nothing now.
        rests = [side.without_provisions(each) for side, each in sides] + [""] * (len(sides) == 1)
        return rests[0] == rests[1]

    def _is_retitled(self, old: PrintedBlock, new: PrintedBlock) -> bool:
        """Whether two blocks differ in the titles of renamed clauses alone."""
        text = self._clauses.retitled(old.text)
        return text != old.text and old.kind is new.kind and self._clauses.same_words(text, new.text)


def _is_title(placed: PlacedBlock) -> bool:
    clause = placed.clause
    return placed.block.kind is TextKind.TITLE and clause is not None and clause.at == placed.block.at


class _Side:
    """One edition with what the changes tell of it."""

    def __init__(self, project: Project, changes: Iterable[tuple[Change, Place | None]]) -> None:
        told = [(change, place.at) for change, place in changes if place]
        names = {name for each, _ in told for name in (each.identifier, each.previous_identifier) if name}
        self._provisions: dict[Location, list[Provision]] = defaultdict(list)
        for provision in project.of(Provision):
            if provision.identifier in names:
                self._provisions[provision.at].append(provision)
        places: dict[str, list[int]] = defaultdict(list)
        statements: dict[str, list[int]] = defaultdict(list)  # that a clause is not applicable: the clause has changed
        for change, at in told:
            if change.area is not Area.PROVISIONS:
                (statements if change.area is Area.CLAUSES else places)[at.source].append(at.line)
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for kind in PUBLIC:
            lines = statements if kind is NotApplicable else places
            for record in project.of(kind) if kind not in _WITHOUT_LINES and lines else ():
                extent = extent_of(record)
                if any(first <= line <= last for source, (first, last) in extent.items() for line in lines[source]):
                    for source, span in extent.items():
                        self._spans[source].append(span)
        for spans in self._spans.values():
            spans.sort()

    def prints(self, at: Location) -> bool:
        """Whether a record with a change prints what stands at a place."""
        spans = self._spans.get(at.source, [])
        index = bisect_right(spans, at.line, key=lambda span: span[0])
        return index > 0 and at.line <= spans[index - 1][1]

    def has_provision(self, placed: PlacedBlock) -> bool:
        """Whether a provision with a change stands in a block."""
        return placed.block.at in self._provisions

    def without_provisions(self, placed: PlacedBlock) -> str:
        """The text of a block without the provisions that have a change."""
        text = placed.block.text
        for provision in self._provisions.get(placed.block.at, ()):
            # As it is printed, with what is raised and lowered; its subject may stand elsewhere, and not at its place.
            is_whole = provision.text in text
            pattern = re.escape(provision.text) if is_whole else _pattern(provision.written)
            text = re.sub(pattern, " ", text, count=1)
        return " ".join(text.split())


def _pattern(written: str) -> str:
    """What a sentence reads where code, numbers and the like stand as they are printed."""
    return ".{0,200}?".join(map(re.escape, written.split(OPAQUE)))
