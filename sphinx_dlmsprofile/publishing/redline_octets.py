"""What has changed in the octets of examples since the previous edition, said above their tables.

Fields and values follow from the octets, and are shown as they are now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.diff.words import Mark, marked_words
from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.publishing.redline import CHANGED, DELETED, INSERTED, place_around
from sphinx_dlmsprofile.rendering.apdu.parts import OCTET_RUN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.diff.change import Change

_CLASSES = {Mark.DELETED: [DELETED], Mark.INSERTED: [INSERTED], Mark.SAME: list[str]()}


def mark_octets(tree: nodes.document, changes: Iterable[Change]) -> None:
    """Say above each example, or the exchange of a message, which of its octets are new and which are gone."""
    shown = [
        (str(node.source), node.line, node)
        for node in tree.findall(nodes.Element)
        if isinstance(node, nodes.table | nodes.figure) and node.source and node.line
    ]
    for change in changes:
        octets = next((each for each in change.details if each.what == "octets" and each.old and each.new), None)
        if change.new is None or octets is None:
            continue  # the caption says that an example is new or gone
        at = change.new.at
        before = [(line, node) for source, line, node in shown if source.endswith(at.source) and line <= at.line]
        nearest = max((line for line, _ in before), default=0)
        # Of a chart and a table of one exchange, the first.
        if node := next((node for line, node in before if line == nearest), None):
            _put_before(node, octets.old or "", octets.new or "")


def _put_before(node: nodes.Element, old: str, new: str) -> None:
    around = place_around(node)
    if around is None or around.parent is None:
        return
    said = nodes.paragraph("", f"{say('Octets')}: ", *_marked(old, new), classes=[CHANGED])
    for each in said.findall(nodes.Element):
        each.source, each.line = node.source, node.line
    around.parent.insert(around.parent.index(around), said)


def _marked(old: str, new: str) -> Iterator[nodes.Node]:
    marks = marked_words(old, new)
    for index, (mark, octets) in enumerate(marks):
        yield nodes.inline("", "", nodes.literal("", octets, classes=[OCTET_RUN_CLASS]), classes=_CLASSES[mark])
        if mark is Mark.DELETED and marks[index + 1 : index + 2]:
            yield nodes.Text(" ")
