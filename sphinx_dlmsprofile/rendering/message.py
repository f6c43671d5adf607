"""A text of the author beside words of ours in one paragraph: translators are given the author's text alone."""

from __future__ import annotations

from typing import Any

from docutils import nodes


class dlms_message(nodes.Inline, nodes.TextElement):  # noqa: N801  docutils names nodes in lower case
    """What the author wrote, as it is shown between words of ours. It is printed as what it holds.

    No kind of ``nodes.inline``: Sphinx puts the children of translatable ones to the end of their paragraph.
    """

    def __init__(self, rawsource: str = "", text: str = "", *children: nodes.Node, **attributes: Any) -> None:
        """Let Sphinx hand it to translators, which it does of no other inline node."""
        super().__init__(rawsource, text, *children, **attributes)
        self.setdefault("translatable", True)


def untold(*blocks: nodes.Element) -> None:
    """Keep names and values from translators: they are the same in each language."""
    for block in blocks:
        block["translatable"] = False


def is_untold(block: nodes.Element) -> bool:
    """Whether a block has names, values and words of ours alone."""
    return block.get("translatable") is False
