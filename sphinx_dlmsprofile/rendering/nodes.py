"""The nodes of our own that reach builders: a diagram drawn from a record, a hint, a line break, links of web pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rendering.svg import Diagram

STATIC = Path(__file__).parent / "static"
"""The style sheets and scripts of pages that show our nodes."""


MARGIN = "dlms-provision-id"
"""The class of what stands beside a provision in a review build, and is not part of the standard."""


class dlms_diagram(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A diagram as SVG text.

    Attributes: ``svg``, a complete SVG document; ``alt``, the text alternative made from the same
    record; ``labels``, the words in it as ``Text``, with their places; ``width`` and ``height`` in SVG
    user units (96 to the inch).
    """

    @classmethod
    def of(cls, diagram: Diagram) -> dlms_diagram:
        """The node of a drawn record."""
        return cls(**vars(diagram))


class dlms_hint(nodes.inline):  # noqa: N801
    """A name with what it stands for in ``hint``, which HTML shows where it is pointed at or has the focus.

    Within a link the link has the focus. On paper it is the name alone: the standard itself says what it means.
    """


class dlms_break(nodes.Inline, nodes.Element):  # noqa: N801
    """The end of a line within a paragraph; where there are no lines, a space."""

    def astext(self) -> str:
        """A space."""
        return " "


class dlms_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A name in the text of a web page, linked to the address ``href``: nobody has written the link.

    It stays on one line where it is ``kept``.
    """


class dlms_provision(nodes.Inline, nodes.Element):  # noqa: N801
    """The place of a provision, a link to itself: its ``identifier`` is in attributes, and no text of the standard."""
