"""No pattern takes the square of the time for twice the text: judged on texts that are made to make it backtrack."""

from __future__ import annotations

import gc
import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.text import patterns
from tests.growth import least
from tests.support import Source, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PUMPS = (
    *("a", "A", "0", "é", ":", ". ", "a. ", "A.", "0.", "(a) ", "a-", "a_", '"a ', "a, "),
    *("The meter shall send, ", "IEC 62056-5-3 ", "communication profile for ", "the words and "),
)
"""What is repeated until a pattern that can backtrack does."""

_FROM = 0.004
"""Seconds below which nothing is measured."""
_SQUARE = 3.0


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[float, Callable[[], object]]]]:
    """The time that each pattern takes for each call, and how to call it again."""
    calls: dict[str, list[tuple[float, Callable[[], object]]]] = defaultdict(list)

    def watched(self: Any, name: str) -> Any:
        method = getattr(re.compile(self.pattern, self.flags), name)
        if not callable(method):
            return method

        def call(*arguments: Any, **named: Any) -> Any:
            def again() -> Any:
                found = method(*arguments, **named)
                return list(found) if name == "finditer" else found

            began = time.process_time()
            result = again()
            calls[f"{name} of {self.pattern[:80]}"].append((time.process_time() - began, again))
            return iter(result) if name == "finditer" else result

        return call

    kind = patterns._Regex
    for pattern in [each for each in gc.get_objects() if isinstance(each, kind)]:
        for name in [name for name in vars(pattern) if name not in {"pattern", "flags"}]:
            monkeypatch.delattr(pattern, name)
    monkeypatch.setattr(kind, "__getattr__", watched)
    return calls


def judged(length: int, directory: Path) -> None:
    """Judge a project in which texts of about this length stand wherever texts do."""
    head = "Profile\n=======\n\nScope\n-----\n\n"
    body = "".join(_clause(number, pump, length) for number, pump in enumerate(PUMPS))
    check(Source({"index.rst": head + body}), directory)


def _clause(number: int, pump: str, length: int) -> str:
    text = (pump * length)[:length].strip() or pump
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(f"\\{sign}" if sign in "`*|_<>[]" else sign for sign in text)
    return f"""\
x {escaped}
{"~" * (len(escaped) + 4)}

x {escaped}

* x {escaped}

.. profile-title:: Part 8-{number}: {escaped}

.. normative-references::

   IEC 62056-5-{number}: "{quoted}"
   "{quoted}": title

.. term:: x {escaped}

   definition: "{quoted}"

.. cosem-class:: x {escaped}
   :class-id: {escaped}
   :obis: {escaped}

   attributes:
     1: {{name: "{quoted}", type: "{quoted}", min: "{quoted}", values: "{quoted}", short-name: "{quoted}"}}

.. sap-table:: x

   client:
     "{quoted}": "{quoted}"

"""


def test_twice_the_text_takes_twice_the_time(
    spent: dict[str, list[tuple[float, Callable[[], object]]]], tmp_path: Path
) -> None:
    judged(600, tmp_path / "once")
    once = {name: max(calls, key=lambda each: each[0]) for name, calls in spent.items()}
    spent.clear()
    judged(1200, tmp_path / "twice")
    slow = {name: max(calls, key=lambda each: each[0]) for name, calls in spent.items()}
    grown = []
    for name, (took, again) in slow.items():
        if took < _FROM or name not in once:
            continue
        before, after = least(once[name][1], again, _SQUARE, _FROM)
        if after > _FROM and after > _SQUARE * before:
            grown.append(f"{name}: {before * 1000:.1f} ms, {after * 1000:.1f} ms")
    assert grown == []
