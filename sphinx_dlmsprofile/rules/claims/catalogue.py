"""The documents that a standard refers to against what is known of them: the registry, and the project's catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.unknown_parts import unknown_parts
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.references import CatalogueEntry
from sphinx_dlmsprofile.registry.cited_titles import replaced
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("reference-replaced", "2", WARNING, fixes=True)
def reference_replaced(project: Project) -> Iterator[Fault]:
    """Clause 2 lists a document that is withdrawn, or that another has replaced.

    Known are common RFCs, former parts of IEC 62056, and what the project's own catalogue says (``dlms_catalogue``).
    Where the old document is meant, a waiver says why. The bibliography may name it.

    Bad (in 2)::

        .. normative-references::

           RFC 793: Transmission Control Protocol

    Good (in 2)::

        .. normative-references::

           RFC 9293: Transmission Control Protocol (TCP)
    """
    known: dict[tuple[str, str], str] = {}
    for old, new in replaced().items():
        known.update((each.key, new) for each in read_designations(old))
    for entry in project.of(CatalogueEntry):
        for each in read_designations(entry.designation.value):
            known.pop(each.key, None)
            if entry.withdrawn:
                known[each.key] = entry.replaced_by.value if entry.replaced_by else ""
    for reference in references(project).normative:
        for each in reference.designations:
            if each.key in known:
                new = known[each.key]
                state = f"is replaced by {new}: list that" if new else "is withdrawn: list what is in force"
                message = f"{reference.designation} {state}, or say in a waiver why the old one is meant"
                yield Fault(reference.at, message, edit=meant(reference.designation.value, new))
                break


@rule("reference-edition", "2", WARNING)
def reference_edition(project: Project) -> Iterator[Fault]:
    """A dated reference names another edition than the project's catalogue.

    The catalogue (``dlms_catalogue``) has the year of the edition that standards of the house refer to.

    Bad:

    .. code-block:: rst

       .. normative-references::

          IEC 62056-5-3:2013: DLMS/COSEM application layer

    Good:

    .. code-block:: rst

       .. normative-references::

          IEC 62056-5-3:2023: DLMS/COSEM application layer
    """
    years = {
        each.key: entry
        for entry in project.of(CatalogueEntry)
        if entry.edition
        for each in read_designations(entry.designation.value)
    }
    known = references(project)
    for reference in (*known.normative, *known.informative) if years else ():
        for each in reference.designations:
            entry = years.get(each.key)
            if entry and entry.edition and each.year and each.year != entry.edition.value and not each.amendment:
                where = f"{entry.at.source}, line {entry.at.line}"
                message = f"{reference.designation} is listed, but the catalogue has the edition of {entry.edition}"
                yield Fault(reference.at, f"{message} ({where}): correct the year, or the catalogue")


@rule("reference-part-unknown", "2", WARNING)
def reference_part_unknown(project: Project) -> Iterator[Fault]:
    """A part of IEC 62056 is listed or cited that does not exist, as far as is known.

    The registry has the published parts. A newer one is named in the project's catalogue (``dlms_catalogue``).

    Bad (in 2)::

        .. normative-references::

           IEC 62056-6-3: COSEM interface classes

    Good (in 2)::

        .. normative-references::

           IEC 62056-6-2: COSEM interface classes
    """
    for each in unknown_parts(project).values():
        meant = f": IEC 62056-{each.meant} may be meant" if each.meant else ""
        yield Fault(each.at, f"no part IEC 62056-{each.part} is known{meant}; name a newer part in dlms_catalogue")
