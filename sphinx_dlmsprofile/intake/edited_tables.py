"""Changes of the rows of a table in print, put into the directive that made it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.places import gap
from sphinx_dlmsprofile.intake.surroundings import Kind, surroundings
from sphinx_dlmsprofile.intake.written_rows import has_heads, new_row, written_rows
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.intake.edits import Edits
    from sphinx_dlmsprofile.intake.places import Place
    from sphinx_dlmsprofile.text.printed import Printed

CAPTION = regex(r"(?:Table|Figure)\s+[\w.]+\s*[–—:-]\s*(?P<title>.*)")


def change_table(edited: Edits, old: Printed, new: Printed, caption: str) -> None:
    """Put the rows that differ into the directive with a caption, else into the clause."""
    scopes = list(_directives(edited, caption)) or edited.clause()
    if {len(row) for row in old.rows} != {len(row) for row in new.rows}:
        written = None  # cells were joined, or columns came or went
    else:
        written = written_rows(edited.files, scopes, old.rows)
    # A row that stands elsewhere now is written there as it was.
    known = {
        row: edited.files[place[0]][place[1] : place[2]]
        for row, place in zip(old.rows, written or (), strict=False)
        if not has_heads(edited.files, place)
    }
    changes = SequenceMatcher(None, old.rows, new.rows, autojunk=False).get_opcodes()
    # The places of written rows hold as long as nothing before them has changed.
    for kind, a, b, c, d in reversed(changes) if written else changes:
        if kind == "equal":
            continue
        pairs = min(b - a, d - c)
        if written and b <= len(written):
            _add_written(edited, new.rows[c + pairs : d], written[a + pairs - 1] if a + pairs else None, known)
            _remove_written(edited, old.rows[a + pairs : b], written[a + pairs : b])
            for index in reversed(range(pairs)):
                _change_row(edited, old.rows[a + index], new.rows[c + index], [written[a + index]])
            continue
        for index in range(pairs):
            _change_row(edited, old.rows[a + index], new.rows[c + index], scopes)
            scopes = list(_directives(edited, caption)) or edited.clause()
        for row in old.rows[a + pairs : b]:
            _remove_row(edited, row, scopes)
        for index in range(pairs, d - c):
            beside = new.rows[c + index - 1] if c + index else ()
            _add_row(edited, new.rows[c + index], beside, scopes)
            scopes = list(_directives(edited, caption)) or edited.clause()


def _add_written(
    edited: Edits, rows: Sequence[tuple[str, ...]], beside: Place | None, known: Mapping[tuple[str, ...], str]
) -> None:
    """Rows behind one whose place is known."""
    if beside is None:
        for row in rows:
            edited.leave(f'print has a new row: "{" | ".join(row)}"')
        return
    name, _, end = beside
    made = [known.get(row) or new_row(edited.files, beside, row) for row in rows]
    text = edited.files[name]
    behind = "" if not made or text[end - 1 : end] == "\n" else "\n"
    edited.files[name] = text[:end] + behind + "".join(made) + text[end:]
    line = text.count("\n", 0, end) + 1
    for row, written in zip(rows, made, strict=True):
        edited.taken.append(f'{name}:{line}: the row "{" | ".join(row)}" is new in print')
        line += written.count("\n")


def _remove_written(edited: Edits, rows: Sequence[tuple[str, ...]], places: Sequence[Place]) -> None:
    """Take out rows whose places are known."""
    for row, place in reversed([*zip(rows, places, strict=True)]):
        if has_heads(edited.files, place):
            edited.leave(f'print no longer has the row "{" | ".join(row)}"')
        else:
            _take_out(edited, row, place)


def _change_row(edited: Edits, old: tuple[str, ...], new: tuple[str, ...], scopes: list[Place]) -> None:
    if len(old) != len(new):
        edited.leave(f'print has the row "{" | ".join(new)}" in the place of "{" | ".join(old)}"')
        return
    line = _line_of(edited, old, scopes)
    for was, now in zip(old, new, strict=True):
        if was != now:
            edited.replace(was, now, [line] if line else scopes)
            line = _line_of(edited, new, scopes) or line


def _line_of(edited: Edits, row: Sequence[str], scopes: Sequence[Place]) -> Place | None:
    """The one line on which all cells of a row stand."""
    cells = [regex(rf"(?<!\w){gap(cell.split())}(?!\w)") for cell in row if cell.strip(" –")]
    found = []
    for name, start, end in scopes:
        at = start
        for line in edited.files[name][start:end].splitlines(keepends=True):
            if cells and all(cell.search(line) for cell in cells):
                found.append((name, at, at + len(line)))
            at += len(line)
    return found[0] if len(found) == 1 else None


def _is_drawn(edited: Edits, place: Place) -> bool:
    """Whether a line belongs to a table that is drawn with lines, which go on in others."""
    around = surroundings(place[0], edited.files[place[0]], place[1], edited.bodies)
    return around.kind in {Kind.GRID, Kind.SIMPLE}


def _add_row(edited: Edits, row: tuple[str, ...], beside: Sequence[str], scopes: list[Place]) -> None:
    """A row behind the one before it, written as that is."""
    shown = " | ".join(row)
    place = _line_of(edited, beside, scopes) if len(beside) == len(row) else None
    if place is None or _is_drawn(edited, place):
        edited.leave(f'print has a new row: "{shown}"')
        return
    name, start, end = place
    line = edited.files[name][start:end]
    for was, now in zip(beside, row, strict=True):
        if was == now:
            continue
        found = list(regex(rf"(?<!\w){gap(was.split())}(?!\w)").finditer(line)) if was.strip(" –") else []
        if len(found) != 1:
            edited.leave(f'print has a new row: "{shown}"')
            return
        line = line[: found[0].start()] + now + line[found[0].end() :]
    edited.files[name] = edited.files[name][:end] + line + edited.files[name][end:]
    edited.taken.append(f'{name}:{edited.files[name].count(chr(10), 0, end) + 1}: the row "{shown}" is new in print')


def _remove_row(edited: Edits, row: tuple[str, ...], scopes: list[Place]) -> None:
    place = _line_of(edited, row, scopes)
    if place is None or _is_drawn(edited, place):
        edited.leave(f'print no longer has the row "{" | ".join(row)}"')
        return
    _take_out(edited, row, place)


def _take_out(edited: Edits, row: tuple[str, ...], place: Place) -> None:
    name, start, end = place
    number = edited.files[name].count("\n", 0, start) + 1
    edited.taken.append(f'{name}:{number}: the row "{" | ".join(row)}" is gone, as print has it')
    edited.files[name] = edited.files[name][:start] + edited.files[name][end:]


def _directives(edited: Edits, caption: str) -> Iterator[Place]:
    """Where the directives with a caption stand; all of the sources where none does."""
    match = CAPTION.fullmatch(caption)
    title = match["title"].split() if match else []
    pattern = regex(
        rf"(?m)^(?P<indent>[ \t]*)(?P<mark>\.\.|(?:`{{3,}}|:{{3,}})\{{?)[ ]?[\w-]+[:}}]*[ \t]*{gap(title)}[ \t]*$"
    )
    for name, text in edited.files.items() if title else ():
        for found in pattern.finditer(text):
            yield name, found.start(), _end_of_directive(text, found)


def _end_of_directive(text: str, found: re.Match[str]) -> int:
    """Where its body ends: at the fence, or before the next line that is not indented."""
    mark = found["mark"].rstrip("{")
    if mark == "..":
        end = regex(rf"(?m)^(?!{found['indent']}[ \t]|[ \t]*$)").search(text, found.end() + 1)
    else:
        end = regex(rf"(?m)^[ \t]*{mark}[ \t]*$").search(text, found.end() + 1)
    return end.start() if end else len(text)
