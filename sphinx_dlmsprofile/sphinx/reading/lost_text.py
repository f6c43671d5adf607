"""Which markup of a document some output cannot show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.lost_text import Loss, LostText
from sphinx_dlmsprofile.sphinx.common.markup_names import is_directive
from sphinx_dlmsprofile.sphinx.reading.raw_html import TAG_CLASS
from sphinx_dlmsprofile.sphinx.reading.section_numbers import WORDS_CLASS
from sphinx_dlmsprofile.text.latex import loose_words
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.raw_words import raw_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.sphinx.reading.source_lines import Places

_DRAWN = frozenset({"graphviz", "inheritance_diagram", "mermaid", "plantuml"})
"""The nodes of other extensions that become pictures in web pages alone."""


NEVER_PRINTED = (nodes.comment, nodes.docinfo, nodes.decoration)
"""What no output shows, whatever is in it."""

_SETTINGS = frozenset({"orphan", "tocdepth", "nocomments", "nosearch", "no-search"})
"""The fields at the top of a file that Sphinx reads; those of themes have a point or an underscore in their name."""

_HEAD = 100
"""How many lines the fields at the top of a file may take, and a text before a directive without a line."""

_AROUND = 3
"""By how many lines the place that docutils gives of a comment may be wrong."""

_DIRECTIVE = regex(r"(?P<name>[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z][A-Za-z0-9-]*)?)(?::+(?=\s*\S)|[ \t]*\n)")
"""A directive with a colon too few or too many, without a space behind them, or with no colon and its body below."""

_NO_FORMULA = regex(r".\(\s*$|^\s*\).|`", re.DOTALL)
"""What no formula has: a bracket that it opens last or closes first, and code."""


def lost_in(node: nodes.Element, places: Places) -> Iterator[LostText]:
    """What is lost of a node itself, not of what is in it."""
    if isinstance(node, nodes.raw):
        yield from _raw(node, places)
    elif TAG_CLASS in node.get("classes", ()):
        yield LostText(at=_place(node, places), loss=Loss.AS_TYPED, words=node.astext())
    elif isinstance(node, nodes.image) and (title := " ".join(str(node.get("title", "")).split())):
        yield LostText(at=_place(node, places), loss=Loss.PICTURE_TITLE, words=title)
    elif "reftitle" in node and "inv_match" not in node and (title := " ".join(str(node["reftitle"]).split())):
        yield LostText(at=_place(node, places), loss=Loss.LINK_TITLE, words=title)
    elif node.tagname in _DRAWN and not node.astext():
        yield LostText(at=_place(node, places), loss=Loss.NO_FORM, words=node.tagname)
    elif isinstance(node, nodes.container) and node.get("is_div"):
        if name := next(filter(is_directive, node["classes"]), ""):
            yield LostText(at=_place(node, places), loss=Loss.PLAIN_FENCE, words=node.astext(), name=name)
    elif isinstance(node, (nodes.math, nodes.math_block)):
        yield from _words_in(node, places)
    elif isinstance(node, NEVER_PRINTED):
        yield from _never_printed(node, places)


def _raw(node: nodes.raw, places: Places) -> Iterator[LostText]:
    formats = str(node.get("format", ""))
    words = raw_words(node.astext(), formats)
    if words and not _is_for_some_outputs(node):
        loss = Loss.WEB_ONLY if "html" in formats.split() else Loss.OTHER_FORMAT
        yield LostText(at=_place(node, places), loss=loss, words=words, name=formats)


def _words_in(node: nodes.math | nodes.math_block, places: Places) -> Iterator[LostText]:
    """What a formula sets as letters side by side: words, or the text between two dollars in Markdown."""
    formula = node.astext()
    between_dollars = isinstance(node, nodes.math) and node.rawsource == formula and not places.is_restructured
    words = loose_words(formula)
    if between_dollars and (words or _NO_FORMULA.search(formula)):
        yield LostText(at=_place(node, places), loss=Loss.OPEN_FORMULA, words=formula)
    elif words and _is_set(formula):
        yield LostText(at=_place(node, places), loss=Loss.LOOSE_WORDS, words=words)


def _is_set(latex: str) -> bool:
    """Whether a formula is set as such: one that cannot be read is shown as it is written, with its blanks."""
    from sphinx_dlmsprofile.publishing.formula_reader import (  # noqa: PLC0415  few have any
        FormulaError,
        formulae_of,
        read_formula,
    )

    try:
        for part in formulae_of(latex):
            read_formula(part, display=True)
    except FormulaError:
        return False
    return True


def _comment(node: nodes.comment, places: Places) -> Iterator[LostText]:
    at, words = places.of(node), " ".join(node.astext().split())
    if "block_break" in node["classes"] and words:
        yield LostText(at=at, loss=Loss.CELL_BREAK, words=words)
        return
    if WORDS_CLASS in node["classes"]:
        yield LostText(at=_option(at, words.split()[0], places), loss=Loss.SECTION_NUMBER, words=words)
        return
    match = _DIRECTIVE.match(node.astext())
    if match and is_directive(match["name"]) and (begin := _begin(at, node, match["name"], places)):
        yield LostText(at=begin, loss=Loss.COMMENT, words=words, name=match["name"])


def _never_printed(node: nodes.Element, places: Places) -> Iterator[LostText]:
    if isinstance(node, nodes.comment):
        yield from _comment(node, places)
    elif isinstance(node, nodes.decoration):
        for part in _children(node):
            if words := " ".join(part.astext().split()):
                at = places.of(next(iter(_children(part)), part))
                yield LostText(at=at, loss=Loss.PAGE_HEAD, words=words, name=part.tagname)
    elif places.is_restructured:  # in Markdown, it is for programs
        for name, words in map(_field, _children(node)):
            if words and name not in _SETTINGS and not set(name) & set("._"):
                yield LostText(at=_at_top(name, places), loss=Loss.FILE_DATA, words=f":{name}: {words}")


def _begin(end: Location, node: nodes.comment, name: str, places: Places) -> Location | None:
    """Where a comment begins as a directive does, None if it does not: docutils says about where it ends."""
    first = max(end.line - node.astext().count("\n") - _AROUND, 1)
    lines = places.lines_from(Location(end.source, first), end.line - first + 1)
    begin = re.compile(rf"\s*\.\.\s+{re.escape(name)}\s*(?::|$)")
    found = (place for place in range(len(lines) - 1, -1, -1) if begin.match(lines[place]))
    return next((end._replace(line=first + place) for place in found), None)


def _option(before: Location, name: str, places: Places) -> Location:
    """The line of an option of a directive that has no line itself: the first after what stands before it."""
    lines = places.lines_from(before, _HEAD)
    return before._replace(line=next((n for n, line in enumerate(lines, before.line) if name in line), before.line))


def _children(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _field(node: nodes.Element) -> tuple[str, str]:
    """The name and the words of a field at the top of a file; those that docutils knows are nodes of their own."""
    parts = node.children if isinstance(node, nodes.field) else (nodes.Text(node.tagname), node)
    name, body = (" ".join(part.astext().split()) for part in parts)
    return name, body


def _at_top(name: str, places: Places) -> Location:
    """The line of a field: docutils forgets that of those it knows."""
    top = Location(places.source, 1)
    lines = places.lines_from(top, _HEAD)
    folded = f":{name.casefold()}:"
    return top._replace(line=next((n for n, line in enumerate(lines, 1) if line.casefold().startswith(folded)), 1))


def _place(node: nodes.Element, places: Places) -> Location:
    """Where a node is: one within a text has the line that the words before it lead to."""
    if not isinstance(node.parent, nodes.TextElement):
        return places.of(node)
    around: nodes.Element = node
    lines = 0
    while isinstance(around.parent, nodes.TextElement):
        before = around.parent.children[: around.parent.index(around)]
        lines += sum(child.astext().count("\n") for child in before)
        around = around.parent
    return places.last._replace(line=places.last.line + lines)


def _is_for_some_outputs(node: nodes.Node) -> bool:
    """Whether its author wrote it for some outputs alone."""
    while node.parent is not None:
        node = node.parent
        if isinstance(node, addnodes.only):
            return True
    return False
