"""No pattern takes the square of the time for twice the text, asked in the way in which the package asks it."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import _Regex
from tests.growth import least, spent
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = ROOT / "sphinx_dlmsprofile"
METHODS = ("search", "match", "fullmatch", "finditer", "sub", "split", "findall")
PUMPS = (
    *("a", "A", "0", ":", " ", "\n", "(", "<", "[", "`", "-", "=", ". ", "a ", "A ", "0 ", "a. ", "0.", "(a) ", "a-"),
    *('"a ', "a, ", "A-", "<a ", "&#", "a=", "0x0", "and ", "IEC 62056-5-3 ", "The meter shall send, "),
)
"""What is repeated until a pattern that can backtrack does; words of the pattern itself are tried, too."""

_FROM = 0.004
"""Seconds below which nothing is measured."""
_SQUARE = 3.0
_LONG = 2000


class Asked(NamedTuple):
    """A pattern, and how the package asks it."""

    where: str
    pattern: re.Pattern[str]
    method: str


def asked() -> Iterator[Asked]:
    """Each pattern that a module has by name, with each method that is called on it."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    calls: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                calls[node.value.id].add((str(path), node.attr))
    for path, tree in trees.items():
        names = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
            for target in node.targets
            if isinstance(target, ast.Name) and target.id in calls
        }
        if not names:
            continue
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name in sorted(names):
            value = getattr(module, name)
            if not isinstance(value, re.Pattern | _Regex) or not isinstance(value.pattern, str):
                continue
            methods = {method for user, method in calls[name] if user == str(path) or not name.startswith("_")}
            for method in sorted(methods):
                yield Asked(f"{module.__name__}.{name}", re.compile(value.pattern, value.flags), method)


def texts(pattern: str) -> Iterator[tuple[str, str]]:
    """What is written once, and what is repeated after it."""
    own = sorted(set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\\.|\(\?P<\w+>", " ", pattern))))
    for pump in (*PUMPS, *(f"{word} " for word in own[:4])):
        for start in ("", "x ", *(f"{word} " for word in own[:1])):
            yield start, pump


def call(each: Asked, text: str) -> object:
    """One call, in which a text is read to its end."""
    method = getattr(each.pattern, each.method)
    if each.method == "sub":
        return method("", text)
    return list(method(text)) if each.method == "finditer" else method(text)


def test_twice_the_text_takes_twice_the_time() -> None:
    grown = []
    known = list(asked())
    assert len(known) > 200
    for each in known:
        for start, pump in texts(each.pattern.pattern):
            # Most are told by a short text already.
            if spent(partial(call, each, start + pump * (300 // len(pump)))) < _FROM / 40:
                continue
            long = start + pump * (_LONG // len(pump))
            once, twice = least(partial(call, each, long[: _LONG // 2]), partial(call, each, long), _SQUARE, _FROM)
            if twice > _FROM and twice > _SQUARE * once:
                grown.append(f"{each.where}.{each.method}: {once * 1e3:.1f}, {twice * 1e3:.1f} ms, {start + pump!r}")
                break
    assert grown == []
