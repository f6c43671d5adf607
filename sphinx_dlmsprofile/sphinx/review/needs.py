"""sphinx-needs as the engine of a review build: each item of the trace is a need, on whatever page it is.

This module and ``need_maker`` alone import it, and are imported in a review build alone. No directive makes our needs
and no page carries them: they are added when sphinx-needs has read its own and has not yet resolved links, which is
when the builder begins to write. So they cost nothing for a page, need no merging, and are never stored: a build that
reads nothing anew makes the same.
"""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util import logging
from sphinx.util.logging import suppress_logging
from sphinx_needs.api import add_field, add_need_type, get_need_types
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.directives.need import NeedDirective
from sphinx_needs.directives.needextend import extend_needs_data
from sphinx_needs.directives.needextract import Needextract
from sphinx_needs.functions.functions import resolve_functions
from sphinx_needs.nodes import Need
from sphinx_needs.roles.need_incoming import NeedIncoming
from sphinx_needs.roles.need_outgoing import NeedOutgoing
from sphinx_needs.utils import add_doc

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.config import policy_of
from sphinx_dlmsprofile.exports.need_types import FIELDS, PREFIX, TYPES, link_settings
from sphinx_dlmsprofile.model.review_records import ChangedProvision, TestCase, WrittenNeed, stated_result
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.trace import Item, ItemKind
from sphinx_dlmsprofile.parsing.test_results import is_test, links_of
from sphinx_dlmsprofile.rendering.nodes import MARGIN
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.building.lasting_anchors import document_of
from sphinx_dlmsprofile.sphinx.building.project import TEST_CASES, project_digest, project_of
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.numbering.pages import SHOWN_NOW, in_short
from sphinx_dlmsprofile.sphinx.reading.record_node import dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.sphinx.review.last_review import keep_made, last_made
from sphinx_dlmsprofile.sphinx.review.need_maker import NeedMaker, values_of
from sphinx_dlmsprofile.sphinx.review.need_values import computed_values
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx_needs.need_item import NeedItem

    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

logger = logging.getLogger(__name__)

_RESERVED = frozenset(f"{PREFIX}{kind.value}" for kind in ItemKind if kind is not ItemKind.TEST)
_SHOWN, _TESTS = "shown", "tests"
_IDENTIFIER = r"^[A-Za-z][A-Za-z0-9_-]*$"


def _configure(_app: Sphinx, config: Config) -> None:
    """Add our links, and take our identifiers for well formed; what the project has set stays."""
    if not _has_schemas(config):
        # It would take time, and write a file that says how much.
        config.needs_schema_validation_enabled = False
    # New values, not changed ones: Sphinx would take a changed default for a changed configuration.
    config.needs_links = {**link_settings(), **config.needs_links}
    if config.needs_id_regex == NeedsSphinxConfig.get_default("id_regex"):
        config.needs_id_regex = _IDENTIFIER
    # Files of sphinx-needs beside the pages are no part of a book.
    config.epub_exclude_files = [
        *config.epub_exclude_files,
        config.needs_permalink_file,
        "needs.json",
        "schema_violations.json",
    ]
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


def _add_types(app: Sphinx, config: Config) -> None:
    """Add our types and fields; those that the project declares itself stay as they are."""
    known = set(get_need_types(app))
    for kind, (title, colour) in TYPES.items():
        if f"{PREFIX}{kind.value}" not in known:
            add_need_type(app, f"{PREFIX}{kind.value}", title, f"{kind.value}-", colour)
    own = _declared_fields(config)
    for name, field in FIELDS.items():
        if name not in own:
            default: list[str] | None = [] if field.several else None
            add_field(name, field.words, schema=cast("Any", field.schema), nullable=not field.several, default=default)


def _declared_fields(config: Config) -> set[str]:
    """The names of the fields that the project declares; what is wrong with them sphinx-needs reports."""
    names = set(config.needs_fields) if isinstance(config.needs_fields, dict) else set()
    older = config.needs_extra_options if isinstance(config.needs_extra_options, list) else []
    return names | {str(each.get("name") if isinstance(each, dict) else each) for each in older}


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


def written_tests(env: BuildEnvironment) -> Sequence[TestCase]:
    """The test cases that authors have as needs, as sphinx-needs will have resolved them.

    Where nothing has changed, nobody may ask before ours are among them: they are those of the last build then.
    """
    last: Sequence[TestCase] | None = last_made(app_of(env), _TESTS)
    if last is not None:
        return last
    found = tuple(_written_tests(env))
    keep_made(app_of(env), _TESTS, found)
    return found


def _written_tests(env: BuildEnvironment) -> Iterator[TestCase]:
    types = env.config.dlms_test_types
    for need in sorted(_resolved(env).values(), key=_place):
        if not is_test(need, types) or not (need["docname"] or need["is_external"]):
            continue
        source = str(env.doc2path(need["docname"], base=False)) if need["docname"] else "conf.py"
        result, said = stated_result((str(need.get("dlms_result") or ""), str(need["status"] or "")))
        yield TestCase(
            at=Location(source, need["lineno"] or 1),
            identifier=need["id"],
            title=need["title"],
            text=need["content"],
            verifies=tuple(links_of(need, types)),
            result=result,
            said=said,
            written=True,
            docname=need["docname"] or "",
        )


def _resolved(env: BuildEnvironment) -> Mapping[str, NeedItem]:
    """The needs that authors have written, with what extends them, dynamic functions and variants.

    sphinx-needs resolves them when ours are among them, and ours are made of what has been judged: so a copy is
    resolved before. What it has to say of them it says of the needs themselves.
    """
    data = SphinxNeedsData(env)
    if data.needs_is_post_processed:
        return data.get_needs_view()
    needs, config = deepcopy(data.get_needs_mutable()), NeedsSphinxConfig(env.config)
    with suppress_logging():
        extend_needs_data(needs, data.get_or_create_extends(), config, schema=data.get_schema())
        resolve_functions(app_of(env), needs, config)
    return needs


def _place(need: NeedItem) -> tuple[str, int, str]:
    """What puts needs into order: parallel readers bring them as they are done."""
    return need["docname"] or "", need["lineno"] or 0, need["id"]


def _add_needs(app: Sphinx, needs: MutableMapping[str, NeedItem]) -> None:
    """Make a need of each item; test cases that are needs already stay as they are."""
    if made := _MADE.get(app):
        # Who opens documents after a build has them resolved again.
        for need in made.needs:
            needs.pop(need["id"], None)
    written = sorted(needs.values(), key=_place)
    needs.clear()
    needs.update((need["id"], need) for need in written)
    judgement = judgement_of(app.builder)
    if judgement is None:
        return
    for each in written:
        _tell_reserved(each)
    made = _made(app, judgement, needs)
    if made.edition and not app.config.version:
        app.config.version = made.edition
    for identifier, values in made.computed.items():
        _take_values(needs[identifier], values)
    needs.update((need["id"], need) for need in made.needs)


@dataclass(frozen=True)
class _Made:
    """What a build adds to the needs of authors.

    ``computed`` are the values that written test cases take over, ``facts`` those that nothing may change, both by
    identifier; ``results`` are those of a bench.
    """

    edition: str
    needs: list[NeedItem]
    computed: dict[str, dict[str, str]]
    results: dict[str, str]
    facts: dict[str, dict[str, Any]]


_MADE: KeptOn[_Made] = KeptOn("made_needs")
_NEEDS = "needs"


def _made(app: Sphinx, judgement: Judgement, written: Mapping[str, NeedItem]) -> _Made:
    """The needs of the items; those of the last build where nothing has changed."""
    if (last := last_made(app, _NEEDS)) is not None:
        return _MADE.set(app, pickle.loads(last))  # noqa: S301  our own, which its key has shown
    made, told = _make(app, judgement, written)
    if not told:
        # Before sphinx-needs resolves them.
        keep_made(app, _NEEDS, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return _MADE.set(app, made)


def _make(app: Sphinx, judgement: Judgement, written: Mapping[str, NeedItem]) -> tuple[_Made, bool]:
    """The needs of the items, and whether anything was reported; test cases that are needs already stay as they are."""
    title = next(iter(judgement.project.of(ProfileTitle)), None)
    known, computed = trace(judgement.project), computed_values(judgement)
    made = _Made(title.edition.value if title and title.edition else "", [], {}, {}, {})
    maker = NeedMaker(app, known)
    told = False
    for item in known.items:
        name = item.identifier
        if item.facts.get("kind") == "written":
            made.results[name] = item.facts["result"]
        else:
            made.facts[name] = {field: value for field, value in values_of(item).items() if field in FIELDS}
        if name not in written:
            need = maker.make(item, computed[name])
            made.needs.extend([need] if need else ())
        elif name in made.results:
            made.computed[name] = {"dlms_result": item.facts["result"], **computed[name]}
        else:
            told |= _tell_duplicate(item, written[name])
    return made, told or maker.told


def _take_values(need: NeedItem, values: Mapping[str, str]) -> None:
    """Give a written test case the result of a bench and what is computed; what the project derives stays."""
    for name, value in values.items():
        if value:
            with suppress(KeyError):
                need[name] = value


def _tell_duplicate(item: Item, need: NeedItem) -> bool:
    """Report a need of one of the project's own types that is no test case, and say so; a rule reports ours."""
    if need["type"].startswith(PREFIX):
        return False
    message = "the need %r has the identifier of a %s (%s): give it another one"
    place = f"{item.at.source}:{item.at.line}" if item.at else item.title
    location = (need["docname"], need["lineno"]) if need["docname"] else None
    logger.warning(
        message, item.identifier, item.kind.value, place, type="dlms", subtype="need-duplicate", location=location
    )
    return True


def _tell_reserved(need: NeedItem) -> None:
    """Report a need that an author has written of a type that the standard alone gives: no report knows of it."""
    if need["type"] in _RESERVED and need["docname"] and not need["is_import"]:
        message = (
            "the need %r has the type %s, which is made of the standard: no report counts it, use a type of your own"
        )
        location = (need["docname"], need["lineno"])
        logger.warning(message, need["id"], need["type"], type="dlms", subtype="need-type", location=location)


def _keep_facts(app: Sphinx, needs: MutableMapping[str, NeedItem]) -> None:
    """Take back what needextend has changed of what the standard says: reports, which say the same, do not follow."""
    made = _MADE.get(app)
    if made is None:
        return
    for identifier, result in made.results.items():
        if identifier in needs:
            _take_values(needs[identifier], {"dlms_result": result})  # what a bench says counts before what extends it
    for identifier, facts in made.facts.items():
        need = needs.get(identifier)
        for name, value in facts.items() if need else ():
            if need and need.get(name) not in (value, None):
                message = "%s of %r is %r in the standard, and cannot be extended: name a field of your own"
                logger.warning(message, name, identifier, value, type="dlms", subtype="need-extended")
                need[name] = value


class _Places:
    """Where in each page needs begin: their identifiers by the id at that place, in document order."""

    def __init__(self, items: tuple[Item, ...], root: str) -> None:
        self.by_document: dict[str, dict[str, list[Item]]] = defaultdict(dict)
        for item in items:
            self.by_document[item.docname or root].setdefault(item.anchor, []).append(item)


_PLACES: KeptOn[_Places] = KeptOn("places_of_needs")


def _places(builder: Builder) -> _Places | None:
    judgement = judgement_of(builder)
    if judgement is None:
        return None
    return _PLACES.once(builder, lambda: _Places(trace(judgement.project).items, builder.config.root_doc))


def mark_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each need its place in the page, and show the identifiers of provisions in the margin."""
    places = _places(app.builder)
    if places is None:
        return
    known: set[str] = set()
    for element in doctree.findall(nodes.Element):
        known.update(element["ids"])
    begun: set[str] = set()
    for node in [*doctree.findall(nodes.section), *doctree.findall(nodes.target)]:
        document = document_of(node, docname)
        here = places.by_document.get(document, {})
        found = [*here.get(node["ids"][0], ())] if node["ids"] else []
        if document not in begun:
            begun.add(document)
            found += here.get("", ())
        for item in found:
            if item.identifier not in known:
                known.add(item.identifier)
                node["ids"].append(item.identifier)
            if item.kind is ItemKind.PROVISION:
                shown = nodes.inline("", item.identifier, classes=[MARGIN])
                node.parent.insert(node.parent.index(node) + 1, shown)


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
    last: Mapping[str, str] | None = last_made(app, _SHOWN)
    if last is not None:
        return last
    shown = _show(app)
    keep_made(app, _SHOWN, shown)
    return shown


def _show(app: Sphinx) -> Mapping[str, str]:
    env = app.env
    items = trace(project_of(env)).items
    shown = {
        docname: in_short([(anchor, [item.identifier for item in found]) for anchor, found in here.items()])
        for docname, here in _Places(items, app.config.root_doc).by_document.items()
    }
    data = SphinxNeedsData(env)
    listing = data.get_or_create_docs()["all"]
    if listing:
        written = [sorted(dict(need.items()).items()) for _, need in sorted(data.get_needs_mutable().items())]
        # What is judged is not known yet: it can have changed with anything of the project, and with how it is judged.
        judged = [project_digest(env), policy_of(app.config), project_of(env).of(ChangedProvision)]
        everything = in_short([items, json.dumps(written, default=str), judged])
        shown |= {docname: shown.get(docname, "") + everything for docname in listing}
    return shown


def setup(app: Sphinx) -> None:
    """Set up sphinx-needs, its types, links and fields."""
    app.setup_extension("sphinx_needs")
    SHOWN_NOW.add(app, shown_in)
    TEST_CASES.add(app, written_tests)
    # sphinx-needs reads its links at 500, and its types before; types can be added when it has read them.
    app.connect("config-inited", _configure, priority=100)
    app.connect("config-inited", _add_types, priority=110)
    # When sphinx-needs has registered its directives, and before it merges what parallel readers have read.
    app.connect("config-inited", _use_our_directive, priority=700)
    app.connect("env-merge-info", _keep_the_first, priority=100)
    app.connect("needs-before-post-processing", _add_needs)
    app.connect("needs-before-sealing", _keep_facts)
    # Before sphinx-needs fills in its own nodes.
    app.connect("doctree-resolved", mark_places, priority=50)
    app.connect("doctree-resolved", prepare, priority=90)
    app.connect("doctree-resolved", name_boxes, priority=900)
