"""Messages, help and docstrings are read by engineers of many first languages: some words have a plainer form."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

_A_PATTERN = "(?:"
_PLAIN_ENGLISH = "Messages, help and docstrings are read"
"""The paragraph of the manual that says what to write instead of what."""


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """What a file can say at run time: neither its docstrings nor the patterns that it looks for."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in alone and isinstance(node.value, str):
            yield node


@cache
def _said() -> list[tuple[str, str]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node.value)
        for path in sorted((ROOT / "sphinx_dlmsprofile").rglob("*.py"))
        for node in _strings(ast.parse(path.read_text("utf-8")))
        if isinstance(node.value, str) and _A_PATTERN not in node.value
    ]


@cache
def _documented() -> list[tuple[str, str]]:
    """The docstrings of what has a public name."""
    return [
        (f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}", " ".join(text.split()))
        for path in sorted((ROOT / "sphinx_dlmsprofile").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if not getattr(node, "name", "").startswith("_")
        if (text := ast.get_docstring(node))
    ]


@cache
def _explained() -> list[tuple[str, str]]:
    """The lines of the manual, without what they quote as not to be written."""
    return [
        (f"{path.relative_to(ROOT)}:{number}", line)
        for path in sorted((ROOT / "docs").rglob("*"))
        if path.suffix in {".md", ".rst"} and "snippets" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if not line.startswith(_PLAIN_ENGLISH)
    ]


def _harder(texts: list[tuple[str, str]], hard: str, plain: str) -> list[str]:
    """The texts with a word that has a plainer form."""
    return [f'{place}: write "{plain}": {text}' for place, text in texts if re.search(hard, text, re.IGNORECASE)]


_plainer = pytest.mark.parametrize(
    ("hard", "plain"),
    [
        (r"(?<!here )(?<!that )\b(is|are) no (?!longer\b|more\b|fewer\b|less\b)(\w|$)", "is not an X"),
        (r"\bbehind\b", "after"),
        (r"\b(tells?|told) (?!to\b)", "report"),
        (r"\bmend(s|ed|ing)?\b", "fix"),
        (r"\bthere (is|are) not\b", "does not exist"),
    ],
)


@_plainer
def test_messages_are_in_plain_english(hard: str, plain: str) -> None:
    assert _harder(_said(), hard, plain) == []


@_plainer
def test_docstrings_are_in_plain_english(hard: str, plain: str) -> None:
    assert _harder(_documented(), hard, plain) == []


@pytest.mark.parametrize(
    ("hard", "plain"),
    [
        (r"(?<!here )\b(is|are) no (?!longer\b|more\b|fewer\b|less\b|reason\b)\w", "is not an X"),
        (r"\bmend(s|ed|ing)?\b", "fix"),
        (r"\bthere (is|are) not\b", "does not exist"),
    ],
)
def test_the_manual_is_in_plain_english(hard: str, plain: str) -> None:
    assert _harder(_explained(), hard, plain) == []
