"""Marking the verbal forms of provisions in a web page, which a reader may have shown."""

from __future__ import annotations

from docutils import nodes

from sphinx_dlmsprofile.rendering.tree import nodes_in, words_of_text
from sphinx_dlmsprofile.text.verbal_forms import form_spans, kind_of, may_hold_form

FORM = "dlms-form"


def mark_forms(block: nodes.Element) -> None:
    """Put each form in the texts of a block into an element of its own: it prints the same."""
    for leaf in nodes_in(block, nodes.Text):
        if not isinstance(leaf.parent, nodes.literal | nodes.math | nodes.raw):
            text = words_of_text(leaf)
            made, done = _marked(text) if may_hold_form(text) else ([], 0)
            if made:
                leaf.parent.replace(leaf, [*made, nodes.Text(text[done:])] if done < len(text) else made)


def _marked(text: str) -> tuple[list[nodes.Node], int]:
    made: list[nodes.Node] = []
    done = 0
    for start, end in form_spans(text):
        words = text[start:end]
        if start > done:
            made.append(nodes.Text(text[done:start]))
        kind = kind_of((" ".join(words.casefold().split()),)).value
        made.append(nodes.inline("", words, classes=[FORM, f"{FORM}-{kind}"]))
        done = end
    return made, done
