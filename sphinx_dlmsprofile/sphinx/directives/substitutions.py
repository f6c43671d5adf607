"""Substitutions in the body of a directive: a name is the words that are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from re import Match

    from sphinx_dlmsprofile.parsing.source import Line

_USED = regex(r"(?<![\w`|\\])\|(?P<name>[^\s|](?:[^|]*[^\s|])?)\|(?![\w`|])|\{\{\s*(?P<key>\w+)\s*\}\}")
_DEFINITION = regex(r"\.\.\s+\|(?P<name>[^|]+)\|\s+replace::\s*(?P<text>.*)")
_SAFE = regex(r"[^\s\"'#&*!|>%@`\[\]{},:-](?:[^\"'#\[\]{},:]|:(?!\s))*")
"""What can stand in YAML without quotes."""


def substituted(lines: list[Line], state: Any) -> list[Line]:
    """The lines of a body with plain words in the place of substitutions.

    ``state`` is that of the directive. What is not plain text, or could be read as YAML, stays as it is: the parser of
    the page will read it.
    """
    if not any("|" in line.text or "{{" in line.text for line in lines):
        return lines
    known = _known(state)

    def words(match: Match[str]) -> str:
        text = known.get(" ".join((match["name"] or match["key"]).split()).lower())
        return text if text and _SAFE.fullmatch(text) else match[0]

    return [replace(line, text=_USED.sub(words, line.text)) for line in lines]


def _known(state: Any) -> Mapping[str, str]:
    """What each substitution stands for, by its name in small letters."""
    renderer = getattr(state, "_renderer", None)
    if renderer is not None:
        configuration = renderer.md_config
        is_on = "substitution" in configuration.enable_extensions
        return {name.lower(): str(text) for name, text in configuration.substitutions.items()} if is_on else {}
    lines = state.state_machine.input_lines
    while lines.parent is not None:
        lines = lines.parent
    return _defined(list(lines))


def _defined(lines: list[str]) -> dict[str, str]:
    """The substitutions that a document defines, before or after a directive."""
    known: dict[str, str] = {}
    for number, line in enumerate(lines):
        if match := _DEFINITION.fullmatch(line.strip()):
            text = [match["text"]]
            for below in lines[number + 1 :]:
                if not below.startswith((" ", "\t")):
                    break
                text.append(below)
            known.setdefault(" ".join(match["name"].split()).lower(), " ".join(" ".join(text).split()))
    return known
