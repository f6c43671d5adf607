"""A document of ours that others have edited: its sources come back, with what print says otherwise put into them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.clauses import bare, sections_of
from sphinx_dlmsprofile.intake.rest import Notes, Writer
from sphinx_dlmsprofile.text.carried import Printed
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.intake.clauses import Section
    from sphinx_dlmsprofile.text.carried import Carried

CAPTION = regex(r"(?:Table|Figure)\s+[\w.]+\s*[–—:-]\s*(?P<title>.*)")
_LEAD = regex(r"(?:\{prov\}|:prov:)`[\w-]+`\s*")
"""What may stand before the first word of a paragraph, and is not printed."""

_DOCUMENTS, _DATA = (".rst", ".md"), (".txt", ".inc", ".yaml", ".yml", ".csv")
"""Where words of print are looked for: in documents, then in files that these read."""

_MOST_WORDS = 6
"""So many words before and behind a change tell its place, if fewer do not."""


class Edited:
    """The files of a project, changed where the document was: ``taken`` says what, ``left`` what is for a person."""

    def __init__(self, carried: Carried, printed: Sequence[Printed]) -> None:
        self.files: dict[str, str] = {}
        self.binary: dict[str, bytes] = {}
        for name, content in carried.files.items():
            if not _is_safe(name):
                continue
            try:
                self.files[name] = content.decode("utf-8")
            except UnicodeDecodeError:
                self.binary[name] = content
        self.taken: list[str] = []
        self.left: list[str] = []
        self.open: dict[tuple[str, ...], list[str]] = {}
        self.old, self.new = list(carried.printed), list(printed)
        self._path: tuple[str, ...] = ()
        self._compare(self.old, self.new)

    def take_comments(self, comments: Sequence[tuple[str, str, str]]) -> None:
        """Put what reviewers said at the end of the file in which they said it."""
        for who, said, beside in comments:
            self._remark(f"Comment by {who}", said, beside)

    def take_footnotes(self, old: Sequence[str] | None, new: Sequence[tuple[str, str]]) -> None:
        """Put the words that footnotes have now into the sources; new ones are for a person, as a comment there."""
        if old is None:
            return
        then, now = ([Printed(((text,),)) for text in texts] for texts in (old, [text for text, _ in new]))
        for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            self._path = ()
            pairs = dict(_paired(then[a:b], now[c:d]))
            for index, text in enumerate(old[a:b]):
                if index in pairs:
                    self._replace(text, now[c + pairs[index]].text, ())
                else:
                    self.left.append(f'print has no footnote "{text}" any more: remove it')
            for index, (text, beside) in enumerate(new[c:d]):
                if index not in pairs.values():
                    self._remark("New footnote", text, beside)

    def _remark(self, what: str, said: str, beside: str) -> None:
        """A comment at the end of the file that has some words, and a line for a person."""
        words = beside.split()
        place = self._find(words, 0, min(len(words), _MOST_WORDS), ()) if words else None
        name = place[0] if place and place[0].endswith(_DOCUMENTS) else "index.rst"
        name = name if name in self.files else next((each for each in self.files if each.endswith(_DOCUMENTS)), "")
        remark = f'{what} on "{" ".join(words[:_MOST_WORDS])}": {said}'
        if name:
            sign = "%" if name.endswith(".md") else ".."
            self.files[name] = f"{self.files[name].rstrip()}\n\n{sign} {remark}\n"
        self.left.append(f"{name}: {remark}")

    def leave_open(self, why: str) -> None:
        """Leave what has no place to a person."""
        for changes in self.open.values():
            self.left += [f"{change}: {why}" for change in changes]
        self.open = {}

    @staticmethod
    def section_at(files: Mapping[str, str], path: tuple[str, ...]) -> Section | None:
        """The one clause to which titles lead."""
        documents = {name: text for name, text in files.items() if name.endswith(_DOCUMENTS)}
        found = [each for name, text in documents.items() for each in sections_of(name, text) if each.is_at(path)]
        longest = max((len(each.path) for each in found), default=0)
        found = [each for each in found if len(each.path) == longest]
        return found[0] if len(found) == 1 else None

    def _clause(self) -> list[tuple[str, int, int]]:
        """Where the clause stands that is compared."""
        section = self.section_at(self.files, self._path)
        return [(section.name, section.start, section.end)] if section else []

    def _compare(self, old: list[Printed], new: list[Printed]) -> None:
        paths = list(_paths(old))
        then, now = ([block[:2] for block in blocks] for blocks in (old, new))
        for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            pairs = dict(_paired(old[a:b], new[c:d]))
            added = [index for index in range(d - c) if index not in pairs.values()]
            for index in range(b - a):
                self._path = paths[a + index]
                if index in pairs:
                    caption = old[a + index - 1].text if a + index and not old[a + index - 1].is_table else ""
                    self._change(old[a + index], new[c + pairs[index]], caption)
                else:
                    self._remove(old[a + index])
            self._path = paths[max(b - 1, 0)] if paths else ()
            for index in added:
                self._insert(new[c + index], new[max(c + index - 1, 0) : c + index + 2])

    # Paragraphs

    def _change(self, old: Printed, new: Printed, caption: str) -> None:
        if old.is_table:
            self._change_table(old, new, caption)
        else:
            self._replace(old.text, new.text, ())

    def _replace(self, old: str, new: str, scopes: Sequence[tuple[str, int, int]]) -> bool:
        """Put the words that differ into the source; what cannot be placed is left."""
        before, after = old.split(), new.split()
        for kind, a, b, c, d in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
            if kind == "equal":
                continue
            place = self._find(before, a, b, scopes) or self._find(before, a, b, self._clause())
            if place is None:
                self._leave(f'print has "{new}" in the place of "{old}"')
                return False
            name, start, end = place
            words = _escaped(" ".join(after[c:d]), name)
            text = self.files[name]
            if start == end:
                words = f"{words} " if end < len(text) and text[end - 1 : end].isspace() is not False else f" {words}"
            if not words and text[end : end + 1] == " " and text[start - 1 : start] in {" ", ""}:
                end += 1
            self.files[name] = text[:start] + words + text[end:]
            shown = " ".join(before[a:b])
            what = f'"{" ".join(after[c:d])}" for "{shown}"' if shown else f'"{" ".join(after[c:d])}"'
            self.taken.append(f"{name}:{text.count(chr(10), 0, start) + 1}: {what}, as print has it")
        return True

    def _find(
        self, words: list[str], first: int, end: int, scopes: Sequence[tuple[str, int, int]]
    ) -> tuple[str, int, int] | None:
        """The one place of some words in the sources, told by the fewest words around them that do."""
        for more in range(_MOST_WORDS, -1, -1):
            low, high = max(first - more, 0), min(end + more, len(words))
            for left, right in ((low, high), (low, end), (first, high)):
                if left == right:
                    continue
                found = self._places(words[left:first], words[first:end], words[end:right], scopes)
                if len(found) == 1:
                    return found[0]
        return None

    def _places(
        self, before: list[str], words: list[str], after: list[str], scopes: Sequence[tuple[str, int, int]]
    ) -> list[tuple[str, int, int]]:
        pattern = _gap(before) + (r"[\s*`]+" if before and words else "") + f"(?P<at>{_gap(words)})"
        pattern += (r"[\s*`]*" if after else "") + _gap(after)
        sought = regex(rf"(?<!\w){pattern}(?!\w)")
        for suffixes in (_DOCUMENTS, _DATA) if not scopes else ((),):
            places = scopes or [(name, 0, len(text)) for name, text in self.files.items() if name.endswith(suffixes)]
            found = [
                (name, match.start("at"), match.end("at"))
                for name, start, end in places
                for match in sought.finditer(self.files[name], start, end)
            ]
            if found:
                return found
        return []

    def _insert(self, new: Printed, around: Sequence[Printed]) -> None:
        """Put a new paragraph behind the one before it, or before the one behind it; ``around`` are all three."""
        shown = " | ".join(new.rows[0]) if new.is_table else new.text
        beside = [
            block for block in (around[0], around[-1]) if block is not new and not (block.is_table or new.is_table)
        ]
        for block in beside:
            is_after = block is around[0]
            place = self._end_of(block.text) if is_after else self._start_of(block.text)
            if place is None:
                continue
            name, at = place
            written = _escaped(shown, name)
            self.files[name] = (
                self.files[name][:at] + (f"\n\n{written}" if is_after else f"{written}\n\n") + self.files[name][at:]
            )
            line = self.files[name].count("\n", 0, at) + (3 if is_after else 1)
            self.taken.append(f'{name}:{line}: "{shown}" is new in print')
            return
        self._leave(f'print has a new {"table" if new.is_table else "paragraph"}: "{shown}"')

    def _start_of(self, text: str) -> tuple[str, int] | None:
        """Where the paragraph with a text begins in its file, if it stands at the margin after an empty line."""
        words = text.split()
        place = self._find(words, 0, 1, ()) or self._find(words, 0, 1, self._clause()) if words else None
        if place is None:
            return None
        name, start, _ = place
        source = self.files[name]
        line = source.rfind("\n", 0, start) + 1
        is_first = not source[:line].strip() or source[:line].endswith("\n\n")
        return (
            (name, line)
            if is_first and not source[line].isspace() and not _LEAD.sub("", source[line:start]).strip("*`")
            else None
        )

    def _end_of(self, text: str) -> tuple[str, int] | None:
        """Where the paragraph with a text ends in its file, if it stands at the margin."""
        words = text.split()
        place = self._find(words, max(len(words) - 1, 0), len(words), ()) if words else None
        if place is None:
            return None
        name, _, end = place
        source = self.files[name]
        line = source.rfind("\n", 0, end) + 1
        blank = regex(r"\n[ \t]*(?:\n|$)").search(source, end)
        return (name, blank.start() if blank else len(source.rstrip())) if not source[line].isspace() else None

    def _remove(self, old: Printed) -> None:
        text = old.rows[0][0] if old.rows and old.rows[0] else ""
        words = text.split()
        if old.is_table or not words:
            self._leave(f'print no longer has the table that begins with "{text}"')
            return
        found = self._places([], words, [], ())
        if len(found) != 1:
            self._leave(f'print no longer has "{text}"')
            return
        name, start, end = found[0]
        source = self.files[name]
        head, tail = source.rfind("\n\n", 0, start), source.find("\n\n", end)
        tail = len(source.rstrip()) if tail < 0 else tail
        if source[head + 2 : start].strip(" \n{}:`-_.") or source[end:tail].strip():
            self._leave(f'print no longer has "{text}"')
            return
        self.files[name] = source[: max(head, 0)] + source[tail:]
        self.taken.append(f'{name}:{source.count(chr(10), 0, start) + 1}: "{text}" is gone, as print has it')

    # Tables

    def _change_table(self, old: Printed, new: Printed, caption: str) -> None:
        scopes = list(self._directives(caption)) or self._clause()
        for kind, a, b, c, d in SequenceMatcher(None, old.rows, new.rows, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            pairs = min(b - a, d - c)
            for index in range(pairs):
                self._change_row(old.rows[a + index], new.rows[c + index], scopes)
                scopes = list(self._directives(caption)) or self._clause()
            for row in old.rows[a + pairs : b]:
                self._remove_row(row, scopes)
            for index in range(pairs, d - c):
                beside = new.rows[c + index - 1] if c + index else ()
                self._add_row(new.rows[c + index], beside, scopes)
                scopes = list(self._directives(caption)) or self._clause()

    def _change_row(self, old: tuple[str, ...], new: tuple[str, ...], scopes: list[tuple[str, int, int]]) -> None:
        if len(old) != len(new):
            self._leave(f'print has the row "{" | ".join(new)}" in the place of "{" | ".join(old)}"')
            return
        line = self._line_of(old, scopes)
        for was, now in zip(old, new, strict=True):
            if was != now:
                self._replace(was, now, [line] if line else scopes)
                line = self._line_of(new, scopes) or line

    def _line_of(self, row: Sequence[str], scopes: Sequence[tuple[str, int, int]]) -> tuple[str, int, int] | None:
        """The one line on which all cells of a row stand."""
        cells = [regex(rf"(?<!\w){_gap(cell.split())}(?!\w)") for cell in row if cell.strip(" –")]
        found = []
        for name, start, end in scopes:
            at = start
            for line in self.files[name][start:end].splitlines(keepends=True):
                if cells and all(cell.search(line) for cell in cells):
                    found.append((name, at, at + len(line)))
                at += len(line)
        return found[0] if len(found) == 1 else None

    def _add_row(self, row: tuple[str, ...], beside: Sequence[str], scopes: list[tuple[str, int, int]]) -> None:
        """A row behind the one before it, written as that is."""
        shown = " | ".join(row)
        place = self._line_of(beside, scopes) if len(beside) == len(row) else None
        if place is None:
            self._leave(f'print has a new row: "{shown}"')
            return
        name, start, end = place
        line = self.files[name][start:end]
        for was, now in zip(beside, row, strict=True):
            if was == now:
                continue
            found = list(regex(rf"(?<!\w){_gap(was.split())}(?!\w)").finditer(line)) if was.strip(" –") else []
            if len(found) != 1:
                self._leave(f'print has a new row: "{shown}"')
                return
            line = line[: found[0].start()] + now + line[found[0].end() :]
        self.files[name] = self.files[name][:end] + line + self.files[name][end:]
        self.taken.append(f'{name}:{self.files[name].count(chr(10), 0, end) + 1}: the row "{shown}" is new in print')

    def _remove_row(self, row: tuple[str, ...], scopes: list[tuple[str, int, int]]) -> None:
        place = self._line_of(row, scopes)
        if place is None:
            self._leave(f'print no longer has the row "{" | ".join(row)}"')
            return
        name, start, end = place
        number = self.files[name].count("\n", 0, start) + 1
        self.taken.append(f'{name}:{number}: the row "{" | ".join(row)}" is gone, as print has it')
        self.files[name] = self.files[name][:start] + self.files[name][end:]

    def _directives(self, caption: str) -> Iterator[tuple[str, int, int]]:
        """Where the directives with a caption stand; all of the sources where none does."""
        match = CAPTION.fullmatch(caption)
        title = match["title"].split() if match else []
        pattern = regex(
            rf"(?m)^(?P<indent>[ \t]*)(?P<mark>\.\.|(?:`{{3,}}|:{{3,}})\{{?)[ ]?[\w-]+[:}}]*[ \t]*{_gap(title)}[ \t]*$"
        )
        for name, text in self.files.items() if title else ():
            for found in pattern.finditer(text):
                yield name, found.start(), _end_of_directive(text, found)

    def _leave(self, what: str) -> None:
        self.open.setdefault(self._path, []).append(what)


def _paths(blocks: Sequence[Printed]) -> Iterator[tuple[str, ...]]:
    """The titles that lead to each block; a heading belongs to its own clause."""
    path: list[str] = []
    for block in blocks:
        if block.level:
            path[block.level - 1 :] = [bare(block.text)]
        yield tuple(path)


def _paired(old: Sequence[Printed], new: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """Blocks that were changed, in their order: those that have most words in common."""
    start = 0
    for index, block in enumerate(old):
        ratios = [
            (_alike(block, other), -place)
            for place, other in enumerate(new[start:], start)
            if other.is_table is block.is_table
        ]
        best, place = max(ratios, default=(0.0, 0))
        if best > (0.3 if block.is_table else 0.5):
            yield index, -place
            start = -place + 1


def _alike(one: Printed, other: Printed) -> float:
    first, second = (" ".join(cell for row in block.rows for cell in row) for block in (one, other))
    if one.is_table:
        return SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _gap(words: Sequence[str]) -> str:
    """Words with whatever blanks, markup and quotation marks authors have between them."""
    return r"[\s*`\\]+".join(map(_loose, words))


def _loose(word: str) -> str:
    pattern = re.escape(word.replace("\u00a0", " "))
    for shown, written in (("“", '["“]'), ("”", '["”]'), ("’", "['’]"), ("–", "(?:–|--)"), ("…", r"(?:…|\.{2,3})")):
        pattern = pattern.replace(shown, written)
    return pattern.replace("\\ ", r"[\s\u00a0]")


def _end_of_directive(text: str, found: re.Match[str]) -> int:
    """Where its body ends: at the fence, or before the next line that is not indented."""
    mark = found["mark"].rstrip("{")
    if mark == "..":
        end = regex(rf"(?m)^(?!{found['indent']}[ \t]|[ \t]*$)").search(text, found.end() + 1)
    else:
        end = regex(rf"(?m)^[ \t]*{mark}[ \t]*$").search(text, found.end() + 1)
    return end.start() if end else len(text)


def _escaped(text: str, name: str) -> str:
    """Words as the markup of a file takes them."""
    if not name.endswith(".rst"):
        return text
    return Writer(Notes(), str, str).line([{"t": "Str", "c": text}]) if text else text


def _is_safe(name: str) -> bool:
    """Whether it is the name of a file below the directory of a project, and no code."""
    path = PurePosixPath(name)
    parts = path.parts
    return bool(parts) and not path.is_absolute() and ".." not in parts and ":" not in name and path.suffix != ".py"
