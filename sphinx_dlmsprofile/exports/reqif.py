"""The provisions as ReqIF 1.2 (OMG), which tools for requirements exchange; needs the library ``reqif``.

Clauses are headings, provisions objects below them. The attributes have the names that the ReqIF
Implementation Guide gives them.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from reqif.models.reqif_core_content import ReqIFCoreContent
from reqif.models.reqif_data_type import (
    ReqIFDataTypeDefinitionEnumeration,
    ReqIFDataTypeDefinitionString,
    ReqIFEnumValue,
)
from reqif.models.reqif_namespace_info import ReqIFNamespaceInfo
from reqif.models.reqif_req_if_content import ReqIFReqIFContent
from reqif.models.reqif_reqif_header import ReqIFReqIFHeader
from reqif.models.reqif_spec_hierarchy import ReqIFSpecHierarchy
from reqif.models.reqif_spec_object import ReqIFSpecObject, SpecObjectAttribute
from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
from reqif.models.reqif_specification import ReqIFSpecification
from reqif.models.reqif_specification_type import ReqIFSpecificationType
from reqif.models.reqif_types import SpecObjectAttributeType
from reqif.object_lookup import ReqIFObjectLookup
from reqif.reqif_bundle import ReqIFBundle
from reqif.unparser import ReqIFUnparser

from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

_TEXT, _KIND = "text", "kind"
_MAX_LENGTH = 32_000
_UNFIT = regex(r"[^A-Za-z0-9_.-]")

HEADING_TYPE, PROVISION_TYPE = "type-heading", "type-provision"
"""The types of the objects."""

CHAPTER_NAME, CHAPTER_NUMBER = "heading-name", "heading-number"
FOREIGN_ID, TEXT, KIND, REFERENCE = "provision-id", "provision-text", "provision-kind", "provision-reference"
"""The attributes of a heading and of a provision."""


def reqif_xml(project: Project, date: datetime) -> str:
    """The whole as one XML text; the same project and date give the same."""
    return str(ReqIFUnparser.unparse(_Writer(project, date.strftime("%Y-%m-%dT%H:%M:%S+00:00")).bundle()))


class _Writer:
    def __init__(self, project: Project, date: str) -> None:
        self._project = project
        self._date = date
        self._objects: list[ReqIFSpecObject] = []
        self._numbers = count(1)
        self._provisions: dict[int, list[Provision]] = {}
        for provision in project.of(Provision):
            self._provisions.setdefault(id(provision.clause), []).append(provision)

    def bundle(self) -> ReqIFBundle:
        titles = self._project.of(ProfileTitle)
        title = titles[0].title.value if titles else "Communication profile"
        root = ReqIFSpecification(
            identifier="specification",
            last_change=self._date,
            long_name="Provisions",
            specification_type="type-specification",
            children=list(self._headings(self._project.clauses, 1)),
        )
        content = ReqIFReqIFContent(
            data_types=self._data_types(),
            spec_types=self._types(),
            spec_objects=self._objects,
            spec_relations=[],
            specifications=[root],
        )
        header = ReqIFReqIFHeader(
            identifier="header",
            creation_time=self._date,
            req_if_tool_id="sphinx-dlmsprofile",
            req_if_version="1.0",
            source_tool_id="sphinx-dlmsprofile",
            title=title,
        )
        return ReqIFBundle(
            namespace_info=ReqIFNamespaceInfo.create_default(),
            req_if_header=header,
            core_content=ReqIFCoreContent(content),
            tool_extensions_tag_exists=False,
            lookup=ReqIFObjectLookup.empty(),
            exceptions=[],
        )

    def _data_types(self) -> list[object]:
        kinds = [
            ReqIFEnumValue(
                f"kind-{kind.value}", str(key), last_change=self._date, other_content="", long_name=kind.value
            )
            for key, kind in enumerate(ProvisionKind)
        ]
        return [
            ReqIFDataTypeDefinitionString(
                _TEXT, last_change=self._date, long_name="Text", max_length=str(_MAX_LENGTH), is_self_closed=True
            ),
            ReqIFDataTypeDefinitionEnumeration(_KIND, last_change=self._date, long_name="Kind", values=kinds),
        ]

    def _types(self) -> list[ReqIFSpecObjectType | ReqIFSpecificationType]:
        heading = {CHAPTER_NAME: "ReqIF.ChapterName", CHAPTER_NUMBER: "ReqIF.ChapterNumber"}
        provision = {FOREIGN_ID: "ReqIF.ForeignID", TEXT: "ReqIF.Text", REFERENCE: "Reference"}
        kind = SpecAttributeDefinition(
            SpecObjectAttributeType.ENUMERATION,
            KIND,
            _KIND,
            last_change=self._date,
            long_name="Kind",
            multi_valued=False,
        )
        return [
            self._object_type(HEADING_TYPE, "Heading", self._strings(heading)),
            self._object_type(PROVISION_TYPE, "Provision", [*self._strings(provision), kind]),
            ReqIFSpecificationType(
                "type-specification", last_change=self._date, long_name="Standard", is_self_closed=True
            ),
        ]

    def _object_type(
        self, identifier: str, name: str, attributes: list[SpecAttributeDefinition]
    ) -> ReqIFSpecObjectType:
        return ReqIFSpecObjectType(identifier, last_change=self._date, long_name=name, attribute_definitions=attributes)

    def _strings(self, names: dict[str, str]) -> list[SpecAttributeDefinition]:
        return [
            SpecAttributeDefinition(
                SpecObjectAttributeType.STRING, identifier, _TEXT, last_change=self._date, long_name=name
            )
            for identifier, name in names.items()
        ]

    def _headings(self, clauses: tuple[Clause, ...], level: int) -> Iterator[ReqIFSpecHierarchy]:
        """The clauses that have provisions in them, with those below them."""
        for clause in clauses:
            if not any(id(each) in self._provisions for each in clause.walk()):
                continue
            identifier = "clause-" + _UNFIT.sub(".", f"{clause.docname}.{clause.anchor}")
            values = {CHAPTER_NAME: clause.title, CHAPTER_NUMBER: clause.number or ""}
            self._add(identifier, HEADING_TYPE, [_string(key, value) for key, value in values.items()])
            below = [*self._below(clause, level + 1), *self._headings(clause.children, level + 1)]
            yield self._hierarchy(identifier, level, below)

    def _below(self, clause: Clause, level: int) -> Iterator[ReqIFSpecHierarchy]:
        for provision in self._provisions.get(id(clause), ()):
            identifier = f"provision-{provision.identifier}"
            values = {FOREIGN_ID: provision.identifier, TEXT: provision.text, REFERENCE: clause.label}
            kind = SpecObjectAttribute(SpecObjectAttributeType.ENUMERATION, KIND, [f"kind-{provision.kind.value}"])
            self._add(identifier, PROVISION_TYPE, [*(_string(key, value) for key, value in values.items()), kind])
            yield self._hierarchy(identifier, level, [])

    def _add(self, identifier: str, kind: str, attributes: list[SpecObjectAttribute]) -> None:
        self._objects.append(ReqIFSpecObject(identifier, attributes, kind, last_change=self._date))

    def _hierarchy(self, identifier: str, level: int, below: list[ReqIFSpecHierarchy]) -> ReqIFSpecHierarchy:
        return ReqIFSpecHierarchy(
            identifier=f"place-{next(self._numbers)}",
            spec_object=identifier,
            level=level,
            last_change=self._date,
            children=below or None,
            is_self_closed=False,
        )


def _string(definition: str, value: str) -> SpecObjectAttribute:
    return SpecObjectAttribute(SpecObjectAttributeType.STRING, definition, value[:_MAX_LENGTH])
