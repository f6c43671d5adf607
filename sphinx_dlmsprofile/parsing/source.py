"""A directive as it was written, divided into argument, options and body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.further_block import further_block
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OPTION = regex(r":(?P<name>[^:\s][^:]*):(?:\s+(?P<value>.*))?\s*$")
_KEY_LINE = regex(r"[\w. ,-]+:(\s|$)")


@dataclass(frozen=True)
class Line:
    """A line of the directive and its place.

    ``indent`` is how far it was indented beyond ``text``, None where that is not known.
    """

    text: str
    source: str
    number: int
    indent: int | None = 0

    def at(self, column: int | None = None) -> Location:
        """Its place; ``column`` counts from 1 in ``text``."""
        if column is None or self.indent is None:
            return Location(self.source, self.number)
        return Location(self.source, self.number, column + self.indent)


@dataclass(frozen=True)
class DirectiveSource:
    """The contents of a directive: ``options`` in order with both of two equal ones, ``body`` unread.

    ``errors`` are the places where the option block cannot be read.
    """

    at: Location
    argument: Text | None
    options: tuple[tuple[Text, Text], ...]
    body: tuple[Line, ...]
    errors: tuple[tuple[Location, str], ...] = ()


def read_directive(at: Location, head: Iterable[Line], content: Iterable[Line]) -> DirectiveSource:
    """Divide a directive into its parts.

    ``head`` are the lines of the argument (rST: with the options, up to the blank line), ``content``
    those below (MyST: with the options, as ``:name: value`` lines or between lines of dashes).
    """
    options: list[tuple[Text, Text]] = []
    errors: list[tuple[Location, str]] = []
    argument, rest = _split_head(list(head), options)
    body = list(content)
    if not options:
        body = _options_of_content(body, options, errors)
    if rest and not any(line.text.strip() for line in body):
        # Without the blank line before it, rST reads the body as argument.
        errors.append((rest[0].at(), "a blank line is missing before the body"))
        body = rest
    else:
        argument += rest
    text = " ".join(line.text.strip() for line in argument if line.text.strip())
    return DirectiveSource(
        at,
        Text(text, argument[0].at()) if text else None,
        tuple(options),
        tuple(body),
        tuple(errors),
    )


def _split_head(head: list[Line], options: list[tuple[Text, Text]]) -> tuple[list[Line], list[Line]]:
    """Split the head into argument lines and, after them, lines that look like a body; fill ``options``."""
    argument: list[Line] = []
    rest: list[Line] = []
    index = 0
    while index < len(head):
        line = head[index]
        if match := _OPTION.match(line.text.strip()):
            value, index = _option_value(match["value"] or "", head, index)
            options.append((Text(match["name"].strip(), line.at()), value))
            continue
        (rest if rest or (index and _KEY_LINE.match(line.text.strip())) else argument).append(line)
        index += 1
    return argument, rest


def _option_value(value: str, lines: list[Line], first: int) -> tuple[Text, int]:
    """The value of the option on the line ``first``, with its continuation lines, and the index of the next line."""
    parts = [value.strip()]
    index = first + 1
    while index < len(lines) and lines[index].text[:1].isspace() and lines[index].text.strip():
        parts.append(lines[index].text.strip())
        index += 1
    found = further_block(parts)
    further = Text(parts[found], lines[first + found].at()) if found is not None else None
    return Text(" ".join(part for part in parts if part), lines[first].at(), further), index


def _options_of_content(
    lines: list[Line], options: list[tuple[Text, Text]], errors: list[tuple[Location, str]]
) -> list[Line]:
    """Read MyST's option block at the top of the content; returns what is below it."""
    if lines and lines[0].text.rstrip() == "---":
        for end in range(1, len(lines)):
            if lines[end].text.rstrip() == "---":
                _options_of_yaml(lines[1:end], options, errors)
                return lines[end + 1 :]
        errors.append((lines[0].at(), "the option block is not closed: end it with a line of three dashes"))
        return []
    index = 0
    while index < len(lines) and (match := _OPTION.match(lines[index].text)):
        at = lines[index].at()
        value, index = _option_value(match["value"] or "", lines, index)
        options.append((Text(match["name"].strip(), at), value))
    return lines[index:]


def _options_of_yaml(lines: list[Line], options: list[tuple[Text, Text]], errors: list[tuple[Location, str]]) -> None:
    try:
        node = read_yaml("\n".join(line.text for line in lines), locator(lines))
    except YamlError as error:
        errors.append((error.at, error.message))
        return
    if node is None:
        return
    if not isinstance(node, Mapping):
        errors.append((node.at, "the option block is not a list of name: value"))
        return
    for key, value in node.entries:
        if isinstance(value, Scalar):
            options.append((key.text, value.text))
        else:
            errors.append((value.at, f"the option {key.value} takes a text"))


def locator(lines: Iterable[Line]) -> Callable[[int, int], Location]:
    """A function that gives the place of a line and column (from 0) of the text that the lines make."""
    known = tuple(lines)

    def locate(line: int, column: int) -> Location:
        if not known:
            return Location("", 1)
        # YAML reports an end of text one line below the last.
        return known[line].at(column + 1) if line < len(known) else known[-1].at()

    return locate
