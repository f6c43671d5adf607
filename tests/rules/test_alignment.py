"""How the clauses of a profile are aligned with the template: each single change is one deviation."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.analysis.alignment import align
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.heading import SectionKind, read_heading
from sphinx_dlmsprofile.template.outline import CLAUSES, TemplateClause
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree = list[tuple[str, "Tree"]]
Path = tuple[int, ...]


def _tree(clauses: tuple[TemplateClause, ...]) -> Tree:
    return [(clause.title, _tree(clause.children)) for clause in clauses]


def _skeleton() -> Tree:
    annexes = ["Annex A (informative) Examples", "Annex B (normative) New COSEM interface classes and OBIS codes"]
    return [*_tree(CLAUSES), *((title, []) for title in (*annexes, "Index"))]


def _clauses(tree: Tree, kind: SectionKind | None = None) -> Iterator[Clause]:
    letters = iter("ABCDEFGH")
    for title, children in tree:
        heading = read_heading(title)
        here = kind or heading.kind
        yield Clause(
            number=next(letters) if here is SectionKind.ANNEX else None,
            title=title if kind else heading.title,
            kind=here,
            at=Location("index.rst", 1),
            docname="index",
            anchor="",
            status=heading.status,
            children=tuple(_clauses(children, here)),
        )


def _deviations(tree: Tree, layer_names: tuple[str, ...] = ()) -> list[str]:
    found = align(tuple(_clauses(tree)), layer_names)
    return sorted(
        [f"missing {missing.expected.number}" for missing in found.missing]
        + [f"renamed {expected.number} {clause.title}" for expected, clause in found.renamed]
        + [f"displaced {displaced.clause.title}" for displaced in found.displaced]
        + [f"unexpected {clause.title}" for clause in found.unexpected]
    )


def _paths(tree: Tree, path: Path = ()) -> Iterator[Path]:
    for place, (_, children) in enumerate(tree):
        yield (*path, place)
        yield from _paths(children, (*path, place))


def _level(tree: Tree, path: Path) -> Tree:
    for place in path[:-1]:
        tree = tree[place][1]
    return tree


REQUIRED = {clause.title: clause for top in CLAUSES for clause in top.walk() if clause.required}
PATHS = [path for path in _paths(_tree(CLAUSES)) if _level(_skeleton(), path)[path[-1]][0] in REQUIRED]


def _number(path: Path) -> str:
    return ".".join(str(place + 1) for place in path)


def test_the_template_is_aligned_with_itself() -> None:
    assert _deviations(_skeleton()) == []


@pytest.mark.parametrize("path", PATHS, ids=_number)
def test_one_clause_absent(path: Path) -> None:
    tree = _skeleton()
    del _level(tree, path)[path[-1]]
    assert _deviations(tree) == [f"missing {_number(path)}"]


@pytest.mark.parametrize("path", PATHS, ids=_number)
def test_only_the_heading_absent(path: Path) -> None:
    """What stood below it then falls to the clause before it."""
    tree = _skeleton()
    level = _level(tree, path)
    _, children = level.pop(path[-1])
    if path[-1]:
        level[path[-1] - 1][1].extend(children)
    assert _deviations(tree) == [f"missing {_number(path)}"]


@pytest.mark.parametrize("path", PATHS, ids=_number)
def test_one_clause_renamed(path: Path) -> None:
    tree = _skeleton()
    level = _level(tree, path)
    level[path[-1]] = ("Quite another thing", level[path[-1]][1])
    assert _deviations(tree) == [f"renamed {_number(path)} Quite another thing"]


@pytest.mark.parametrize("path", [path for path in PATHS if path[-1]], ids=_number)
def test_two_clauses_swapped(path: Path) -> None:
    tree = _skeleton()
    level, place = _level(tree, path), path[-1]
    level[place - 1], level[place] = level[place], level[place - 1]
    assert _deviations(tree) == [f"displaced {level[place][0]}"]


@pytest.mark.parametrize("path", [path for path in PATHS if len(path) > 1 and path != (4, 2, 0)], ids=_number)
def test_own_subclause_among_the_templates(path: Path) -> None:
    tree = _skeleton()
    _level(tree, path).insert(path[-1], ("Of our own", []))
    assert _deviations(tree) == ["displaced Of our own"]


@pytest.mark.parametrize("place", range(11))
def test_own_clause(place: int) -> None:
    tree = _skeleton()
    tree.insert(place, ("Of our own", []))
    assert _deviations(tree) == ["unexpected Of our own"]


@pytest.mark.parametrize("path", [path for path in PATHS if len(path) == 1 and path[-1]], ids=_number)
def test_one_level_too_low(path: Path) -> None:
    """As with a wrong underline: its subclauses become its neighbours."""
    tree = _skeleton()
    title, children = tree.pop(path[-1])
    tree[path[-1] - 1][1].extend([(title, []), *children])
    assert _deviations(tree) == [f"displaced {title}"]


@pytest.mark.parametrize("path", [path for path in PATHS if len(path) == 2], ids=_number)
def test_one_level_too_high(path: Path) -> None:
    """As with a wrong underline: what follows on its level falls to it."""
    tree = _skeleton()
    level, place = _level(tree, path), path[-1]
    title, children = level[place]
    tree.insert(path[0] + 1, (title, [*children, *level[place + 1 :]]))
    del level[place:]
    assert _deviations(tree) == [f"displaced {title}"]


def _with_children(number: str, *titles: str) -> Tree:
    tree = _skeleton()
    path = tuple(int(part) - 1 for part in number.split("."))
    level = _level(tree, path)
    level[path[-1]] = (level[path[-1]][0], [(title, []) for title in titles])
    return tree


def test_own_subclauses_after_the_templates() -> None:
    tree = _with_children("3", "Terms and definitions", "Abbreviated terms", "Symbols", "Conventions")
    assert _deviations(tree) == []
    assert _deviations(_with_children("1", "General", "Use cases")) == []


def test_layers_are_the_authors_own() -> None:
    assert _deviations(_with_children("5.3", "Overview", "MAC layer", "Physical layer", "LLC sublayer")) == []
    assert _deviations(_with_children("5.3", "PHY layer", "MAC layer")) == ["missing 5.3.1"]
    assert _deviations(_with_children("5.3", "SCHC", "MAC layer"), ("SCHC",)) == ["missing 5.3.1"]
    assert _deviations(_with_children("5.3", "Physical layer", "SCHC", "MAC layer")) == ["missing 5.3.1"]
    assert _deviations(_with_children("5.3", "General", "MAC layer")) == ["renamed 5.3.1 General"]


def test_overview_after_the_layers() -> None:
    assert _deviations(_with_children("5.3", "Physical layer", "MAC layer", "LLC layer", "Overview")) == [
        "displaced Overview"
    ]


def test_without_any_clause() -> None:
    assert _deviations([]) == sorted(f"missing {number}" for number in range(1, 11))


def test_the_most_alike_of_several() -> None:
    tree = _skeleton()
    tree[4] = ("Use of communication layers", tree[4][1])
    tree.insert(5, ("Conformance", []))
    assert _deviations(tree) == ["renamed 5 Use of communication layers", "unexpected Conformance"]


def test_two_of_one_title() -> None:
    tree = _skeleton()
    tree[8] = (tree[7][0], [])
    assert _deviations(tree) == ["renamed 9 Communication configuration and management"]


def test_clause_moved_to_the_end() -> None:
    tree = _skeleton()
    tree.insert(9, tree.pop(3))
    assert _deviations(tree) == ["displaced Targeted communication environments"]


def test_annexes_and_index_after_the_clauses() -> None:
    tree = _skeleton()
    tree.insert(3, tree.pop(10))
    assert _deviations(tree) == ["displaced Examples"]
    tree = _skeleton()
    tree.insert(10, tree.pop())
    assert _deviations(tree) == ["displaced Index"]
    tree = _skeleton()
    tree[10], tree[11] = tree[11], tree[10]
    assert _deviations(tree) == ["displaced Examples"]
    tree = _skeleton()
    tree.insert(11, ("Annex (informative) Guide", []))
    assert _deviations(tree) == ["displaced Guide"]
    tree = _skeleton()
    tree[12:12] = [("Annex (informative) Guide", []), ("Annex (normative) Repeating", []), ("Bibliography", [])]
    assert _deviations(tree) == []


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("1", "SCOPE"),
        ("3", "Terms, definitions and abbreviated terms"),
        ("3.2", "Abbreviated terms"),
        ("4", "Targeted communication environment"),
        ("5", "Use of the communication layers for these profiles"),
        ("5", "Use of the communication-layers for this profile"),
        ("5.2", "Structure of the communication profile"),
        ("5.2", "Structure of the communication profile(s)"),
        ("5.4", "Service-mapping and adaptation layers"),
        ("6", "Identification and addressing scheme"),
        ("7.2", "Application association establishment and release: ACSE services"),
        ("7.3", "x-DLMS services"),
        ("9", "The\u00a0COSEM  application process"),
        ("10", "Additional considerations for the use of these profiles"),
    ],
)
def test_accepted_titles(number: str, title: str) -> None:
    tree = _skeleton()
    path = tuple(int(part) - 1 for part in number.split("."))
    level = _level(tree, path)
    level[path[-1]] = (title, level[path[-1]][1])
    assert _deviations(tree) == []


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("1", "Scopes"),
        ("2", "Normative reference"),
        ("3", "Terms and definitions"),
        ("3.2", "Symbols and abbreviated terms"),
        ("5", "Use of the communication layers for those profiles"),
        ("7.4", "Security mechanism"),
        ("9", "COSEM application process"),
    ],
)
def test_titles_not_accepted(number: str, title: str) -> None:
    tree = _skeleton()
    path = tuple(int(part) - 1 for part in number.split("."))
    level = _level(tree, path)
    level[path[-1]] = (title, level[path[-1]][1])
    assert _deviations(tree) == [f"renamed {number} {title}"]


def test_counterparts_do_not_depend_on_numbers() -> None:
    tree = _skeleton()
    del tree[3]
    found = align(tuple(_clauses(tree)))
    assert found.counterparts["7.3"].title == "xDLMS services"
    assert "4" not in found.counterparts
    assert found.counterparts["B"].title == "New COSEM interface classes and OBIS codes"


def test_many_subclauses_are_aligned_quickly() -> None:
    numbers = count()
    tree = _with_children("7", *(f"Subject {next(numbers)}" for _ in range(3000)))
    assert len(_deviations(tree)) == 7


def test_nothing_depends_on_equal_records() -> None:
    """Two clauses with the same content are still two."""
    twins = tuple(replace(clause, title="Scope") for clause in _clauses([("Scope", []), ("Scope", [])]))
    assert [clause.title for clause in align(twins).counterparts.values()][:1] == ["Scope"]
