"""Tables of the facts that rules rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_dlmsprofile.model.sap import Side
from sphinx_dlmsprofile.registry.address_plans import SCHEMES, address_plan
from sphinx_dlmsprofile.registry.interface_classes import interface_classes
from sphinx_dlmsprofile.registry.parts import published_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils.nodes import Node


class KnownClasses(SphinxDirective):
    """A table of the interface classes that the registry knows; an asterisk marks what is from a single source."""

    def run(self) -> list[Node]:
        """Make the table."""
        rows = [
            (
                str(known.class_id),
                known.name if known.confirmed else f"{known.name}*",
                "?" if known.current_version is None else str(known.current_version),
                ", ".join(f"{layout.version}{'' if layout.confirmed else '*'}" for layout in known.layouts) or "–",
            )
            for known in interface_classes()
        ]
        return [table((12, 54, 14, 20), ("class_id", "Name", "Version", "Layouts of"), rows)]


class KnownParts(SphinxDirective):
    """A table of the numbers of published parts."""

    def run(self) -> list[Node]:
        """Make the table."""
        parts = sorted(published_parts().values(), key=lambda part: part.number)
        rows = [(f"{part.number[0]}-{part.number[1]}", part.title or "title not known") for part in parts]
        return [table((14, 86), ("Part", "Title"), rows)]


class AddressPlans(SphinxDirective):
    """A table of the values that each address plan reserves."""

    def run(self) -> list[Node]:
        """Make the table."""
        rows = [(scheme, *(_reserved(scheme, side) for side in Side)) for scheme in SCHEMES]
        return [table((14, 43, 43), ("Scheme", "Client side", "Server side"), rows)]


def _reserved(scheme: str, side: Side) -> str:
    return ", ".join(f"0x{sap.value:02X} {sap.name}" for sap in address_plan(scheme).side(side)) or "–"


def table(widths: Sequence[int], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> nodes.table:
    """A table of plain texts; ``widths`` are those of its columns in hundredths."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", _row(heads))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group)


def _row(cells: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))
