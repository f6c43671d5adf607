"""Substitutions in the body of a directive: a name is the words that are printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst.directives import unicode_code

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.parsing.source import Line

_USED = regex(
    r"(?:(?<![\w`|\\])\|(?P<name>[^\s|](?:[^|]*[^\s|])?)\|(?![\w`|])|\{\{\s*(?P<key>\w+)\s*\}\})(?P<after>[ \t]*)"
)
_DEFINITION = regex(r"\.\.\s+\|(?P<name>[^|]+)\|\s+(?P<kind>replace|unicode)::\s*(?P<text>.*)")
_TRIMMED = regex(r"\s*:(?P<sides>[lr]?)trim:\s*")
_NO_TEXT = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_SAFE = regex(rf"[^{_NO_TEXT} \"'#&*!|>%@`\[\]{{}},:-](?:[^{_NO_TEXT}\"'#\[\]{{}},:]|:(?!\s))*")
"""What can stand in a line of YAML without quotes; spaces that do not break can."""

_BLANKS = " \t"
_ENDS_KEY = (":", "-", "?")
"""What is a mark of YAML only where a blank follows."""


@dataclass(frozen=True)
class _Words:
    """What a substitution stands for, and on which of its sides ("l", "r") blanks are taken away."""

    text: str
    trimmed: str = ""


def substituted(lines: list[Line], state: Any) -> list[Line]:
    """The lines of a body with plain words in the place of substitutions.

    ``state`` is that of the directive. What is not plain text, or could be read as YAML, stays as it is: the parser of
    the page will read it.
    """
    if not any("|" in line.text or "{{" in line.text for line in lines):
        return lines
    known = _known(state)
    return [replace(line, text=_put_in(known, line.text)) for line in lines]


def _put_in(known: Mapping[str, _Words], text: str) -> str:
    """A line with plain words in the place of substitutions."""
    parts: list[str] = []
    end = 0
    for match in _USED.finditer(text):
        found = known.get(" ".join((match["name"] or match["key"]).split()).lower())
        if not (found and _SAFE.fullmatch(found.text)):
            continue
        before = text[end : match.start()]
        stem = before.rstrip(_BLANKS)
        # What a line begins with is its indentation.
        if "l" in found.trimmed and (stem or parts) and not stem.endswith(_ENDS_KEY):
            before = stem
        parts += before, found.text
        end = match.end() if "r" in found.trimmed else match.start("after")
    return "".join([*parts, text[end:]])


def _known(state: Any) -> Mapping[str, _Words]:
    """What each substitution stands for, by its name in small letters."""
    renderer = getattr(state, "_renderer", None)
    if renderer is not None:
        configuration = renderer.md_config
        is_on = "substitution" in configuration.enable_extensions
        substitutions = configuration.substitutions if is_on else {}
        return {name.lower(): _Words(str(text)) for name, text in substitutions.items()}
    lines = state.state_machine.input_lines
    while lines.parent is not None:
        lines = lines.parent
    return _defined(list(lines))


def _defined(lines: list[str]) -> dict[str, _Words]:
    """The substitutions that a document defines, before or after a directive."""
    known: dict[str, _Words] = {}
    for number, line in enumerate(lines):
        if match := _DEFINITION.fullmatch(line.strip()):
            text = [match["text"]]
            for below in lines[number + 1 :]:
                if not below.startswith((" ", "\t")):
                    break
                text.append(below)
            words = _Words(" ".join(" ".join(text).split())) if match["kind"] == "replace" else _of_codes(text)
            known.setdefault(" ".join(match["name"].split()).lower(), words)
    return known


def _of_codes(lines: list[str]) -> _Words:
    """What the directive ``unicode`` makes of its codes and words, up to its comment."""
    options = [match for line in lines if (match := _TRIMMED.fullmatch(line))]
    codes = " ".join(line for line in lines if not _TRIMMED.fullmatch(line)).partition(" .. ")[0].split()
    try:
        text = "".join(map(unicode_code, codes))
    except ValueError:  # of no character: docutils says so
        return _Words("")
    return _Words(text, "".join(option["sides"] or "lr" for option in options))
