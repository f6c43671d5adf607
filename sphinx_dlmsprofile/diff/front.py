"""Title, references, terms, abbreviations, the targeted environment, and what an author declares about clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Place
from sphinx_dlmsprofile.diff.comparable_text import fold, listed, said
from sphinx_dlmsprofile.diff.facts import NOTHING, Facts, Value, facts_of, name_of
from sphinx_dlmsprofile.diff.items import Item
from sphinx_dlmsprofile.model.deviation import Deviation, NotApplicable, TemplateClauses
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.references import ReferenceList
from sphinx_dlmsprofile.model.terms import AbbreviationList, PartKind, Term
from sphinx_dlmsprofile.model.title import ProfileTitle

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.model.references import Reference

_PARTS = {
    "definition": PartKind.DEFINITION,
    "examples": PartKind.EXAMPLE,
    "notes to entry": PartKind.NOTE,
    "source": PartKind.SOURCE,
}


def title_block(project: Project) -> Iterator[Item]:
    """The title, and what is given with it."""
    for record in project.of(ProfileTitle)[:1]:
        for what, value in facts_of(record).values.items():
            if value.text is not None:
                yield Item(
                    area=Area.TITLE,
                    kind=what,
                    subject=what,
                    place=Place(record.at, record.clause),
                    keys=("",),
                    facts=Facts({"": value}),
                    content=value,
                    placed=what == "title",
                )


def references(project: Project) -> Iterator[Item]:
    """The documents of both lists; one is found again whatever its edition, in its own list first."""
    for record in project.of(ReferenceList):
        name = "normative" if record.normative else "informative"
        yield _list(Area.REFERENCES, record, f"{name} references", Facts({"list": Value(name)}))
        for entry in record.entries:
            yield Item(
                area=Area.REFERENCES,
                kind="reference",
                subject=f"{name} reference {said(entry.designation)}",
                place=Place(entry.at, record.clause),
                keys=((name, _document(entry)), _document(entry)),
                facts=facts_of(entry).plus({"list": Value(name)}),
                content=Value(said(entry.title)),
                actions={"designation": Action.REDATED, "list": Action.MOVED},
            )


def _list(area: Area, record: Record, subject: str, facts: Facts) -> Item:
    """A list as a whole, whose entries are compared one by one."""
    return Item(
        area=area,
        kind="list",
        subject=subject,
        place=Place(record.at, record.clause),
        keys=(subject, type(record).__name__),
        facts=facts,
        placed=True,
    )


def _document(entry: Reference) -> Hashable:
    return entry.designations[0].lineage if entry.designations else fold(entry.designation)


def terms(project: Project) -> Iterator[Item]:
    """Terms with all their information, and abbreviations; one is found again by what it means, too."""
    for term in project.of(Term):
        parts = {what: Value(_joined(term, kind), prose=True) for what, kind in _PARTS.items()}
        yield Item(
            area=Area.TERMS,
            kind="term",
            subject=f'term "{name_of(term.term)}"',
            place=Place(term.at, term.clause),
            keys=(fold(name_of(term.term)), fold(term.definition) or None),
            facts=facts_of(term).plus(parts),
            content=Value(said(term.definition)),
            actions={"term": Action.RENAMED, "definition": Action.REDEFINED},
            placed=True,
        )
    for record in project.of(AbbreviationList):
        yield _list(Area.TERMS, record, "abbreviations", Facts())
        for entry in record.entries:
            yield Item(
                area=Area.TERMS,
                kind="abbreviation",
                subject=f"abbreviation {name_of(entry.abbreviation)}",
                place=Place(entry.abbreviation.at, record.clause),
                keys=(name_of(entry.abbreviation), fold(entry.expansion) or None),
                facts=facts_of(entry),
                content=Value(said(entry.expansion)),
                actions={"": Action.REDEFINED, "abbreviation": Action.RENAMED},
            )


def _joined(term: Term, kind: PartKind) -> str:
    return " / ".join(said(part.text) or "" for part in term.of(kind))


def environment(project: Project) -> Iterator[Item]:
    """The entities and interfaces that implement the profile, by their names in the architecture; and that itself."""
    for record in project.of(CommunicationEnvironment):
        place = Place(record.at, record.clause)
        yield Item(
            area=Area.ENVIRONMENT,
            kind="environment",
            subject="communication environment",
            place=place,
            keys=(fold(record.name) or None, ""),
            facts=facts_of(record),
            content=Value(said(record.caption)),
            inside=tuple(_architecture(record, place)),
            placed=True,
        )
        for kind, texts, known in (
            ("entity", record.entities, record.architecture.entity),
            ("interface", record.interfaces, record.architecture.interface),
        ):
            for text in texts:
                mark = known(text.value)
                name = mark.id if mark else said(text)
                yield Item(
                    area=Area.ENVIRONMENT,
                    kind=kind,
                    subject=f"{kind} {name}",
                    place=Place(text.at, record.clause),
                    keys=(name,),
                )


def _architecture(record: CommunicationEnvironment, place: Place) -> Iterator[Item]:
    """What the marks refer to, where a figure shows it."""
    for entity in record.architecture.entities:
        keys = (entity.id, fold(entity.name))
        yield _of_architecture(f"entity {entity.id}", "entity", keys, facts_of(entity), place)
    for interface in record.architecture.interfaces:
        yield _of_architecture(f"interface {interface.id}", "interface", (interface.id,), facts_of(interface), place)
    for short, long in record.architecture.sections:
        facts = Facts({"id": Value(short), "name": Value(long)})
        yield _of_architecture(f"network section {short}", "section", (short, fold(long)), facts, place)


def _of_architecture(subject: str, kind: str, keys: tuple[Hashable, ...], facts: Facts, place: Place) -> Item:
    return Item(
        area=Area.ENVIRONMENT,
        kind=f"{kind} of the architecture",
        subject=f"{subject} of the architecture",
        place=place,
        keys=keys,
        facts=facts,
        content=facts.values.get("name", NOTHING),
        actions={"id": Action.RENAMED, "name": Action.RENAMED},
    )


def deviations(project: Project) -> Iterator[Item]:
    """What an author declares of a clause: that it does not apply, or that it answers others of the template."""
    for answer in project.of(TemplateClauses):
        yield _deviation(answer, "template clauses", Value(listed(answer.numbers)))
    for record in project.of(NotApplicable):
        yield _deviation(record, "not applicable", Value(said(record.reason), prose=True))


def _deviation(record: Deviation, kind: str, content: Value) -> Item:
    clause = record.clause
    return Item(
        area=Area.CLAUSES,
        kind=kind,
        subject=f"{kind}, {clause.label}" if clause else kind,
        place=Place(record.at, clause),
        keys=(fold(clause.title) if clause else None, fold(record.reason) or None, ""),
        facts=facts_of(record),
        content=content,
        placed=True,
    )
