"""The texts of a project, and what is found in them block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sphinx_dlmsprofile.model.record import placed
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.printed import ClauseText
    from sphinx_dlmsprofile.model.prose import Block, TextBlock

T = TypeVar("T")


@frozen
class Analysis(Generic[T]):
    """What there is to find in the blocks of one document, by these alone and by small values given with them.

    ``in_blocks`` goes through the blocks and gives those in which something is found, with what it is. The clause of
    a block and whether its words are mandated must not matter there: both depend on other documents, and what was
    found is kept for as long as the texts of the document stay. So it is with the values: they are compared by what
    ``repr`` says of them, and are texts and tuples of texts.
    """

    name: str
    in_blocks: Callable[..., Iterable[tuple[TextBlock, T]]]


def analysis(function: Callable[..., Iterable[tuple[TextBlock, T]]]) -> Analysis[T]:
    """Make an analysis of a function that takes blocks, and perhaps values after them."""
    return Analysis(f"{function.__module__}.{function.__qualname__}", function)


@frozen
class Question(Generic[T]):
    """What there is to say of the texts of one clause as a whole, by their blocks and by small values given with them.

    ``of_blocks`` takes the blocks in document order, without their clause: its answer is kept for as long as these
    texts stay, wherever the clause stands. The answer holds places and what was found; blocks with all of their words
    would be kept twice. Of values, the same is true as for an :class:`Analysis`.
    """

    name: str
    of_blocks: Callable[..., T]


def question(function: Callable[..., T]) -> Question[T]:
    """Make a question of a function that takes the blocks of a clause, and perhaps values after them."""
    return Question(f"{function.__module__}.{function.__qualname__}", function)


class Texts:
    """The texts of a project in document order.

    To go through the blocks opens all texts; what analyses have found in them is kept, and asked for with ``found``,
    and so are answers on the texts of one clause, with ``asked``.
    """

    def __init__(self, blocks: Iterable[TextBlock] = (), printed: Iterable[ClauseText] | None = None) -> None:
        """Hold these blocks, and the text as it is printed, where that is known."""
        self._blocks = tuple(blocks)
        self._printed = None if printed is None else tuple(printed)

    @property
    def is_printed(self) -> bool:
        """Whether the text as it is printed is known: older files have none."""
        return self._printed is not None

    def printed(self) -> Iterable[ClauseText]:
        """The text as it is printed, clause by clause in document order."""
        return self._printed or ()

    def __iter__(self) -> Iterator[TextBlock]:
        """All blocks."""
        return iter(self._blocks)

    def in_clause(self, clause: Clause) -> tuple[TextBlock, ...]:
        """The blocks of a clause and its subclauses, their titles included."""
        inside = {id(part) for part in clause.walk()}
        return tuple(block for block in self if id(block.clause) in inside)

    def found(self, look: Analysis[T], *values: Any) -> Sequence[tuple[Block, T]]:
        """All that an analysis finds, each with its place."""
        return list(look.in_blocks(self, *values))

    def asked(self, question: Question[T], clause: Clause | None, *values: Any) -> T:
        """The answer on the texts of a clause and its subclauses; on all there are without a clause."""
        blocks = self if clause is None else self.in_clause(clause)
        return question.of_blocks([placed(block, None) for block in blocks], *values)

    def close(self) -> None:
        """Forget what was opened: nobody is going to ask soon."""
