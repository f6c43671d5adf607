"""A standard as ReqIF 1.2 (OMG), which tools for requirements exchange; needs the library ``reqif``.

Clauses are headings, with their text and their provisions below them; what verifies, shows or answers something is in
a second specification, and relations lead from it. Each identifier is a UUID of version 5, made of the project and of
the identifier that the thing has here: so two standards can be in one project, and the next edition finds each again.
The attributes have the names that the ReqIF Implementation Guide gives them.
"""

from __future__ import annotations

import io
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reqif.models.reqif_core_content import ReqIFCoreContent
from reqif.models.reqif_data_type import (
    ReqIFDataTypeDefinitionEnumeration,
    ReqIFDataTypeDefinitionString,
    ReqIFDataTypeDefinitionXHTML,
    ReqIFEnumValue,
)
from reqif.models.reqif_namespace_info import ReqIFNamespaceInfo
from reqif.models.reqif_req_if_content import ReqIFReqIFContent
from reqif.models.reqif_reqif_header import ReqIFReqIFHeader
from reqif.models.reqif_spec_hierarchy import ReqIFSpecHierarchy
from reqif.models.reqif_spec_object import ReqIFSpecObject, SpecObjectAttribute
from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
from reqif.models.reqif_spec_relation import ReqIFSpecRelation
from reqif.models.reqif_spec_relation_type import ReqIFSpecRelationType
from reqif.models.reqif_specification import ReqIFSpecification
from reqif.models.reqif_specification_type import ReqIFSpecificationType
from reqif.models.reqif_types import SpecObjectAttributeType
from reqif.object_lookup import ReqIFObjectLookup
from reqif.reqif_bundle import ReqIFBundle
from reqif.unparser import ReqIFUnparser

from sphinx_dlmsprofile.exports.reqif_names import ATTRIBUTE_NAMES, CHAPTER_NAME, CHAPTER_NUMBER, FOREIGN_ID, KIND, TEXT
from sphinx_dlmsprofile.exports.reqif_text import formatted
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.rich_text import RichBlock
    from sphinx_dlmsprofile.model.trace import Item, Trace
    from sphinx_dlmsprofile.text.location import Location

_STRING, _XHTML, _KIND_TYPE = "string", "xhtml", "kind"
_LONGEST = 2**31 - 1
"""Nothing is cut: the most that the type of the length takes."""

_RELATED = {
    ItemKind.TEST: "Test case",
    ItemKind.EXAMPLE: "Example",
    ItemKind.DEMAND: "Demand of the template",
    ItemKind.REFERENCE: "Reference",
}
"""What stands beside the text, and what it is called."""

_RELATIONS = (LinkKind.VERIFIES, LinkKind.SHOWS, LinkKind.ANSWERS, LinkKind.CITES)


class Sources(NamedTuple):
    """What is known of a standard besides its model.

    ``name`` is that of the project, by which its identifiers are its own. ``texts`` are the blocks of clauses by
    document and anchor. ``changed`` says when a line of a source has changed last; ``date`` is that of the export.
    """

    name: str
    texts: Mapping[tuple[str, str], tuple[RichBlock, ...]]
    changed: Callable[[Location], datetime]
    date: datetime


def reqif_xml(project: Project, trace: Trace, sources: Sources) -> str:
    """The whole as one XML text; the same arguments give the same."""
    return str(ReqIFUnparser.unparse(_Writer(project, trace, sources).bundle()))


def exported_words(project: Project, trace: Trace, sources: Sources) -> dict[str, str]:
    """The words of all that is exported besides provisions, by ForeignID."""
    writer = _Writer(project, trace, sources)
    writer.bundle()
    return writer.words


def reqifz(xml: str, date: datetime) -> bytes:
    """The XML text as an archive, the same for the same text."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("profile.reqif", date.timetuple()[:6]), xml, ZIP_DEFLATED)
    return stream.getvalue()


def _time(date: datetime) -> str:
    return date.strftime("%Y-%m-%dT%H:%M:%S+00:00")


class _Writer:
    def __init__(self, project: Project, trace: Trace, sources: Sources) -> None:
        self._project, self._trace, self._sources = project, trace, sources
        self._date = _time(sources.date)
        self._space = uuid5(NAMESPACE_URL, f"urn:sphinx-dlmsprofile:{sources.name}")
        self._objects: list[ReqIFSpecObject] = []
        self._known: set[str] = set()
        self._texts: Counter[str] = Counter()
        self.words: dict[str, str] = {}
        """The words of all but provisions, by what identifies them elsewhere."""
        title = next(iter(project.of(ProfileTitle)), None)
        self._title = title.title.value if title else sources.name
        self._edition = title.edition.value if title and title.edition else ""
        self._items = {item.identifier: item for item in trace.items}
        self._names = {
            (item.docname, item.anchor): item.identifier for item in trace.of(ItemKind.CLAUSE) if item.docname
        }
        self._provisions: dict[int, list[Provision]] = {}
        for provision in project.of(Provision):
            self._provisions.setdefault(id(provision.clause), []).append(provision)

    def _id(self, *parts: str) -> str:
        """The identifier of a thing of ours; the grammar of XML wants a letter or "_" first."""
        return f"_{uuid5(self._space, ':'.join(parts))}"

    def bundle(self) -> ReqIFBundle:
        """All of it."""
        clauses = self._specification("text", self._title, list(self._clauses(self._project.clauses, 1)))
        related = list(self._related())
        beside = "Tests, examples, demands and references"
        specifications = [
            clauses,
            *([self._specification("related", f"{self._title}: {beside}", related)] * bool(related)),
        ]
        content = ReqIFReqIFContent(
            data_types=self._data_types(),
            spec_types=self._types(),
            spec_objects=self._objects,
            spec_relations=list(self._relations()),
            specifications=specifications,
        )
        header = ReqIFReqIFHeader(
            identifier=self._id("header", self._edition),
            comment=f"Edition {self._edition}" if self._edition else None,
            creation_time=self._date,
            req_if_tool_id="sphinx-dlmsprofile",
            req_if_version="1.0",
            source_tool_id="sphinx-dlmsprofile",
            title=self._title,
        )
        return ReqIFBundle(
            namespace_info=ReqIFNamespaceInfo.create_default(),
            req_if_header=header,
            core_content=ReqIFCoreContent(content),
            tool_extensions_tag_exists=False,
            lookup=ReqIFObjectLookup.empty(),
            exceptions=[],
        )

    def _specification(self, name: str, title: str, children: list[ReqIFSpecHierarchy]) -> ReqIFSpecification:
        return ReqIFSpecification(
            identifier=self._id("specification", name),
            last_change=self._date,
            long_name=title,
            specification_type=self._id("type", "specification"),
            children=children,
        )

    # Types

    def _data_types(self) -> list[object]:
        kinds = [
            ReqIFEnumValue(
                self._id("kind", kind.value), str(key), last_change=self._date, other_content="", long_name=kind.value
            )
            for key, kind in enumerate(ProvisionKind)
        ]
        return [
            ReqIFDataTypeDefinitionString(
                self._id("data", _STRING), last_change=self._date, long_name="Text", max_length=str(_LONGEST)
            ),
            ReqIFDataTypeDefinitionXHTML(self._id("data", _XHTML), last_change=self._date, long_name="Formatted text"),
            ReqIFDataTypeDefinitionEnumeration(
                self._id("data", _KIND_TYPE), last_change=self._date, long_name="Kind", values=kinds
            ),
        ]

    def _types(self) -> list[object]:
        strings = [*ATTRIBUTE_NAMES.values(), "ReqIF.Revision", "Reference", "Source"]
        return [
            self._object_type("Heading", (CHAPTER_NAME, CHAPTER_NUMBER, FOREIGN_ID, "Source")),
            self._object_type("Information", (FOREIGN_ID,), (TEXT,)),
            self._object_type("Provision", (FOREIGN_ID, *strings), (TEXT,), kind=True),
            *(self._object_type(name, (FOREIGN_ID, "Kind", "Result", "Source"), (TEXT,)) for name in _RELATED.values()),
            *(
                ReqIFSpecRelationType(self._id("type", kind.value), last_change=self._date, long_name=kind.value)
                for kind in _RELATIONS
            ),
            ReqIFSpecificationType(
                self._id("type", "specification"), last_change=self._date, long_name="Standard", is_self_closed=True
            ),
        ]

    def _object_type(
        self, name: str, strings: Iterable[str], formatted: Iterable[str] = (), *, kind: bool = False
    ) -> ReqIFSpecObjectType:
        kinds = SpecObjectAttributeType
        found = [(kinds.STRING, each, _STRING) for each in strings]
        found += [(kinds.XHTML, each, _XHTML) for each in formatted]
        found += [(kinds.ENUMERATION, KIND, _KIND_TYPE)] * kind
        attributes = [
            SpecAttributeDefinition(
                attribute_type,
                self._id("attribute", name, each),
                self._id("data", data_type),
                last_change=self._date,
                long_name=each,
                multi_valued=False if attribute_type is kinds.ENUMERATION else None,
            )
            for attribute_type, each, data_type in found
        ]
        return ReqIFSpecObjectType(
            self._id("type", name), last_change=self._date, long_name=name, attribute_definitions=attributes
        )

    # The text

    def _clauses(self, clauses: Iterable[Clause], level: int) -> Iterator[ReqIFSpecHierarchy]:
        for clause in clauses:
            name = self._names.get((clause.docname, clause.anchor), clause.title)
            values = {CHAPTER_NAME: clause.title, CHAPTER_NUMBER: clause.number or "", FOREIGN_ID: name}
            values["Source"] = _source(clause.at)
            self.words[name] = clause.title
            identifier = self._add("Heading", name, values, at=clause.at)
            below = [*self._below(clause, name, level + 1), *self._clauses(clause.children, level + 1)]
            yield self._place(identifier, level, below)

    def _below(self, clause: Clause, name: str, level: int) -> Iterator[ReqIFSpecHierarchy]:
        """The blocks of a clause, each with the provisions in it; a paragraph that is one is that provision."""
        blocks = self._sources.texts.get((clause.docname, clause.anchor), ())
        provisions = self._provisions.get(id(clause), [])
        within: dict[int, list[Provision]] = {}
        for provision in provisions:
            within.setdefault(_block_of(provision, blocks), []).append(provision)
        for provision in within.get(-1, ()):
            yield self._provision(provision, formatted(provision.alone), level)
        for index, block in enumerate(blocks):
            here = within.get(index, [])
            if block.is_paragraph and len(here) == 1 and block.text == here[0].alone:
                yield self._provision(here[0], block.xhtml, level)
                continue
            key = self._text_name(name, block)
            self.words[key] = block.text
            identifier = self._add("Information", key, {FOREIGN_ID: key}, {TEXT: block.xhtml}, at=block.at)
            below = [self._provision(each, formatted(each.alone, block.xhtml), level + 1) for each in here]
            yield self._place(identifier, level, below)

    def _text_name(self, clause: str, block: RichBlock) -> str:
        """An identifier for a block that does not change with what stands before it."""
        name = f"{clause}-text-{blake2b(block.text.encode(), digest_size=4).hexdigest()}"
        self._texts[name] += 1
        return name if self._texts[name] == 1 else f"{name}-{self._texts[name]}"

    def _provision(self, provision: Provision, xhtml: str, level: int) -> ReqIFSpecHierarchy:
        given = dict(provision.attributes.items()) if provision.attributes else {}
        values = {ATTRIBUTE_NAMES[name]: value for name, value in given.items()}
        values |= {
            FOREIGN_ID: provision.identifier,
            "ReqIF.Revision": self._edition,
            "Reference": provision.clause.label if provision.clause else "",
            "Source": _source(provision.at),
        }
        kind = SpecObjectAttribute(
            SpecObjectAttributeType.ENUMERATION,
            self._id("attribute", "Provision", KIND),
            [self._id("kind", provision.kind.value)],
        )
        identifier = self._add("Provision", provision.identifier, values, {TEXT: xhtml}, [kind], at=provision.at)
        return self._place(identifier, level, [])

    # What stands beside it

    def _related(self) -> Iterator[ReqIFSpecHierarchy]:
        """What a relation leads from or to, by kind; only that."""
        linked = {target for item in self._trace.items for kind in _RELATIONS for target in item.linked(kind)}
        for kind, name in _RELATED.items():
            for item in self._trace.of(kind):
                if item.identifier in linked or any(self._targets(item, each) for each in _RELATIONS):
                    values = {
                        FOREIGN_ID: item.identifier,
                        "Kind": item.facts.get("kind", ""),
                        "Result": item.facts.get("result", ""),
                        "Source": _source(item.at) if item.at else "",
                    }
                    is_reference = item.text and kind is ItemKind.REFERENCE
                    words = f"{item.title}: {item.text}" if is_reference else item.title
                    self.words[item.identifier] = words
                    yield self._place(
                        self._add(name, item.identifier, values, {TEXT: formatted(words)}, at=item.at), 1, []
                    )

    def _relations(self) -> Iterator[ReqIFSpecRelation]:
        for item in self._trace.items:
            source = self._object_of(item)
            for kind in _RELATIONS:
                for target in self._targets(item, kind) if source in self._known else ():
                    yield ReqIFSpecRelation(
                        identifier=self._id("relation", kind.value, item.identifier, target.identifier),
                        relation_type_ref=self._id("type", kind.value),
                        source=source,
                        target=self._object_of(target),
                        last_change=self._date,
                    )

    def _targets(self, item: Item, kind: LinkKind) -> list[Item]:
        """Those of its targets that are objects here: no profile, service or class is."""
        found = (self._items[name] for name in item.linked(kind))
        return [each for each in found if each.kind in _RELATED or each.kind is ItemKind.PROVISION]

    def _object_of(self, item: Item) -> str:
        names = {**_RELATED, ItemKind.PROVISION: "Provision", ItemKind.CLAUSE: "Heading"}
        return self._id("object", names.get(item.kind, ""), item.identifier)

    # Objects

    def _add(  # noqa: PLR0913  what an object is made of
        self,
        kind: str,
        name: str,
        values: Mapping[str, str],
        formatted: Mapping[str, str] | None = None,
        others: Iterable[SpecObjectAttribute] = (),
        *,
        at: Location | None = None,
    ) -> str:
        identifier = self._id("object", kind, name)
        attributes = [
            SpecObjectAttribute(SpecObjectAttributeType.STRING, self._id("attribute", kind, key), value)
            for key, value in values.items()
            if value
        ]
        attributes += [
            SpecObjectAttribute(SpecObjectAttributeType.XHTML, self._id("attribute", kind, key), xhtml)
            for key, xhtml in (formatted or {}).items()
        ]
        changed = _time(self._sources.changed(at)) if at else self._date
        self._objects.append(
            ReqIFSpecObject(identifier, [*attributes, *others], self._id("type", kind), last_change=changed)
        )
        self._known.add(identifier)
        return identifier

    def _place(self, identifier: str, level: int, below: list[ReqIFSpecHierarchy]) -> ReqIFSpecHierarchy:
        return ReqIFSpecHierarchy(
            identifier=self._id("place", identifier),
            spec_object=identifier,
            level=level,
            last_change=self._date,
            children=below or None,
        )


def _source(at: Location) -> str:
    return f"{at.source}:{at.line}"


def _block_of(provision: Provision, blocks: tuple[RichBlock, ...]) -> int:
    """The block that a provision stands in: the last that begins before it in its file; -1 before all."""
    found = -1
    for index, block in enumerate(blocks):
        if block.at.source == provision.at.source and block.at.line <= provision.at.line:
            found = index
    return found
