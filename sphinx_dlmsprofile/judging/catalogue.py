"""The one list of all rules: the families in the order of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules import (
    addressing,
    bodies,
    claims,
    classes,
    contents,
    editorial,
    environment,
    examples,
    foreword,
    layers,
    leftovers,
    provisions,
    references,
    services,
    source,
    support,
    terms,
    title,
    wording,
)

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

FAMILIES = (
    source,
    bodies,
    title,
    leftovers,
    contents,
    foreword,
    wording,
    references,
    terms,
    provisions,
    environment,
    layers,
    addressing,
    services,
    support,
    classes,
    claims,
    examples,
    editorial,
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
BY_NAME = {rule.name: rule for rule in RULES}
