"""The domain ``dlms``: what has been harvested, and references to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from sphinx_dlmsprofile.locale import mark, say_number
from sphinx_dlmsprofile.sphinx.building.constants import constant_values
from sphinx_dlmsprofile.sphinx.building.other_projects import elsewhere
from sphinx_dlmsprofile.sphinx.building.record_query import kinds_of, targets_of
from sphinx_dlmsprofile.sphinx.common.build_memo import forget, once
from sphinx_dlmsprofile.sphinx.common.packed import Packed
from sphinx_dlmsprofile.sphinx.numbering.store import store_of
from sphinx_dlmsprofile.sphinx.reading.source_language import in_source_language
from sphinx_dlmsprofile.sphinx.reading.standard_role import CITED, StandardRole
from sphinx_dlmsprofile.sphinx.roles.constant import CONST, ConstantRole
from sphinx_dlmsprofile.sphinx.roles.cosem import COSEM, OBIS, ObisRole
from sphinx_dlmsprofile.text.names import fold_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.building.named_objects import NamedObjects
    from sphinx_dlmsprofile.sphinx.reading.harvest import Harvest
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target


class DlmsDomain(Domain):
    """Profiles, layers, SAPs, interface classes, their attributes and methods."""

    name = "dlms"
    label = "DLMS/COSEM"
    object_types: ClassVar[dict[str, ObjType]] = {
        "profile": ObjType(mark("communication profile"), "profile"),
        "layer": ObjType(mark("layer"), "layer"),
        "sap": ObjType(mark("SAP"), "sap"),
        "class": ObjType(mark("interface class"), "class"),
        "attribute": ObjType(mark("attribute"), "attribute"),
        "method": ObjType(mark("method"), "method"),
        "term": ObjType(mark("term"), "term"),
        "abbreviation": ObjType(mark("abbreviation"), "abbreviation"),
        "service": ObjType(mark("xDLMS service"), "service"),
        "parameter": ObjType(mark("parameter of COSEM-OPEN"), "parameter"),
        "object": ObjType(mark("COSEM object"), "object"),
        "obis": ObjType(mark("OBIS code"), "obis"),
        "reference": ObjType(mark("reference"), "reference"),
        "provision": ObjType(mark("provision"), "provision"),
        CONST: ObjType(mark("constant"), CONST),
    }
    roles: ClassVar[dict[str, Any]] = {
        # IEC 62056-6-2 sets the names of attributes and methods in italics, and no others.
        **dict.fromkeys(
            ("profile", "layer", "sap", "class", "term", "abbreviation", "service", "parameter", "provision", "object"),
            XRefRole(innernodeclass=nodes.inline, warn_dangling=True),
        ),
        **dict.fromkeys(("attribute", "method"), XRefRole(innernodeclass=nodes.emphasis, warn_dangling=True)),
        "reference": StandardRole(),
        "obis": ObisRole(),
        CONST: ConstantRole(),
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "harvests": Packed(),
        "targets": {},
        "kinds": {},
        "words": {},
        "sources": Packed(),
        "conditions": {},
    }
    data_version = 10
    # Whether documents were read, or are gone, since Sphinx has stored its environment.
    unsaved = False

    @property
    def harvests(self) -> Packed[Harvest]:
        """What each document holds, by docname; few builds need it again."""
        harvests: Packed[Harvest] = self.data["harvests"]
        return harvests

    @property
    def targets(self) -> dict[str, list[Target]]:
        """What can be pointed to in each document, by docname: each build lists it."""
        targets: dict[str, list[Target]] = self.data["targets"]
        return targets

    def clear_doc(self, docname: str) -> None:
        """Forget a document that will be read again or is gone."""
        forget(self.env)
        self.unsaved = True
        self.harvests.drop(docname)
        self.targets.pop(docname, None)
        self.data["kinds"].pop(docname, None)
        self.data["words"].pop(docname, None)
        self.data["sources"].drop(docname)
        self.data["conditions"].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Add what a parallel reader harvested."""
        forget(self.env)
        for docname in docnames:
            if docname in otherdata["harvests"]:
                self.harvests.take(docname, otherdata["harvests"])
                self.targets[docname] = otherdata["targets"][docname]
                self.data["kinds"][docname] = otherdata["kinds"][docname]
                self.data["words"][docname] = otherdata["words"][docname]
            if docname in otherdata["sources"]:
                self.data["sources"].take(docname, otherdata["sources"])
            if docname in otherdata["conditions"]:
                self.data["conditions"][docname] = otherdata["conditions"][docname]

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Harvest a document that has just been read."""
        # A build that reads nothing needs none of them.
        from sphinx_dlmsprofile.sphinx.reading.harvest import read  # noqa: PLC0415
        from sphinx_dlmsprofile.sphinx.reading.referring import note_referring  # noqa: PLC0415

        forget(env)
        with in_source_language(document):
            reading = read(env, docname, document)
        self.harvests.pack(docname, reading.harvest)
        self.targets[docname] = reading.targets
        self.data["kinds"][docname] = kinds_of(record for record, _ in reading.harvest.records)
        self.data["words"][docname] = reading.words
        if env.config.dlms_standard:
            store_of(env).outlines[docname] = reading.outline
            note_referring(env, docname, document, reading)

    def _find(self, kind: str, name: str) -> tuple[str, Target] | None:
        return once(self.env, _targets_by_name).get((kind, fold_case(name)))

    def is_answered(self, kind: str, target: str) -> bool:
        """Whether a reference is resolved without a warning; what classes and codes are called is judged by rules."""
        return kind in {COSEM, OBIS} or any(self._find(*meant) for meant in _meant(kind, target))

    def resolve_xref(  # noqa: PLR0913, PLR0917  Sphinx' signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """The link for ``:dlms:class:`…``` and the like."""
        wanted = self.named.linked_name(target) if typ == COSEM else target
        found = next((found for kind, name in _meant(typ, wanted) if (found := self._find(kind, name))), None)
        if typ == COSEM:
            contnode = self.named.cosem(target, contnode)
        elif typ == OBIS:
            found = found or self.named.row_of(target) or self._first_class(self.named.classes_of(target))
            contnode = self.named.obis(target, contnode)
        elif typ == CONST and (value := constant_values(self.env).get(fold_case(target))):
            contnode = nodes.inline("", say_number(value))
        if found is None and typ in {COSEM, OBIS} and (other := elsewhere(env, typ, target, contnode)):
            return other
        if found is None:
            # A citation without entry is reported by a rule, and once; so is a class that nobody knows.
            return contnode if CITED in node or typ in {COSEM, OBIS} else None  # type: ignore[return-value]
        docname, known = found
        return make_refnode(builder, fromdocname, docname, known.anchor, contnode, known.names[0])

    def _first_class(self, names: Iterable[str]) -> tuple[str, Target] | None:
        return next((found for name in names if (found := self._find("class", name))), None)

    @property
    def named(self) -> NamedObjects:
        """What the registry and Annex B define."""
        # Loaded where something is named: it asks for the registry.
        from sphinx_dlmsprofile.sphinx.building.named_objects import NamedObjects  # noqa: PLC0415

        return once(self.env, NamedObjects)

    def shown_besides(self) -> object:
        """What a reference shows although it is not one of our objects: pages are written again when it changes."""
        return self.named.new, constant_values(self.env)

    def resolve_any_xref(  # noqa: PLR0913, PLR0917  Sphinx' signature
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The links that ``:any:`` may mean."""
        found = (
            (f"dlms:{kind}", self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode))
            for kind in self.object_types
        )
        links = [(role, reference) for role, reference in found if isinstance(reference, nodes.reference)]
        # What an abbreviation stands for is meant rather than its entry in the list.
        return [link for link in links if link[0] != "dlms:abbreviation"] or links

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """All targets, for ``objects.inv`` and the search."""
        for docname, target in targets_of(self.env):
            yield target.names[0], target.names[0], target.kind, docname, target.anchor, 1
        if self.env.config.dlms_standard:
            from sphinx_dlmsprofile.sphinx.building.other_projects import numbers  # noqa: PLC0415  for pages alone

            yield from numbers(self.env)


def _meant(typ: str, target: str) -> Iterator[tuple[str, str]]:
    """The kinds and names that a reference may mean."""
    kinds = ("class", "attribute", "method") if typ == COSEM else (typ,)
    names: Iterable[str] = (target,)
    if typ == "reference":
        from sphinx_dlmsprofile.model.references import handles_of  # noqa: PLC0415  where something is cited

        names = handles_of(target)
    for name in names:
        for kind in kinds:
            yield kind, name


def _targets_by_name(env: BuildEnvironment) -> dict[tuple[str, str], tuple[str, Target]]:
    """By kind and name; of several with the same name, the first in the standard."""
    known: dict[tuple[str, str], tuple[str, Target]] = {}
    for docname, target in targets_of(env):
        for alias in target.names:
            known.setdefault((target.kind, fold_case(alias)), (docname, target))
    return known


def domain_of(env: BuildEnvironment) -> DlmsDomain:
    """Our domain in this environment."""
    domain = env.get_domain("dlms")
    assert isinstance(domain, DlmsDomain)  # noqa: S101  registered by our own setup
    return domain


def _note_saved(_app: Sphinx, env: BuildEnvironment) -> None:
    """Sphinx checks the consistency when it has just stored the environment."""
    domain_of(env).unsaved = False


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(DlmsDomain)
    # What is read besides documents may have changed since the last build of this process.
    app.connect("env-before-read-docs", lambda _app, env, _docnames: forget(env))
    app.connect("env-check-consistency", _note_saved)
