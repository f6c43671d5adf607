"""sphinx-needs as the engine of a review build: each item of the trace is a need, on whatever page it is.

This module alone imports it, and is imported in a review build alone. No directive makes our needs and no page
carries them: they are added when sphinx-needs has read its own and has not yet resolved links, which is when the
builder begins to write. So they cost nothing for a page, need no merging, and are never stored: a build that
reads nothing anew makes the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.util import logging
from sphinx_needs.api import add_field, add_need_type
from sphinx_needs.api.need import generate_need
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.directives.need import NeedDirective
from sphinx_needs.directives.needextract import Needextract
from sphinx_needs.nodes import Need
from sphinx_needs.roles.need_incoming import NeedIncoming
from sphinx_needs.roles.need_outgoing import NeedOutgoing
from sphinx_needs.utils import add_doc

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.model.review_records import RESULTS, TestCase, WrittenNeed
from sphinx_dlmsprofile.model.trace import Item, ItemKind, LinkKind
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.building.project import TEST_CASES, project_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN_NOW, in_short
from sphinx_dlmsprofile.sphinx.reading.record_node import dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx_needs.need_item import NeedItem

logger = logging.getLogger(__name__)

PREFIX = "dlms_"

TYPES = {
    ItemKind.DEMAND: ("Demand of the template", "#e8e8e8"),
    ItemKind.CLAUSE: ("Clause", "#dce6f2"),
    ItemKind.PROVISION: ("Provision", "#fff2cc"),
    ItemKind.PROFILE: ("Communication profile", "#e2efda"),
    ItemKind.ASSOCIATION: ("Kind of association", "#e2efda"),
    ItemKind.SERVICE: ("xDLMS service", "#e2efda"),
    ItemKind.CLASS: ("Interface class", "#e2efda"),
    ItemKind.REFERENCE: ("Reference", "#e8e8e8"),
    ItemKind.EXAMPLE: ("Example", "#fbe5d6"),
    ItemKind.TEST: ("Test case", "#f8cecc"),
}
"""Title and colour of each type of need."""

LINKS = {
    LinkKind.ANSWERS: "is answered by",
    LinkKind.PART_OF: "contains",
    LinkKind.DEFINED_IN: "defines",
    LinkKind.USES: "is used by",
    LinkKind.CITES: "is cited by",
    LinkKind.SHOWS: "is shown by",
    LinkKind.VERIFIES: "is verified by",
}
"""What each link is called from its other end."""

FIELDS = {
    "dlms_kind": "What kind of provision, clause, example, … it is",
    "dlms_number": "The number of its clause",
    "dlms_source": "The source file and line",
    "dlms_forms": "The verbal forms of a provision",
    "dlms_template": "The clause of the template that makes a demand",
    "dlms_class_id": "The class_id of an interface class",
    "dlms_result": "The result of a test case",
}

_IDENTIFIER = r"^[A-Za-z][A-Za-z0-9_-]*$"
_LONGEST_TITLE = 100


class _OurConfig(NeedsSphinxConfig):
    """The configuration of sphinx-needs; the author's requirements on identifiers do not apply to ours."""

    def __getattribute__(self, name: str) -> Any:
        return None if name == "id_regex" else super().__getattribute__(name)


def _configure(_app: Sphinx, config: Config) -> None:
    """Add our links, and take our identifiers for well formed; what the project has set stays."""
    ours = {
        kind.value: {
            "outgoing": kind.value.replace("_", " "),
            "incoming": incoming,
            # A rule reports unknown targets, and says what is meant.
            "allow_dead_links": kind is LinkKind.VERIFIES,
        }
        for kind, incoming in LINKS.items()
    }
    if not _has_schemas(config):
        # It would take time, and write a file that says how much.
        config.needs_schema_validation_enabled = False
    # New values, not changed ones: Sphinx would take a changed default for a changed configuration.
    config.needs_links = {**ours, **config.needs_links}
    if config.needs_id_regex == NeedsSphinxConfig.get_default("id_regex"):
        config.needs_id_regex = _IDENTIFIER
    # The same project gives the same bytes.
    config.needs_reproducible_json = True


def _has_schemas(config: Config) -> bool:
    """Whether the project wants needs to be validated."""
    declared = [each for value in (config.needs_fields, config.needs_links) for each in dict(value).values()]
    return bool(
        config.needs_schema_definitions
        or config.needs_schema_definitions_from_json
        or any("schema" in each for each in declared if each)
    )


def _add_types(app: Sphinx, _config: Config) -> None:
    for kind, (title, colour) in TYPES.items():
        add_need_type(app, f"{PREFIX}{kind.value}", title, f"{kind.value}-", colour)


class WrittenNeedDirective(NeedDirective):
    """A need of ours that an author writes: a second one of the same identifier is left to a rule.

    sphinx-needs reports it in other words in a parallel build, and not at all in one that reads nothing again.
    """

    def run(self) -> Sequence[nodes.Node]:
        """Make the need, unless there is one already."""
        source, line = self.get_source_info()
        identifier = str(self.options.get("id") or "")
        if not identifier:
            return super().run()
        at = Location(relative_source(source, Path(self.env.srcdir), self.env.docname), line or self.lineno)
        record = dlms_records((WrittenNeed(at=at, identifier=identifier),))
        if SphinxNeedsData(self.env).has_need(identifier):
            add_doc(self.env, self.env.docname)
            return [record]
        return [*super().run(), record]


def _use_our_directive(app: Sphinx, _config: Config) -> None:
    for kind in TYPES:
        app.add_directive(f"{PREFIX}{kind.value}", WrittenNeedDirective, override=True)


def _keep_the_first(_app: Sphinx, env: BuildEnvironment, _docnames: list[str], other: BuildEnvironment) -> None:
    """Of two needs of ours that parallel readers have read, leave the one that a single reader would have taken."""
    ours, theirs = SphinxNeedsData(env), SphinxNeedsData(other)
    kept = ours.get_needs_mutable()
    for identifier, need in list(theirs.get_needs_mutable().items()):
        if identifier not in kept or kept[identifier] is need or not need["type"].startswith(PREFIX):
            continue
        is_later = (kept[identifier]["docname"] or "") <= (need["docname"] or "")
        (theirs if is_later else ours).remove_need(identifier)


def written_tests(env: BuildEnvironment) -> Iterator[TestCase]:
    """The test cases that authors have as needs: ``dlms_test``, and all others that verify something."""
    data = SphinxNeedsData(env)
    needs = data.get_needs_view() if data.needs_is_post_processed else data.get_needs_mutable()
    for need in sorted(needs.values(), key=_place):
        is_test = need["type"] == f"{PREFIX}test" or need["verifies"]
        if not is_test or not (need["docname"] or need["is_external"]):
            continue
        source = str(env.doc2path(need["docname"], base=False)) if need["docname"] else "conf.py"
        stated = (need.get("dlms_result"), need["status"])
        yield TestCase(
            at=Location(source, need["lineno"] or 1),
            identifier=need["id"],
            title=need["title"],
            verifies=tuple(need["verifies"]),
            result=next((each for each in stated if each in RESULTS), ""),
            written=True,
            docname=need["docname"] or "",
        )


def _place(need: NeedItem) -> tuple[str, int, str]:
    """What puts needs into order: parallel readers bring them as they are done."""
    return need["docname"] or "", need["lineno"] or 0, need["id"]


def _add_needs(app: Sphinx, needs: MutableMapping[str, NeedItem]) -> None:
    """Make a need of each item; test cases that are needs already stay as they are."""
    written = sorted(needs.values(), key=_place)
    needs.clear()
    needs.update((need["id"], need) for need in written)
    judgement = judgement_of(app.builder)
    if judgement is None:
        return
    config, schema = _OurConfig(app.config), SphinxNeedsData(app.env).get_schema()
    for item in trace(judgement.project).items:
        if item.identifier in needs:
            _take_result(item, needs[item.identifier])
            _tell_duplicate(item, needs[item.identifier])
            continue
        needs[item.identifier] = generate_need(
            config,
            schema,
            f"{PREFIX}{item.kind.value}",
            _short(item.title),
            docname=item.docname or None,
            lineno=item.at.line if item.at and item.docname else None,
            id=item.identifier,
            content=item.text,
            # What authors write is text: sphinx-needs would call what stands in "[[…]]".
            allow_type_coercion=False,
            **_values(item),
        )


def _take_result(item: Item, need: NeedItem) -> None:
    """Give a written test case the result of a test bench; where the project derives results, its own count."""
    if item.facts.get("kind") == "written" and item.facts["result"]:
        with suppress(KeyError):
            need["dlms_result"] = item.facts["result"]


def _tell_duplicate(item: Item, need: NeedItem) -> None:
    """Report a need of the project's own types; a rule reports ours."""
    if need["type"].startswith(PREFIX):
        return
    message = "the need %r has the identifier of a %s (%s): give it another one"
    place = f"{item.at.source}:{item.at.line}" if item.at else item.title
    location = (need["docname"], need["lineno"]) if need["docname"] else None
    logger.warning(
        message, item.identifier, item.kind.value, place, type="dlms", subtype="need-duplicate", location=location
    )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rpartition(' ')[0]} …"


def _values(item: Item) -> dict[str, Any]:
    """The links, and the fields that are not empty."""
    source = f"{item.at.source}:{item.at.line}" if item.at else ""
    values = {f"{PREFIX}{name}": value for name, value in item.facts.items()}
    values |= {"dlms_number": item.number, "dlms_source": source}
    links = {kind.value: list(targets) for kind, targets in item.links.items()}
    return {name: value for name, value in values.items() if value and name in FIELDS} | links


class _Places:
    """Where in each page needs begin: their identifiers by the id at that place, in document order."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self.by_document: dict[str, dict[str, list[Item]]] = defaultdict(dict)
        for item in items:
            if item.docname:
                self.by_document[item.docname].setdefault(item.anchor, []).append(item)


_PLACES: KeptOn[_Places] = KeptOn("places_of_needs")


def _places(builder: Builder) -> _Places | None:
    judgement = judgement_of(builder)
    if judgement is None:
        return None
    return _PLACES.once(builder, lambda: _Places(trace(judgement.project).items))


def mark_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each need its place in the page, and show the identifiers of provisions in the margin."""
    places = _places(app.builder)
    if places is None:
        return
    known: set[str] = set()
    for element in doctree.findall(nodes.Element):
        known.update(element["ids"])
    for node in [*doctree.findall(nodes.section), *doctree.findall(nodes.target)]:
        here = places.by_document.get(_document_of(node, docname), {})
        for item in here.get(node["ids"][0], ()) if node["ids"] else ():
            if item.identifier not in known:
                known.add(item.identifier)
                node["ids"].append(item.identifier)
            if item.kind is ItemKind.PROVISION:
                shown = nodes.inline("", item.identifier, classes=["dlms-provision-id"])
                node.parent.insert(node.parent.index(node) + 1, shown)


def _document_of(node: nodes.Node, docname: str) -> str:
    """The document that a node comes from, where several are put into one."""
    around = node.parent
    while around is not None:
        if isinstance(around, start_of_file):
            return str(around["docname"])
        around = around.parent
    return docname


def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Fix what sphinx-needs cannot handle in pages that use it."""
    data = SphinxNeedsData(app.env)
    if docname not in data.get_or_create_docs()["all"] and docname != app.config.root_doc:
        return
    known = data.get_needs_view()
    for node in [*doctree.findall(NeedIncoming), *doctree.findall(NeedOutgoing)]:
        if node["reftarget"] not in known:
            # It would end the build.
            logger.warning("the need %r does not exist", node["reftarget"], type="dlms", subtype="need", location=node)
            node.replace_self(nodes.Text(node.astext()))
    judgement = judgement_of(app.builder)
    if judgement is None or doctree.next_node(Needextract) is None:
        return
    # No page carries our needs, so that there is nothing to take out of one.
    for item in trace(judgement.project).items:
        if data.get_need_node(item.identifier) is None:
            data.set_need_node(item.identifier, Need("", nodes.paragraph("", item.text or item.title)))


def name_boxes(_app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Number the boxes of needs: sphinx-needs gives them random names, and each build would differ."""
    boxes = (node for node in doctree.findall(nodes.container) if "need_container" in node["classes"])
    for number, box in enumerate(boxes, 1):
        box["ids"] = [f"SNCB-{nodes.make_id(docname)}-{number}"]


def shown_in(app: Sphinx) -> Mapping[str, str]:
    """In short, by docname, what pages show of needs: their identifiers, and in lists and diagrams anything."""
    env = app.env
    items = trace(project_of(env)).items
    shown = {
        docname: in_short([(anchor, [item.identifier for item in found]) for anchor, found in here.items()])
        for docname, here in _Places(items).by_document.items()
    }
    data = SphinxNeedsData(env)
    listing = data.get_or_create_docs()["all"]
    if listing:
        written = [sorted(dict(need.items()).items()) for _, need in sorted(data.get_needs_mutable().items())]
        everything = in_short([items, json.dumps(written, default=str)])
        shown |= {docname: shown.get(docname, "") + everything for docname in listing}
    return shown


def setup(app: Sphinx) -> None:
    """Set up sphinx-needs, its types, links and fields."""
    app.setup_extension("sphinx_needs")
    for name, description in FIELDS.items():
        add_field(name, description, schema={"type": "string"}, nullable=True)
    SHOWN_NOW.add(app, shown_in)
    TEST_CASES.add(app, written_tests)
    # sphinx-needs reads its links at 500, and its types before; types can be added when it has read them.
    app.connect("config-inited", _configure, priority=100)
    app.connect("config-inited", _add_types, priority=110)
    # When sphinx-needs has registered its directives, and before it merges what parallel readers have read.
    app.connect("config-inited", _use_our_directive, priority=700)
    app.connect("env-merge-info", _keep_the_first, priority=100)
    app.connect("needs-before-post-processing", _add_needs)
    # Before sphinx-needs fills in its own nodes.
    app.connect("doctree-resolved", mark_places, priority=50)
    app.connect("doctree-resolved", prepare, priority=90)
    app.connect("doctree-resolved", name_boxes, priority=900)
