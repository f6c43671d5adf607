"""What support is demanded, as tables print it, with its meaning in words after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.support import is_code, read_support
from sphinx_dlmsprofile.rendering.nodes import dlms_hint
from sphinx_dlmsprofile.rendering.table_parts import NOTHING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


def support_nodes(text: Text | None) -> list[nodes.Node]:
    """The demand of a text: "M", "C: M if …", with the explanation as a hint; paper has the letters alone."""
    found = read_support(text.value) if text else None
    if found is None:
        return [nodes.Text(text.value if text else NOTHING)]
    return [dlms_hint("", "", nodes.Text(found.printed), hint=say(found.words), classes=["dlms-support"])]


def coded_support(text: Text) -> list[nodes.Node]:
    """The demand of a text that is written in letters; nothing of prose, which says itself what it means."""
    return support_nodes(text) if is_code(text.value.strip()) and read_support(text.value) else []
