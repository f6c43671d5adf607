"""Results of test benches: JUnit XML, and ``needs.json`` of sphinx-needs."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from sphinx_dlmsprofile.model.review_records import RESULTS, TestCase, UnreadResults
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record

PROPERTIES = frozenset({"provision", "provisions", "verifies", "requirement", "requirements"})
"""The names of properties of a test case that name provisions."""

_LINKS = ("verifies", "links", "tests")
_OUTCOMES = {"failure": "failed", "error": "failed", "skipped": "skipped"}
_NOT_RUN = frozenset({"disabled", "notrun", "suppressed", "skipped"})
"""What CTest and GoogleTest have in the attributes status and result of a case that they did not run."""

_SAME = {"passed": "passed", "pass": "passed", "ok": "passed", "failed": "failed", "fail": "failed", "error": "failed"}
_FEWEST_WORDS = 2
"""An identifier is found in a name if it has at least this many words: single words can be there by chance."""


def read_test_results(
    srcdir: Path, names: Iterable[str], provisions: Collection[str], written: Collection[str] = ()
) -> Iterator[Record]:
    """The test cases of files, relative to the source directory; their identifiers are unique among them.

    ``provisions`` are the identifiers by which the name of a JUnit test case can say what it verifies, ``written``
    those of the project's own test cases, of which it can be a run.
    """
    finders = _Finder(provisions), _Finder(written)
    used: Counter[str] = Counter()
    for name in names:
        place = Location(name, 1)
        try:
            content = (srcdir / name).read_bytes()
            cases = _needs(content, name, written) if name.endswith(".json") else _junit(content, name, *finders)
            for case in cases:
                used[case.identifier] += 1
                number = used[case.identifier]
                yield replace(case, identifier=f"{case.identifier}-{number}") if number > 1 else case
        except OSError as error:
            yield UnreadResults(at=place, name=name, reason=error.strerror or "it cannot be opened")
        except (_RefusedError, ValueError, expat.ExpatError) as error:
            yield UnreadResults(at=place, name=name, reason=str(error))


class _RefusedError(Exception):
    """A file is not what it should be."""


class _Finder:
    """Finds identifiers of provisions in the names of test cases, where words may be joined in other ways."""

    def __init__(self, provisions: Collection[str]) -> None:
        self._known = {tuple(_words(each)): each for each in provisions if len(_words(each)) >= _FEWEST_WORDS}
        self._longest = max(map(len, self._known), default=0)

    def find(self, name: str) -> Iterator[str]:
        """The identifiers in a name, the longest ones first met."""
        words = _words(name)
        start = 0
        while start < len(words):
            lengths = range(min(self._longest, len(words) - start), 0, -1)
            found = next((length for length in lengths if tuple(words[start : start + length]) in self._known), 0)
            if found:
                yield self._known[tuple(words[start : start + found])]
            start += found or 1


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


@dataclass
class _Case:
    line: int
    name: str
    result: str = "passed"
    verifies: list[str] = field(default_factory=list)


def _junit(content: bytes, source: str, provisions: _Finder, written: _Finder) -> Iterator[TestCase]:
    """The test cases of a JUnit file. Document types are refused, and entities with them."""
    cases: list[_Case] = []
    path: list[str] = []
    text: list[str] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        path.append(tag)
        if not path[1:] and tag not in {"testsuites", "testsuite"}:
            message = f"it is not a JUnit file: it begins with <{tag}>"
            raise _RefusedError(message)
        if tag == "testcase":
            names = (attributes.get("classname", ""), attributes.get("name", ""))
            is_run = _NOT_RUN.isdisjoint(attributes.get(name, "").casefold() for name in ("status", "result"))
            result = "passed" if is_run else "skipped"
            cases.append(_Case(parser.CurrentLineNumber, ".".join(filter(None, names)), result))
        elif "testcase" in path and tag in _OUTCOMES and cases[-1].result != "failed":
            cases[-1].result = _OUTCOMES[tag]
        elif "testcase" in path and tag == "property" and attributes.get("name", "").casefold() in PROPERTIES:
            cases[-1].verifies += _names(attributes.get("value", ""))

    def end(tag: str) -> None:
        path.pop()
        # A property may hold its value as text.
        if tag == "property" and "testcase" in path and "".join(text).strip():
            cases[-1].verifies += _names("".join(text))

    def refuse(*_: object) -> None:
        message = "it declares a document type, which is refused"
        raise _RefusedError(message)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)  # noqa: FBT003
    for case in cases:
        runs = next(written.find(case.name), "")
        verifies = case.verifies or (() if runs else provisions.find(case.name))
        yield TestCase(
            at=Location(source, case.line),
            identifier=f"test-{'-'.join(_words(case.name)) or 'case'}",
            title=case.name or "test case",
            verifies=tuple(dict.fromkeys(verifies)),
            result=case.result,
            runs=runs,
        )


def _names(value: str) -> list[str]:
    return [name for name in re.split(r"[\s,;]+", value) if name]


def _needs(content: bytes, source: str, written: Collection[str]) -> Iterator[TestCase]:
    """The needs of a ``needs.json`` in its current version, each as a test case.

    A bench may have imported the needs of a profile: those that are not test cases are left out. Its needs may also
    be linked with one another: that verifies no provision.
    """
    try:
        data: Any = json.loads(content)
        needs = data["versions"][data["current_version"]]["needs"]
        entries = [(str(name), dict(need)) for name, need in needs.items()]
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        message = "it is not a needs.json file: versions, current_version and needs are expected"
        raise _RefusedError(message) from error
    entries = [(name, need) for name, need in entries if not _is_imported(need)]
    own = {name for name, _ in entries}
    for name, need in entries:
        links: list[Any] = next((need[key] for key in _LINKS if isinstance(need.get(key), list) and need[key]), [])
        stated = (str(need.get(key) or "").casefold() for key in ("dlms_result", "result", "status"))
        identifier = str(need.get("id") or name)
        yield TestCase(
            at=Location(source, 1),
            identifier=identifier,
            title=str(need.get("title") or name),
            verifies=tuple(dict.fromkeys(link for link in map(str, links) if link not in own)),
            result=next((_SAME.get(each, each) for each in stated if _SAME.get(each, each) in RESULTS), ""),
            runs=identifier if identifier in written else "",
        )


def _is_imported(need: dict[str, Any]) -> bool:
    kind = str(need.get("type") or "")
    return kind.startswith("dlms_") and kind != "dlms_test"
