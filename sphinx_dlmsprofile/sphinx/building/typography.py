"""Spaces that a language sets before its punctuation do not break: authors and translators type plain ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.locale import base
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SPACES = {"fr": regex(r" (?=[:;?!»](?:\W|$))|(?<=«) ")}
"""By language, the spaces that belong to a sign: those that are typed, none is put in."""

_KEPT = (nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.math, nodes.comment)
"""What is printed sign by sign."""


class KeepSpaces(SphinxPostTransform):
    """Makes them no-break spaces, in a language that has them."""

    default_priority = 850

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Look at the words of a document; in other languages, at none."""
        spaces = _SPACES.get(base(self.config.language))
        if spaces is None:
            return
        for text in list(self.document.findall(nodes.Text)):
            if " " not in text or _is_kept(text):
                continue
            set_text = spaces.sub("\u00a0", text)
            if set_text != text:
                text.parent.replace(text, nodes.Text(set_text))


def _is_kept(text: nodes.Text) -> bool:
    around: Any = text.parent
    while isinstance(around, nodes.TextElement):
        if isinstance(around, _KEPT):
            return True
        around = around.parent
    return False


def setup(app: Sphinx) -> None:
    """Register it."""
    app.add_post_transform(KeepSpaces)
