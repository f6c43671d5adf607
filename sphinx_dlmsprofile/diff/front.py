"""Title, references, terms, abbreviations, and the targeted environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Spot
from sphinx_dlmsprofile.diff.said import fold, listed, said
from sphinx_dlmsprofile.diff.things import Thing
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.references import ReferenceList
from sphinx_dlmsprofile.model.terms import AbbreviationList, PartKind, Term
from sphinx_dlmsprofile.model.title import ProfileTitle

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.references import Reference

_TITLE_BLOCK = ("title", "deliverable", "edition", "description", "series")
_SENTENCES = frozenset({"title", "description", "series"})
_PARTS = {
    "definition": PartKind.DEFINITION,
    "examples": PartKind.EXAMPLE,
    "notes to entry": PartKind.NOTE,
    "source": PartKind.SOURCE,
}


def title_block(project: Project) -> Iterator[Thing]:
    """The title, and what stands with it."""
    for record in project.of(ProfileTitle)[:1]:
        for what in _TITLE_BLOCK:
            if (value := said(getattr(record, what))) is not None:
                yield Thing(
                    area=Area.TITLE,
                    kind=what,
                    subject=what,
                    spot=Spot(record.at, record.clause),
                    keys=("",),
                    values={"": value},
                    prose=frozenset({""} if what in _SENTENCES else ()),
                    content=value,
                )


def references(project: Project) -> Iterator[Thing]:
    """The documents of both lists; one is found again whatever its edition, in its own list first."""
    for record in project.of(ReferenceList):
        name = "normative" if record.normative else "informative"
        for entry in record.entries:
            designation, title = said(entry.designation), said(entry.title)
            yield Thing(
                area=Area.REFERENCES,
                kind="reference",
                subject=f"{name} reference {designation}",
                spot=Spot(entry.at, record.clause),
                keys=((name, _document(entry)), _document(entry)),
                values={"designation": designation, "title": title, "list": name},
                prose=frozenset({"title"}),
                content=title,
                actions={"designation": Action.REDATED, "list": Action.MOVED},
            )


def _document(entry: Reference) -> Hashable:
    return entry.designations[0].lineage if entry.designations else fold(entry.designation)


def terms(project: Project) -> Iterator[Thing]:
    """Terms with all that is said of them, and abbreviations."""
    for term in project.of(Term):
        parts = {what: " / ".join(said(part.text) or "" for part in term.of(kind)) for what, kind in _PARTS.items()}
        yield Thing(
            area=Area.TERMS,
            kind="term",
            subject=f'term "{said(term.term)}"',
            spot=Spot(term.at, term.clause),
            keys=(fold(term.term),),
            values={**parts, "admitted terms": listed(term.admitted), "deprecated terms": listed(term.deprecated)},
            prose=frozenset(_PARTS),
            content=said(term.definition),
            actions={"definition": Action.REDEFINED},
        )
    for record in project.of(AbbreviationList):
        for entry in record.entries:
            yield Thing(
                area=Area.TERMS,
                kind="abbreviation",
                subject=f"abbreviation {said(entry.abbreviation)}",
                spot=Spot(entry.abbreviation.at, record.clause),
                keys=(said(entry.abbreviation),),
                values={"": said(entry.expansion)},
                content=said(entry.expansion),
                actions={"": Action.REDEFINED},
            )


def environment(project: Project) -> Iterator[Thing]:
    """The entities and interfaces that implement the profile, by their names in the architecture."""
    for record in project.of(CommunicationEnvironment):
        for kind, texts, known in (
            ("entity", record.entities, record.architecture.entity),
            ("interface", record.interfaces, record.architecture.interface),
        ):
            for text in texts:
                mark = known(text.value)
                name = mark.id if mark else said(text)
                yield Thing(
                    area=Area.ENVIRONMENT,
                    kind=kind,
                    subject=f"{kind} {name}",
                    spot=Spot(text.at, record.clause),
                    keys=(name,),
                )
