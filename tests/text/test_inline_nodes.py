"""Every inline node that a text can have gives its words, in the plain text and in ReqIF alike."""

from __future__ import annotations

import re
from html import unescape

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.rendering.apdu.reference_node import dlms_apdu_reference
from sphinx_dlmsprofile.rendering.nodes import dlms_break, dlms_hint, dlms_provision
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_value
from sphinx_dlmsprofile.sphinx.building.rich_text import _xhtml
from sphinx_dlmsprofile.sphinx.reading.plain_words import plain_text
from sphinx_dlmsprofile.sphinx.reading.prose import is_opaque, prose
from sphinx_dlmsprofile.sphinx.reading.wordings import wording_of
from sphinx_dlmsprofile.text.html import without_notes
from sphinx_dlmsprofile.text.marks import OPAQUE

SPECIAL: dict[type[nodes.Element], tuple[nodes.Element, str, str]] = {
    nodes.superscript: (nodes.superscript("", "6"), "^6", "6"),
    nodes.subscript: (nodes.subscript("", "max"), "_max", "max"),
    nodes.math: (nodes.math("", r"a \le \frac{b}{2}"), "a ≤ b/2", "a ≤ b/2"),
    nodes.image: (nodes.image(uri="x.svg", alt="a meter"), "a meter", "a meter"),
    nodes.raw: (nodes.raw("", "<b>a</b> &amp; b", format="html"), "a & b", "a & b"),
    nodes.citation_reference: (nodes.citation_reference("", "RFC"), "[RFC]", "[RFC]"),
    nodes.footnote_reference: (nodes.footnote_reference("", "1"), "", ""),
    addnodes.index: (addnodes.index(entries=[]), "", ""),
    addnodes.pending_xref: (addnodes.pending_xref("", nodes.Text("word"), reftype="term"), "word", "word"),
    dlms_break: (dlms_break(), "", ""),
    dlms_provision: (dlms_provision("", ids=["prov-a"], identifier="a"), "", ""),
    dlms_value: (dlms_value(kind="date"), "‹date›", "‹date›"),
}
"""The nodes that are not simply shown: one of each, its words in plain text, and where markup says the rest."""


def inline_kinds() -> set[type[nodes.Element]]:
    """All that docutils, Sphinx and we have."""
    found: set[type[nodes.Element]] = set()
    waiting: list[type[nodes.Element]] = [nodes.Element]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if issubclass(kind, nodes.Inline) and kind.__module__.startswith(("docutils.", "sphinx.", "sphinx_dlms")):
                found.add(kind)
    return found


KINDS = sorted(inline_kinds(), key=lambda kind: (kind.__module__, kind.__name__))


def paragraph(kind: type[nodes.Element]) -> nodes.paragraph:
    """A text with one of the kind within."""
    node = SPECIAL[kind][0].deepcopy() if kind in SPECIAL else kind("", "", nodes.Text("word"))  # type: ignore[arg-type]
    return nodes.paragraph("", "", nodes.Text("before "), node, nodes.Text(" after"))


def line(*parts: str) -> str:
    return " ".join(" ".join(parts).split())


def test_all_of_ours_are_looked_at() -> None:
    ours = {kind for kind in KINDS if kind.__module__.startswith("sphinx_dlms")}
    assert ours >= {dlms_break, dlms_hint, dlms_value, dlms_apdu_reference}
    assert set(SPECIAL) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_inline_node_has_words(kind: type[nodes.Element]) -> None:
    _, plain, marked = SPECIAL.get(kind, (None, "word", "word"))
    node = paragraph(kind)
    assert plain_text(node.children) == line("before", plain, "after")
    xhtml = without_notes(_xhtml(node))
    words = unescape(re.sub("<[^>]+>", "", xhtml.replace("<xhtml:br/>", " ")))
    assert line(words) == line("before", marked, "after")
    assert xhtml.count("<xhtml:p>") == 1  # a paragraph takes no other one


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_is_lost_beside_an_inline_node(kind: type[nodes.Element]) -> None:
    """What rules judge has a sign in place of what is no prose, and all other words."""
    node = paragraph(kind)
    words = OPAQUE if is_opaque(node[1]) else SPECIAL.get(kind, (None, "", "word"))[2]
    assert prose(node) == line("before", words, "after")


def test_a_note_leaves_no_blank_before_what_follows_it() -> None:
    node = nodes.paragraph("", "The client shall poll ", nodes.footnote_reference("", "1"))
    node += nodes.Text(".")
    assert plain_text(node.children) == "The client shall poll."
    assert _xhtml(node) == '<xhtml:p>The client shall poll<xhtml:sup class="note">1</xhtml:sup>.</xhtml:p>'
    assert wording_of(node).shown == "The client shall poll."
