"""Messages and help are read by engineers of many first languages: some words have a plainer form."""

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


@pytest.mark.parametrize(
    ("hard", "plain"),
    [
        (r"(?<!here )(?<!that )\b(is|are) no (?!longer\b|more\b|fewer\b|less\b)\w", "is not an X"),
        (r"\bbehind\b", "after"),
        (r"\b(tells?|told) ", "report"),
        (r"\bmend(s|ed|ing)?\b", "fix"),
        (r"\bthere (is|are) not\b", "does not exist"),
    ],
)
def test_messages_are_in_plain_english(hard: str, plain: str) -> None:
    found = [f'{place}: write "{plain}": {text}' for place, text in _said() if re.search(hard, text, re.IGNORECASE)]
    assert found == []
