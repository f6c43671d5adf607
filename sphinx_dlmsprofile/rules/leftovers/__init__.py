"""What of the template is still in the text and has to be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.leftovers import leftovers

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    leftovers.placeholder_left,
    leftovers.guidance_left,
    leftovers.template_text_left,
)
