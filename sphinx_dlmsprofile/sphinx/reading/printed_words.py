"""What a page shows of a block: all of its words, and what is printed before them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.printed import PrintedKind
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_value
from sphinx_dlmsprofile.sphinx.reading.prose import in_one_line, pieces
from sphinx_dlmsprofile.text.marks import OPAQUE

if TYPE_CHECKING:
    from pathlib import Path

_RAISED: dict[type, str] = {nodes.superscript: "^", nodes.subscript: "_"}
_UNNUMBERED = (nodes.footnote_reference, nodes.citation_reference)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Words(NamedTuple):
    """The words of a block.

    ``raw`` is its raw prose. ``shown`` has all that a page shows, in one line, with ``OPAQUE`` for each of
    ``references``, which show numbers; it is "" where it is the same as the prose.
    """

    raw: str
    shown: str
    references: tuple[nodes.Node, ...]


def words_of(node: nodes.Element) -> Words:
    """Read a block."""
    raw, shown = [], []
    references: list[nodes.Node] = []
    for leaf, text in pieces(node):
        raw.append(text)
        shown.append(text)
        if text == OPAQUE and isinstance(leaf, addnodes.pending_xref):
            references.append(leaf)
        elif text == OPAQUE and not isinstance(leaf, nodes.Text):
            shown[-1] = _shown(leaf)
        elif sign := _RAISED.get(leaf.parent.__class__):
            shown[-1] = f"{sign}{text}"
    prose, whole = "".join(raw), "".join(shown)
    return Words(prose, "" if prose == whole and not references else in_one_line(whole), tuple(references))


def _shown(node: nodes.Node) -> str:
    """What stands for a node that is not prose; its number, if it has one, comes and goes with others."""
    if isinstance(node, _UNNUMBERED):
        return "[*]"
    if isinstance(node, dlms_value):
        return f"‹{node.get('kind', '')}›"
    if isinstance(node, nodes.image):
        return str(node.get("alt") or node.get("uri", ""))
    return "" if isinstance(node, nodes.system_message) else node.astext()


def mark_of(node: nodes.Element) -> str:
    """What stands before the first paragraph of an item of a list with numbers or letters: "a)"; "" elsewhere."""
    item = node.parent
    if not isinstance(item, nodes.list_item) or item.children[0] is not node:
        return ""
    whole = item.parent
    if not isinstance(whole, nodes.enumerated_list):
        return ""
    number = whole.index(item) + int(whole.get("start", 1))
    return f"{whole.get('prefix', '')}{_counted(number, whole.get('enumtype', 'arabic'))}{whole.get('suffix', '.')}"


def _counted(number: int, form: str) -> str:
    if form.endswith("roman"):
        written, rest = "", number
        for value, letters in _ROMAN:
            written, rest = written + letters * (rest // value), rest % value
    elif form.endswith("alpha") and number <= 26:  # noqa: PLR2004  letters of the alphabet
        written = chr(ord("a") + number - 1)
    else:
        written = str(number)
    return written.upper() if form.startswith("upper") else written


def numbered_by(node: nodes.Element) -> str:
    """The id of the figure, table or listing whose number stands before a caption; "" for other blocks."""
    is_caption = isinstance(node, nodes.caption) or (
        isinstance(node, nodes.title) and isinstance(node.parent, nodes.table)
    )
    return str(node.parent["ids"][0]) if is_caption and node.parent["ids"] else ""


def exhibit_of(node: nodes.Element, srcdir: Path) -> tuple[PrintedKind, str] | None:
    """What a node shows beside words, and its source: a picture, a formula, raw HTML; None if it is within words."""
    if isinstance(node, nodes.image):
        return PrintedKind.PICTURE, _picture(node, srcdir)
    if isinstance(node, nodes.math_block):
        return PrintedKind.FORMULA, node.astext().strip()
    if isinstance(node, nodes.raw) and not isinstance(node.parent, nodes.TextElement):
        return PrintedKind.RAW, node.astext().strip()
    return None


def _picture(node: nodes.image, srcdir: Path) -> str:
    """The file, and a short digest of what is in it: another picture under the same name is another."""
    uri = str(node.get("uri", ""))
    try:
        content = (srcdir / uri).read_bytes()
    except (OSError, ValueError):
        return uri
    return f"{uri} {blake2b(content, digest_size=4).hexdigest()}"
