"""The trace of a project."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.answers import answering
from sphinx_dlmsprofile.analysis.attribution import places_of
from sphinx_dlmsprofile.analysis.class_references import meant_by_role
from sphinx_dlmsprofile.analysis.clause_texts import usual_signs
from sphinx_dlmsprofile.analysis.document_index import DocumentIndex
from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.trace_examples import Shown, shown_by_apdu, shown_by_configuration, shown_by_exchange
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.clause_names import NamedSection, lasting_names
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ATTRIBUTES
from sphinx_dlmsprofile.model.review_records import TestCase
from sphinx_dlmsprofile.model.trace import Item, ItemKind, LinkKind, Trace
from sphinx_dlmsprofile.model.value_table import Associations, LowerLayerConfiguration, is_none
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import ASSOCIATION_KINDS, service_by_name
from sphinx_dlmsprofile.template.demands import demands
from sphinx_dlmsprofile.text.digest import digest_of
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.designations import Designation

Links = dict[LinkKind, tuple[str, ...]]


def trace(project: Project) -> Trace:
    """All items of a project; it is made once."""
    return project.memo(derive)


def derive(project: Project) -> Trace:
    """Make the trace: ask :func:`trace` for it."""
    return Trace(tuple(items_of(project)))


def items_of(project: Project) -> Iterator[Item]:
    """The items of the trace, one after the other, for a build that looks at each once and keeps none."""
    return _Derivation(project).items()


class _TracedClass(NamedTuple):
    """An interface class; ``record`` if the profile defines it."""

    identifier: str
    name: str
    class_id: int | None
    record: InterfaceClass | None


class _Derivation:
    """Makes the items. Identifiers are given first: links lead to them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._provisions = {provision.identifier for provision in project.of(Provision)}
        self._used = self._provisions | {case.identifier for case in project.of(TestCase) if case.written}
        self._clauses = {id(clause): self._identifier("clause", name) for clause, name in _clause_names(project)}
        self._demands = {demand.identifier: self._identifier("demand", demand.identifier) for demand in demands()}
        self._profiles = self._named("profile", _profiles(project))
        self._associations = self._named("association", _associations(project))
        self._services = self._named("service", _services(project))
        self._references = [
            (self._identifier("reference", usual_signs(entry.designation.value)), entry)
            for entry in (*references(project).normative, *references(project).informative)
        ]
        self._classes: dict[str, _TracedClass] = {}
        for record in project.of(InterfaceClass):
            self._class(usual_signs(record.name.value), record.id_number, record)
        # Both find classes that others define.
        self._uses = self._class_uses()
        self._examples = list(self._read_examples())

    def items(self) -> Iterator[Item]:
        """All items, by kind."""
        yield from self._demand_items()
        yield from self._clause_items()
        yield from self._provision_items()
        for kind, named in (
            (ItemKind.PROFILE, self._profiles),
            (ItemKind.ASSOCIATION, self._associations),
            (ItemKind.SERVICE, self._services),
        ):
            for name, (identifier, record) in named.items():
                yield self._placed(Item(identifier=identifier, kind=kind, title=name), record)
        yield from self._class_items()
        yield from self._reference_items()
        yield from self._examples
        yield from self._test_items()

    def _identifier(self, kind: str, name: str) -> str:
        """An identifier that nothing has yet."""
        words = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))
        wanted = identifier = f"{kind}-{words}" if words else kind
        number = 1
        while identifier in self._used:
            number += 1
            identifier = f"{wanted}-{number}"
        self._used.add(identifier)
        return identifier

    def _named(self, kind: str, found: Iterable[tuple[str, Record]]) -> dict[str, tuple[str, Record]]:
        """Identifier and first record by name."""
        named: dict[str, tuple[str, Record]] = {}
        for name, record in found:
            if name not in named:
                named[name] = self._identifier(kind, name), record
        return named

    def _placed(self, item: Item, record: Record) -> Item:
        """The item at the place of its record, in its clause."""
        clause = record.clause
        if clause is None:
            return replace(item, at=record.at)
        return replace(
            item,
            at=record.at,
            docname=clause.docname,
            anchor=item.anchor or clause.anchor,
            number=clause.number or "",
            links={LinkKind.DEFINED_IN: (self._clauses[id(clause)],), **item.links},
        )

    def _demand_items(self) -> Iterator[Item]:
        places = places_of(self._project)
        for demand in demands():
            identifier = self._demands[demand.identifier]
            item = Item(
                identifier=identifier,
                kind=ItemKind.DEMAND,
                title=f"{demand.identifier}: {demand.text}",
                text=demand.text,
                facts={"kind": demand.kind.value, "template": demand.clause},
            )
            yield _found_in(item, places.get(demand.clause))

    def _clause_items(self) -> Iterator[Item]:
        answered: dict[int, list[str]] = defaultdict(list)
        places = places_of(self._project)
        for demand in demands():
            if place := places.get(demand.clause):
                answered[id(place)].append(self._demands[demand.identifier])
        cited = self._citations()
        parents = {id(child): clause for clause in self._project.walk_clauses() for child in clause.children}
        for clause in self._project.walk_clauses():
            key = id(clause)
            links: Links = {
                LinkKind.ANSWERS: tuple(answered[key]),
                LinkKind.USES: tuple(self._uses.get(key, ())),
                LinkKind.CITES: tuple(cited.get(key, ())),
            }
            if parent := parents.get(key):
                links[LinkKind.PART_OF] = (self._clauses[id(parent)],)
            yield Item(
                identifier=self._clauses[key],
                kind=ItemKind.CLAUSE,
                title=f"{clause.number} {clause.title}" if clause.number else clause.title,
                docname=clause.docname,
                anchor=clause.anchor,
                at=clause.at,
                number=clause.number or "",
                facts={"kind": clause.kind.value},
                links={kind: targets for kind, targets in links.items() if targets},
            )

    def _citations(self) -> dict[int, dict[str, None]]:
        """The standards that each clause cites, of those that are listed."""
        cited: dict[int, dict[str, None]] = defaultdict(dict)
        listed: dict[Designation, list[str]] = {}
        listed_here = DocumentIndex(entry for _, entry in self._references)
        for use in references(self._project).uses:
            if use.block.clause is None:
                continue
            if use.designation not in listed:
                places = listed_here.covering(use.designation)
                listed[use.designation] = [self._references[place][0] for place in places]
            cited[id(use.block.clause)].update(dict.fromkeys(listed[use.designation]))
        return cited

    def _provision_items(self) -> Iterator[Item]:
        answered: dict[str, list[str]] = defaultdict(list)
        for demand, provisions in answering(self._project).items():
            for provision in provisions:
                answered[provision.identifier].append(self._demands[demand])
        for provision in self._project.of(Provision):
            facts, lists = _attributes(provision)
            item = Item(
                identifier=provision.identifier,
                kind=ItemKind.PROVISION,
                title=provision.text,
                text=provision.alone,
                anchor=provision.anchor,
                facts={
                    "kind": provision.kind.value,
                    "forms": ", ".join(provision.forms),
                    "digest": provision.digest,
                    **facts,
                },
                lists=lists,
                links={LinkKind.ANSWERS: tuple(answered[provision.identifier])}
                if provision.identifier in answered
                else {},
            )
            yield self._placed(item, provision)

    def _class(self, name: str, class_id: int | None, record: InterfaceClass | None = None) -> str:
        """The identifier of a class, which is an item from then on."""
        key = name.casefold()
        if key not in self._classes:
            identifier = self._identifier("class", str(class_id) if class_id is not None else name)
            self._classes[key] = _TracedClass(identifier, name, class_id, record)
        return self._classes[key].identifier

    def _class_uses(self) -> dict[int, dict[str, None]]:
        """The classes that the text of each clause names by the role ``cosem`` or as a target."""
        uses: dict[int, dict[str, None]] = defaultdict(dict)
        for link in self._project.of(Link):
            if link.kind not in {"dlms:cosem", "dlms:class"} or link.clause is None:
                continue
            if meant := meant_by_role(self._project, link.target):
                uses[id(link.clause)][self._class(meant.name, meant.class_id)] = None
        return uses

    def _class_items(self) -> Iterator[Item]:
        users: dict[str, Clause] = {}
        for clause in self._project.walk_clauses():
            for identifier in self._uses.get(id(clause), ()):
                users.setdefault(identifier, clause)
        showing: dict[str, Item] = {}
        for example in self._examples:
            for identifier in example.linked(LinkKind.SHOWS):
                showing.setdefault(identifier, example)
        for known in self._classes.values():
            facts = {"kind": "new" if known.record else "existing"}
            if known.class_id is not None:
                facts["class_id"] = str(known.class_id)
            item = Item(identifier=known.identifier, kind=ItemKind.CLASS, title=known.name, facts=facts)
            if known.record:
                yield self._placed(item, known.record)
            elif known.identifier in showing and known.identifier not in users:
                example = showing[known.identifier]
                yield replace(item, docname=example.docname, anchor=example.anchor)
            else:
                yield _found_in(item, users.get(known.identifier))

    def _reference_items(self) -> Iterator[Item]:
        normative = len(references(self._project).normative)
        for index, (identifier, entry) in enumerate(self._references):
            item = Item(
                identifier=identifier,
                kind=ItemKind.REFERENCE,
                title=usual_signs(entry.designation.value),
                text=usual_signs(entry.title.value) if entry.title else "",
                at=entry.designation.at,
                facts={"kind": "normative" if index < normative else "informative"},
            )
            yield _found_in(item, self._project.clause_at(entry.designation.at))

    def _read_examples(self) -> Iterator[Item]:
        for record in self._project.records:
            if isinstance(record, ApduExample):
                kind, shown = "APDU", shown_by_apdu(self._project, record)
            elif isinstance(record, Exchange):
                kind, shown = "exchange", shown_by_exchange(self._project, record)
            elif isinstance(record, LowerLayerConfiguration):
                kind, shown = "configuration", shown_by_configuration(self._project, record)
            else:
                continue
            named = record.caption or record.name
            name = usual_signs(named.value) if named else f"{kind} example"
            label = record.name.value if record.name else name
            targets = tuple(self._targets(shown))
            item = Item(
                identifier=self._identifier("example", label),
                kind=ItemKind.EXAMPLE,
                title=name,
                facts={"kind": kind, "digest": digest_of(record, without={"shows", "lines"})},
                links={LinkKind.SHOWS: targets} if targets else {},
            )
            yield self._placed(item, record)

    def _targets(self, shown: Shown) -> Iterator[str]:
        """The identifiers of what an example shows, each once; what the profile does not list is left out."""
        found = [name for name in shown.provisions if name in self._provisions]
        for names, items in (
            (shown.profiles, self._profiles),
            (shown.associations, self._associations),
            (shown.services, self._services),
        ):
            identifiers = {fold(name): identifier for name, (identifier, _) in items.items()}
            found += [identifiers[key] for key in map(fold, names) if key in identifiers]
        found += [self._class(name, class_id) for name, class_id in shown.classes]
        return iter(dict.fromkeys(found))

    def _test_items(self) -> Iterator[Item]:
        """The test cases; those of a test bench are left out where an identifier is taken."""
        for case in self._project.of(TestCase):
            taken = not case.written and case.identifier in self._used
            verified = tuple(name for name in case.verifies if name in self._provisions)
            facts = {"kind": "written" if case.written else "imported", "result": case.result, **_run_facts(case)}
            facts |= {"digest": case.digest or digest_of(case.title, case.text), "named": ", ".join(case.verifies)}
            yield Item(
                identifier=self._identifier("test", case.title) if taken else case.identifier,
                kind=ItemKind.TEST,
                title=case.title,
                text=case.text,
                docname=case.docname,
                anchor=case.identifier if case.docname else "",
                at=case.at,
                facts=facts,
                links={LinkKind.VERIFIES: verified} if verified else {},
            )
            self._used.add(case.identifier)


def _attributes(provision: Provision) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The attributes with one value, and those with several."""
    if provision.attributes is None:
        return {}, {}
    given = vars(provision.attributes)
    values = {name: given[name] for name in ATTRIBUTES if given.get(name)}
    several = {name: tuple(map(str, value)) for name, value in values.items() if isinstance(value, tuple)}
    return {name: str(value) for name, value in values.items() if name not in several}, several


def _found_in(item: Item, clause: Clause | None) -> Item:
    """The item where a reader finds something about it: it is not defined in that clause."""
    return replace(item, docname=clause.docname, anchor=clause.anchor) if clause else item


def _clause_names(project: Project) -> Iterator[tuple[Clause, str]]:
    """The clauses with names that last."""
    found = [(level, clause) for top in project.clauses for level, clause in _levels(top, 1)]
    names = lasting_names([NamedSection(level, clause.given, clause.title) for level, clause in found])
    return ((clause, name) for (_, clause), name in zip(found, names, strict=True))


def _levels(clause: Clause, level: int) -> Iterator[tuple[int, Clause]]:
    yield level, clause
    for child in clause.children:
        yield from _levels(child, level + 1)


def _run_facts(case: TestCase) -> dict[str, str]:
    """What is known of the run that a result comes from."""
    run = case.run
    if run is None:
        return {"said": case.said} if case.said else {}
    facts = {
        "said": run.said or case.said,
        "by": run.by,
        "when": run.time,
        "run": run.bench or run.at.source,
        "message": run.message,
    }
    return {name: value for name, value in facts.items() if value}


def _profiles(project: Project) -> Iterator[tuple[str, Record]]:
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            yield usual_signs(profile.name.value), stack


def _associations(project: Project) -> Iterator[tuple[str, Record]]:
    for kind in ASSOCIATION_KINDS:
        for record in project.of(Associations):
            group = record.group(kind)
            texts = [cell.text.value for row in group.rows for cell in row.cells] if group else []
            if group and not any(map(is_none, texts)):
                yield kind, record


def _services(project: Project) -> Iterator[tuple[str, Record]]:
    for record in project.of(XdlmsServices):
        for row in record.rows:
            for name in row.services if row.used else ():
                if service := service_by_name(usual_signs(name.value).strip(" `*")):
                    yield service.name, record
