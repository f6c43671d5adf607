"""The text of a standard with its markup, as XHTML: from the documents, with numbers and references as printed."""

from __future__ import annotations

from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.rich_text import RichBlock
from sphinx_dlmsprofile.rendering.nodes import MARGIN, dlms_break, dlms_diagram
from sphinx_dlmsprofile.sphinx.building.record_query import documents
from sphinx_dlmsprofile.sphinx.building.review_pages import review_matcher
from sphinx_dlmsprofile.sphinx.reading.plain_words import WHOLE, bare_word
from sphinx_dlmsprofile.sphinx.reading.prose import is_invisible
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.html import NOTE, with_scripts, without_notes
from sphinx_dlmsprofile.text.latex import plain_formula
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

_TAGS: dict[type[nodes.Node], str] = {
    nodes.paragraph: "p",
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
    nodes.literal_block: "pre",
    nodes.bullet_list: "ul",
    nodes.enumerated_list: "ol",
    nodes.list_item: "li",
    nodes.definition_list: "dl",
    nodes.term: "dt",
    nodes.definition: "dd",
    nodes.block_quote: "blockquote",
    nodes.table: "table",
    nodes.thead: "thead",
    nodes.tbody: "tbody",
    nodes.row: "tr",
    nodes.caption: "p",
    nodes.line: "p",
    nodes.rubric: "p",
    nodes.attribution: "p",
    nodes.field_list: "dl",
    nodes.field_name: "dt",
    nodes.field_body: "dd",
}
"""The element for each kind of node; of all others what is inside is shown."""

_TAG, _END = regex(r"<[^>]+>"), regex(r"</xhtml:(?:p|t[dh]|li|d[td]|pre|caption)>|<xhtml:br/>")
_SKIPPED = (nodes.system_message, nodes.raw, nodes.colspec)
_IN_BOXES = (
    nodes.Admonition,
    nodes.footnote,
    nodes.citation,
    nodes.figure,
    nodes.line_block,
    nodes.container,
    addnodes.seealso,
)


def rich_text(app: Sphinx) -> dict[tuple[str, str], tuple[RichBlock, ...]]:
    """The blocks of all clauses, by document and first id; all documents are opened."""
    env = app.env
    is_for_review = review_matcher(env)
    found: dict[tuple[str, str], tuple[RichBlock, ...]] = {}
    for docname in documents(env):
        if is_for_review(docname):
            continue
        doctree = env.get_doctree(docname)
        env.resolve_references(doctree, docname, app.builder)
        writer = _Writer(Path(env.srcdir), docname)
        for section in doctree.findall(nodes.section):
            if section["ids"]:
                found[docname, section["ids"][0]] = tuple(writer.blocks(section))
    return found


class _Writer:
    def __init__(self, srcdir: Path, docname: str) -> None:
        self._srcdir, self._docname = srcdir, docname

    def blocks(self, section: nodes.section) -> Iterator[RichBlock]:
        """What stands in a section, without its title and subsections."""
        for child in section.children:
            if not isinstance(child, nodes.section | nodes.title | nodes.subtitle):
                xhtml = _xhtml(child)
                if xhtml:
                    words = with_scripts(_END.sub(" ", without_notes(xhtml)))
                    text = " ".join(unescape(_TAG.sub("", words)).split())
                    yield RichBlock(self._place(child), _block(child, xhtml), text, isinstance(child, nodes.paragraph))

    def _place(self, node: nodes.Node) -> Location:
        """Where the first words of a block come from."""
        for element in node.findall(nodes.Element):
            if element.line is not None:
                return Location(relative_source(element.source, self._srcdir, self._docname), element.line)
        return Location(self._docname, 1)


def _block(node: nodes.Node, xhtml: str) -> str:
    """The schema of ReqIF takes a paragraph or a box."""
    return xhtml if isinstance(node, nodes.paragraph) else f"<xhtml:div>{xhtml}</xhtml:div>"


def _xhtml(node: nodes.Node) -> str:
    """The XHTML of a node and all in it; "" for what shows nothing."""
    is_inline = isinstance(node.parent, nodes.TextElement | nodes.Inline)
    for kind, shown in _SHOWN_IN_LINE.items() if is_inline else _SHOWN.items():
        if isinstance(node, kind):
            return shown(node)
    if isinstance(node, nodes.inline) and MARGIN in node["classes"]:
        return ""
    return "" if is_invisible(node) or isinstance(node, _SKIPPED) else _element(node)


def _formulas(node: nodes.Element) -> str:
    formulas = map(plain_formula, filter(str.strip, node.astext().split("\n\n")))
    return "".join(f"<xhtml:p><xhtml:code>{escape(each, quote=False)}</xhtml:code></xhtml:p>" for each in formulas)


def _picture(node: nodes.Element) -> str:
    words = str(node.get("alt") or node.get("uri") or "")
    return f"<xhtml:p>[{escape(words, quote=False)}]</xhtml:p>" if words else ""


def _mark(node: nodes.Element) -> str:
    """The mark of a note: it is not one of the words, and is another one in the next edition."""
    return f'<xhtml:sup class="{NOTE}">{escape(node.astext(), quote=False)}</xhtml:sup>'


def _label(node: nodes.Element) -> str:
    """What stands before a note, or before what a citation cites."""
    return f"{_mark(node) if isinstance(node.parent, nodes.footnote) else f'[{escape(node.astext(), quote=False)}]'} "


def _word(node: nodes.Node) -> str:
    return escape(bare_word(node).replace("\u00ad", ""), quote=False)


_SHOWN_IN_LINE: dict[type | tuple[type, ...], Callable[[Any], str]] = {
    dlms_break: lambda _: "<xhtml:br/>",
    nodes.footnote_reference: _mark,
    nodes.math: lambda node: f"<xhtml:code>{words}</xhtml:code>" if (words := _word(node)) else "",
    WHOLE: _word,
}
_SHOWN: dict[type, Callable[[Any], str]] = {
    dlms_break: lambda _: "<xhtml:br/>",
    nodes.label: _label,
    nodes.math_block: _formulas,
    nodes.image: _picture,
    dlms_diagram: _picture,
}
"""The nodes that are shown in a way of their own."""


def _element(node: nodes.Node) -> str:
    """A node with others in it."""
    inside = ""
    for child in node.children:
        # The mark stands at its word.
        before = inside.rstrip() if isinstance(child, nodes.footnote_reference) else inside
        inside = before + _xhtml(child)
    tag, attributes = _TAGS.get(type(node), ""), ""
    if isinstance(node, nodes.entry):
        tag = "th" if isinstance(node.parent.parent, nodes.thead) else "td"
        spans = {"rowspan": int(node.get("morerows", 0)) + 1, "colspan": int(node.get("morecols", 0)) + 1}
        attributes = "".join(f' {name}="{count}"' for name, count in spans.items() if count > 1)
        return f"<xhtml:{tag}{attributes}>{inside}</xhtml:{tag}>"
    if isinstance(node, nodes.table):
        attributes = ' border="1"'
    elif isinstance(node, nodes.title):
        tag = "caption" if isinstance(node.parent, nodes.table) else "p"
    elif isinstance(node, _IN_BOXES):
        tag = "div"
    return f"<xhtml:{tag}{attributes}>{inside}</xhtml:{tag}>" if tag and inside else inside
