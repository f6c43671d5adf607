"""The text of a draft without any form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.intake.pandoc import Node


def plain(inlines: Iterable[Node]) -> str:
    """The text of inlines without any form; what was deleted is not in it, comments are not."""
    return "".join(map(_plain, inlines))


def _plain(node: Node) -> str:
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if kind in {"Code", "Math", "RawInline"}:
        return str(content[1])
    if kind == "Span":
        return "" if _is_beside(content[0][1]) else plain(content[1])
    if kind in {"Link", "Image", "Quoted", "Cite"}:
        return plain(content[1])
    return plain(content) if isinstance(content, list) and kind != "Note" else ""


def _is_beside(classes: Sequence[str]) -> bool:
    return bool({"deletion", "comment-start", "comment-end", "paragraph-deletion"}.intersection(classes))
