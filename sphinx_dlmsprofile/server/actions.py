"""What an editor offers to do about a finding: its fix, all safe fixes, or a waiver."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lsprotocol import types

from sphinx_dlmsprofile.server.diagnostics import diagnostic, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dlmsprofile.model.finding import Edit, Finding
    from sphinx_dlmsprofile.server.positions import Positions
    from sphinx_dlmsprofile.server.projects import Opened

FIX_ALL = types.CodeActionKind.SourceFixAll
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]


def actions(
    opened: Opened, source: str, within: types.Range, positions: Positions, uri_of: Callable[[str], str]
) -> Iterator[types.CodeAction]:
    """What can be done about the findings of a file that are in a range."""
    lines = opened.lines(source)
    findings = [finding for finding in opened.findings if finding.at.source == source and finding.waived is None]
    for finding in findings:
        place = range_of(finding, lines, positions)
        if place.start.line > within.end.line or place.end.line < within.start.line:
            continue
        shown = diagnostic(finding, opened.lines, positions, uri_of)
        if finding.edit:
            yield types.CodeAction(
                title=f"Fix: {_short(finding.edit)}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[shown],
                is_preferred=finding.edit.safe,
                edit=_changes(opened, [finding.edit], positions, uri_of),
            )
        if waiver := _waiver(opened, finding, positions, uri_of):
            title = f"Waive {finding.rule} {_where(finding)}: write the reason"
            yield types.CodeAction(title=title, kind=types.CodeActionKind.QuickFix, diagnostics=[shown], edit=waiver)
    safe = [finding.edit for finding in findings if finding.edit and finding.edit.safe]
    if safe:
        edit = _changes(opened, _apart(safe), positions, uri_of)
        yield types.CodeAction(title="Fix all that is safe in this file", kind=FIX_ALL, edit=edit)


def _short(edit: Edit) -> str:
    words = " ".join(edit.replacement.split())
    return f'write "{words[:50]}{"…" if len(words) > 50 else ""}"' if words else "remove it"  # noqa: PLR2004


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Of edits that overlap, the first one: the others come again, if they are still needed."""
    taken: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not taken or taken[-1].end < edit.start:
            taken.append(edit)
    return taken


def _changes(
    opened: Opened, edits: Iterable[Edit], positions: Positions, uri_of: Callable[[str], str]
) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        place = positions.between(opened.lines(edit.start.source), edit.start, edit.end)
        changes.setdefault(uri_of(edit.start.source), []).append(types.TextEdit(place, edit.replacement))
    return types.WorkspaceEdit(changes=changes)


def _where(finding: Finding) -> str:
    return f"in {finding.clause}" if finding.clause else "in this file"


def _waiver(
    opened: Opened, finding: Finding, positions: Positions, uri_of: Callable[[str], str]
) -> types.WorkspaceEdit | None:
    """An entry at the end of the waivers, without the reason: until that is written, it waives nothing."""
    name = opened.session.configured("dlms_waivers")
    if not name or not opened.path(name).is_file():
        return None
    lines = opened.lines(name)
    place = json.dumps(finding.clause or finding.at.source, ensure_ascii=False)
    entry = f"- rule: {finding.rule}\n  place: {place}\n  reason:\n"
    text = entry if not lines or not lines[-1] else f"\n{entry}"
    end = types.Position(max(len(lines) - 1, 0), positions.units(lines[-1]) if lines else 0)
    return types.WorkspaceEdit(changes={uri_of(name): [types.TextEdit(types.Range(end, end), text)]})
