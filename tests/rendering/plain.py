"""Texts as they are written, for what is tested without a parser of markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text


class _Plain:
    def __call__(self, text: Text, /) -> list[nodes.Node]:
        return [nodes.Text(text.value)]

    def blocks(self, text: Text) -> list[nodes.Node]:
        return [nodes.paragraph("", "", *self(text))]


inline = _Plain()
