"""How a directive passes its records to the harvest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.record import Record

CLASS_KEY = "dlms-class"
"""Where the table of an interface class keeps its class_id and version."""

LABEL_KEY = "dlms-provision"
"""The attribute of a target that is the identifier of a provision."""

GUIDANCE_CLASS = "dlms-guidance"
"""Marks a block that guides the author: it is not text of the standard."""


@frozen
class Target:
    """Something that a role of the domain can point to.

    ``kind`` is the domain's object type; ``names`` are all by which it can be called, the first
    being its own; ``anchor`` is the id of the node that shows it. ``values`` are the ranges of the addresses that it
    stands for, both ends included, in ``width`` bits where that is known.
    """

    kind: str
    names: tuple[str, ...]
    anchor: str
    values: tuple[tuple[int, int], ...] = ()
    width: int | None = None


class dlms_records(nodes.Invisible, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """Carries records from a directive to the harvest, which takes it out of the document again."""

    def __init__(self, records: tuple[Record, ...] = (), targets: tuple[Target, ...] = ()) -> None:
        super().__init__()
        self.records = records
        self.targets = targets
