"""What a change is about: the names by which the text mentions it, and what else leads to it.

A change says where its subject stands in an edition: there the record is that is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.facts import name_of
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.references import ReferenceList
from sphinx_dlmsprofile.model.sap import SapTable, Side
from sphinx_dlmsprofile.model.terms import AbbreviationList, Term
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.diff.change import Change, Place
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location

_FREE = regex(r"(?i)^(?:open\b|reserved\b|not used\b|unused\b)")
"""What a row of addresses is called that belong to nobody."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What has changed.

    ``names`` are the words by which a text mentions it. ``member`` is the class_id and number of an attribute, or of
    a method where ``is_method``; ``class_name`` the class that it belongs to, or that it is. ``saps`` are the side and
    the addresses, ``designations`` those of a reference.
    """

    names: tuple[str, ...] = ()
    class_name: str = ""
    member: tuple[int | None, int | None] | None = None
    is_method: bool = False
    saps: tuple[Side, tuple[tuple[int, int], ...]] | None = None
    designations: tuple[Designation, ...] = ()
    service: str = ""
    profile: str = ""


class Subjects:
    """The subjects of an edition, by what they are and where they stand."""

    def __init__(self, project: Project) -> None:
        self._known: dict[tuple[Area, Location], list[Subject]] = {}
        for area, at, subject in _subjects(project):
            self._known.setdefault((area, at), []).append(subject)

    def of(self, change: Change, place: Place | None) -> tuple[Subject, ...]:
        """What a change is about in this edition; ``place`` is where it stands in it."""
        return tuple(self._known.get((change.area, place.at), ())) if place else ()


def _subjects(project: Project) -> Iterator[tuple[Area, Location, Subject]]:
    for term in project.of(Term):
        others = (*term.admitted, *term.deprecated)
        yield Area.TERMS, term.at, Subject(names=_named(term.term, *others))
    for listed in project.of(AbbreviationList):
        for entry in listed.entries:
            yield Area.TERMS, entry.abbreviation.at, Subject(names=_named(entry.abbreviation))
    for table in project.of(Constants):
        for constant in table.entries:
            names = (each for name in _named(constant.name, *constant.also) for each in _as_in_texts(name))
            yield Area.CONSTANTS, constant.name.at, Subject(names=tuple(names))
    yield from _classes(project)
    yield from _addresses_and_services(project)
    yield from _layers(project)
    for references in project.of(ReferenceList):
        for reference in references.entries:
            yield Area.REFERENCES, reference.at, Subject(designations=tuple(reference.designations))


def _addresses_and_services(project: Project) -> Iterator[tuple[Area, Location, Subject]]:
    for sap in project.of(SapTable):
        for side in Side:
            for row in sap.side(side):
                ranges = tuple((each.first, each.last) for each in row.ranges)
                names = tuple(name for name in _named(row.name) if not _FREE.match(name))
                yield Area.ADDRESSING, row.values.at, Subject(names=names, saps=(side, ranges))
    for services in project.of(XdlmsServices):
        for used in services.rows:
            for service in used.services:
                name = name_of(service) or ""
                yield Area.SERVICES, service.at, Subject(names=_named(service), service=name)


def _layers(project: Project) -> Iterator[tuple[Area, Location, Subject]]:
    for stack in project.of(LayerStack):
        for layer in stack.layers:
            yield Area.LAYERS, layer.at or stack.at, Subject(names=_named(layer.name))
        for profile in stack.profiles:
            yield Area.LAYERS, profile.at, Subject(names=_named(profile.name), profile=name_of(profile.name) or "")


def _classes(project: Project) -> Iterator[tuple[Area, Location, Subject]]:
    for record in project.of(InterfaceClass):
        name = name_of(record.name) or ""
        by_number = (f"class_id {record.id_number}",) if record.id_number is not None else ()
        yield Area.CLASSES, record.at, Subject(names=(*_named(record.name), *by_number), class_name=name)
        for is_method, members in ((False, record.attributes), (True, record.methods)):
            for member in members:
                at = record.id_number, read_integer(member.number.value)
                subject = Subject(names=_named(member.name), class_name=name, member=at, is_method=is_method)
                yield Area.CLASSES, member.at, subject
    for table in project.of(ObisTable):
        for row in table.rows:
            yield Area.CLASSES, row.code.at, Subject(names=_named(row.code, row.name))


def _as_in_texts(name: str) -> tuple[str, ...]:
    """A name of several words as it stands in its table, and in a sentence: "Response timeout", "response timeout"."""
    is_word = " " in name and name[:1].isupper() and name[1:2].islower()
    return (name, f"{name[0].lower()}{name[1:]}") if is_word else (name,)


def _named(*texts: object) -> tuple[str, ...]:
    return tuple(filter(None, (name_of(text) for text in texts if text)))
