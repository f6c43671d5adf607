"""The walk: from each change to what rests on it, and from there to who shows, proves and declares that."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.ics import ics_items
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.support_items import support_items
from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.analysis.trace_examples import names_word
from sphinx_dlmsprofile.diff.change import Action, Area, Change
from sphinx_dlmsprofile.diff.comparison import compare_editions
from sphinx_dlmsprofile.diff.identifiers import identifier_map
from sphinx_dlmsprofile.diff.tests import subject_of
from sphinx_dlmsprofile.impact.impact import Carrier, Impact, Reach, Reached
from sphinx_dlmsprofile.impact.mentions import Mentions
from sphinx_dlmsprofile.impact.subjects import Subject, Subjects
from sphinx_dlmsprofile.impact.wording import Wording
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.extent import extent_of
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.report import Place
from sphinx_dlmsprofile.model.review_records import TestCase
from sphinx_dlmsprofile.model.trace import Item, ItemKind, LinkKind
from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.diff.comparison import Comparison
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.designations import Designation
    from sphinx_dlmsprofile.text.location import Location

_SAPS = regex(r"^(?:client|server) SAPs? 0x([0-9A-F]+)(?:\.\.0x([0-9A-F]+))?")

_EXAMPLES: tuple[type[Record], ...] = (ApduExample, Exchange, LowerLayerConfiguration)

_OF_NAME = frozenset({Action.RENUMBERED, Action.RENAMED, Action.MOVED})
"""What becomes of a clause without anything that rests on it."""


def impact(comparison: Comparison, old: Project, new: Project) -> Impact:
    """What all changes between two editions reach in the new one."""
    walk = _Walk(comparison, old, new)
    return Impact(comparison, tuple(walk.reaches()), identifier_map(comparison.changes))


def impact_of(old: tuple[str, Project], new: tuple[str, Project]) -> Impact:
    """Compare two editions, each with its name, and walk from the changes."""
    return impact(compare_editions(old, new), old[1], new[1])


class _Walk:
    def __init__(self, comparison: Comparison, old: Project, new: Project) -> None:
        self._comparison, self._new = comparison, new
        self._subjects = Subjects(old), Subjects(new)
        provisions = new.of(Provision)
        mentions = Mentions(provisions)
        self._mentions = mentions
        self._wording = Wording(old, new, comparison.text, mentions)
        self._told_cells = {
            edit.place.block.at: edit
            for edit in comparison.text.blocks
            if edit.told and edit.place.block.kind is TextKind.CELL
        }
        self._provisions = {provision.identifier: provision for provision in provisions}
        self._in_clause: dict[int, list[Provision]] = defaultdict(list)
        for provision in provisions:
            self._in_clause[id(provision.clause)].append(provision)
        self._added = {
            change.identifier
            for change in comparison.changes
            if change.area is Area.PROVISIONS and change.actions == (Action.ADDED,)
        }
        self._trace = trace(new)
        self._titles = {item.identifier: item.title for item in self._trace.items}
        self._examples = {item.at: item for item in self._trace.of(ItemKind.EXAMPLE) if item.at}
        self._apdus: dict[Location, tuple[ApduExample, ...]] = {each.at: (each,) for each in new.of(ApduExample)}
        self._apdus |= {each.at: tuple(message.example for message in each.messages) for each in new.of(Exchange)}
        self._configurations = {record.at: record for record in new.of(LowerLayerConfiguration)}
        self._extents = [(record, extent_of(record)) for kind in _EXAMPLES for record in new.of(kind)]
        self._tests: dict[str, list[TestCase]] = defaultdict(list)
        for case in new.of(TestCase):
            for name in case.verifies:
                self._tests[name].append(case)
        self._verified = [{subject_of(case): case.verifies for case in each.of(TestCase)} for each in (new, old)]
        self._gone = self._tests_of_the_gone()
        self._statement = _Statement(new)

    def _tests_of_the_gone(self) -> dict[str, list[TestCase]]:
        """By provisions that are no longer there: the test cases that verified them, and are still there.

        One that named them by its own name alone names nothing now.
        """
        found: dict[str, list[TestCase]] = defaultdict(list)
        for case in self._new.of(TestCase):
            for name in self._verified[1].get(subject_of(case), ()):
                if name not in self._provisions and name not in case.verifies:
                    found[name].append(case)
        return found

    def reaches(self) -> Iterator[Reach]:
        """What each change reaches."""
        for change in self._comparison.changes:
            found = _Found()
            self._from_change(change, found)
            yield Reach(change, change.subject, found.all)
        for edit in self._comparison.text.edits:
            found = _Found()
            for provision, why in self._wording.rest_on(edit):
                self._provision(provision, why, found)
            block, clause = edit.place.block, edit.place.clause
            name = " ".join(
                filter(None, (block.kind.value, block.label, "in", clause.label if clause else "the document"))
            )
            yield Reach(edit, name, found.all)

    def _from_change(self, change: Change, found: _Found) -> None:
        if change.area is Area.PROVISIONS:
            for name in dict.fromkeys((change.identifier, change.previous_identifier)):
                self._carried_by(name, found)
                for case in self._gone.get(name, ()):
                    found.add(_test(case, f"verified {name}"))
            self._from_cell(change, found)
        elif change.area is Area.TESTS:
            self._from_test(change, found)
        elif change.area is Area.EXAMPLES:
            self._from_example(change, found)
        else:
            self._from_clause(change, found)
            before = self._subjects[0].of(change, change.old)
            after = self._subjects[1].of(change, change.new)
            for subject in dict.fromkeys((*after, *before)):
                self._from_subject(subject, change, found)
            if change.new:
                for provision, why in self._wording.rest_on_place(change.new.at):
                    self._provision(provision, why, found)
                for stated in self._statement.about(change.new.at):
                    found.add(Reached(Carrier.ICS_ITEM, stated, self._statement.numbers[stated], "states it"))

    def _from_cell(self, change: Change, found: _Found) -> None:
        """What rests on the table in which a provision stands: "the values of Table 1"."""
        edit = self._told_cells.get(change.new.at) if change.new else None
        for provision, why in self._wording.rest_on(edit) if edit else ():
            if provision.identifier != change.identifier:
                self._provision(provision, why, found)

    def _from_subject(self, subject: Subject, change: Change, found: _Found) -> None:
        is_new = change.actions == (Action.ADDED,)
        for name in () if is_new else subject.names:
            for provision in self._mentions.of(name):
                if not subject.member or _tells(name) or subject.class_name in provision.text:
                    self._provision(provision, f"names {name}", found)
        for designation in subject.designations:
            self._from_reference(designation, found)
        for item in self._examples.values():
            if why := self._shows(item, subject, _addresses(change)):
                self._example(item, why, found)

    def _from_reference(self, designation: Designation, found: _Found) -> None:
        """The provisions in texts that cite a document as part of them; where these hold none, all of the clause."""
        for use in references(self._new).uses:
            if use.normative and use.designation.lineage == designation.lineage:
                here = self._wording.at(use.block.at) or self._in_clause.get(id(use.block.clause), [])
                for provision in here:
                    self._provision(provision, f"rests on {use.written}", found)

    def _from_clause(self, change: Change, found: _Found) -> None:
        """The provisions that refer to the clause in which something has changed, and not only for information."""
        clause = change.new.clause if change.new else None
        if clause and clause.number and not (change.area is Area.CLAUSES and _OF_NAME.issuperset(change.actions)):
            for provision in self._mentions.of(clause.label):
                if provision.clause is not clause and not _for_information(clause.label, provision.text):
                    self._provision(provision, f"refers to {clause.label}", found)

    def _from_test(self, change: Change, found: _Found) -> None:
        for verb, verified in zip(("is", "was"), self._verified, strict=True):
            for name in (*verified.get(change.subject, ()), *verified.get(change.previous, ())):
                if name in self._provisions:
                    self._listed(self._provisions[name], f"{verb} verified by it", found)

    def _from_example(self, change: Change, found: _Found) -> None:
        item = self._example_at(change.new.at) if change.new else None
        for name in item.linked(LinkKind.SHOWS) if item else ():
            for case in self._tests.get(name, ()):
                found.add(_test(case, f"verifies {name}, which the example shows"))

    def _example_at(self, at: Location) -> Item | None:
        """The example in which a value stands."""
        for record, extent in self._extents:
            first, last = extent.get(at.source, (0, -1))
            if first <= at.line <= last:
                return self._examples.get(record.at)
        return None

    def _shows(self, item: Item, subject: Subject, addresses: tuple[int, int] | None) -> str:
        """Why an example rests on something; "" where it does not."""
        titles = {fold(name) for name in (subject.service, subject.profile) if name}
        if subject.class_name and not subject.member:
            titles.add(fold(subject.class_name))
        shown = {fold(title): title for target in item.linked(LinkKind.SHOWS) if (title := self._titles.get(target))}
        if title := next((title for key, title in shown.items() if key in titles), ""):
            return f"shows {title}"
        if item.at is None:
            return ""
        if configuration := self._configurations.get(item.at):
            names = () if subject.member is None or fold(subject.class_name) not in shown else subject.names
            return next((f"shows {name}" for name in names if names_word(configuration, name)), "")
        records = self._apdus.get(item.at, ())
        if subject.member and any(subject.member in _members(each, is_method=subject.is_method) for each in records):
            return f"shows {subject.names[0] if subject.names else 'it'}"
        if subject.saps:
            side, ranges = subject.saps
            saps = [sap.value for each in records if (sap := getattr(each, side.value))]
            # A row can have many addresses, of which a change tells some.
            if any(first <= sap <= last for sap in saps for first, last in ([addresses] if addresses else ranges)):
                return f"has this address of the {side.value}"
        return ""

    def _provision(self, provision: Provision, why: str, found: _Found) -> None:
        """A provision, and all that carries it; one that is new itself is reported as that."""
        if provision.identifier not in self._added:
            self._listed(provision, why, found)
            self._carried_by(provision.identifier, found)

    @staticmethod
    def _listed(provision: Provision, why: str, found: _Found) -> None:
        clause = provision.clause
        to = Place(clause.docname, provision.anchor or clause.anchor) if clause else None
        found.add(Reached(Carrier.PROVISION, provision.identifier, provision.text, why, to))

    def _carried_by(self, identifier: str, found: _Found) -> None:
        """The examples, tests and items of the conformance statement that stand for a provision."""
        for item in self._trace.leading_to(identifier, LinkKind.SHOWS):
            self._example(item, f"shows {identifier}", found)
        for case in self._tests.get(identifier, ()):
            found.add(_test(case, f"verifies {identifier}"))
        if number := self._statement.numbers.get(identifier):
            found.add(Reached(Carrier.ICS_ITEM, identifier, number, f"states {identifier}"))

    @staticmethod
    def _example(item: Item, why: str, found: _Found) -> None:
        to = Place(item.docname, item.anchor) if item.docname else None
        found.add(Reached(Carrier.EXAMPLE, item.identifier, item.title, why, to))


class _Found:
    """What has been reached: each once, by the first way."""

    def __init__(self) -> None:
        self._reached: dict[tuple[Carrier, str], Reached] = {}

    def add(self, reached: Reached) -> None:
        """One more."""
        self._reached.setdefault((reached.kind, reached.identifier), reached)

    @property
    def all(self) -> tuple[Reached, ...]:
        """All, by kind; within one as they were reached."""
        order = list(Carrier)
        return tuple(sorted(self._reached.values(), key=lambda each: order.index(each.kind)))


class _Statement:
    """The items of the conformance statement: their numbers by identifier, and which ones tables list at a place."""

    def __init__(self, project: Project) -> None:
        self.numbers = {each.identifier: str(number) for number, each in enumerate(ics_items(project), 1)}
        self._listed: dict[Location, list[str]] = defaultdict(list)
        classes: dict[int, str] = {}
        for item in support_items(project):
            # A member of a class of which nobody is asked is asked with its class.
            asked = item.identifier if item.identifier in self.numbers else classes.get(id(item.record))
            if isinstance(item.record, InterfaceClass) and item.at == item.record.at:
                classes[id(item.record)] = item.identifier
            if asked:
                self._listed[item.at].append(asked)

    def about(self, at: Location) -> Iterable[str]:
        """The items on what stands at a place of a table."""
        return self._listed.get(at, ())


def _for_information(label: str, text: str) -> bool:
    """Whether a text only says where more can be read: "see 5.2"."""
    return len(re.findall(rf"(?i)\bsee (?:also )?{re.escape(label)}", text)) == text.count(label)


def _addresses(change: Change) -> tuple[int, int] | None:
    """The addresses that the subject of a change names; None where it names whose they are."""
    found = _SAPS.search(change.subject)
    return (int(found[1], 16), int(found[2] or found[1], 16)) if found else None


def _members(record: ApduExample, *, is_method: bool) -> set[tuple[int | None, int | None]]:
    layers = record.dissection.layers() if record.dissection else ()
    mentions = (mention for layer in layers for mention in layer.mentions)
    return {(each.class_id, each.method if is_method else each.attribute) for each in mentions}


def _test(case: TestCase, why: str) -> Reached:
    return Reached(
        Carrier.TEST, case.identifier, case.title, why, Place(case.docname, case.identifier) if case.docname else None
    )


def _tells(name: str) -> bool:
    """Whether a name is that of an attribute wherever it stands: "listen_interval" is, "status" is a word."""
    return "_" in name or " " in name
