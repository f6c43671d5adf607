"""What a profile lists and what it cites: the analysis that the rules on references share."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.document_index import DocumentIndex
from sphinx_dlmsprofile.analysis.template_clauses import home
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.layers import UPPER_ROLES, LayerStack
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.references import Reference, ReferenceList, split_entry
from sphinx_dlmsprofile.model.texts import analysis, question
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_number
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.citations import find_citations, normalised, read_designations
from sphinx_dlmsprofile.text.designations import Designation
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.names import fold, fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import Block, TextBlock
    from sphinx_dlmsprofile.text.citations import Citation
    from sphinx_dlmsprofile.text.location import Location


from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

CORE = tuple(Designation("IEC", f"62056-{part}") for part in ("1-0", "5-3", "6-1", "6-2"))
"""What every profile standard lists."""

IP = tuple(Designation("IEC", f"62056-{part}") for part in ("4-7", "9-7"))
"""What one with an IP based profile lists besides."""

_CLAUSE_2 = next(clause for clause in CLAUSES if clause.number == "2")
_SOURCE = regex(r"\[?SOURCE\b")


class Use(NamedTuple):
    """A citation in the text, and how it is written there.

    ``source`` says that it is the source of a definition, which is information.
    """

    designation: Designation
    clause: str | None
    block: Block
    written: str
    source: bool

    @property
    def normative(self) -> bool:
        """Whether it makes the document a part of the provisions."""
        return self.block.normative and not self.source


@frozen
class References:
    """What stands in Clause 2 and in the bibliography, and what the text cites, in document order.

    ``home`` is where something missing in Clause 2 is reported: None where there is neither the
    clause nor a list, which the rules on the table of contents report. ``unread`` says that a list
    could not be read. ``own`` is the profile itself. ``phrases`` are citations by role of what no
    publisher known here has designated.
    """

    normative: tuple[Reference, ...]
    informative: tuple[Reference, ...]
    home: Location | None
    unread: bool
    own: Designation | None
    uses: tuple[Use, ...]
    phrases: tuple[tuple[str, Block], ...]
    unknown: tuple[tuple[Block, frozenset[str]], ...]

    @property
    def judged(self) -> bool:
        """Whether there is a list that could be read in full."""
        return self.home is not None and not self.unread

    def lists(self, designation: Designation) -> bool:
        """Whether Clause 2 lists the document, or a series that it belongs to."""
        return bool(self.listed.covering(designation))

    @cached_property
    def listed(self) -> DocumentIndex:
        """The entries of Clause 2, to be asked for a document."""
        return DocumentIndex(self.normative)

    @cached_property
    def listed_anywhere(self) -> DocumentIndex:
        """Those of Clause 2 and, after them, of the bibliography."""
        return DocumentIndex((*self.normative, *self.informative))

    @cached_property
    def cited(self) -> frozenset[int]:
        """The entries of Clause 2, by place in the list, that provisions or mandated wording cite."""
        uses = (use for use in self.uses if use.source or _binds(use.block))
        return self._entries_of(uses, (names for block, names in self.unknown if _binds(block)))

    @cached_property
    def cited_for_information(self) -> frozenset[int]:
        """The entries that anything cites."""
        return self._entries_of(self.uses, (names for _, names in self.unknown))

    def _entries_of(self, uses: Iterable[Use], named: Iterable[frozenset[str]]) -> frozenset[int]:
        found: set[int] = set()
        for designation in {use.designation: None for use in uses}:
            # The own suite as a whole is no entry.
            wider = [] if designation.is_suite else self.listed.covering(designation)
            found.update(self.listed.same(designation) or wider)
        names: frozenset[str] = frozenset().union(*named)
        entries = enumerate(self.normative)
        found.update(index for index, entry in entries if not entry.designations and _folded_name(entry) in names)
        return frozenset(found)


def references(project: Project) -> References:
    """The references of a project."""
    return project.memo(_analyse)


def _binds(block: Block) -> bool:
    """Whether what the block cites is taken for required; a text without any heading counts as required."""
    return block.normative or block.mandated or block.clause is None


def fold_citation(text: str) -> str:
    """A text as it compares with another where no designation is recognised in it."""
    return fold_case(normalised(text))


def _folded_name(entry: Reference) -> str:
    return fold_citation(entry.designation.value)


def _analyse(project: Project) -> References:
    lists = project.of(ReferenceList)
    clause, bibliography = home(project, "2"), _bibliography(project)
    inside = {id(part) for top in (clause, bibliography) if top for part in top.walk()}
    written = [entry for each in lists if each.normative for entry in each.entries]
    informative = [entry for each in lists if not each.normative for entry in each.entries]
    places = {(entry.at.source, entry.at.line) for entry in (*written, *informative)}
    first = next((each.at for each in lists if each.normative), None)
    normative = (*written, *_entries_in(project, clause, places))
    if clause and not normative and not _CLAUSE_2.has_title(clause.title):
        clause = None  # What is in the place of Clause 2 is not a list.

    def outside(block: Block) -> bool:
        return id(block.clause) not in inside and (block.at.source, block.at.line) not in places

    cited = [(block, found) for block, found in project.found(citations, project.memo(_class_names)) if outside(block)]
    unknown = tuple(sorted({_folded_name(entry) for entry in normative if not entry.designations}))
    named = project.found(names_in, unknown) if unknown else ()
    return References(
        normative=normative,
        informative=(*informative, *_entries_in(project, bibliography, places)),
        home=clause.at if clause else first,
        unread=any(each.unread for each in lists),
        own=own_designation(project),
        uses=tuple(
            Use(designation, part, block, written, found.source)
            for block, found in cited
            for designation, part, written in found.documents
        ),
        phrases=tuple((text, block) for block, found in cited for text in found.phrases),
        unknown=tuple((block, names) for block, names in named if outside(block)),
    )


def own_designation(project: Project) -> Designation | None:
    """The designation of the profile itself, from its title."""
    for title in project.of(ProfileTitle):
        if number := read_part_number(title.title.value):
            return Designation("IEC", f"62056-{number[0]}-{number[1]}")
    return None


def _bibliography(project: Project) -> Clause | None:
    tops = (clause for clause in project.clauses if clause.kind is SectionKind.BACK)
    return next((clause for clause in tops if clause.title.casefold() == "bibliography"), None)


def _entries_in(project: Project, clause: Clause | None, places: set[tuple[str, int]]) -> tuple[Reference, ...]:
    """The entries of a list in plain markup: paragraphs, or rows and terms with the title in what follows."""
    return () if clause is None else project.asked(_listed_in, clause, tuple(sorted(places)))


@question
def _listed_in(texts: Iterable[TextBlock], places: Collection[tuple[str, int]]) -> tuple[Reference, ...]:
    return tuple(_references(block for block in texts if (block.at.source, block.at.line) not in places))


def _references(texts: Iterable[TextBlock]) -> Iterator[Reference]:
    blocks = list(texts)
    for index, block in enumerate(blocks):
        entry = None if block.mandated or block.kind not in _ENTRY_KINDS else split_entry(block.text)
        if entry is None:
            continue
        designation, title = entry
        if not title and block.kind in {TextKind.CELL, TextKind.TERM}:
            title = _title_beside(blocks[index + 1 : index + 2])
        yield Reference(Text(designation, block.at), Text(title, block.at) if title else None)


_ENTRY_KINDS = {TextKind.PARAGRAPH, TextKind.CELL, TextKind.TERM, TextKind.FOOTNOTE}


def _title_beside(following: Sequence[TextBlock]) -> str:
    return next((block.text for block in following if split_entry(block.text) is None), "")


def _class_names(project: Project) -> tuple[str, ...]:
    """The names of interface classes that hold a designation: to name one is not to cite a standard."""
    known = [registered.name for registered in project.registry.classes]
    own = [record.name.value for record in project.of(InterfaceClass)]
    cited = {name for name in (*known, *own) if any(citation.end < len(name) for citation in find_citations(name))}
    return tuple(sorted(cited, key=lambda name: (-len(name), name)))


class Cited(NamedTuple):
    """What a block cites: documents, each with the clause and as it is written, and phrases that name none known.

    ``source`` says that the block gives the source of a definition.
    """

    documents: tuple[tuple[Designation, str | None, str], ...]
    phrases: tuple[str, ...]
    source: bool


@analysis
def citations(blocks: Iterable[TextBlock], class_names: tuple[str, ...]) -> Iterator[tuple[TextBlock, Cited]]:
    """The blocks that cite something; what holds a designation and is the name of a class cites nothing."""
    names = re.compile("|".join(map(re.escape, class_names)) or r"(?!)", re.IGNORECASE)
    for block in blocks:
        text = names.sub(OPAQUE, block.text) if find_citations(block.text) else ""
        found: dict[tuple[Designation, str | None], str] = {}
        for source in (text, *block.cited):
            for each in find_citations(source):
                found.setdefault((each.designation, each.clause), _as_written(each, source))
        phrases = tuple(phrase for phrase in block.cited if not read_designations(phrase))
        if found or phrases:
            documents = tuple((*known, written) for known, written in found.items())
            yield block, Cited(documents, phrases, _SOURCE.match(block.text) is not None)


@analysis
def names_in(blocks: Iterable[TextBlock], names: tuple[str, ...]) -> Iterator[tuple[TextBlock, frozenset[str]]]:
    """The blocks that hold names of documents whose designation is not known here, given as they compare."""
    for block in blocks:
        texts = [fold_citation(text) for text in (block.text, *block.cited)]
        if found := frozenset(name for name in names if any(name in text for text in texts)):
            yield block, found


def _as_written(citation: Citation, text: str) -> str:
    """The citation as it is printed; a further number of an enumeration, "-6-2", with its publisher."""
    written = normalised(text)[citation.start : citation.end]
    return written if written[0].isalpha() else citation.designation.name


def lower_layers(project: Project) -> Iterator[Layer]:
    """The layers on a stack that an author has defined with a standard, the upper ones left out."""
    for stack in project.of(LayerStack):
        on_stack = {key for profile in stack.profiles for level in profile.stack for key in level.keys}
        for layer in stack.layers:
            if layer.key in on_stack and layer.standard and layer.role not in UPPER_ROLES:
                yield layer


def is_same(one: str, other: str) -> bool:
    """Whether two designations are of one standard, its editions, or one of the other's parts or amendments."""
    ours, theirs = read_designations(one), read_designations(other)
    if ours and theirs:
        return any(mine.is_covered_by(yours) or yours.is_covered_by(mine) for mine in ours for yours in theirs)
    return fold(one) == fold(other)
