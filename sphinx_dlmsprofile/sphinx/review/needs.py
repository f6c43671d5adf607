"""sphinx-needs as the engine of a review build: each item of the trace is a need, on whatever page it is.

What imports it is in this folder, and is imported in a review build alone. No directive makes our needs
and no page carries them: they are added when sphinx-needs has read its own and has not yet resolved links, which is
when the builder begins to write. So they cost nothing for a page, need no merging, and are never stored: a build that
reads nothing anew makes the same.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import logging
from sphinx_needs.api import add_field, add_need_type, get_need_types
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData

from sphinx_dlmsprofile.exports.need_types import FIELDS, PREFIX, TYPES, link_settings
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.model.trace import Item, ItemKind, LinkKind
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.building.last_build import keep_made, last_made
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.review import need_places, permalink_page, quiet_needs, written_needs
from sphinx_dlmsprofile.sphinx.review.need_maker import NeedMaker
from sphinx_dlmsprofile.sphinx.review.written_needs import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx_needs.need_item import NeedItem

    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

logger = logging.getLogger(__name__)

_RESERVED = frozenset(f"{PREFIX}{kind.value}" for kind in ItemKind if kind is not ItemKind.TEST)
_LINKS = frozenset(kind.value for kind in LinkKind)
_KEPT = (*FIELDS, *sorted(_LINKS))
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
    # Files of sphinx-needs beside the pages are not part of a book.
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


def _add_needs(app: Sphinx, needs: MutableMapping[str, NeedItem]) -> None:
    """Make a need of each item; test cases that are needs already stay as they are."""
    if made := _MADE.get(app):
        # Who opens documents after a build has them resolved again.
        for need in made.needs:
            needs.pop(need["id"], None)
    written = sorted(needs.values(), key=place_of)
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
    identifier, and these only where anything is extended; ``results`` are those of a bench.
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
    # A build in which nothing has changed makes none, and does without the rules that they say something of.
    from sphinx_dlmsprofile.analysis.trace import trace  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.review.need_values import computed_values  # noqa: PLC0415

    title = next(iter(judgement.project.of(ProfileTitle)), None)
    known, computed = trace(judgement.project), computed_values(judgement)
    made = _Made(title.edition.value if title and title.edition else "", [], {}, {}, {})
    maker = NeedMaker(app, known)
    extended = bool(SphinxNeedsData(app.env).get_or_create_extends())
    told = False
    for item in known.items:
        name = item.identifier
        if item.facts.get("kind") == "written":
            made.results[name] = item.facts["result"]
        if name not in written:
            need = maker.make(item, computed[name])
            made.needs.extend([need] if need else ())
            if need and extended and name not in made.results:
                made.facts[name] = _facts(need)
        elif name in made.results:
            made.computed[name] = {"dlms_result": item.facts["result"], **computed[name]}
        else:
            told |= _tell_duplicate(item, written[name])
    return made, told or maker.told


def _facts(need: NeedItem) -> dict[str, Any]:
    """What the standard says of a need of ours, and what is computed, without what is empty."""
    return {name: copy(value) for name in _KEPT if (value := need.get(name))}


def _take_values(need: NeedItem, values: Mapping[str, str]) -> None:
    """Give a written test case the result of a bench and what is computed; what the project derives stays."""
    for name, value in values.items():
        if value:
            with suppress(KeyError):
                need[name] = value


def _tell_duplicate(item: Item, need: NeedItem) -> bool:
    """Report a need of one of the project's own types that is not a test case, and say so; a rule reports ours."""
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
        # Nearly all are as they were, and each field takes its time.
        for name in _KEPT if need and need["is_modified"] else ():
            value = facts.get(name)
            if need and name in need and not _same(need[name], value):
                message = "%s of %r is %s in the standard, and cannot be extended: name a field of your own"
                told = repr(value) if value else "empty"
                logger.warning(message, name, identifier, told, type="dlms", subtype="need-extended")
                if name in _LINKS:
                    _link_back(needs, name, identifier, value or [], need[name])
                need[name] = value if value or not isinstance(need[name], list) else []


def _same(now: Any, value: Any) -> bool:
    """Whether a value is as it was; sphinx-needs puts links in an order of its own."""
    return set(now) == set(value) if isinstance(value, list) and now else (now or None) == (value or None)


def _link_back(
    needs: Mapping[str, NeedItem], name: str, identifier: str, links: Sequence[str], extended: Sequence[str]
) -> None:
    """Let the needs to which links lead, or have led, know it."""
    for target in {*links, *extended} & needs.keys():
        others = [each for each in needs[target][f"{name}_back"] if each != identifier]
        needs[target][f"{name}_back"] = sorted([*others, identifier]) if target in links else others


def setup(app: Sphinx) -> None:
    """Set up sphinx-needs, its types, links and fields."""
    app.setup_extension("sphinx_needs")
    # sphinx-needs reads its links at 500, and its types before; types can be added when it has read them.
    app.connect("config-inited", _configure, priority=100)
    app.connect("config-inited", _add_types, priority=110)
    app.connect("needs-before-post-processing", _add_needs)
    app.connect("needs-before-sealing", _keep_facts)
    written_needs.setup(app)
    need_places.setup(app)
    quiet_needs.setup(app)
    permalink_page.setup(app)
