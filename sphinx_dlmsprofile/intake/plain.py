"""The text of a draft without any form, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.prepared import INDEX_STYLE, PROVISION_STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.intake.pandoc import Node

_BESIDE = frozenset({"deletion", "comment-start", "comment-end", "paragraph-deletion"})


def plain(inlines: Iterable[Node]) -> str:
    """The text of inlines without any form; what was deleted is not in it, comments and index entries are not."""
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
        return "" if is_beside(node) else plain(content[1])
    if kind in {"Link", "Image", "Quoted", "Cite"}:
        return plain(content[1])
    return plain(content) if isinstance(content, list) and kind != "Note" else ""


def style_of(span: Node) -> str:
    """The style of characters that Word gives a span, "" for none."""
    return str(dict(map(tuple, span["c"][0][2])).get("custom-style", ""))


def is_beside(span: Node) -> bool:
    """Whether a span is not in the text: deleted, a comment, an entry of the index, the identifier of a provision."""
    return bool(_BESIDE.intersection(span["c"][0][1])) or style_of(span) in {INDEX_STYLE, PROVISION_STYLE}


def inlines_of(block: Node) -> list[Node]:
    """The inlines of a paragraph or heading."""
    content = block.get("c", [])
    found: list[Node] = content[2] if block.get("t") == "Header" else content
    return found


def text_of(block: Node) -> str:
    """The text of a paragraph or heading."""
    return plain(inlines_of(block))


def has_picture(block: Node) -> bool:
    """Whether a paragraph holds a picture."""
    return any(each["t"] == "Image" for each in block.get("c", ()))


def with_breaks(inlines: list[Node]) -> list[Node]:
    """Inlines whose ends of lines are text."""
    return [{"t": "Str", "c": "\n"} if each["t"] == "LineBreak" else each for each in inlines]


def nodes_in(block: Node, *kinds: str) -> Iterator[Node]:
    """All nodes of some kinds in a block, in their order."""
    waiting: list[Node] = [block]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("t") in kinds:
                yield node
            waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting += reversed(node)


def words_of(block: Node) -> list[str]:
    """All words of a block, in footnotes and cells too."""
    found: list[str] = []
    waiting: list[Node] = [block]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            kind = node.get("t")
            if kind == "Str":
                found.append(str(node["c"]))
            elif kind in {"Code", "CodeBlock"}:
                found.extend(str(node["c"][1]).split())
            elif kind != "Span" or not is_beside(node):
                waiting.append(node.get("c"))
    return found
