"""Results of test benches: JUnit XML, ``output.xml`` of Robot Framework, and ``needs.json`` of sphinx-needs.

A test case that is in several files, or several times in one, is one case with several runs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from sphinx_dlmsprofile.model.review_records import (
    IncompleteResults,
    TestCase,
    TestRun,
    UnreadResults,
    in_order,
    stated_result,
)
from sphinx_dlmsprofile.parsing.bench_cases import in_one_line, iso_time, seconds
from sphinx_dlmsprofile.parsing.junit import JunitReader
from sphinx_dlmsprofile.parsing.robot import RobotReader
from sphinx_dlmsprofile.parsing.test_names import KnownNames, slug
from sphinx_dlmsprofile.text.conf_lines import place_of_unread, somewhere
from sphinx_dlmsprofile.text.file_patterns import matching
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, from_json, read_octets, reading
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.conf_lines import NamedAt

    class Need(Protocol):
        """What a need of sphinx-needs and one of a file have in common."""

        def get(self, key: str, default: Any = None, /) -> Any:
            """The value of a field."""


_LINKS = ("verifies", "tests", "links")
_ROBOT = rb"<robot[\s>]"
_BEFORE_ROOT = 4096
"""Within so many octets an XML file shows its first element."""


def read_test_results(  # noqa: PLR0913  the last three are by keyword
    srcdir: Path,
    names: Iterable[str],
    provisions: Collection[str],
    written: Collection[str] = (),
    *,
    pattern: str = "",
    types: Collection[str] = (),
    named_at: NamedAt = somewhere,
) -> Iterator[Record]:
    """The test cases of files, relative to the source directory, with all their runs; their identifiers are unique.

    A name may be a pattern, as "results/*.xml".
    ``provisions`` are the identifiers by which a test case can say what it verifies, ``written`` those of the
    project's own test cases, of which it can be a run. ``pattern`` is ``dlms_test_pattern``, ``types`` are
    the types of needs whose ``links`` say what they verify; ``named_at`` says where a file is named.
    """
    known = KnownNames(provisions, pattern), KnownNames(written)
    cases: dict[tuple[str, str], list[TestCase]] = defaultdict(list)
    others: list[Record] = []
    for name in dict.fromkeys(file for given in names for file in matching(srcdir, given)):
        try:
            with reading():
                content = read_octets(conf_path(srcdir, name))
                is_json = name.endswith(".json")
                read = _needs(content, name, written, known[0], types) if is_json else _bench(content, name, *known)
                found = list(read)
        except UnreadError as error:
            at = place_of_unread(srcdir, name, named_at, error.line)
            others.append(UnreadResults(at=at, name=name, reason=str(error)))
            continue
        for record in found:
            if isinstance(record, TestCase):
                # Those of a bench have no identifier of their own.
                key = record.identifier, record.runs[0].name if record.runs else record.identifier
                cases[key].append(record)
            else:
                others.append(record)
    yield from _numbered(map(_together, cases.values()))
    yield from others


def _together(found: list[TestCase]) -> TestCase:
    """One case with the runs of all."""
    if len(found) == 1:
        return found[0]
    verifies = dict.fromkeys(name for each in found for name in each.verifies)
    case = replace(found[0], verifies=tuple(verifies), runs=in_order(run for each in found for run in each.runs))
    return replace(case, at=case.run.at, result=case.run.result) if case.run else case


def _numbered(cases: Iterable[TestCase]) -> Iterator[TestCase]:
    used: Counter[str] = Counter()
    for case in cases:
        used[case.identifier] += 1
        number = used[case.identifier]
        yield replace(case, identifier=f"{case.identifier}-{number}") if number > 1 else case


def _bench(content: bytes, source: str, provisions: KnownNames, written: KnownNames) -> Iterator[Record]:
    """The test cases of an XML file, and the suites that lack some."""
    reader = RobotReader() if re.search(_ROBOT, content[:_BEFORE_ROOT]) else JunitReader()
    reader.read(content)
    for case in reader.cases:
        run_of = written.run_in(case.name)
        verifies = [*provisions.stated(case.stated), *provisions.tagged(case.tags)]
        if not (verifies or run_of):
            verifies = list(provisions.in_name(case.name, case.module))
        at = Location(source, case.line)
        run = TestRun(
            at=at,
            name=case.title,
            result=case.result,
            said=case.said,
            time=case.time,
            duration=case.duration,
            message=case.message,
            bench=case.bench,
        )
        yield TestCase(
            at=at,
            identifier=f"test-{slug(case.title) or 'case'}",
            title=case.title,
            verifies=tuple(dict.fromkeys(verifies)),
            result=case.result,
            run_of=run_of,
            runs=(run,),
        )
    for each in reader.missing:
        yield IncompleteResults(at=Location(source, each.line), suite=each.suite, reason=each.reason)


def _needs(
    content: bytes, source: str, written: Collection[str], provisions: KnownNames, types: Collection[str]
) -> Iterator[TestCase]:
    """The needs of a ``needs.json`` in its current version, each as a test case.

    A bench may have imported the needs of a profile: those that are not test cases are left out. Its needs may also
    be linked with one another: that verifies no provision.
    """
    try:
        data: Any = from_json(content)
        version = data["versions"][data["current_version"]]
        needs, time = version["needs"], iso_time(str(version.get("created") or data.get("created") or ""))
        entries = [(str(name), dict(need)) for name, need in needs.items()]
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        message = "it is not a needs.json file: versions, current_version and needs are expected"
        raise UnreadError(message) from error
    entries = [(name, need) for name, need in entries if is_test(need, types)]
    own = {name for name, _ in entries}
    for name, need in entries:
        links = links_of(need, types)
        result, said = stated_result(str(need.get(key) or "") for key in ("dlms_result", "result", "status"))
        identifier, title, at = str(need.get("id") or name), str(need.get("title") or name), Location(source, 1)
        run = TestRun(
            at=at,
            name=identifier,
            result=result,
            said=said,
            time=iso_time(_first(need, "dlms_time", "time", "date")) or time,
            duration=seconds(_first(need, "duration")),
            message=in_one_line(_first(need, "message")),
            bench=_first(need, "bench", "environment"),
        )
        yield TestCase(
            at=at,
            identifier=identifier,
            title=title,
            verifies=tuple(dict.fromkeys(provisions.stated(link for link in map(str, links) if link not in own))),
            result=result,
            run_of=identifier if identifier in written else "",
            runs=(run,) if result or said else (),
        )


def _first(need: dict[str, Any], *names: str) -> str:
    """The first of these fields that the need has, as text."""
    return next((str(need[name]) for name in names if need.get(name)), "")


def is_test(need: Need, types: Collection[str]) -> bool:
    """Whether a need is a test case: by its type, or since it says that it verifies something or has a result."""
    kind = str(need.get("type") or "")
    if kind.startswith("dlms_") and kind != "dlms_test":
        return False  # a bench may have imported the profile
    return kind in {"", "dlms_test", *types} or bool(need.get("verifies") or need.get("dlms_result"))


def links_of(need: Need, types: Collection[str]) -> list[str]:
    """What a need verifies; links of no kind count where its type is one of test cases."""
    kinds = _LINKS if str(need.get("type") or "") in {"", "dlms_test", *types} else _LINKS[:1]
    found = (need.get(kind) for kind in kinds)
    return next((list(map(str, each)) for each in found if isinstance(each, (list, tuple)) and each), [])
