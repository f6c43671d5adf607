"""Changes between two editions as docutils nodes, with the words that have changed marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.diff.change import Action
from sphinx_dlmsprofile.diff.text_edits import TextAction
from sphinx_dlmsprofile.diff.words import Mark, marked_words
from sphinx_dlmsprofile.rendering.conformance import REPORT_CLASS, files_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.diff.change import Area, Change, Detail
    from sphinx_dlmsprofile.diff.comparison import Comparison, Edition
    from sphinx_dlmsprofile.diff.text_edits import BlockEdit
    from sphinx_dlmsprofile.model.document import Clause

    Link = Callable[[Clause], nodes.Node]

TITLE = "Changes since the previous edition"

_TAGS = {Mark.DELETED: "del", Mark.INSERTED: "ins"}
"""The classes for which the writers of docutils have HTML elements; those of Sphinx make spans of them."""

_TONES = {
    Action.ADDED: "dlms-added",
    Action.REMOVED: "dlms-removed",
    Action.STRENGTHENED: "dlms-strong",
    Action.WEAKENED: "dlms-strong",
    Action.REVERSED: "dlms-strong",
}


_TEXT_TONES = {TextAction.ADDED: "dlms-added", TextAction.REMOVED: "dlms-removed"}
_WORDING = "changes-wording"


def changes_section(comparison: Comparison, link: Link, files: Sequence[nodes.Node] = ()) -> nodes.section:
    """The comparison as a section.

    ``link`` makes the link to a clause of the new edition, ``files`` point to it in other formats.
    """
    page = nodes.section("", nodes.title("", TITLE), ids=["report-changes"], classes=[REPORT_CLASS, "dlms-changes"])
    page += nodes.paragraph("", "", nodes.strong("", comparison.outcome), classes=["dlms-outcome", "dlms-neutral"])
    if comparison.unspoken:
        page += nodes.paragraph("", comparison.unspoken)
    page += nodes.paragraph("", f"From {_named(comparison.old)} to {_named(comparison.new)}.")
    if comparison.changes or comparison.text.edits:
        page += nodes.bullet_list("", *_contents(comparison), classes=["dlms-contents"])
    for area, changes in comparison.by_area.items():
        items = [_item(change, link) for change in changes]
        section = nodes.section("", nodes.title("", _title(area)), ids=[_anchor(area)])
        section += nodes.bullet_list("", *items, classes=["dlms-change-list"])
        page += section
    if edits := comparison.text.edits:
        items = [_text_item(edit, link) for edit in edits]
        section = nodes.section("", nodes.title("", "Wording"), ids=[_WORDING])
        section += nodes.bullet_list("", *items, classes=["dlms-change-list"])
        page += section
    page += files_note(files)
    return page


def _named(edition: Edition) -> str:
    number = f", edition {edition.number}" if edition.number else ""
    return f"{edition.name} ({edition.title}{number})" if edition.title else edition.name


def _contents(comparison: Comparison) -> Iterator[nodes.list_item]:
    for area, changes in comparison.by_area.items():
        link = nodes.reference("", _title(area), internal=True, refid=_anchor(area))
        yield nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(f": {len(changes)}")))
    if edits := comparison.text.edits:
        link = nodes.reference("", "Wording", internal=True, refid=_WORDING)
        yield nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(f": {len(edits)}")))


def _title(area: Area) -> str:
    return f"{area.value[0].upper()}{area.value[1:]}"


def _anchor(area: Area) -> str:
    return f"changes-{area.name.lower()}"


def _text_item(edit: BlockEdit, link: Link) -> nodes.list_item:
    placed = edit.place
    name = " ".join(filter(None, (placed.block.kind.value, placed.block.label)))
    head = nodes.paragraph("", "", nodes.strong("", name), classes=["dlms-change-head"])
    head += [nodes.Text(" "), nodes.inline("", edit.action.value, classes=["dlms-action"])]
    if placed.clause:
        was = nodes.inline("", f"was in {placed.clause.label}", classes=["dlms-was"])
        head += [nodes.Text(" "), link(placed.clause) if edit.new else was]
    if edit.action is TextAction.MOVED and edit.old and edit.old.clause:
        head += nodes.inline("", f" from {edit.old.clause.label}", classes=["dlms-was"])
    if edit.old and edit.new and edit.old.block.kind is not edit.new.block.kind:
        head += nodes.inline("", f" was {edit.old.block.kind.value}", classes=["dlms-was"])
    text = nodes.paragraph("", "", *_words(edit.words))
    return nodes.list_item("", head, text, classes=["dlms-change", _TEXT_TONES.get(edit.action, "dlms-changed")])


def _words(words: Iterable[tuple[Mark, str]]) -> Iterator[nodes.Node]:
    """Words of both editions in one text, those that differ marked."""
    before = Mark.SAME
    for mark, text in words:
        if Mark.SAME not in {before, mark}:
            yield nodes.Text(" ")
        yield nodes.Text(text) if mark is Mark.SAME else _marked(mark, text)
        before = mark


def _item(change: Change, link: Link) -> nodes.list_item:
    tone = next((_TONES[action] for action in change.actions if action in _TONES), "dlms-changed")
    head = nodes.paragraph("", "", nodes.strong("", change.subject), classes=["dlms-change-head"])
    for action in change.actions:
        head += [nodes.Text(" "), nodes.inline("", action.value, classes=["dlms-action"])]
    if change.place and change.place.clause:
        clause = change.place.clause
        head += nodes.Text(" ")
        head += link(clause) if change.new else nodes.inline("", f"was in {clause.label}", classes=["dlms-was"])
    item = nodes.list_item("", head, classes=["dlms-change", tone])
    if change.was:
        item += nodes.paragraph("", "", nodes.inline("", f"was {change.was}", classes=["dlms-was"]))
    item += [nodes.paragraph("", "", *_detail(detail)) for detail in change.details]
    return item


def _detail(detail: Detail) -> Iterator[nodes.Node]:
    if detail.what:
        yield nodes.inline("", f"{detail.what}: ", classes=["dlms-what"])
    if detail.prose and detail.old and detail.new:
        yield from _words(marked_words(detail.old, detail.new))
        return
    if detail.old is not None:
        yield _marked(Mark.DELETED, detail.old)
    if detail.old is not None and detail.new is not None:
        yield nodes.Text(" ")
    if detail.new is not None:
        yield _marked(Mark.INSERTED, detail.new)


def _marked(mark: Mark, text: str) -> nodes.inline:
    return nodes.inline("", text, classes=[_TAGS[mark]])
