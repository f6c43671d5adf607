"""What the rules on classes and codes share: whether Annex B defines them, and the types that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.heading import SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import Attribute, DataType, InterfaceClass
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record


def in_annex_b(project: Project, record: Record) -> bool:
    """Whether a record is where new classes and codes belong."""
    number = record.clause.number if record.clause else None
    homes = {clause.number for clause in project.clauses if _is_home(clause)}
    return number is not None and number.split(".")[0] in homes


def _is_home(clause: Clause) -> bool:
    return clause.number == "B" or (clause.kind is SectionKind.ANNEX and "interface class" in clause.title.casefold())


def types_of(record: InterfaceClass) -> Iterator[tuple[str, Attribute | None, DataType]]:
    """All types of a class and what has them: "attribute 2", "an element of attribute 2".

    The attribute comes with its outermost type, whose limits it has.
    """
    for attribute in record.attributes:
        if attribute.type:
            yield f"attribute {attribute.number}", attribute, attribute.type
            yield from _elements(attribute.type, f"attribute {attribute.number}")
    for method in record.methods:
        if method.type:
            yield f"method {method.number}", None, method.type
            yield from _elements(method.type, f"method {method.number}")


def _elements(data_type: DataType, what: str) -> Iterator[tuple[str, None, DataType]]:
    for part in data_type.parts:
        yield (f'"{part.label}" of {what}' if part.label else f"an element of {what}"), None, part
        yield from _elements(part, what)
