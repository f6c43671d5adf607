"""Twice as much in a file from elsewhere takes about twice the time, whatever there is more of."""

from __future__ import annotations

import json
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.apdu.keys import KeyFileError, read_keys
from sphinx_dlmsprofile.exports.profile import read_profile
from sphinx_dlmsprofile.parsing.architecture import read_architecture
from sphinx_dlmsprofile.parsing.baseline import load_baseline
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.registry import RegistryReader
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.parsing.template_file import read_template_file
from sphinx_dlmsprofile.parsing.test_results import read_test_results
from sphinx_dlmsprofile.parsing.waivers import read_waivers
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.text.foreign import UnreadError
from tests.support import Source, run_command

if TYPE_CHECKING:
    from collections.abc import Callable

_FROM = 0.05
"""Seconds below which nothing is said."""
_SQUARE = 3.2
_TRIES = 5


def results(path: Path) -> object:
    return list(read_test_results(path.parent, [path.name], ["join-once", *(f"p-{each}" for each in range(50))]))


def waivers(path: Path) -> object:
    return read_waivers(path.parent, path.name)


def template(path: Path) -> object:
    try:
        return read_template_file(path)
    except UnreadError as error:
        return error


def keys(path: Path) -> object:
    try:
        return read_keys(path.read_text("utf-8"))
    except KeyFileError as error:
        return error


def registry(path: Path) -> object:
    return RegistryReader().extend(shipped_registry(), "file", path.read_text("utf-8"))


def architecture(path: Path) -> object:
    lines = [Line(text, "file", number) for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)]
    return read_architecture(lines, BodyReader())


@cache
def exported() -> str:
    """The ``profile.json`` of a small project."""
    text = "Profile\n=======\n\nTerms\n-----\n\n.. term:: relay\n\n   definition: a station\n"
    with tempfile.TemporaryDirectory() as directory:
        return run_command("export", str(Source({"index.rst": text}).write(Path(directory, "profile"))))[1]


def _profile(key: str, count: int) -> str:
    """The same with one entry again and again."""
    content = json.loads(exported())
    content[key] = content[key][-1:] * count
    return json.dumps(content)


MORE: dict[str, tuple[str, Callable[[Path], object], Callable[[int], str], int]] = {
    "cases": ("r.xml", results, lambda n: "<testsuite>" + '<testcase name="joins_p-3"/>' * n + "</testsuite>", 2000),
    "nested suites": ("r.xml", results, lambda n: "<testsuite name='a'>" * n + "</testsuite>" * n, 2000),
    "a long name": ("r.xml", results, lambda n: f'<testcase name="{"aB1-_. " * n}"/>', 2000),
    "properties": (
        "r.xml",
        results,
        lambda n: (
            '<testcase name="a"><properties>'
            + '<property name="verifies" value="p-1, x"/>' * n
            + "</properties></testcase>"
        ),
        1000,
    ),
    "needs": (
        "n.json",
        results,
        lambda n: json.dumps(
            {
                "current_version": "1",
                "versions": {"1": {"needs": {f"T{each}": {"id": f"T{each}"} for each in range(n)}}},
            }
        ),
        2000,
    ),
    "waivers": ("w.yaml", waivers, lambda n: "- {rule: a, place: b, reason: c}\n" * n, 400),
    "a long place": ("w.yaml", waivers, lambda n: f'- {{rule: a, place: "{"a:1 - " * n}", reason: c}}\n', 4000),
    "paragraphs": ("t.yaml", template, lambda n: "".join(f"p{each}: words\n" for each in range(n)), 1000),
    "a long paragraph": ("t.yaml", template, lambda n: f"foreword-1: {'many words ' * n}\n", 4000),
    "keys": ("k.yaml", keys, lambda n: "".join(f"k{each}: 00\n" for each in range(n)), 1000),
    "a long key": ("k.yaml", keys, lambda n: f"authentication: {'0G ' * n}\n", 20_000),
    "classes": (
        "g.yaml",
        registry,
        lambda n: "format: 1\nclasses:\n" + "".join(f"- {{class_id: {9000 + i}, name: C {i}}}\n" for i in range(n)),
        150,
    ),
    "attributes": (
        "g.yaml",
        registry,
        lambda n: (
            "format: 1\nclasses:\n- class_id: 9000\n  name: C\n  versions: [0]\n  layouts:\n    0:\n"
            "      attributes:\n" + "".join(f"      - {{id: {i}, name: a{i}, type: unsigned}}\n" for i in range(1, n))
        ),
        100,
    ),
    "relations": ("g.yaml", registry, lambda n: "format: 1\nrelations:\n" + "- {class_id: 1}\n" * n, 300),
    "entities": (
        "a.yaml",
        architecture,
        lambda n: "entities:\n" + "".join(f"- {{id: e{i}, name: E {i}, row: 1}}\n" for i in range(n)),
        300,
    ),
    "known findings": (
        "b.json",
        load_baseline,
        lambda n: json.dumps({"findings": [{"rule": "a", "file": "b", "message": "c"}] * n}),
        20_000,
    ),
    "terms": ("p.json", read_profile, lambda n: _profile("terms", n), 400),
    "texts": ("p.json", read_profile, lambda n: _profile("text", n), 400),
}


@pytest.mark.parametrize(("name", "read", "content", "count"), MORE.values(), ids=MORE)
def test_twice_as_much_takes_twice_the_time(
    name: str, read: Callable[[Path], object], content: Callable[[int], str], count: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    read_first(path, read, content(1))

    def spent(times: int) -> float:
        path.write_text(content(times * count), "utf-8")
        began = time.process_time()
        read(path)
        return time.process_time() - began

    pairs: list[tuple[float, float]] = []
    while len(pairs) < _TRIES:
        # Both side by side: a machine that does something else now and then takes longer.
        pairs.append((spent(1), spent(2)))
        once, twice = pairs[-1]
        if twice <= max(_FROM, _SQUARE * once):
            return
    pytest.fail(f"seconds for the text and for twice as much: {pairs}")


def read_first(path: Path, read: Callable[[Path], object], content: str) -> None:
    """What is loaded once takes its time once."""
    path.write_text(content, "utf-8")
    read(path)
