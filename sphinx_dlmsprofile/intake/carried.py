"""A document of ours that others have edited: its sources come back, with what print says otherwise put into them."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.clauses import bare, underlines
from sphinx_dlmsprofile.intake.edited_tables import change_table
from sphinx_dlmsprofile.intake.edits import Edits
from sphinx_dlmsprofile.intake.entries import entry_at, written_as
from sphinx_dlmsprofile.intake.fitted import escaped
from sphinx_dlmsprofile.intake.list_marks import counted
from sphinx_dlmsprofile.intake.looked import Looks
from sphinx_dlmsprofile.intake.places import DOCUMENTS, MOST_WORDS, TYPED, Place
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.printed import Printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.text.carried import Carried

_Run = tuple[int, int, int, int, dict[int, int]]
"""From where to where blocks differ, then and now, and which of them were changed into which."""

_UNDERLINED = regex(r"(?m)^(?P<title>\S.*)\n(?P<line>([!-/:-@\[-`{-~])\3{2,})[ \t]*$")
_UNDERLINES = "=-~^\"'+*"


class Edited(Edits):
    """The files of a project, changed where the document was: ``taken`` says what, ``left`` what is for a person."""

    def __init__(self, carried: Carried, printed: Sequence[Printed], bodies: frozenset[str] = frozenset()) -> None:
        super().__init__(bodies)
        self.binary: dict[str, bytes] = {}
        self._of_windows: set[str] = set()
        for name, content in carried.files.items():
            if not _is_safe(name):
                continue
            try:
                text = content.decode("utf-8")
            except UnicodeDecodeError:
                self.binary[name] = content
                continue
            self.files[name] = text.replace("\r\n", "\n")
            if 0 < text.count("\n") == text.count("\r\n"):
                self._of_windows.add(name)
        self.old, self.new = list(carried.printed), list(printed)
        self._looks = Looks()
        self._removed: dict[str, str] = {}
        self._compare(self.old, self.new)
        if carried.beside is not None:
            self.left += self._looks.told(self.places)

    def contents(self) -> dict[str, bytes]:
        """All files as they are now."""
        ends = {name: "\r\n" if name in self._of_windows else "\n" for name in self.files}
        return {name: text.replace("\n", ends[name]).encode() for name, text in self.files.items()} | self.binary

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
            self.path = ()
            pairs = dict(_paired(then[a:b], now[c:d]))
            for index, text in enumerate(old[a:b]):
                if index in pairs:
                    self.replace(text, now[c + pairs[index]].text, ())
                else:
                    self.left.append(f'print has no footnote "{text}" any more: remove it')
            for index, (text, beside) in enumerate(new[c:d]):
                if index not in pairs.values():
                    self._remark("New footnote", text, beside)

    def take_edges(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Report headers and footers that are others: they are made anew from the settings."""
        for text in sorted({*new} - {*old}):
            self.left.append(f'print has a header or footer "{text}": headers are made anew from the title and conf.py')
        for text in sorted({*old} - {*new}):
            self.left.append(f'print no longer has the header or footer "{text}": it is made anew')

    def take_properties(self, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Report what is said of the document otherwise than before: it is made anew from the title and settings."""
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                said = f'"{new[name]}"' if name in new else "nothing"
                self.left.append(
                    f'the document\'s property {name} is {said}, it was "{old.get(name, "")}": it is made anew'
                )

    def _remark(self, what: str, said: str, beside: str) -> None:
        """A comment at the end of the file that has some words, and a line for a person."""
        words = beside.split()
        place = self.places.find(words, 0, min(len(words), MOST_WORDS)) if words else None
        name = place[0] if place and place[0].endswith(DOCUMENTS) else "index.rst"
        name = name if name in self.files else next((each for each in self.files if each.endswith(DOCUMENTS)), "")
        remark = f'{what} on "{" ".join(words[:MOST_WORDS])}": {said}'
        if name:
            sign = "%" if name.endswith(".md") else ".."
            self.files[name] = f"{self.files[name].rstrip()}\n\n{sign} {remark}\n"
        self.left.append(f"{name}: {remark}")

    def leave_open(self, why: str) -> None:
        """Leave what has no place to a person."""
        for changes in self.open.values():
            self.left += [f"{change}: {why}" for change in changes]
        self.open = {}

    def _compare(self, old: list[Printed], new: list[Printed]) -> None:
        paths, new_paths = list(_paths(old)), list(_paths(new))
        then, now = ([block[:2] for block in blocks] for blocks in (old, new))
        changed: list[_Run] = []
        for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
            if kind == "equal":
                for was, is_now, path in zip(old[a:b], new[c:d], paths[a:b], strict=True):
                    self._looks.compare(was, is_now, "".join(path[-1:]))
            else:
                changed.append((a, b, c, d, dict(_paired(old[a:b], new[c:d]))))
        for a, _, c, d, pairs in self._remove_all(old, paths, changed):
            for index, place in pairs.items():
                self.path = paths[a + index]
                before = old[a + index - 1] if a + index else old[0]
                self._change(old[a + index], new[c + place], "" if before.is_table else before.text)
            for index in range(c, d):
                if index - c not in pairs.values():
                    self.path = new_paths[index - 1] if index else ()
                    self._insert(new[index], new[max(index - 1, 0) : index + 2])

    def _remove_all(self, old: list[Printed], paths: list[tuple[str, ...]], changed: list[_Run]) -> list[_Run]:
        """Take out first what is gone: it may stand elsewhere in print, and is written there as it was."""
        for a, b, _, _, pairs in changed:
            for index in range(b - a):
                if index not in pairs:
                    self.path = paths[a + index]
                    self._remove(old[a + index])
        return changed

    def _change(self, old: Printed, new: Printed, caption: str) -> None:
        self._looks.compare(old, new, "".join(self.path[-1:]))
        if old.is_table:
            change_table(self, old, new, caption)
        elif old.level and (section := self.section_at(self.files, self.path)):
            self.replace(old.text, new.text, [(section.name, section.heading, section.start)])
            self._underline(section.name, section.heading)
        else:
            self.replace(old.text, new.text, ())

    def _underline(self, name: str, start: int) -> None:
        """Let the line below a heading be as long as it."""
        text = self.files[name]
        match = _UNDERLINED.search(text, start)
        if name.endswith(".rst") and match and len(match["line"]) < len(match["title"]):
            line = match["line"][0] * len(match["title"])
            self.files[name] = text[: match.start("line")] + line + text[match.end("line") :]

    # New blocks

    def _insert(self, new: Printed, around: Sequence[Printed]) -> None:
        """Put a new block behind the one before it, or before the one behind it; ``around`` are all three."""
        beside = [block for block in (around[0], around[-1]) if block is not new and not block.is_table]
        clause = "".join(self.path[-1:])
        moved = self._removed.pop(new.text, None) if new.rows and not new.is_table else None
        if not new.is_table:
            if new.level and self._insert_heading(new, beside, moved):
                return
            for write in (self._insert_entry, self._insert_item, self._insert_paragraph):
                if any(write(new, block, moved, is_after=block is around[0]) for block in beside):
                    if moved is None:
                        self._looks.added(new, clause, is_plain=write == self._insert_paragraph)
                    return
        shown = " | ".join(new.rows[0]) if new.is_table and new.rows else new.text
        self.leave(f'print has a new {"table" if new.is_table else "paragraph"}: "{shown}"')

    def _put(self, name: str, at: int, text: str, new: Printed) -> bool:
        """Write new text into a file, and say so."""
        self.files[name] = self.files[name][:at] + text + self.files[name][at:]
        line = self.places.line(name, at + len(text) - len(text.lstrip("\n")))
        self.taken.append(f'{name}:{line}: "{new.text}" is new in print')
        return True

    def _end_of(self, block: Printed) -> tuple[str, int] | None:
        """Where the paragraph or heading that is printed before new text ends."""
        section = self.section_at(self.files, self.path) if block.level else None
        if section is None:
            return self.places.end_of(block.text)
        return section.name, len(self.files[section.name][: section.start].rstrip())

    def _insert_paragraph(self, new: Printed, beside: Printed, moved: str | None, *, is_after: bool) -> bool:
        """As a paragraph at the margin; before a heading stands another clause."""
        if not is_after and beside.level:
            return False
        place = self._end_of(beside) if is_after else self.places.start_of(beside.text, self.clause())
        if place is None:
            return False
        name, at = place
        written = moved or escaped(new.text, name)
        return self._put(name, at, f"\n\n{written}" if is_after else f"{written}\n\n", new)

    def _insert_entry(self, new: Printed, beside: Printed, _moved: str | None, *, is_after: bool) -> bool:
        """As an entry of the directive that prints the one beside it."""
        entry = entry_at(self, beside.text)
        line = written_as(entry, new.text) if entry else None
        if entry is None or line is None:
            return False
        return self._put(entry.name, entry.end if is_after else entry.start, line, new)

    def _insert_item(self, new: Printed, beside: Printed, moved: str | None, *, is_after: bool) -> bool:
        """As an item of the list of the one beside it."""
        item = self.places.item_of(beside.text, self.clause()) if _are_alike(beside, new) else None
        typed = TYPED.fullmatch(new.text)
        if item is None or item.is_typed != bool(typed):
            return False
        lead = item.lead
        if typed:
            lead = f"{lead[: len(lead) - len(lead.lstrip())]}{typed['mark']} "
        written = moved or f"{lead}{escaped(typed['rest'] if typed else new.text, item.name)}"
        before = "" if not is_after or self.files[item.name][: item.end].endswith("\n") else "\n"
        self._put(item.name, item.end if is_after else item.start, f"{before}{written}\n", new)
        self.files[item.name] = counted(self.files[item.name], item.start)
        return True

    def _insert_heading(self, new: Printed, beside: Sequence[Printed], moved: str | None) -> bool:
        """As a heading, behind the block before it, with the sign that its level has in that file."""
        section = self.section_at(self.files, self.path)
        place = self._end_of(beside[0]) if beside else None
        if section is None or place is None or place[0] != section.name:
            return False
        name, at = place
        level = new.level - (len(self.path) - len(section.path))
        signs = underlines(name, self.files[name])
        signs += [each for each in _UNDERLINES if each not in signs][:1]
        title = escaped(new.text, name)
        if moved:
            return self._put(name, at, f"\n\n{moved}", new)
        if name.endswith(".md"):
            return level >= 1 and self._put(name, at, f"\n\n{'#' * level} {title}", new)
        return 1 <= level <= len(signs) and self._put(name, at, f"\n\n{title}\n{signs[level - 1] * len(title)}", new)

    # Blocks that are gone

    def _remove(self, old: Printed) -> None:
        text = old.rows[0][0] if old.rows and old.rows[0] else ""
        if old.is_table or not text:
            self.leave(f'print no longer has the table that begins with "{text}"')
            return
        entry = entry_at(self, text)
        place = self._heading_of(old) if old.level else self._item_to_remove(text) or self._paragraph_of(text)
        place = entry[:3] if entry else place
        if place is None:
            self.leave(f'print no longer has "{text}"')
            return
        name, start, end = place
        source = self.files[name]
        self._removed[text] = source[start:end].strip("\n")
        self.taken.append(f'{name}:{self.places.line(name, start + 1)}: "{text}" is gone, as print has it')
        self.files[name] = source[:start] + source[end:]
        if TYPED.fullmatch(text):
            self.files[name] = counted(self.files[name], start)

    def _heading_of(self, old: Printed) -> Place | None:
        """The heading of a subclause, its labels included."""
        section = self.section_at(self.files, self.path)
        if section is None or section.path[-1] != bare(old.text) or len(section.path) == 1:
            return None
        return section.name, section.heading, section.start

    def _item_to_remove(self, text: str) -> Place | None:
        """An item of a list that has nothing below it."""
        item = self.places.item_of(text, self.clause())
        if item is None:
            return None
        below = self.files[item.name][item.end :].lstrip("\n")
        margin = len(item.lead) - len(item.lead.lstrip())
        return (item.name, item.start, item.end) if below[: margin + 1].strip() or not below else None

    def _paragraph_of(self, text: str) -> Place | None:
        """A paragraph at the margin, with the empty line before it."""
        found = self.places.places([], text.split(), [])
        if len(found) != 1:
            return None
        name, start, end = found[0]
        source = self.files[name]
        head, tail = source.rfind("\n\n", 0, start), source.find("\n\n", end)
        tail = len(source.rstrip()) if tail < 0 else tail
        if source[head + 2 : start].strip(" \n{}:`-_.") or source[end:tail].strip():
            return None
        return name, max(head, 0), tail


def _are_alike(one: Printed, other: Printed) -> bool:
    """Whether two paragraphs are items of the same list, by their looks and the kind of their typed marks."""
    marks = [match["mark"].strip("()") if (match := TYPED.fullmatch(each.text)) else "" for each in (one, other)]
    shapes = [[each for each in block.look if each.startswith(("style ", "item "))] for block in (one, other)]
    return shapes[0] == shapes[1] and marks[0].isdigit() == marks[1].isdigit() and not one.level


def _paths(blocks: Sequence[Printed]) -> Iterator[tuple[str, ...]]:
    """The titles that lead to each block; a heading belongs to its own clause."""
    path: list[str] = []
    for block in blocks:
        if block.level:
            path[block.level - 1 :] = [bare(block.text)]
        yield tuple(path)


def _paired(old: Sequence[Printed], new: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """Blocks that were changed, in their order: those that have most words in common, or are headings of a level."""
    start = 0
    for index, block in enumerate(old):
        ratios = [
            (_alike(block, other) + bool(block.level and block.level == other.level), -place)
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


def _is_safe(name: str) -> bool:
    """Whether it is the name of a file below the directory of a project, and neither code nor hidden, as .git is."""
    path = PurePosixPath(name)
    is_hidden = any(part.startswith(".") for part in path.parts)
    return (
        bool(path.parts) and not path.is_absolute() and not is_hidden and not {*":\\"} & {*name} and not _is_code(path)
    )


def _is_code(path: PurePosixPath) -> bool:
    return path.suffix.casefold() in {".py", ".pyc", ".pyd", ".so"} or path.name.casefold() == "makefile"
