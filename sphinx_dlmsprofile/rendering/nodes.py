"""The one node of our own that reaches builders: a diagram drawn from a record."""

from __future__ import annotations

from docutils import nodes


class dlms_diagram(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A diagram as SVG text.

    Attributes: ``svg``, a complete SVG document; ``alt``, the text alternative made from the same
    record; ``width`` and ``height`` in SVG user units (96 to the inch).
    """
