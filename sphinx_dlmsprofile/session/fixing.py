"""Fixes made in texts until there is nothing more to fix; what is in the files stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.session.apply import applied

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.session.session import Session

_ROUNDS = 50
"""More than there are in a standard: each round makes all fixes that do not overlap."""


@dataclass
class Fixed:
    """What was fixed: the findings in the order in which they were, and the new text of each file that has one.

    ``left`` are the findings of the last round.
    """

    made: list[Finding] = field(default_factory=list)
    texts: dict[Path, bytes] = field(default_factory=dict)
    left: list[Finding] = field(default_factory=list)


def fix(session: Session, *, select: Collection[str] | None = None, unsafe: bool = False) -> Fixed | None:
    """Make all fixes in the texts that a session shows; None if the project is not a standard.

    ``select`` names the rules whose findings are fixed, all of them without it; ``unsafe`` adds fixes after which the
    text may mean something else. Waived findings are left alone, and so are files that are not below the source
    directory.

    Raises:
        StoppedError: the project cannot be read.
    """
    fixed = Fixed()
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for _ in range(_ROUNDS):
        judgement = session.judge()
        if judgement is None:
            return None
        fixed.left = judgement.findings
        chosen = [
            finding
            for finding in fixed.left
            if finding.edit
            and finding.waived is None
            and (finding.edit.safe or unsafe)
            and (select is None or finding.rule in select)
        ]
        before = dict(fixed.texts)
        made = _round(session, chosen, fixed.texts)
        state = tuple(sorted((str(path), text) for path, text in fixed.texts.items()))
        if not made or state in seen:
            fixed.texts = before
            break
        seen.add(state)
        fixed.made += made
        for path, text in fixed.texts.items():
            session.show(path, text)
    fixed.texts = {path: text for path, text in fixed.texts.items() if text != path.read_bytes()}
    return fixed


def _round(session: Session, chosen: Collection[Finding], texts: dict[Path, bytes]) -> list[Finding]:
    """Make one fix for each place, in ``texts``; returns what was fixed."""
    by_file: dict[Path, list[Finding]] = {}
    for finding in chosen:
        assert finding.edit  # noqa: S101  it was chosen for that
        path = (session.srcdir / finding.edit.start.source).resolve()
        if path.is_relative_to(session.srcdir):
            by_file.setdefault(path, []).append(finding)
    made: list[Finding] = []
    for path, findings in by_file.items():
        edits = {finding.edit: finding for finding in reversed(findings) if finding.edit}
        texts[path], done = applied(session.text(path), edits)
        made += [edits[edit] for edit in done]
    return made
