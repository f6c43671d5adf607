"""What the rules on wording share: the ordered paragraphs that a clause has, and what is the author's own."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.template_text import LicensedWording, TemplateText
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.template import fingerprints
from sphinx_dlmsprofile.template.importing import DESCRIPTION
from sphinx_dlmsprofile.template.wording import ALTERED, Stream, passages_in
from sphinx_dlmsprofile.template.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.template.fingerprints import Paragraph
    from sphinx_dlmsprofile.text.location import Location


_FURTHER = 6
"""So many words may have been added to a paragraph for these to be named."""

OWN_WORDS = 8
"""From this number of words on, a block of text says something."""


class Verbatim(NamedTuple):
    """Where a paragraph begins that is there word for word: the block, its text, and what is said as description."""

    at: Location
    text: str
    description: str | None


class Difference(NamedTuple):
    """Words of a text in place of those of the template; one of both may be empty."""

    written: str
    ordered: str


class Wording(NamedTuple):
    """What of the wording of a clause is in its texts.

    ``found`` are the paragraphs that are there word for word; ``altered`` those that nearly are, with the place of the
    block that has most of one, and in what it differs, where the author's own copy tells.
    """

    found: dict[str, Verbatim]
    altered: dict[str, tuple[Location, tuple[Difference, ...]]]


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
    copy = next((record.paragraphs for record in project.of(LicensedWording)), ())
    return Home(clause, name, project.asked(_wording, clause, name, tuple(sorted(inserted)), copy), inserted, absent)


@question
def _wording(
    blocks: Sequence[TextBlock], name: str, inserted: Iterable[str], copy: Iterable[tuple[str, str]]
) -> Wording:
    return _Recognition(blocks, name, inserted, dict(copy)).wording


@question
def _own_texts(blocks: Sequence[TextBlock], name: str, inserted: Iterable[str]) -> tuple[str, ...]:
    return tuple(block.text for block in _Recognition(blocks, name, inserted).own())


class _Recognition:
    """The ordered paragraphs of a clause among its texts; those that are inserted are altered in no case."""

    def __init__(
        self, texts: Sequence[TextBlock], name: str, inserted: Iterable[str], copy: Mapping[str, str] | None = None
    ) -> None:
        self._texts = texts
        self._copy = copy or {}
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
        elif may_be_altered and (near := self._near(paragraph, stream)):
            begin, end, differences = near
            counts = Counter(block for block, _ in stream.origins[begin : end + 1])
            most = max(counts, key=lambda index: (counts[index], -index))
            self.wording.altered[paragraph.id] = self._blocks[most].at, differences
            self._taken[most] = len(read_words(self._blocks[most].text).words)

    def _near(self, paragraph: Paragraph, stream: Stream) -> tuple[int, int, tuple[Difference, ...]] | None:
        """The first and last word of what is nearly the paragraph, and in what it differs, as far as is known."""
        if copied := self._copy.get(paragraph.id):
            literal = [read_words(part).words for part in copied.split(DESCRIPTION)]
            return nearest(stream, literal[0])
        near = stream.near(paragraph)
        return (near.first, near.last, ()) if near else None

    def own(self) -> Iterable[TextBlock]:
        """The blocks that are the author's."""
        yield from (block for block, taken in zip(self._blocks, self._taken, strict=True) if _is_own(block, taken))
        others = {TextKind.PARAGRAPH, TextKind.TITLE}
        yield from (block for block in self._texts if block.kind not in others)


def nearest(stream: Stream, ordered: Sequence[str]) -> tuple[int, int, tuple[Difference, ...]] | None:
    """The words that are nearest to those of a copy, from the beginning of a sentence on, if most of them are there."""
    best: tuple[tuple[float, int], int, SequenceMatcher[str]] | None = None
    for start in stream.sentences:
        matcher = SequenceMatcher(None, stream.words[start : start + len(ordered) + _FURTHER], ordered, autojunk=False)
        blocks = matcher.get_matching_blocks()
        share = sum(block.size for block in blocks) / len(ordered)
        # A short sentence before it is no part of it.
        rank = share, -blocks[0].a
        if share >= ALTERED and (best is None or rank > best[0]):
            best = rank, start, matcher
    if best is None:
        return None
    _, start, matcher = best
    last = max(block.a + block.size for block in matcher.get_matching_blocks() if block.size) - 1
    return start, start + last, tuple(_differences(matcher, stream.words[start : start + last + 1], ordered))


def _differences(matcher: SequenceMatcher[str], written: Sequence[str], ordered: Sequence[str]) -> Iterator[Difference]:
    for tag, begin, end, first, last in matcher.get_opcodes():
        if tag != "equal" and (begin < len(written) or first < last):
            yield Difference(" ".join(written[begin:end]), " ".join(ordered[first:last]))


def _is_own(block: TextBlock, taken: int) -> bool:
    """Whether enough of its words are the author's own."""
    words = len(read_words(block.text).words)
    if (block.mandated and not taken) or next(passages_in(block.text, fingerprints.fingerprints()), None):
        return False
    return not taken or words - taken >= OWN_WORDS
