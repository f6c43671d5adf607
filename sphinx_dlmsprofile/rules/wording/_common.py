"""What the rules on wording share: the ordered paragraphs that a clause has, and what is the author's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.template_text import TemplateText
from sphinx_dlmsprofile.template import fingerprints
from sphinx_dlmsprofile.template.wording import ALTERED, Found, Stream, passages_in
from sphinx_dlmsprofile.template.words import read_words

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.template.fingerprints import Paragraph


OWN_WORDS = 8
"""From this number of words on, a block of text says something."""


class Home(NamedTuple):
    """A clause that has mandated wording, and what of it is there.

    ``found`` are the paragraphs that are there word for word, ``altered`` those that nearly are, with
    the block that has most of one and its share. ``own`` are the blocks that are the author's.
    """

    clause: Clause
    blocks: tuple[TextBlock, ...]
    found: dict[str, tuple[Found, TextBlock]]
    altered: dict[str, tuple[TextBlock, float]]
    inserted: frozenset[str]
    absent: dict[str, TemplateText]
    own: tuple[TextBlock, ...]

    @property
    def follows_template(self) -> bool:
        """Whether its subject is worded as the template words it: then all else is the author's own."""
        return any(name.endswith("-subject") for name in (*self.found, *self.altered, *self.inserted, *self.absent))


def recognise(project: Project) -> dict[str, Home]:
    """The clauses with mandated wording by the template's name: "introduction", "1", "3.1", "B"."""
    paragraphs: dict[str, list[Paragraph]] = {}
    for paragraph in fingerprints.fingerprints().paragraphs:
        paragraphs.setdefault(paragraph.clause, []).append(paragraph)
    homes = ((name, home(project, name), listed) for name, listed in paragraphs.items())
    return {name: _recognise(project, clause, listed) for name, clause, listed in homes if clause}


def _recognise(project: Project, clause: Clause, paragraphs: list[Paragraph]) -> Home:
    texts = project.texts_in(clause)
    blocks = tuple(block for block in texts if block.kind is TextKind.PARAGRAPH)
    stream = Stream([block.text for block in blocks], fingerprints.fingerprints())
    inside = {id(part) for part in clause.walk()}
    records = [record for record in project.of(TemplateText) if id(record.clause) in inside]
    inserted = frozenset(name for record in records for name in record.inserted)
    absent = {name: record for record in records for name in record.absent}
    found: dict[str, tuple[Found, TextBlock]] = {}
    altered: dict[str, tuple[TextBlock, float]] = {}
    taken = [0] * len(blocks)
    for paragraph in paragraphs:
        if match := stream.find(paragraph):
            found[paragraph.id] = match, blocks[stream.origins[match.first][0]]
            for block, _ in stream.origins[match.first : match.last + 1]:
                taken[block] += 1
        elif paragraph.id not in inserted and (share := stream.share(paragraph)) >= ALTERED:
            counts = stream.blocks_with(paragraph)
            block = max(counts, key=lambda index: (counts[index], -index))
            altered[paragraph.id] = blocks[block], share
            taken[block] = len(read_words(blocks[block].text).words)
    own = (_own(block, taken[index]) for index, block in enumerate(blocks))
    others = (block for block in texts if block.kind is not TextKind.PARAGRAPH and block.kind is not TextKind.TITLE)
    return Home(clause, blocks, found, altered, inserted, absent, (*(block for block in own if block), *others))


def _own(block: TextBlock, taken: int) -> TextBlock | None:
    """The block, if enough of its words are the author's own."""
    words = len(read_words(block.text).words)
    if (block.mandated and not taken) or next(passages_in(block.text, fingerprints.fingerprints()), None):
        return None
    return block if not taken or words - taken >= OWN_WORDS else None
