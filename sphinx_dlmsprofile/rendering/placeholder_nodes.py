"""Nodes that hold a place in a document until its page is written, and then what all documents say."""

from __future__ import annotations

from docutils import nodes


class dlms_value(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils names nodes in lower case
    """A value from the title block, inserted when all documents have been read: ``kind`` says which."""


class dlms_layer_list(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The place of the list of layers; ``profiles`` are the names of those it is restricted to, none for all."""


class dlms_described_example(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """The place of an example whose envelope may be described in another document; ``at`` is that of its record."""
