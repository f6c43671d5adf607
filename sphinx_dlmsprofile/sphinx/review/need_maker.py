"""Needs of sphinx-needs, each made of an item of the trace."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging
from sphinx_needs.api.need import generate_need
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import NeedsInfoType, SphinxNeedsData
from sphinx_needs.exceptions import InvalidNeedException
from sphinx_needs.need_item import NeedItem, NeedItemSourceUnknown

from sphinx_dlmsprofile.exports.need_types import FIELDS, PREFIX
from sphinx_dlmsprofile.model.trace import Item, ItemKind, LinkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.trace import Trace

logger = logging.getLogger(__name__)

_LONGEST_TITLE = 100
_GIVEN = frozenset({*FIELDS, *(kind.value for kind in LinkKind), "title", "status"})
_ANY: tuple[dict[str, Any], ...] = ({"type": "string"}, {"type": "array", "items": {"type": "string"}})
"""Schemas that all our values meet; a project can declare a field of ours with another one."""


class _Blank(NamedTuple):
    """A need of a kind that holds nothing, and what it would hold."""

    need: NeedItem
    core: dict[str, Any]
    extras: dict[str, Any]
    links: dict[str, list[str]]


class _OurConfig(NeedsSphinxConfig):
    """The configuration of sphinx-needs; the author's requirements on identifiers do not apply to ours."""

    def __getattribute__(self, name: str) -> Any:
        return None if name == "id_regex" else super().__getattribute__(name)


class NeedMaker:
    """Makes needs of items. Nothing that a project demands of its own needs ends a build that has ours, too."""

    def __init__(self, app: Sphinx, trace: Trace) -> None:
        """Take the configuration, and the trace from which the items come."""
        self._env = app.env
        self._config, self._schema = _OurConfig(app.config), SphinxNeedsData(app.env).get_schema()
        self._root = str(app.config.root_doc)
        self._told: set[str] = set()
        self._pages: dict[str, tuple[str, str]] = {}
        self._blanks: dict[str, _Blank | None] = {}
        self._clauses = {item.identifier: item for item in trace.of(ItemKind.CLAUSE)}
        self._at = {(item.docname, item.anchor): item for item in self._clauses.values()}

    def make(self, item: Item, computed: Mapping[str, str]) -> NeedItem | None:
        """The need; None where it cannot be made, which is reported once for each reason."""
        kind = f"{PREFIX}{item.kind.value}"
        values = values_of(item) | {name: value for name, value in computed.items() if value}
        try:
            if (blank := self._blank(kind)) is not None:
                return self._filled(blank, item, values)
            try:
                return self._generated(item, kind, values)
            except InvalidNeedException:
                return self._exempted(item, kind, values)
        except InvalidNeedException as error:
            if error.message not in self._told:
                self._told.add(error.message)
                message = "no need can be made of %r: %s"
                logger.warning(message, item.identifier, error.message, type="dlms", subtype="need")
            return None

    @property
    def told(self) -> bool:
        """Whether anything was reported."""
        return bool(self._told)

    def _blank(self, kind: str) -> _Blank | None:
        """A need of a kind that holds nothing; None where what it would hold depends on more than its kind."""
        if kind not in self._blanks:
            self._blanks[kind] = self._make_blank(kind)
        return self._blanks[kind]

    def _make_blank(self, kind: str) -> _Blank | None:
        schema = self._schema.for_type(kind)
        fields: tuple[Any, ...] = (
            *schema.iter_core_fields(),
            *schema.iter_extra_fields(),
            *schema.iter_link_fields(),
        )
        given = [field for field in fields if field.name in _GIVEN]
        if any(field.predicate_defaults for field in fields) or not all(field.schema in _ANY for field in given):
            return None
        try:
            blank = generate_need(self._config, self._schema, kind, "blank", id="blank", allow_type_coercion=False)
        except InvalidNeedException:
            return None
        if blank.has_dynamic_fields or _GIVEN & self._schema.derived_names:
            return None
        core = {name: blank[name] for name in NeedsInfoType.__annotations__}
        return _Blank(blank, core, dict(blank.iter_extra_items()), dict(blank.iter_links_items()))

    def _filled(self, blank: _Blank, item: Item, values: Mapping[str, Any]) -> NeedItem:
        """What :meth:`_generated` makes, which takes twenty times as long: it asks of each field what it may hold."""
        core: Any = {name: copy(value) for name, value in blank.core.items()}
        core |= {"id": item.identifier, "title": _short(item.title), "sections": self._sections(item)}
        core["status"] = values.get("status", core["status"])
        return NeedItem(
            source=NeedItemSourceUnknown(**self._place(item)),
            content=replace(blank.need.content, doctype=self._page(item.docname)[0], content=item.text),
            core=core,
            extras={name: values.get(name) or copy(value) for name, value in blank.extras.items()},
            links={name: list(values.get(name, targets)) for name, targets in blank.links.items()},
            derived=self._schema.derived_names,
            _validate=False,  # what was asked of the blank holds for it
        )

    def _place(self, item: Item) -> dict[str, Any]:
        # A link from another project has to lead to some page.
        return {"docname": item.docname or self._root, "lineno": item.at.line if item.at and item.docname else None}

    def _page(self, docname: str) -> tuple[str, str]:
        """The suffix of a document, and its title."""
        if docname not in self._pages:
            title = self._env.titles[docname].astext() if docname in self._env.titles else ""
            self._pages[docname] = Path(self._env.doc2path(docname or self._root)).suffix, title
        return self._pages[docname]

    def _sections(self, item: Item) -> tuple[str, ...]:
        """The titles of the clauses of a document in which it is, the innermost first; the title of that at last."""
        titles: list[str] = []
        clause = self._clauses.get(next(iter(item.linked(LinkKind.DEFINED_IN)), ""))
        clause = clause or self._at.get((item.docname, item.anchor))
        while clause and clause.docname == item.docname:
            titles.append(clause.title.removeprefix(f"{clause.number} "))
            clause = self._clauses.get(next(iter(clause.linked(LinkKind.PART_OF)), ""))
        _, title = self._page(item.docname)
        return (*titles, title) if title and title not in titles else tuple(titles)

    def _exempted(self, item: Item, kind: str, values: dict[str, Any]) -> NeedItem:
        """The need without what the project makes mandatory, and without values of ours for which its field is none."""
        schema = self._schema.for_type(kind)
        fields = [*schema.iter_core_fields(), *schema.iter_extra_fields()]
        known = {field.name: field for field in fields}
        unfit = [name for name, value in values.items() if name in known and not known[name].type_check(value)]
        for name in unfit:
            message = "the field %r holds nothing of the extension: the project declares it as %s"
            if name not in self._told:
                logger.warning(message, name, known[name].type, type="dlms", subtype="need")
            self._told.add(name)
        kept = {name: value for name, value in values.items() if name not in unfit}
        open_ones = {
            field.name: field.off_type_value()
            for field in fields
            if not field.nullable and field.default is None and field.name not in {*kept, "title"}
        }
        need = self._generated(item, kind, kept | open_ones)
        for name in open_ones:
            need[name] = None
        return need

    def _generated(self, item: Item, kind: str, values: dict[str, Any]) -> NeedItem:
        return generate_need(
            self._config,
            self._schema,
            kind,
            _short(item.title),
            id=item.identifier,
            doctype=self._page(item.docname)[0],
            content=item.text,
            sections=self._sections(item),
            **self._place(item),
            # What authors write is text: sphinx-needs would call what stands in "[[…]]".
            allow_type_coercion=False,
            **values,
        )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rpartition(' ')[0]} …"


def values_of(item: Item) -> dict[str, Any]:
    """The links, and the fields that are not empty."""
    source = f"{item.at.source}:{item.at.line}" if item.at else ""
    values: dict[str, Any] = {f"{PREFIX}{name}": value for name, value in item.facts.items() if name != "status"}
    values |= {f"{PREFIX}{name}": list(value) for name, value in item.lists.items()}
    # Committees and sphinx-needs call it the same.
    values["status"] = item.facts.get("status") if item.kind is ItemKind.PROVISION else None
    values |= {"dlms_number": item.number, "dlms_source": source}
    links = {kind.value: list(targets) for kind, targets in item.links.items()}
    return {name: value for name, value in values.items() if value and name in {*FIELDS, "status"}} | links
