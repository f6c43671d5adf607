"""Substitutions for half of a sign, ``.. |x| unicode:: U+D800``: no file can hold it, and builders stop at it."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_dlmsprofile.text.marks import HALF_SIGN, INSTEAD

logger = logging.getLogger(__name__)


class ReplaceHalfSigns(SphinxTransform):
    """Puts the sign for an unknown sign in their place, and warns of it, before they are put into the text."""

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002  as Sphinx calls it
        """Look at what substitutions stand for."""
        for name, definition in self.document.substitution_defs.items():
            for child in definition.children:
                if isinstance(child, nodes.Text) and (half := HALF_SIGN.search(child)):
                    logger.warning(
                        'the substitution "%s" stands for U+%04X, which is half of a sign: write the number of a sign',
                        name,
                        ord(half[0]),
                        location=definition,
                        type="docutils",
                    )
                    definition.replace(child, nodes.Text(HALF_SIGN.sub(INSTEAD, child)))
