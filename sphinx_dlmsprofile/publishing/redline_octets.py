"""What has changed in the octets of examples since the previous edition, said above their tables.

Fields and values follow from the octets, and are shown as they are now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.diff.words import Mark, marked_words
from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.publishing.redline import ABOVE, CHANGED, DELETED, INSERTED, place_around
from sphinx_dlmsprofile.rendering.apdu.parts import OCTET_RUN_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.publishing.standard import ChangedOctets
    from sphinx_dlmsprofile.text.location import Location

_CLASSES = {Mark.DELETED: [DELETED], Mark.INSERTED: [INSERTED], Mark.SAME: list[str]()}


def mark_octets(
    tree: nodes.document,
    changes: Mapping[Location, Sequence[ChangedOctets]],
    place_of: Callable[[nodes.Element], Location],
) -> None:
    """Say above each example, or the exchange of a message, which of its octets are new and which are gone."""
    told: set[tuple[Location, int]] = set()  # of a chart and a table of one exchange, the first is told
    shown = [node for node in tree.findall(nodes.Element) if isinstance(node, nodes.table | nodes.figure)]
    for node in shown if changes else ():
        key = (at := place_of(node)), id(node.parent)
        if at in changes and key not in told:
            told.add(key)
            for change in changes[at]:
                _put_before(node, change)


def _put_before(node: nodes.Element, change: ChangedOctets) -> None:
    around = place_around(node)
    if around is None or around.parent is None:
        return
    if change.number is None:
        label = say("Octets")
    elif change.new:
        label = say("Octets of message {}", change.number)
    else:
        label = say("Octets of message {} of the previous edition", change.number)
    said = nodes.paragraph("", f"{label}: ", *_marked(change.old, change.new), classes=[CHANGED, ABOVE])
    for each in said.findall(nodes.Element):
        each.source, each.line = node.source, node.line
    around.parent.insert(around.parent.index(around), said)


def _marked(old: str, new: str) -> Iterator[nodes.Node]:
    """The octets; those of a message that is new or gone are so as a whole."""
    marks = marked_words(old, new) if old and new else [(Mark.INSERTED, new) if new else (Mark.DELETED, old)]
    for index, (mark, octets) in enumerate(marks):
        yield nodes.inline("", "", nodes.literal("", octets, classes=[OCTET_RUN_CLASS]), classes=_CLASSES[mark])
        if mark is Mark.DELETED and marks[index + 1 : index + 2]:
            yield nodes.Text(" ")
