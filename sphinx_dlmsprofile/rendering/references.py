"""Lists of references as ISO/IEC Directives, Part 2, set them: designation, comma, title in italics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.references import Reference, ReferenceList
    from sphinx_dlmsprofile.rendering.table_parts import Inline

REFERENCE_CLASS = "dlms-reference"
"""On the paragraph of an entry, whether a directive or plain markup made it."""


def reference_list(record: ReferenceList, inline: Inline, entry_id: Callable[[Reference], str]) -> nodes.container:
    """A paragraph for each entry; ``entry_id`` gives its id."""
    listed = nodes.container(classes=["dlms-references"])
    for reference in record.entries:
        paragraph = nodes.paragraph(ids=[entry_id(reference)], classes=[REFERENCE_CLASS])
        paragraph += inline(reference.designation)
        if reference.title:
            paragraph += [nodes.Text(", "), nodes.emphasis("", "", *inline(reference.title))]
        listed += paragraph
    return listed
