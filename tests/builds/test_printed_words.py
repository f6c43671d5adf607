"""What a page shows of a block, beside its prose."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.sphinx.reading.printed_words import words_of
from sphinx_dlmsprofile.text.marks import OPAQUE


def test_what_is_not_read_is_shown_and_no_reference() -> None:
    number = addnodes.pending_xref("", nodes.literal("", "tab-a"), reftype="numref", refdomain="std", reftarget="tab-a")
    block = nodes.paragraph("", "", nodes.Text("See "), number, nodes.Text(" of "), nodes.literal("", "code"))
    words = words_of(block)
    assert words.raw == f"See {OPAQUE} of {OPAQUE}"
    assert words.shown == f"See {OPAQUE} of code"
    assert words.references == (number,)
