"""Mandated wording as paragraphs, with gaps for what only the whole project knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_value
from sphinx_dlmsprofile.template.importing import DESCRIPTION
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANDATED_CLASS = "dlms-mandated"
"""Marks a paragraph whose words are not the author's."""

_DELIVERABLE = "{deliverable}"
_OPEN = regex(r"(\{description\}|\{deliverable\})")
_ITSELF = regex(
    r"\b(This|this)\s+(?:International\s+Standard|Technical\s+(?:Specification|Report)"
    r"|Publicly\s+Available\s+Specification)\b",
    re.IGNORECASE,
)

SUBSTITUTES = mark(
    {
        "introduction-suite": (
            "The DLMS/COSEM suite has one profile standard for each kind of network that meters use."
        ),
        "introduction-profiles": (
            "It joins the application layer, with the objects above, to the layers of one technology."
        ),
        "introduction-standards": "The layers themselves are specified elsewhere, in standards that are open to all.",
        "introduction-subject": "Subject of this document are communication profiles for {description}.",
        "introduction-rules": "The annex of IEC 62056-5-3 on communication profiles sets the rules for it.",
        "scope-subject": "The communication profiles of this document are for {description}.",
        "scope-restriction": (
            "They concern how protocols carry the application layer, not the data of a single protocol."
        ),
        "scope-protocols": "Such structures belong into the standard of the protocol.",
        "scope-projects": "What one project alone defines belongs into a companion specification of that project.",
        "references-application": (
            "Where the text refers to the documents listed here, what they say is required. Of a document with a date, "
            "that edition counts; of one without, the newest with its amendments."
        ),
        "terms-sources": "The glossaries of the IEC for metering hold, and the terms given here are added to them.",
        "terms-precedence": "Where a glossary and a profile standard differ, the profile standard decides for itself.",
        "annex-b-content": "This annex defines the new interface classes of the profile and leaves old ones alone.",
        "annex-b-relation": "It ties them to OBIS codes.",
        "annex-b-integration": "Later editions of IEC 62056-6-2 and IEC 62056-6-1 will include both.",
        "annex-b-supersession": "Those editions then replace this annex.",
    }
)
"""What stands where the author's copy of the template gives no wording: the same in other words."""


def mandated_paragraphs(names: Iterable[str], wording: Mapping[str, str]) -> list[nodes.Node]:
    """The paragraphs from the author's file; those that it does not have become one paragraph in other words."""
    shown: list[nodes.Node] = []
    pending: list[str] = []
    for name in names:
        if name in wording:
            shown += _paragraph(" ".join(pending))
            shown += _paragraph(_ITSELF.sub(rf"\1 {_DELIVERABLE}", wording[name]))
            pending = []
        else:
            pending.append(say(SUBSTITUTES[name]))
    return [*shown, *_paragraph(" ".join(pending))]


def _paragraph(text: str) -> list[nodes.paragraph]:
    if not text:
        return []
    paragraph = nodes.paragraph(classes=[MANDATED_CLASS])
    for piece in _OPEN.split(text):
        if piece in {DESCRIPTION, _DELIVERABLE}:
            paragraph += dlms_value(kind=piece.strip("{}"))
        elif piece:
            paragraph += nodes.Text(piece)
    return [paragraph]
