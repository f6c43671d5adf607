"""Lead-ins that limit what they lead in: "Where the mains is on:", "The following applies in class A:"."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.text.patterns import regex

_NO_LIMIT = (
    r"(?:(?:this|that|these|those|such|it|them|addition\s+to|order\s+to|accordance\s+with|line\s+with|contrast\s+to"
    r"|the\s+following|what\s+follows|(?:any|both|all|each|either|every|most)\s+cases?"
    r"|the\s+(?:sake\s+of|(?:one|other)\s+hand|purposes?\s+of\s+(?:this|the\s+present)))\b"
    r"|(?:addition|order|contrast|particular|general|detail|short|brief|summary|total|turn|conclusion|example|instance"
    r"|fact|practice|principle|essence|other\s+words|information|clarity|clarification|convenience|completeness"
    r"|reference|exception|limitation|all|now|least|(?:a\s+)?minimum|the\s+(?:end|rest|record|meantime))\s*[:,])"
)
"""What stands behind a preposition and limits nothing: "In this clause:", "For the following classes:", "In short:"."""

_CONJUNCTION = r"(?:where|when|whenever|if|unless|until|while|provided|as\s+(?:long|soon)\s+as)\s|once\s+(?!again|more)"
_PREPOSITION = rf"(?:except|after|before|during|upon|under|with|without|for|in|on|at)\s+(?!{_NO_LIMIT})"
_LIMITS = regex(
    rf"{_CONJUNCTION}|{_PREPOSITION}"
    rf"|the\s+following\b.*\b(?:{_CONJUNCTION}|appl(?:y|ies)\s+(?:only\s+)?(?:{_PREPOSITION}|to\s+(?!{_NO_LIMIT})))",
    re.IGNORECASE,
)
"""A lead-in that says when or where its items hold: "Where the mains is on:", "The following applies if it sleeps:"."""


def limits(text: str) -> bool:
    """Whether a text is a lead-in that limits its list; one that has a verbal form is a provision all the same.

    >>> limits("If the mains is on:"), limits("In this clause:"), limits("If the mains is on.")
    (True, False, False)
    """
    return text.endswith(":") and _LIMITS.match(text) is not None
