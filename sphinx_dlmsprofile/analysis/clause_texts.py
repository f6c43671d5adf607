"""What a clause of the profile answers to the template, in prose, tables or code: the words to look into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.blocks import unfilled
from sphinx_dlmsprofile.analysis.emptiness import says_nothing
from sphinx_dlmsprofile.analysis.template_clauses import alignment
from sphinx_dlmsprofile.model.deviation import NotApplicable
from sphinx_dlmsprofile.model.prose import Literal, TextKind
from sphinx_dlmsprofile.model.template_text import Guidance
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.text.location import Location

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u00ad\u200b\u2060", None),
    }
)


@frozen
class Answer:
    """A clause that answers one of the template, and what stands in it and its subclauses.

    ``literals`` is what is in literal type within its texts, ``pieces`` the words of these texts but its own title,
    and of all that is in literal type, code too. All have one kind of space and hyphen.
    """

    clause: Clause
    literals: tuple[str, ...]
    pieces: tuple[str, ...]

    @cached_property
    def words(self) -> str:
        """All words, a line for each piece."""
        return "\n".join(self.pieces)

    @property
    def at(self) -> Location:
        """Its heading."""
        return self.clause.at


def usual_signs(text: str) -> str:
    """A text with the usual space and hyphen in place of each other kind."""
    return text.translate(_SAME)


_SENTENCE_END = regex(r"(?<=[.;!?])\s|\n")


def sentences_in(words: str) -> list[str]:
    """The sentences, items and cells of a text."""
    return _SENTENCE_END.split(words)


def together(words: str, *patterns: re.Pattern[str]) -> bool:
    """Whether one sentence, item or cell has all that is looked for: words that stand apart say something else."""
    return any(all(pattern.search(sentence) for pattern in patterns) for sentence in sentences_in(words))


def answer(project: Project, number: str) -> Answer | None:
    """What answers a clause of the template ("7.2", "A"); None where a rule has nothing to judge.

    An absent clause is reported by clause-missing, an empty one by clause-empty, one with another title by
    clause-title, one that is not yet written by placeholder-left or guidance-left; one that is
    declared not to apply is answered.
    """
    aligned = alignment(project)
    clause = aligned.counterparts.get(number)
    if clause is None or any(clause is other for _, other in aligned.renamed):
        return None
    parts = list(clause.walk())
    contents = project.memo(_contents)
    if not any(part.has_content for part in parts) or is_unwritten(project, clause):
        return None
    if id(clause) in contents.dismissed:
        return None
    literals = [literal for part in parts for literal in contents.literals.get(id(part), ())]
    found = Answer(
        clause,
        tuple(usual_signs(literal.text) for literal in literals if not literal.block),
        (*project.asked(_words, clause), *(usual_signs(literal.text) for literal in literals)),
    )
    return None if says_nothing(found.words) else found


@question
def _words(blocks: Sequence[TextBlock]) -> tuple[str, ...]:
    return tuple(usual_signs(block.text) for block in without_heading(blocks))


def without_heading(blocks: Sequence[TextBlock]) -> Sequence[TextBlock]:
    """The texts of a clause without its own title, which the template gives."""
    return blocks[1:] if blocks and blocks[0].kind is TextKind.TITLE else blocks


def says(project: Project, clause: Clause, pattern: re.Pattern[str]) -> bool:
    """Whether the pattern is found in a text of a clause; it is compiled where that is not known already."""
    return project.asked(_matches, clause, pattern.pattern, pattern.flags)


@question
def _matches(blocks: Iterable[TextBlock], pattern: str, flags: int) -> bool:
    compiled = re.compile(pattern, flags)
    return any(compiled.search(block.text) for block in blocks)


def is_unwritten(project: Project, clause: Clause) -> bool:
    """Whether guidance or a placeholder is still in a clause or one of its subclauses: it is reported as that."""
    unwritten = project.memo(_contents).unwritten
    return any(id(part) in unwritten for part in clause.walk())


@dataclass
class _Contents:
    """Literals by the identity of their clause; clauses that are not yet written, or do not apply."""

    literals: dict[int, list[Literal]]
    unwritten: set[int]
    dismissed: set[int]


def _contents(project: Project) -> _Contents:
    found = _Contents({}, set(), set())
    found.unwritten.update(id(block.clause) for block, _ in project.found(unfilled) if block.clause)
    found.unwritten.update(id(record.clause) for record in project.of(Guidance) if record.clause)
    for literal in project.of(Literal):
        if literal.clause:
            found.literals.setdefault(id(literal.clause), []).append(literal)
    for record in project.of(NotApplicable):
        # What does not apply as a whole does not in its parts.
        found.dismissed.update(id(part) for part in (record.clause.walk() if record.clause else ()))
    return found
