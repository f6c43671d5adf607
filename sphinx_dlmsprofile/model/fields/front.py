"""Title, clauses, references, terms, targeted environment, and what an author declares of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.deviation import NotApplicable, TemplateClauses
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment, Entity, Interface
from sphinx_dlmsprofile.model.fields.declaration import (
    CAPTION,
    LABEL,
    OPTIONAL,
    STRING,
    Derived,
    Shape,
    Shown,
    fault,
    objects,
    placed,
    prose,
    silent,
    told,
    within,
)
from sphinx_dlmsprofile.model.references import Reference, ReferenceList
from sphinx_dlmsprofile.model.terms import Abbreviation, AbbreviationList, Term, TermPart
from sphinx_dlmsprofile.model.title import ProfileTitle, read_part_title

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.fields.declaration import Around
    from sphinx_dlmsprofile.model.title import PartTitle

_ADDRESS = "the address of a page is not printed"
_REASON = prose("Why, in the author's words.", "reason")


def section_id(clause: Clause) -> str:
    """What identifies a clause, numbered or not: document and anchor, as in the address of its HTML."""
    return f"{clause.docname}#{clause.anchor}"


def _part_title(record: ProfileTitle) -> PartTitle | None:
    return read_part_title(record.title.value)


def _part_number(record: ProfileTitle, _: Around) -> str | None:
    part = _part_title(record)
    return "-".join(map(str, part.number)) if part and part.number else None


def _technology(record: ProfileTitle, _: Around) -> str | None:
    part = _part_title(record)
    return part.technology if part else None


def _network_sections(record: ProfileTitle, _: Around) -> list[str]:
    part = _part_title(record)
    return list(part.sections) if part else []


def _documents(reference: Reference, _: Around) -> list[dict[str, Any]]:
    names = ("publisher", "number", "year", "amendment", "all_parts")
    return [{name: getattr(each, name) for name in names} for each in reference.designations]


SHAPES: dict[type, Shape] = {
    ProfileTitle: Shape(
        fields={
            "title": prose("The title of the part: Part N-M: … communication profile for … networks.", "title"),
            "deliverable": told("IS, TS, TR or PAS.", "deliverable"),
            "edition": told("The number of the edition, such as 1.0.", "edition"),
            "description": prose("The technology and the interfaces that the profile covers.", "description"),
            "series": prose("The title of the suite, where it is given.", "series"),
        },
        derived={
            "part_number": Derived(
                "The two numbers of the part, such as 8-30; null where the title has none.", _part_number, OPTIONAL
            ),
            "technology": Derived("The technology that the title names.", _technology, OPTIONAL),
            "network_sections": Derived(
                "The smart metering network sections that the title names.",
                _network_sections,
                {"type": "array", "items": {"enum": ["LN", "NN", "WAN"]}},
            ),
        },
    ),
    Clause: Shape(
        fields={
            "number": told("As printed (5.3.1, A.1); null in front and back matter.", "number"),
            "title": told("Without the number; of an annex, without letter and status.", "title"),
            "kind": told("A clause, an annex, or a part of front or back matter.", "kind"),
            "docname": silent(
                "The name of the document, without the ending of the file name.", _ADDRESS, key="document"
            ),
            "anchor": silent("The anchor in its document.", _ADDRESS),
            "status": told("Of an annex: informative or normative; null where it does not say.", "status"),
            "has_content": silent(
                "Whether it has content besides subclauses.", "what stands in a clause is compared itself"
            ),
            "index_entries": silent(
                "How many entries of the index are made in it, without its subclauses.", "the index is not compared"
            ),
            "answers": silent(
                "Numbers of the template's clauses that it declares to answer, in spite of its own number and title.",
                "the list template_clauses is compared",
            ),
            "children": within("The ids of its direct subclauses.", key="subclauses"),
            "given": silent("The label that its author has given it; empty without one.", _ADDRESS, key="label"),
        },
        derived={
            "id": Derived(
                "Document and anchor with # between: the address of its HTML without the ending of the file name.",
                lambda clause, _: section_id(clause),
                STRING,
                _ADDRESS,
            )
        },
    ),
    ReferenceList: Shape(
        fields={
            "name": LABEL,
            "entries": within("The documents, in the author's order."),
            "normative": within("Whether these are the normative references; else they are the bibliography."),
        }
    ),
    Reference: Shape(
        fields={
            "designation": told("The designation of the standard, as written.", "designation"),
            "title": prose("The title of the document.", "title"),
            "lower_layer": told(
                "Whether it specifies a lower layer; null where that follows from the layer stack.",
                "specifies a lower layer",
            ),
            "unread": fault("Some of it could not be read; the check says why."),
        },
        derived={
            "documents": Derived(
                "The designation taken apart: one for each name of the document, none if it is of no known form.",
                _documents,
                objects(
                    publisher=STRING, number=STRING, year=OPTIONAL, amendment=OPTIONAL, all_parts={"type": "boolean"}
                ),
            )
        },
    ),
    Term: Shape(
        fields={
            "term": told("The preferred term.", "term", shown=Shown.NAME),
            "name": LABEL,
            "admitted": told("Other terms for the concept.", "admitted terms", shown=Shown.NAME),
            "deprecated": told(
                "Terms that are no longer to be used for the concept.", "deprecated terms", shown=Shown.NAME
            ),
            "parts": within("Definition, examples, notes to entry and sources, in their order."),
            "numbered": silent(
                "Whether the numbers of examples and notes are made by the extension.",
                "how a number came about is not printed",
            ),
        }
    ),
    TermPart: Shape(
        fields={
            "kind": within("What the part is."),
            "text": prose("The text as written."),
            "number": silent(
                "The number of the example or note; null if it has none.",
                "it follows from the order of the parts, and a finding reports one that does not",
            ),
        }
    ),
    AbbreviationList: Shape(fields={"entries": within("The abbreviations, in the author's order.")}),
    Abbreviation: Shape(
        fields={
            "abbreviation": told("The abbreviation.", "abbreviation", shown=Shown.NAME),
            "expansion": told("What it stands for."),
        }
    ),
    CommunicationEnvironment: Shape(
        fields={
            "architecture": within("The architecture that the marks refer to."),
            "caption": CAPTION,
            "name": LABEL,
            "entities": within("The entities that implement the profile, as written."),
            "interfaces": within("The interfaces that implement the profile, as written."),
            "own": told("Whether it shows a network of its own file, as an example does, and not Figure 1.", "own"),
            "keys": placed(),
        }
    ),
    Architecture: Shape(
        fields={
            "sections": within("Short and long names of the network sections.", key="network_sections"),
            "entities": within("The devices and systems."),
            "interfaces": within("What the entities meet at."),
        }
    ),
    Entity: Shape(
        fields={
            "id": told("The short name.", "id"),
            "name": told("The long name.", "name"),
            "row": told(
                "The height in the figure, from 0 at the top; null where it follows from the interfaces.", "row"
            ),
            "abbreviated": told("Whether the id is an abbreviation that texts use.", "abbreviated"),
        }
    ),
    Interface: Shape(
        fields={
            "id": told("The name of the interface.", "id"),
            "between": told("The ids of the two entities.", "between"),
            "section": told(
                "The network section it lies in; empty where none is given.", "network section", key="network_section"
            ),
            "name": told("What is printed where it is not the id; else empty.", "name"),
        }
    ),
    TemplateClauses: Shape(
        fields={
            "reason": _REASON,
            "numbers": told(
                "The numbers of the template's clauses that this clause answers.", "clauses of the template"
            ),
        }
    ),
    NotApplicable: Shape(fields={"reason": _REASON}),
}
