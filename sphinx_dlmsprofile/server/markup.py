"""What stands at a place of a source text: a role with its target, a label, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROLE = regex(r"(?::(?P<rst>[A-Za-z][\w:.+-]*):|\{(?P<myst>[A-Za-z][\w:.+-]*)\})`(?P<text>[^`\n]+)`")
_TITLED = regex(r".*<(?P<target>[^<>]+)>\s*", 16)  # DOTALL
_LABEL = regex(
    r"\s*\.\. _`?(?P<rst>[^:`]+)`?:\s*$|\s*\((?P<myst>[^()\s]+)\)=\s*$|\s*:(?:name|label):\s+(?P<option>\S.*?)\s*$"
)
_WORD = regex(r"[\w][\w./-]*\w|\w")

KINDS = {
    "class": ("class",),
    "cosem": ("class", "attribute", "method"),
    "attribute": ("attribute",),
    "method": ("method",),
    "sap": ("sap",),
    "term": ("term",),
    "abbreviation": ("abbreviation",),
    "abbr": ("abbreviation",),
    "std": ("reference",),
    "reference": ("reference",),
    "prov": ("provision",),
    "provision": ("provision",),
    "const": ("constant",),
    "profile": ("profile",),
    "layer": ("layer",),
    **dict.fromkeys(("ref", "numref", "eq", "any"), ("label",)),
}
"""What the target of a role may be; ``dlms:`` before it says nothing new."""


class Role(NamedTuple):
    """A role on a line: ``start`` and ``end`` of its target are indices in the line."""

    name: str
    target: str
    line: int
    start: int
    end: int

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it may lead to."""
        return KINDS.get(self.name.removeprefix("dlms:").removeprefix("std:"), ())


def roles(lines: Sequence[str]) -> Iterator[Role]:
    """All roles of a text, each within its line; lines count from 1."""
    for number, line in enumerate(lines, 1):
        if "`" not in line:
            continue
        for match in _ROLE.finditer(line):
            titled = _TITLED.fullmatch(match["text"])
            start, end = titled.span("target") if titled else (0, len(match["text"]))
            shift = match.start("text")
            target = match["text"][start:end]
            yield Role(match["rst"] or match["myst"], target, number, shift + start, shift + end)


def role_at(lines: Sequence[str], line: int, index: int) -> Role | None:
    """The role whose target is at an index of a line."""
    text = [""] * (line - 1) + [lines[line - 1]] if line <= len(lines) else []
    return next((role for role in roles(text) if role.start <= index <= role.end), None)


def labels(lines: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The labels that a text gives, with line and index where each begins."""
    for number, line in enumerate(lines, 1):
        if match := _LABEL.match(line):
            group = match.lastgroup or "rst"
            yield match[group], number, match.start(group)


def word_at(line: str, index: int) -> tuple[str, int] | None:
    """The word at an index of a line, and where it begins."""
    return next(
        ((match[0], match.start()) for match in _WORD.finditer(line) if match.start() <= index <= match.end()), None
    )
