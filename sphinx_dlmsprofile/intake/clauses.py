"""Clauses of sources by their headings, so that one can be taken from print as a whole.

Where a change has no place of its own, the clause is what print says. What the sources had stays as a comment, and
figures and tables that print shows unchanged stay as they were written.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_UNDERLINE = regex(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*")
_FENCE = regex(r"[ \t]*(?P<mark>`{3,}|~{3,}|:{3,})(?P<info>[^`]*)")
_HEADING = regex(r"(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t#]*")
_LABEL = regex(r"\(([\w.-]+)\)=|\.\. _([\w.-]+):")
_STATUS = regex(r"(?i)(?:annex [a-z]\b\s*)?(?:\((?:normative|informative)\)\s*)?")
_MARKUP = regex(r"[*`\\]|\{[\w:-]+\}|:\w[\w-]{0,60}(?::\w[\w-]{0,60})?:(?=`)")
_REFERENCE = regex(r":(?:numref|eq):`([\w.-]+)`")
_FOOTNOTE = regex(r"\[#n(\d+)\]_")
_DEFINED = regex(r"\.\. \[#n\d+\]")
_CAPTIONED = regex(r"\.\. (?P<kind>[\w-]+)::[ ]?(?P<argument>[^\n]*)\n(?P<rest>[\s\S]*)")
_NAME = regex(r"(?m)^[ \t]*:name:[ \t]*(\S+)")


class Section(NamedTuple):
    """A clause of a file: ``path`` are the titles that lead to it, its text without subclauses is from start to end.

    ``heading`` is where its heading begins, labels before it included.
    """

    name: str
    path: tuple[str, ...]
    start: int
    end: int
    label: str = ""
    heading: int = 0

    def is_at(self, path: Sequence[str]) -> bool:
        """Whether these titles, those of documents around it among them, lead to it."""
        return tuple(path[-len(self.path) :]) == self.path


def bare(title: str) -> str:
    """A title as both print and sources have it: without markup, number and status of an annex."""
    return _STATUS.sub("", " ".join(_MARKUP.sub("", title).split()), count=1).casefold()


def sections_of(name: str, text: str) -> list[Section]:
    """The clauses of a file in their order."""
    found: list[Section] = []
    path: list[str] = []
    starts = list(_headings(name, text))
    for place, (begin, after, level, title, label) in enumerate(starts):
        path[level - 1 :] = [bare(title)]
        end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        found.append(Section(name, tuple(path), after, max(end, after), label, begin))
    return found


def _headings(name: str, text: str) -> Iterator[tuple[int, int, int, str, str]]:
    """Where each heading begins, its labels included, where its text begins, its level, title and label."""
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    fence, signs, first = "", list[str](), 0
    for place, line in enumerate(lines):
        bare_line = line.rstrip()
        if name.endswith(".md"):
            mark = _FENCE.fullmatch(bare_line)
            if mark and (not fence or (mark["mark"].startswith(fence) and not mark["info"].strip())):
                fence = "" if fence else mark["mark"]
            match = _HEADING.fullmatch(bare_line) if not fence else None
            if match is None:
                continue
            level, title, after = len(match["marks"]), match["title"], place + 1
        else:
            below = lines[place + 1].rstrip() if place + 1 < len(lines) else ""
            if line[:1].isspace() or not bare_line or not _UNDERLINE.fullmatch(below) or len(below) < len(bare_line):
                continue
            if _UNDERLINE.fullmatch(bare_line):
                continue
            signs += [below[0]] if below[0] not in signs else []
            level, title, after = signs.index(below[0]) + 1, bare_line, place + 2
        begin, label = _labelled(lines, place, first)
        first = after
        yield offsets[begin], offsets[min(after, len(lines))], level, title, label


def underlines(name: str, text: str) -> list[str]:
    """The sign below the headings of each level in a file, the first level first."""
    lines = text.splitlines()
    return list(dict.fromkeys(lines[text.count("\n", 0, start) - 1][:1] for _, start, *_ in _headings(name, text)))


def _labelled(lines: Sequence[str], place: int, first: int) -> tuple[int, str]:
    """The line with which the labels before a heading begin, and the last of them."""
    begin, label = place, ""
    for at in range(place - 1, first - 1, -1):
        match = _LABEL.fullmatch(lines[at].strip())
        if match:
            begin, label = at, label or match[1] or match[2]
        elif lines[at].strip():
            break
    return begin, label


class Replacement(NamedTuple):
    """What takes the place of a clause, and the references in it that lead nowhere."""

    text: str
    lost: tuple[str, ...]


def replacement(
    section: Section, old: str, new: str, printed: Mapping[str, str], keep: Callable[[str], str | None]
) -> Replacement:
    """The text of a clause from print, as the markup of its file has it, with the old one as a comment.

    ``printed`` are the files that were read from print: labels and footnotes stand there. ``keep`` gives what the
    sources have for a figure or table with a caption that print shows unchanged, None where it is not to be kept.
    """
    whole = "\n".join(printed.values())
    blocks: list[str] = []
    for block in blocks_of(new):
        if _DEFINED.match(block):
            continue
        caption = caption_of(block)
        kept = keep(caption) if caption else None
        if kept is not None:
            blocks.append(f"\0{kept.strip(chr(10))}")
            continue
        name = _NAME.search(old, old.find(caption)) if caption and caption in old else None
        blocks.append(_NAME.sub(f"   :name: {name[1]}", block, count=1) if name else block)
    notes = dict.fromkeys(number for block in blocks for number in _FOOTNOTE.findall(block))
    for number in notes:
        body = re.search(rf"(?m)^\.\. \[#n{number}\] (.*(?:\n[ \t]+.*|\n(?=\n[ \t]))*)", whole)
        blocks.append(f".. [#n{number}] {body[1]}" if body else "")
    blocks = [_FOOTNOTE.sub(r"[#print\1]_", block).replace(".. [#n", ".. [#print") for block in blocks if block]
    is_markdown = section.name.endswith(".md")
    shown = "\n\n".join(_fenced(blocks) if is_markdown else (block.removeprefix("\0") for block in blocks))
    lost = tuple(target for block in blocks if not block.startswith("\0") for target in _REFERENCE.findall(block))
    before = old.strip("\n")
    return Replacement(f"\n{shown}\n\n{_comment(before, is_markdown=is_markdown)}\n\n", lost)


def blocks_of(text: str) -> list[str]:
    """Blocks at the margin, each with what is indented below it."""
    return [block.strip("\n") for block in re.split(r"\n\n+(?=\S)", text.strip("\n")) if block.strip()]


def caption_of(block: str) -> str:
    """The caption of a directive, "" where it has none."""
    match = _CAPTIONED.fullmatch(block)
    if match is None:
        return ""
    if match["kind"] != "figure":
        return " ".join(match["argument"].split())
    inner = match["rest"].partition("\n\n")[2].split("\n\n", 1)[0] if "\n\n" in match["rest"] else match["rest"]
    return " ".join(line.strip() for line in inner.splitlines() if not line.strip().startswith(":"))


def _fenced(blocks: Sequence[str]) -> Iterator[str]:
    """Blocks of reStructuredText within Markdown; what stays as it was written stands between."""
    run: list[str] = []
    for block in (*blocks, "\0"):
        if not block.startswith("\0"):
            run.append(block)
            continue
        if run:
            yield "````{eval-rst}\n" + "\n\n".join(run) + "\n````"
            run = []
        if block != "\0":
            yield block.removeprefix("\0")


def _comment(text: str, *, is_markdown: bool) -> str:
    said = "What stood here before print was taken:"
    if is_markdown:
        return "\n".join(f"% {line}".rstrip() for line in (said, *text.splitlines()))
    return f"..\n   {said}\n\n{textwrap.indent(text, '   ')}"


def directive_with(name: str, text: str, caption: str) -> str | None:
    """The directive at the margin that has a caption, as its argument or as a line of its own."""
    for block in _fences(text) if name.endswith(".md") else blocks_of(text):
        lines = [" ".join(line.split()) for line in block.splitlines()]
        first = lines[0].partition("::" if block.startswith("..") else "}")[2].strip()
        if lines[0].startswith(("..", "`", ":", "~")) and caption in {first, *lines[1:]}:
            return block
    return None


def _fences(text: str) -> Iterator[str]:
    """The fenced directives of a text in Markdown."""
    lines, mark = list[str](), ""
    for line in text.splitlines():
        match = _FENCE.fullmatch(line)
        if not mark and match and match["info"].startswith("{"):
            lines, mark = [line], match["mark"]
        elif mark:
            lines.append(line)
            if match and match["mark"] == mark and not match["info"].strip():
                yield "\n".join(lines)
                mark = ""
