"""The texts of all documents, kept unopened, and what analyses have found in them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx_dlmsprofile.analysis.blocks import inserted_wording, ordered_wording
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.prose import Block, TextBlock
from sphinx_dlmsprofile.model.record import placed
from sphinx_dlmsprofile.model.texts import Texts
from sphinx_dlmsprofile.text.remembered import forget_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.printed import ClauseText
    from sphinx_dlmsprofile.model.texts import Analysis, Question
    from sphinx_dlmsprofile.sphinx.building.analysis_cache import AnalysisCache
    from sphinx_dlmsprofile.sphinx.reading.document_texts import DocumentTexts
    from sphinx_dlmsprofile.text.location import Location

T = TypeVar("T")
B = TypeVar("B", bound=Block)

_CLAUSES_WITH_WORDING = frozenset({"1", "2", "3", "B"})


class ProjectTexts(Texts):
    """The texts of documents in the order of the toctrees, each in its clause."""

    def __init__(
        self,
        documents: Mapping[str, DocumentTexts],
        clauses: Mapping[tuple[str, str], Clause],
        answers: AnalysisCache,
        printed: Callable[[], Iterator[ClauseText]],
        jobs: int = 1,
    ) -> None:
        """Open nothing yet; ``printed`` makes the text as it is printed, ``jobs`` processes share what is looked at."""
        super().__init__()
        self._make_printed = printed
        self._documents = documents
        self._clauses = clauses
        self._answers = answers
        self._jobs = jobs
        self._opened: dict[str, tuple[TextBlock, ...]] = {}
        self._found: dict[object, list[tuple[Block, Any]]] = {}
        self._asked: dict[object, Any] = {}

    def __iter__(self) -> Iterator[TextBlock]:
        """All blocks."""
        for docname in self._documents:
            yield from self._open(docname)

    @property
    def is_printed(self) -> bool:
        """It can always be made."""
        return True

    def printed(self) -> Iterator[ClauseText]:
        """The text as it is printed, made anew each time: it is asked for once in a build, if at all."""
        return self._make_printed()

    def in_clause(self, clause: Clause) -> tuple[TextBlock, ...]:
        """The blocks of a clause and its subclauses; the documents that contain it are opened."""
        inside = {id(part) for part in clause.walk()}
        docnames = {part.docname for part in clause.walk()}
        opened = (self._open(docname) for docname in self._documents if docname in docnames)
        return tuple(block for blocks in opened for block in blocks if id(block.clause) in inside)

    def found(self, look: Analysis[T], *values: Any) -> Sequence[tuple[Block, T]]:
        """All that an analysis finds, each with its place."""
        key = look, values
        if key not in self._found:
            self._answers.look_ahead(self._documents.values(), look, values, self._jobs)
            self._found[key] = [
                (self._placed(docname, place, block, anchor), found)
                for docname, texts in self._documents.items()
                for place, block, anchor, found in self._answers.ask(texts, look, values)
            ]
        return self._found[key]

    def asked(self, question: Question[T], clause: Clause | None, *values: Any) -> T:
        """The answer on the texts of a clause; they are opened where it is not known yet."""
        key = question, id(clause), values
        if key not in self._asked:
            look = super().asked
            origin = tuple(self._origin(clause))
            self._asked[key] = self._answers.kept(
                (question.name, values, origin), lambda: look(question, clause, *values)
            )
        answer: T = self._asked[key]
        return answer

    def _origin(self, clause: Clause | None) -> Iterator[object]:
        """All that the blocks of a clause, or all blocks, are made of."""
        homes: dict[str, list[tuple[str, bool]]] = {}
        for part in self._clauses.values() if clause is None else clause.walk():
            if self._clauses.get((part.docname, part.anchor)) is part:
                homes.setdefault(part.docname, []).append((part.anchor, _may_hold_wording(part)))
        for docname, texts in self._documents.items():
            if clause is None or docname in homes:
                yield texts.digest, homes.get(docname, [])

    def close(self) -> None:
        """Forget the opened texts and what was found in them."""
        self._opened.clear()
        self._found.clear()
        self._asked.clear()
        forget_texts()

    @cached_property
    def mandated(self) -> frozenset[Location]:
        """Where words that the template orders are."""
        marked = self.found(inserted_wording)
        typed = self.found(ordered_wording)
        return frozenset(block.at for block, _ in (*marked, *typed) if block.mandated)

    def _open(self, docname: str) -> tuple[TextBlock, ...]:
        if docname not in self._opened:
            texts = self._documents[docname].open()
            self._opened[docname] = tuple(
                self._placed(docname, place, block, anchor) for place, (block, anchor) in enumerate(texts)
            )
        return self._opened[docname]

    @cached_property
    def _typed(self) -> frozenset[tuple[str, int]]:
        """The blocks that are mostly wording of the template: by docname, and by place among its texts."""
        return frozenset(
            (docname, place)
            for docname, texts in self._documents.items()
            for place, _, _, found in self._answers.ask(texts, ordered_wording, ())
            if found.mostly
        )

    def _placed(self, docname: str, place: int, block: B, anchor: str) -> B:
        """A block in its clause, and with its mark if an author has typed the template's wording."""
        clause = self._clauses.get((docname, anchor))
        is_typed = (docname, place) in self._typed and _may_hold_wording(clause)
        return placed(replace(block, mandated=True) if is_typed else block, clause)


def _may_hold_wording(clause: Clause | None) -> bool:
    """Whether the template orders wording there: Introduction, clauses 1 to 3, Annex B."""
    if clause is None:
        return False
    return clause.kind is SectionKind.FRONT or (clause.number or "").partition(".")[0] in _CLAUSES_WITH_WORDING
