"""Words of print as the place takes them where they are written: escaped, quoted, or padded to the width of a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sphinx_dlmsprofile.intake.rest import Notes, Writer
from sphinx_dlmsprofile.intake.surroundings import Kind, Surroundings
from sphinx_dlmsprofile.text.display_width import display_width
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKDOWN_SIGNS = regex(r"[\\`*$\[\]<]|_(?!\w)|(?<!\w)_|&(?=#?\w+;)")
_MARKDOWN_RISKY = regex(r"(?:[-+*>#%|=~:(]|(?P<number>\d{1,9})[.)](?:\s|$))")
_INDICATORS = regex(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`]")
_LETTER = regex(r"[^\W\d_]")
_BLOCK = regex(r"(?:^|[ \t])[|>][+-]?\d?[+-]?[ \t]*$")
_OPTION = regex(r"[ \t]*:[\w-]+:.*|[ \t]*")
_DIVIDED = regex(r"[,;|\t\"\n]")


class Fitted(NamedTuple):
    """What is written, and from where to where."""

    start: int
    end: int
    text: str


def escaped(text: str, name: str, *, is_markdown: bool | None = None, begins: bool = True) -> str:
    """Words as running text in the markup of a file has them: a sign that was typed in Word stays that sign.

    ``begins`` says whether a block may begin with them: "- ", "# " and "(a)=" are markup there alone.
    """
    bare = text.strip()
    if not bare:
        return text
    if bare != text:
        before, _, after = text.partition(bare)
        return f"{before}{escaped(bare, name, is_markdown=is_markdown, begins=begins)}{after}"
    if is_markdown if is_markdown is not None else name.endswith(".md"):
        return _in_markdown(text, begins=begins)
    return Writer(Notes(), str, str).line([{"t": "Str", "c": text}]) if name.endswith((".rst", ".md")) else text


def _in_markdown(text: str, *, begins: bool) -> str:
    text = _MARKDOWN_SIGNS.sub(r"\\\g<0>", text)
    risky = _MARKDOWN_RISKY.match(text) if begins else None
    if risky and risky["number"]:
        return f"{risky['number']}\\{text[risky.end('number') :]}"
    return f"\\{text}" if risky else text


def fit(name: str, text: str, fitted: Fitted, around: Surroundings) -> Fitted | None:
    """Words of print in the place of others, as what is around them takes them; None where it cannot hold them."""
    start, end, words = fitted
    if around.kind is Kind.CODE:
        return fitted
    if around.kind is Kind.CSV and _DIVIDED.search(words):
        return None
    before = text[text.rfind("\n", 0, start) + 1 : start]
    begins = around.kind is not Kind.TEXT or not _LETTER.search(before)
    words = escaped(words, name, is_markdown=around.is_markdown, begins=begins)
    if around.kind is Kind.YAML:
        return _in_yaml(text, Fitted(start, end, words), around)
    if around.kind is Kind.GRID:
        return _in_columns(text, Fitted(start, end, words), _until_bar(text, end))
    if around.kind is Kind.SIMPLE:
        return _in_columns(text, Fitted(start, end, words), _until_column(text, start, around))
    return Fitted(start, end, words.replace("|", "\\|") if around.kind is Kind.PIPES else words)


# Tables that are drawn


def _in_columns(text: str, fitted: Fitted, stop: int | None) -> Fitted | None:
    """Words that end before a column of a line, which stays where it is; None where they are too long."""
    start, end, words = fitted
    if "\n" in text[start:end]:
        return None
    if stop is None:  # the last column has no end
        return fitted
    behind = text[end:stop].rstrip()
    room = display_width(text[start:stop]) - display_width(words + behind)
    return Fitted(start, stop, f"{words}{behind}{' ' * room}") if room > 0 else None


def _until_bar(text: str, at: int) -> int | None:
    return text.find("|", at, (text.find("\n", at) + 1) or len(text)) if "|" in text[at:].partition("\n")[0] else at


def _until_column(text: str, at: int, around: Surroundings) -> int | None:
    """Where the next column begins in the line of a place; None in the last one."""
    border = next(
        line for line in text[around.start : around.end].splitlines() if line.strip() and not line.strip("= \t")
    )
    begin = text.rfind("\n", 0, at) + 1
    columns = [match.start() for match in regex("=+").finditer(border)]
    following = [begin + column for column in columns if begin + column > at]
    end = text.find("\n", at)
    return min(following[0], len(text) if end < 0 else end) if following else None


# Bodies of directives


def _in_yaml(text: str, fitted: Fitted, around: Surroundings) -> Fitted | None:
    """Words within a text of YAML, which is put into quotation marks where it needs them now."""
    start, end, words = fitted
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    tried = [fitted]
    is_block = _is_in_block(text[around.start : begin], text[begin:stop])
    for style, first, last, is_flow in () if is_block else _scalars(text[begin:stop]):
        if begin + first <= start and end <= begin + last:
            whole = text[begin + first : start] + words + text[end : begin + last]
            if style == '"':
                tried = [fitted._replace(text=words.replace("\\", "\\\\").replace('"', '\\"'))]
            elif style == "'":
                tried = [fitted._replace(text=words.replace("'", "''"))]
            elif _needs_quotes(whole, is_flow=is_flow):
                tried = [Fitted(begin + first, begin + last, quoted(whole))]
    before = _texts(text[around.start : around.end])
    for each in tried:
        after = _texts(text[around.start : each.start] + each.text + text[each.end : around.end])
        if before is None or (after is not None and _says(before, after, words)):
            return each
    return None


def _says(before: list[str], after: list[str], words: str) -> bool:
    """Whether one text alone has changed, and has the words in the place of some others."""
    changed = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    if len(before) != len(after) or len(changed) != 1:
        return False
    was, now, said = (" ".join(text.split()) for text in (*changed[0], words))
    for match in regex(f"(?={re.escape(said)})").finditer(now):
        head, tail = now[: match.start()].rstrip(), now[match.start() + len(said) :].lstrip()
        if was.startswith(head) and was[len(head) :].endswith(tail):
            return True
    return False


def _is_in_block(before: str, line: str) -> bool:
    """Whether a line is one of a text that begins with | or > on a line above it."""
    margin = len(line) - len(line.lstrip())
    for above in reversed(before.splitlines()):
        if above.strip() and len(above) - len(above.lstrip()) < margin:
            return bool(_BLOCK.search(above))
    return False


def _needs_quotes(text: str, *, is_flow: bool) -> bool:
    bare = text.strip()
    return (
        not bare
        or bool(_INDICATORS.match(bare))
        or ": " in bare
        or bare.endswith(":")
        or " #" in bare
        or (is_flow and any(sign in bare for sign in ",[]{}"))
    )


def _scalars(line: str) -> Iterator[tuple[str, int, int, bool]]:
    """The texts of a line of YAML: the quotation mark around it, from where to where, and whether it is in brackets."""
    at, depth = 0, 0
    while at < len(line):
        sign = line[at]
        if sign in " \t,:" or (sign in "-?" and line[at + 1 : at + 2] in {" ", ""}):
            at += 1
        elif sign in "{[":
            depth, at = depth + 1, at + 1
        elif sign in "}]":
            depth, at = depth - 1, at + 1
        elif sign == "#":
            return
        elif sign in "\"'":
            match = regex(r'"((?:[^"\\]|\\.)*)"' if sign == '"' else r"'((?:[^']|'')*)'").match(line, at)
            if match is None:
                return
            yield sign, match.start(1), match.end(1), depth > 0
            at = match.end()
        else:
            stop = r":(?=[ \t]|$)|[ \t]#|$" + (r"|[,\[\]{}]|:(?=[,\[\]{}])" if depth else "")
            match = regex(stop).search(line, at)
            end = match.start() if match else len(line)
            yield "", at, at + len(line[at:end].rstrip()), depth > 0
            at = max(end, at + 1)


def _texts(body: str) -> list[str] | None:
    """The texts of a body without its options; None where it cannot be read."""
    lines = body.splitlines()
    while lines and _OPTION.fullmatch(lines[0]):
        lines.pop(0)
    try:
        return [event.value for event in yaml.parse("\n".join(lines)) if isinstance(event, yaml.ScalarEvent)]
    except (yaml.YAMLError, RecursionError):
        return None
