"""The provisions, clause by clause."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ATTRIBUTES, WITH_SEVERAL
from sphinx_dlmsprofile.model.report import Column, Group, Place, Report, say, say_each
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.report import Cell

_COLUMNS = (
    Column("provision", "Provision", 26),
    Column("kind", "Kind", 16),
    Column("text", "Text", 58),
)


def provisions(project: Project) -> Report:
    """All provisions by clause, with their identifiers and kinds, and the attributes that any of them has."""
    found = project.of(Provision)
    used = used_attributes(found)
    groups = groupby(found, key=lambda provision: provision.clause)
    counts = ", ".join(
        f"{count} {_plural(kind, count)}"
        for kind in ProvisionKind
        if (count := sum(provision.kind is kind for provision in found))
    )
    return Report(
        name="provisions",
        title="Provisions",
        lead="Each sentence of normative text with a verbal form of the ISO/IEC Directives, Part 2.",
        outcome=counts and f"{counts}.",
        columns=(*_COLUMNS, *(attribute_column(name, 12) for name in used)),
        groups=tuple(
            Group(
                heading(clause),
                tuple(
                    (
                        say(provision.identifier, place(provision)),
                        say(provision.kind.value),
                        say(provision.text),
                        *(attribute_cell(provision, name) for name in used),
                    )
                    for provision in members
                ),
            )
            for clause, members in groups
        ),
        empty="There are no provisions.",
    )


def used_attributes(found: Iterable[Provision]) -> list[str]:
    """The names of the attributes that any of the provisions has."""
    given = {name for each in found if each.attributes for name, _ in each.attributes.items()}
    return [name for name in ATTRIBUTES if name in given]


def attribute_column(name: str, width: int) -> Column:
    """The column of an attribute."""
    return Column(name, ATTRIBUTES[name], width, several=name in WITH_SEVERAL)


def attribute_cell(provision: Provision, name: str) -> Cell:
    """What an attribute of a provision says; empty where it is not given."""
    value = getattr(provision.attributes, name, None)
    return say_each(value if isinstance(value, tuple) else filter(None, [value]))


def _plural(kind: ProvisionKind, count: int) -> str:
    if count == 1:
        return kind.value
    return kind.value[:-1] + "ies" if kind.value.endswith("y") else kind.value + "s"


def heading(clause: Clause | None) -> str:
    """The number and title of a clause."""
    if clause is None:
        return "Document"
    return f"{clause.label} {clause.title}" if clause.number else clause.title


def place(provision: Provision) -> Place | None:
    """Where a provision is: its own anchor, else its clause."""
    clause = provision.clause
    return Place(clause.docname, provision.anchor or clause.anchor) if clause else None
