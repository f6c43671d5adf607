"""The directive ``sectnum`` in a standard: headings have the numbers of their clauses, and none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms.parts import SectNum
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WORDS_CLASS = "dlms-section-number-words"
"""Marks a comment with the words that the directive would have put around each number."""


class NumberOnce(SphinxTransform):
    """Leaves the directive without effect, and its words where they are written, to be reported."""

    default_priority = SectNum.default_priority - 1

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002  as Sphinx calls it
        """Let docutils only take the directive out."""
        if not self.config.dlms_standard:
            return
        self.document.settings.sectnum_xform = False
        for _, transform, pending, _ in self.document.transformer.transforms:
            if transform is SectNum and isinstance(pending, nodes.pending):
                _keep_words(pending)


def _keep_words(pending: nodes.pending) -> None:
    given = pending.details
    words = " ".join(f":{name}: {given[name]}" for name in given if name in {"prefix", "suffix"})
    if words and pending.parent is not None:
        note = nodes.comment("", words, classes=[WORDS_CLASS])
        note.source, note.line = pending.source, pending.line
        pending.parent.insert(pending.parent.index(pending), note)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(NumberOnce)
