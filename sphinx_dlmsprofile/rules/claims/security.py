"""What the text says of security suites and policies (7.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.value_table import Security
from sphinx_dlmsprofile.registry.security_suites import SECURITY_SUITES
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.claims._levels import contradiction, level_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Cell

_NO_MECHANISM = frozenset({"ECDH", "SHA-384"})
"""Algorithms of security suites that no mechanism of authentication is named after (IEC 62056-5-3)."""

_DIGITS = regex(r"[0-9]+")
_SUITE = regex(r"(?:\bsuites?\s*)?([0-9](?:(?:, | and | or |/)[0-9])*)\b", 2)
_CODED = regex(r"(?<![\w-])[A-Z][A-Z0-9]*-?[0-9]{2,4}(?![\w/-])")
_NAMES = sorted({name for suite in SECURITY_SUITES for name in suite.algorithms}, key=len, reverse=True)
_ALGORITHM = regex(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _NAMES))})(?![\w-])")


@rule("security-text-mismatch", "7.4", WARNING)
def security_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text names a security suite that the table of security does not have, or gives it another support.

    Suites, and policies where the table numbers them, are compared by number. "shall support" goes with mandatory,
    "may support" with optional. An algorithm that IEC 62056-5-3 has for another suite alone, "ECDSA for suite 0", is
    reported in the text and in the table; so is high level security with what none of its mechanisms is called after,
    "HLS with SHA-384", and an option of the lower layers that the table has in the row of one suite, "GCMP-256", beside
    another.

    Given (in 7.4)::

        .. security:: Security

           suites: {Suite 0: mandatory, Suite 1: optional}

    Bad (in 7.2)::

        Certificates are used with security suite 2.

    Good (in 7.2)::

        Certificates are used with security suite 1.
    """
    yield from _policies(project)
    yield from _algorithms(project)
    yield from _mechanisms(project)
    levels = suites_of(project)
    if not levels:
        return
    yield from _words(project)
    told = _own_lines(project)
    for block, claim in claims_of(project, "suite", "suite-support"):
        numbers = _numbers(claim.subject)
        unknown = [number for number in numbers if levels.get(number, {"no"}) == {"no"}]
        if (block.at.source, block.at.line) in told:
            continue
        if unknown:
            state = "says that it is not used" if unknown[0] in levels else "does not have it"
            problem = f"the text uses security suite {unknown[0]}, but the table of security {state}"
        elif claim.value and (len(numbers) == 1 or claim.claim == "suite-support"):
            said = {"shall": "mandatory", "may": "optional", "should": "recommended"}.get(claim.value, claim.value)
            other = ((number, contradiction(said, levels[number], partly=bool(claim.more))) for number in numbers)
            number, level = next(((number, level) for number, level in other if level), (0, ""))
            message = f"the text makes security suite {number} {said}, but the table of security {level}"
            problem = message if level else ""
        else:
            continue
        if problem:
            told.add((block.at.source, block.at.line))
            yield Fault(block.at, f"{problem}: correct the text, or the table")


_REST = regex(r"(?i)(?!with\b|and\b|on\b|key\b|wrap\b)\b[a-z0-9]+")
"""A word in a list of algorithms that is none."""


def _own_lines(project: Project) -> set[tuple[str, int]]:
    """Where the tables of security stand themselves, which name suites that are not used, too."""
    rows = [row for table in project.of(Security) for group in table.groups for row in group.rows]
    places = [row.at for row in rows] + [cell.text.at for row in rows for cell in row.cells]
    return {(at.source, at.line) for at in places}


def _policies(project: Project) -> Iterator[Fault]:
    """Security policies by number, where the table of security numbers them."""
    groups = [group for table in project.of(Security) if (group := table.group("policies"))]
    labels = [row.label.value for group in groups for row in group.rows if row.label]
    known = {number for label in labels for number in _numbers(label)}
    for block, claim in claims_of(project, "policy") if known else ():
        unknown = [number for number in _numbers(claim.value) if number not in known]
        if unknown:
            message = f"the text uses security policy {unknown[0]}, but the table of security does not have it"
            yield Fault(block.at, f"{message}: correct the text, or the table")


def _algorithms(project: Project) -> Iterator[Fault]:
    """Algorithms that a suite does not have."""
    for block, claim in claims_of(project, "suite-algorithm"):
        if problem := _foreign(_numbers(claim.value), claim.more):
            yield Fault(block.at, f"the text {problem}: correct the text")
    for table in project.of(Security):
        group = table.group("suites")
        for row in group.rows if group and not table.unread else ():
            match = _SUITE.search(row.label.value) if row.label else None
            for cell in row.cells if match else ():
                is_list = _is_list(cell)
                if match and is_list and (problem := _foreign(_numbers(match[1]), cell.text.value)):
                    yield Fault(cell.text.at, f"the table {problem}: correct the cell")


def _is_list(cell: Cell) -> bool:
    """Whether a cell names algorithms: below such a head, or with nothing else in it."""
    if cell.column is not None and fold(cell.column.value).startswith("algorithm"):
        return True
    return _ALGORITHM.search(cell.text.value) is not None and not _REST.search(_ALGORITHM.sub("", cell.text.value))


def _mechanisms(project: Project) -> Iterator[Fault]:
    """High level security by an algorithm that none of its mechanisms is called after."""
    for block, claim in claims_of(project, "mechanism"):
        if claim.value in _NO_MECHANISM:
            message = f"high level security has no mechanism {claim.value}, but MD5, SHA-1, GMAC, SHA-256 and ECDSA"
            yield Fault(block.at, f"{message}: correct the algorithm")


def _words(project: Project) -> Iterator[Fault]:
    """What the table of suites has in the row of one suite alone, and the text beside another one: "GCMP-256"."""
    homes: dict[str, set[int]] = {}
    for table in project.of(Security):
        group = table.group("suites")
        for row in group.rows if group else ():
            match = _SUITE.search(row.label.value) if row.label else None
            for word in _CODED.findall(" ".join(cell.text.value for cell in row.cells)) if match else ():
                homes.setdefault(word, set()).update(_numbers(match[1]) if match else ())
    for block, claim in claims_of(project, "suite-word") if homes else ():
        right = homes.get(claim.more.upper(), set())
        if len(right) == 1 and int(claim.value) not in right and claim.more.upper() not in _NAMES:
            word = claim.more.upper()
            message = f"the text has {word} beside security suite {claim.value}, but the table of security has it"
            yield Fault(block.at, f"{message} for suite {next(iter(right))}: correct the number, or the table")


def _foreign(numbers: list[int], text: str) -> str | None:
    """The first algorithm of a text that none of the suites has, and another one does."""
    meant = [suite for suite in SECURITY_SUITES if suite.number in numbers]
    own = {name for suite in meant for name in suite.algorithms}
    for word in _ALGORITHM.findall(text) if meant else ():
        right = [suite.number for suite in SECURITY_SUITES if word in suite.algorithms]
        if word not in own:
            several = "suites" if len(right) > 1 else "suite"
            return f"gives security suite {_written(numbers)} {word}, which is of {several} {_written(right)}"
    return None


def _written(numbers: list[int]) -> str:
    return " and ".join(map(str, numbers))


def _numbers(text: str) -> list[int]:
    found = [int(number) for number in _DIGITS.findall(text)]
    return list(range(found[0], found[1] + 1)) if " to " in text and len(found) == 2 else found  # noqa: PLR2004


def suites_of(project: Project) -> dict[int, set[str]]:
    """The suites of all tables with how far they are supported; none where one cannot be read."""
    found: dict[int, set[str]] = {}
    for table in project.of(Security):
        group = table.group("suites")
        if table.unread:
            return {}
        for row in group.rows if group else ():
            match = _SUITE.search(row.label.value if row.label else row.cells[0].text.value)
            if match is None:
                return {}
            texts = [cell.text.value for cell in row.cells]
            levels = {level for text in texts if (level := level_of(text))} or {""}
            for number in _numbers(match[1]):
                found.setdefault(number, set()).update(levels)
    return found
