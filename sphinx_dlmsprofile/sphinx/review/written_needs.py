"""Needs that authors write, as sphinx-needs reads them: each identifier once, and which of them are test cases."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import suppress_logging
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.directives.need import NeedDirective
from sphinx_needs.directives.needextend import extend_needs_data
from sphinx_needs.functions.functions import resolve_functions
from sphinx_needs.utils import add_doc

from sphinx_dlmsprofile.exports.need_types import PREFIX, TYPES
from sphinx_dlmsprofile.model.review_records import TestCase, WrittenNeed, stated_result
from sphinx_dlmsprofile.sphinx.building.last_build import made
from sphinx_dlmsprofile.sphinx.building.test_cases import TEST_CASES
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.reading.record_node import dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx_needs.need_item import NeedItem

_TESTS = "tests"


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
    return made(app_of(env), _TESTS, lambda: tuple(_written_tests(env)))


def _written_tests(env: BuildEnvironment) -> Iterator[TestCase]:
    from sphinx_dlmsprofile.parsing.test_results import is_test, links_of  # noqa: PLC0415  not where nothing has changed

    types = env.config.dlms_test_types
    for need in sorted(_resolved(env).values(), key=place_of):
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


def place_of(need: NeedItem) -> tuple[str, int, str]:
    """What puts needs into order: parallel readers bring them as they are done."""
    return need["docname"] or "", need["lineno"] or 0, need["id"]


def setup(app: Sphinx) -> None:
    """Read them with our directive."""
    TEST_CASES.add(app, written_tests)
    # When sphinx-needs has registered its directives, and before it merges what parallel readers have read.
    app.connect("config-inited", _use_our_directive, priority=700)
    app.connect("env-merge-info", _keep_the_first, priority=100)
