"""What has changed in the text since the previous edition: marks for the blocks of each page, and old numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.sphinx.building.impact import impact_of_build
from sphinx_dlmsprofile.sphinx.building.last_build import keep_made, last_made
from sphinx_dlmsprofile.sphinx.building.previous_edition import previous_edition
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.pages.places import Pages, free_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.diff.comparison import Comparison
    from sphinx_dlmsprofile.diff.text_edits import BlockEdit, TextComparison
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project

logger = logging.getLogger(__name__)

PAGE = "former-numbers"
_READ = "state of the previous edition that was read"
TITLE = mark("Numbers in the previous edition")


def former(env: BuildEnvironment) -> Project | None:
    """The previous edition; None where none is named, or it cannot be read, which a finding says."""
    from sphinx_dlmsprofile.model.project import Project as Read  # noqa: PLC0415  few builds compare

    found = previous_edition(env)
    return found if isinstance(found, Read) else None


def is_there(app: Sphinx) -> bool:
    """Whether there is a previous edition that can be read; where nothing has changed, the last build has read it."""
    if last_made(app, _READ) == (known := state(app)):
        return True
    found = former(app.env) is not None
    if found and isinstance(known, tuple):
        keep_made(app, _READ, known)
    return found


def state(app: Sphinx) -> object:
    """What says whether the previous edition is still the one that pages show; something else each time if nothing."""
    from sphinx_dlmsprofile.exports.edition_state import state_of  # noqa: PLC0415  few builds compare

    return state_of(app.config.dlms_previous_edition, Path(app.srcdir)) or object()


def comparison_of(env: BuildEnvironment) -> Comparison | None:
    """This edition beside the previous one; None where there is no previous one."""
    from sphinx_dlmsprofile.diff.comparison import compare_editions  # noqa: PLC0415  few builds compare
    from sphinx_dlmsprofile.sphinx.building.project import project_of  # noqa: PLC0415

    if found := impact_of_build(env):
        return found.comparison
    old = former(env)
    return compare_editions(("", old), ("", project_of(env))) if old else None


def text_changes(env: BuildEnvironment) -> TextComparison | None:
    """The text of both editions side by side; None where there is no previous one, or none of its text."""
    comparison = once(env, comparison_of)
    if comparison is None:
        return None
    text = comparison.text
    if text.known:
        return text
    if env.config.dlms_redline:
        message = (
            "dlms_redline: nothing is marked, because %r has no text to compare: name its sources, or a "
            "profile.json that this version has written from them"
        )
        logger.warning(message, env.config.dlms_previous_edition, type="dlms", subtype="conf-file")
    return None


def is_in_vain(app: Sphinx) -> bool:
    """Whether marks were asked for and there is nothing to compare, which each build says again."""
    return bool(app.config.dlms_redline) and once(app.env, text_changes) is None


def beside_blocks(app: Sphinx) -> dict[str, list[dict[str, Any]]]:
    """What has become of the blocks of each page, by its document; what is gone stands ``before`` what came after."""
    comparison = once(app.env, text_changes)
    pages = Pages(app)
    found: dict[str, list[dict[str, Any]]] = {}
    gone: list[BlockEdit] = []
    last: tuple[str, str] | None = None
    for edit in comparison.blocks if comparison else ():
        if edit.new is None:
            gone.append(edit)
            continue
        last = pages.of(edit.new.block.at) or last
        if last:
            found.setdefault(last[0], []).extend(_told(edit, last[1], gone))
            gone = []
    if last and gone:
        found[last[0]] += ({**each, "after": True} for each in _removed(gone, last[1], ""))
    return {docname: told for docname, told in found.items() if told}


def _told(edit: BlockEdit, at: str, gone: list[BlockEdit]) -> Iterator[dict[str, Any]]:
    assert edit.new is not None  # noqa: S101  it is on the page
    yield from _removed(gone, at, edit.new.block.text)
    if edit.action.value == "same":
        return
    told: dict[str, Any] = {"at": at, "text": edit.new.block.text, "action": edit.action.value}
    if edit.old and edit.old.block.text != edit.new.block.text:
        told["words"] = [(mark.value, words) for mark, words in edit.words]
    if edit.action.value == "moved" and edit.old and edit.old.clause:
        told["from"] = edit.old.clause.label
    yield told


def _removed(gone: list[BlockEdit], at: str, text: str) -> Iterator[dict[str, Any]]:
    for each in gone:
        assert each.old is not None  # noqa: S101  it is gone
        yield {"at": at, "text": text, "action": "removed", "words": [("deleted", each.old.block.text)]}


def numbers_page(app: Sphinx) -> nodes.section | None:
    """Where the clauses of the previous edition are now, by their old numbers; None without such an edition."""
    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs  # noqa: PLC0415  few builds compare
    from sphinx_dlmsprofile.rendering.table_parts import entry, start_table, table_row  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.building.project import project_of  # noqa: PLC0415

    old = former(app.env)
    if old is None:
        return None
    pairs = ClausePairs(old, project_of(app.env)).pairs
    new = {one.id: other.clause for one, other in pairs if one and other}
    head = table_row([entry([nodes.Text(say(word))]) for word in mark(("Number then", "Number now", "Title"))])
    table, body = start_table([], [1, 1, 4], [head], classes=("dlms-former-numbers",))
    for clause in old.walk_clauses():
        if clause.number:
            now = new.get((clause.docname, clause.anchor))
            cells = (
                [nodes.Text(clause.label)],
                [_link(app, now) if now else nodes.Text("–")],
                [nodes.Text((now or clause).title)],
            )
            body += table_row([entry(cell) for cell in cells])
    return nodes.section("", nodes.title("", say(TITLE)), table, ids=[PAGE])


def _link(app: Sphinx, clause: Clause) -> nodes.Node:
    uri = app.builder.get_relative_uri(free_name(app.env, PAGE), clause.docname)
    label = number_words(app.config.language).label(clause.number) if clause.number else clause.title
    return nodes.reference("", label, refuri=uri + (f"#{clause.anchor}" if clause.anchor else ""), internal=True)
