"""Nodes that hold a place in a document until its page is written, and then what all documents say."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes


class Placeholder(nodes.Element):
    """What holds a place.

    ``missing`` says what a page lacks where nothing fills it: the page says so, too, and a warning with the line,
    unless ``node["told"]`` says that a finding is there already.
    """

    missing: ClassVar[str]


class dlms_value(nodes.Inline, Placeholder, nodes.TextElement):  # noqa: N801  docutils names nodes in lower case
    """A value from the title block, inserted when all documents have been read: ``kind`` says which."""

    missing = "a value of the title block"


class dlms_layer_list(nodes.General, Placeholder):  # noqa: N801  docutils names nodes in lower case
    """The place of the list of layers; ``profiles`` are the names of those it is restricted to, none for all."""

    missing = "the list of layers"


class dlms_described_example(nodes.General, Placeholder):  # noqa: N801  docutils names nodes in lower case
    """The place of an example whose envelope may be described in another document; ``at`` is that of its record."""

    missing = "the octets of this example"


class dlms_index(nodes.General, Placeholder):  # noqa: N801  docutils names nodes in lower case
    """The place where the index of the standard is printed.

    Empty while reading. When a page is written, builders that print the index themselves find the entries as
    ``node["groups"]``, a tuple of ``IndexGroup``; for all others the node is replaced by ordinary nodes.
    """

    missing = "the index"
