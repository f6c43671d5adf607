"""What the rules on wording share: the ordered paragraphs that a clause has, and what is the author's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.template_text import TemplateText
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.template import fingerprints
from sphinx_dlmsprofile.template.wording import ALTERED, Stream, passages_in
from sphinx_dlmsprofile.template.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.template.fingerprints import Paragraph
    from sphinx_dlmsprofile.text.location import Location


OWN_WORDS = 8
"""From this number of words on, a block of text says something."""


class Verbatim(NamedTuple):
    """Where a paragraph begins that is there word for word: the block, its text, and what is said as description."""

    at: Location
    text: str
    description: str | None


class Wording(NamedTuple):
    """What of the wording of a clause is in its texts.

    ``found`` are the paragraphs that are there word for word; ``altered`` those that nearly are, with the place of the
    block that has most of one, and its share.
    """

    found: dict[str, Verbatim]
    altered: dict[str, tuple[Location, float]]


class Home(NamedTuple):
    """A clause that has mandated wording, and what of it is there: in its texts, and by ``template-text``."""

    clause: Clause
    name: str
    wording: Wording
    inserted: frozenset[str]
    absent: dict[str, TemplateText]

    @property
    def known(self) -> frozenset[str]:
        """The paragraphs that are there in any way, or are reported where they were to be inserted."""
        return frozenset((*self.wording.found, *self.wording.altered, *self.inserted, *self.absent))

    @property
    def follows_template(self) -> bool:
        """Whether its subject is worded as the template words it: then all else is the author's own."""
        return any(name.endswith("-subject") for name in self.known)

    def own(self, project: Project) -> tuple[str, ...]:
        """The texts of it that are the author's."""
        return project.asked(_own_texts, self.clause, self.name, tuple(sorted(self.inserted)))


def recognise(project: Project) -> dict[str, Home]:
    """The clauses with mandated wording by the template's name: "introduction", "1", "3.1", "B"."""
    names = dict.fromkeys(paragraph.clause for paragraph in fingerprints.fingerprints().paragraphs)
    homes = ((name, home(project, name)) for name in names)
    return {name: _home(project, clause, name) for name, clause in homes if clause}


def _home(project: Project, clause: Clause, name: str) -> Home:
    inside = {id(part) for part in clause.walk()}
    records = [record for record in project.of(TemplateText) if id(record.clause) in inside]
    inserted = frozenset(name for record in records for name in record.inserted)
    absent = {name: record for record in records for name in record.absent}
    return Home(clause, name, project.asked(_wording, clause, name, tuple(sorted(inserted))), inserted, absent)


@question
def _wording(blocks: Sequence[TextBlock], name: str, inserted: Iterable[str]) -> Wording:
    return _Recognition(blocks, name, inserted).wording


@question
def _own_texts(blocks: Sequence[TextBlock], name: str, inserted: Iterable[str]) -> tuple[str, ...]:
    return tuple(block.text for block in _Recognition(blocks, name, inserted).own())


class _Recognition:
    """The ordered paragraphs of a clause among its texts; those that are inserted are altered in no case."""

    def __init__(self, texts: Sequence[TextBlock], name: str, inserted: Iterable[str]) -> None:
        self._texts = texts
        self._blocks = [block for block in texts if block.kind is TextKind.PARAGRAPH]
        self._taken = [0] * len(self._blocks)
        self.wording = Wording({}, {})
        stream = Stream([block.text for block in self._blocks], fingerprints.fingerprints())
        for paragraph in fingerprints.fingerprints().paragraphs:
            if paragraph.clause == name:
                self._look_for(paragraph, stream, may_be_altered=paragraph.id not in inserted)

    def _look_for(self, paragraph: Paragraph, stream: Stream, *, may_be_altered: bool) -> None:
        if match := stream.find(paragraph):
            first = self._blocks[stream.origins[match.first][0]]
            self.wording.found[paragraph.id] = Verbatim(first.at, first.text, match.description)
            for block, _ in stream.origins[match.first : match.last + 1]:
                self._taken[block] += 1
        elif may_be_altered and (share := stream.share(paragraph)) >= ALTERED:
            counts = stream.blocks_with(paragraph)
            most = max(counts, key=lambda index: (counts[index], -index))
            self.wording.altered[paragraph.id] = self._blocks[most].at, share
            self._taken[most] = len(read_words(self._blocks[most].text).words)

    def own(self) -> Iterable[TextBlock]:
        """The blocks that are the author's."""
        yield from (block for block, taken in zip(self._blocks, self._taken, strict=True) if _is_own(block, taken))
        others = {TextKind.PARAGRAPH, TextKind.TITLE}
        yield from (block for block in self._texts if block.kind not in others)


def _is_own(block: TextBlock, taken: int) -> bool:
    """Whether enough of its words are the author's own."""
    words = len(read_words(block.text).words)
    if (block.mandated and not taken) or next(passages_in(block.text, fingerprints.fingerprints()), None):
        return False
    return not taken or words - taken >= OWN_WORDS
