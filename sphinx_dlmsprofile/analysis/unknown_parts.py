"""Parts of IEC 62056 that do not exist, as far as is known, and which ones may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.references import CatalogueEntry
from sphinx_dlmsprofile.registry.parts import published_parts
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import closest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location

_PART = regex(r"62056-([0-9]{1,2}-[0-9]{1,2})")
_LIKENESS = 0.5


@frozen
class UnknownPart:
    """A part that is listed or cited, as "5-33", where it comes first, and a known one that is like it."""

    part: str
    at: Location
    meant: str | None


def unknown_parts(project: Project) -> dict[str, UnknownPart]:
    """All of them, by part: neither published, nor in the project's catalogue, nor the profile itself."""
    return project.memo(_unknown_parts)


def part_of(designation: Designation) -> str | None:
    """The part of IEC 62056 that a designation names, as "5-3"."""
    match = _PART.fullmatch(designation.number)
    return match[1] if match and not designation.all_parts else None


def _unknown_parts(project: Project) -> dict[str, UnknownPart]:
    found = references(project)
    catalogue = {
        each.key for entry in project.of(CatalogueEntry) for each in read_designations(entry.designation.value)
    }
    listed = [(each, entry.at) for entry in (*found.normative, *found.informative) for each in entry.designations]
    # What the foreword calls itself is compared with the title.
    uses = [use for use in found.uses if use.block.clause is None or use.block.clause.kind is not SectionKind.FRONT]
    cited = [(use.designation, use.block.at) for use in uses if not use.block.mandated]
    published = sorted(f"{one}-{other}" for one, other in published_parts())
    unknown: dict[str, UnknownPart] = {}
    for designation, at in (*listed, *cited):
        part = part_of(designation)
        if part is None or part in unknown or part in published or designation.key in catalogue:
            continue
        if not (found.own and designation.is_same(found.own)):
            unknown[part] = UnknownPart(part, at, closest(part, published, _LIKENESS))
    return unknown
