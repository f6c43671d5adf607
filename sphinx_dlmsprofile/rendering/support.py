"""What support is demanded, as tables print it, with its meaning in words after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.support import is_code, read_support
from sphinx_dlmsprofile.rendering.nodes import dlms_hint
from sphinx_dlmsprofile.rendering.support_words import explained, printed
from sphinx_dlmsprofile.rendering.table_parts import NOTHING
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rendering.table_parts import Inline


def support_nodes(text: Text | None, inline: Inline) -> list[nodes.Node]:
    """The demand of a text: "M", "C: M if …", with the explanation as a hint; paper has the letters alone.

    What is written beside it may be a reference to a footnote.
    """
    found = read_support(text.value) if text else None
    if text is None or found is None:
        return inline(text) if text else [nodes.Text(NOTHING)]
    hint = explained(found)
    if not found.remark.startswith("["):
        return [dlms_hint("", "", nodes.Text(printed(found)), hint=hint, classes=["dlms-support"])]
    letters = printed(replace(found, remark=""))
    return [
        dlms_hint("", "", nodes.Text(letters), hint=hint, classes=["dlms-support"]),
        nodes.Text(" "),
        *inline(Text(found.remark, text.at)),
    ]


def coded_support(text: Text, inline: Inline) -> list[nodes.Node]:
    """The demand of a text that is written in letters; nothing of prose, which says itself what it means."""
    return support_nodes(text, inline) if is_code(text.value.strip()) and read_support(text.value) else []
