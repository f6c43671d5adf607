"""The table of contents of IEC TS 62056-1-1, which every profile standard shares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.heading import typed_number
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen(kw_only=True)
class TemplateClause:
    """A clause, subclause or annex of the template.

    ``required`` is False where the template only shows what may stand there (the layers of 5.3).
    ``conditional`` marks a subclause that is written "if necessary" or "as needed" and otherwise
    states that it does not apply. ``statement`` is what stands in a clause for which it is the
    template's normal case to be empty. ``status`` is that of an annex. ``own`` recognises the titles of
    subclauses that authors add, where they follow from the technology.
    """

    number: str
    title: str
    required: bool = True
    conditional: bool = False
    statement: str = ""
    status: str | None = None
    own: re.Pattern[str] | None = None
    children: tuple[TemplateClause, ...] = ()

    @property
    def may_be_empty(self) -> bool:
        """Whether an empty one is the normal case."""
        return bool(self.statement)

    @property
    def label(self) -> str:
        """How a message names it: "clause 5", "5.3.1", "Annex B"."""
        if "." in self.number:
            return self.number
        return f"Annex {self.number}" if self.number.isalpha() else f"clause {self.number}"

    def walk(self) -> Iterator[TemplateClause]:
        """Itself and all its subclauses, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def has_title(self, title: str) -> bool:
        """Whether a heading has this clause's title, in one of the accepted spellings, also after a typed number."""
        typed = typed_number(title)
        return not title_keys(self.title).isdisjoint(title_keys(typed[1] if typed else title))


CLAUSES = (
    TemplateClause(number="1", title="Scope"),
    TemplateClause(number="2", title="Normative references"),
    TemplateClause(
        number="3",
        title="Terms, definitions and abbreviations",
        children=(
            TemplateClause(number="3.1", title="Terms and definitions"),
            TemplateClause(number="3.2", title="Abbreviations"),
        ),
    ),
    TemplateClause(number="4", title="Targeted communication environments"),
    TemplateClause(
        number="5",
        title="Use of the communication layers for this profile",
        children=(
            TemplateClause(
                number="5.1", title="Information related to the use of the standard specifying the lower layers"
            ),
            TemplateClause(number="5.2", title="Structure of the communication profiles"),
            TemplateClause(
                number="5.3",
                title="Lower protocol layers and their use",
                own=regex(r"\b(?:sub)?layers?\b", re.IGNORECASE),
                children=(
                    TemplateClause(number="5.3.1", title="Overview", conditional=True),
                    TemplateClause(number="5.3.2", title="Physical layer", required=False),
                    TemplateClause(number="5.3.3", title="MAC layer", required=False),
                ),
            ),
            TemplateClause(number="5.4", title="Service mapping and adaptation layers"),
            TemplateClause(number="5.5", title="Registration and connection management", conditional=True),
        ),
    ),
    TemplateClause(number="6", title="Identification and addressing schemes"),
    TemplateClause(
        number="7",
        title="Specific considerations for the application layer services",
        children=(
            TemplateClause(number="7.1", title="Overview", conditional=True),
            TemplateClause(number="7.2", title="Application Association establishment and release: ACSE services"),
            TemplateClause(number="7.3", title="xDLMS services"),
            TemplateClause(number="7.4", title="Security mechanisms"),
            TemplateClause(number="7.5", title="Transferring long application messages"),
            TemplateClause(number="7.6", title="Media access, bandwidth and timing considerations", conditional=True),
            TemplateClause(number="7.7", title="Other considerations", conditional=True),
        ),
    ),
    TemplateClause(number="8", title="Communication configuration and management"),
    TemplateClause(
        number="9",
        title="The COSEM application process",
        statement="This document adds nothing to the COSEM application process, and restricts nothing in it.",
    ),
    TemplateClause(
        number="10",
        title="Additional considerations for the use of this profile",
        statement="There are no additional considerations.",
    ),
)
"""Clauses 1 to 10 with their subclauses."""

ANNEX_A = TemplateClause(number="A", title="Examples", status="informative")
"""The annex of examples."""

ANNEX_B = TemplateClause(number="B", title="New COSEM interface classes and OBIS codes", status="normative")
"""The annex of new classes and codes, the only place where a profile defines any."""

_EQUIVALENTS = (
    (regex(r"\babbreviated terms\b"), "abbreviations"),
    (regex(r"\bthese profiles\b"), "this profile"),
    (regex(r"\b(scheme|profile|environment)(?:s\b|\(s\))"), r"\1"),
)
"""Later parts of the suite say the first; a standard may hold one profile or several."""

_HYPHENS = regex("[-\u2010\u2011]")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")


@lru_cache(maxsize=4096)
def title_keys(title: str) -> frozenset[str]:
    """What two headings have in common if they have the same title in the sense of the template.

    Case and white space do not matter, a compound may be hyphenated or not ("x-DLMS",
    "Service-mapping"), and the equivalents above are one.
    """
    plain = title.translate(_INVISIBLE).casefold().replace("\u2019", "'")
    return frozenset(_reduce(_HYPHENS.sub(joint, plain)) for joint in (" ", ""))


def _reduce(text: str) -> str:
    words = " ".join(text.split())
    for pattern, replacement in _EQUIVALENTS:
        words = pattern.sub(replacement, words)
    return words
