"""Results of test benches: JUnit XML, and ``needs.json`` of sphinx-needs."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from sphinx_dlmsprofile.model.review_records import RESULTS, TestCase, UnreadResults
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_octets, reading
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
        try:
            with reading():
                content = read_octets(conf_path(srcdir, name))
                read = _needs(content, name, written) if name.endswith(".json") else _junit(content, name, *finders)
                cases = list(read)
        except UnreadError as error:
            yield UnreadResults(at=Location(name, error.line), name=name, reason=str(error))
            continue
        for case in cases:
            used[case.identifier] += 1
            number = used[case.identifier]
            yield replace(case, identifier=f"{case.identifier}-{number}") if number > 1 else case


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
    """The test cases of a JUnit file."""
    for case in _JunitReader().read(content):
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


class _JunitReader:
    """Takes the test cases from the elements as they come. Document types are refused, and entities with them."""

    def __init__(self) -> None:
        self._cases: list[_Case] = []
        self._text: list[str] = []
        self._depth = self._cases_open = 0
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse

    def read(self, content: bytes) -> list[_Case]:
        """The test cases of a file.

        Raises:
            UnreadError: it is not XML, or no JUnit file.
        """
        try:
            self._parser.Parse(content, True)  # noqa: FBT003
        except expat.ExpatError as error:
            raise UnreadError(str(error), error.lineno) from error
        return self._cases

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._text.clear()
        self._depth += 1
        if self._depth == 1 and tag not in {"testsuites", "testsuite"}:
            message = f"it is not a JUnit file: it begins with <{tag}>"
            raise UnreadError(message, self._parser.CurrentLineNumber)
        if tag == "testcase":
            self._cases_open += 1
            names = (attributes.get("classname", ""), attributes.get("name", ""))
            is_run = _NOT_RUN.isdisjoint(attributes.get(name, "").casefold() for name in ("status", "result"))
            result = "passed" if is_run else "skipped"
            self._cases.append(_Case(self._parser.CurrentLineNumber, ".".join(filter(None, names)), result))
        elif self._cases_open and tag in _OUTCOMES and self._cases[-1].result != "failed":
            self._cases[-1].result = _OUTCOMES[tag]
        elif self._cases_open and tag == "property" and attributes.get("name", "").casefold() in PROPERTIES:
            self._cases[-1].verifies += _names(attributes.get("value", ""))

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._cases_open -= tag == "testcase"
        # A property may hold its value as text.
        if tag == "property" and self._cases_open and "".join(self._text).strip():
            self._cases[-1].verifies += _names("".join(self._text))

    def _refuse(self, *_: object) -> None:
        message = "it declares a document type, which is refused"
        raise UnreadError(message, self._parser.CurrentLineNumber)


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
        raise UnreadError(message) from error
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
