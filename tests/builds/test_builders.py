"""What a builder is, is said in one table, and no other module asks for its name or format."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from sphinx.builders import Builder

import sphinx_dlmsprofile
from sphinx_dlmsprofile.sphinx.common import builders
from sphinx_dlmsprofile.sphinx.common.builders import _COUNTS_ITSELF, Output, output_of
from tests.builds.building import build, write

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_dlmsprofile.__file__).parent
NAMES = {
    "html",
    "dirhtml",
    "singlehtml",
    "latex",
    "text",
    "man",
    "texinfo",
    "epub",
    "typst",
    "dlmspdf",
    "dlmsdocx",
    "dlmssts",
    "dlmscheck",
}
TABLE = "builders.py"
REGISTERS = "node_forms.py"


def _asks_builder(node: ast.AST) -> bool:
    """``builder.name``, ``self._builder.format``, ``app.builder.name`` …"""
    if not isinstance(node, ast.Attribute) or node.attr not in {"name", "format"}:
        return False
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return "builder" in owner


def _decides(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of the code that decide something."""
    if isinstance(node, ast.Compare | ast.BoolOp | ast.Subscript | ast.Call):
        yield node
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield node.test
    elif isinstance(node, ast.Match):
        yield node.subject


def _is_list_of_names(node: ast.AST) -> bool:
    elements = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    found = [each.value if isinstance(each, ast.Constant) else None for each in elements]
    return bool(found) and set(found) <= NAMES and not {"text"} >= set(found)


def faults(code: str) -> list[int]:
    """The lines that ask what a builder is called."""
    return sorted(set(_asked(ast.parse(code), decides=False)))


def _asked(node: ast.AST, *, decides: bool) -> Iterator[int]:
    if _is_list_of_names(node) or (decides and _asks_builder(node)):
        yield node.lineno  # type: ignore[attr-defined]
    deciding = {id(part) for part in _decides(node)}
    within = decides or id(node) in deciding
    for child in ast.iter_child_nodes(node):
        yield from _asked(child, decides=within or id(child) in deciding)


@pytest.mark.parametrize(
    "code",
    [
        'if app.builder.name == "html": pass',
        "if not builder.format: pass",
        "x = 1 if self._builder.format in FORMATS else 2",
        'FORMATS = frozenset({"html", "dirhtml"})',
        'x = {"singlehtml": 1}[name]',
        "x = TABLE.get(builder.name)",
    ],
)
def test_what_is_noticed(code: str) -> None:
    assert faults(code) == [1]


@pytest.mark.parametrize("code", ['path = f".{app.builder.name}.json"', 'choices = ["text", "json"]', "x = rule.name"])
def test_what_is_allowed(code: str) -> None:
    assert faults(code) == []


def test_one_module_says_what_builders_are() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name not in {TABLE, REGISTERS} and (lines := faults(path.read_text("utf-8")))
    }
    assert asking == {}
    assert faults(next(PACKAGE.rglob(TABLE)).read_text("utf-8"))
    assert faults(next(PACKAGE.rglob(REGISTERS)).read_text("utf-8"))


def _builder(name: str, format_: str) -> Builder:
    kind = type("Kind", (Builder,), {"name": name, "format": format_})
    return cast("Builder", object.__new__(kind))


@pytest.mark.parametrize(
    ("name", "format_", "output"),
    [
        ("html", "html", Output(html=True, pages=True, published=True)),
        ("singlehtml", "html", Output(html=True, in_one_piece=True, published=True)),
        ("epub", "html", Output(html=True, is_epub=True)),
        ("latex", "latex", Output(counts=True, unsupported=_COUNTS_ITSELF)),
        ("dlmscheck", "", Output(writes=False)),
        ("of-another-extension", "its-own", Output()),
    ],
)
def test_what_builders_are(name: str, format_: str, output: Output) -> None:
    known = output_of(_builder(name, format_))
    assert known == output
    assert known.html == (format_ == "html")


def test_an_output_is_one_folder_and_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Output(in_one_piece=True, keeps_index=True, module="tests.builds.made_up_output")
    monkeypatch.setitem(builders._BY_NAME, "dlmsoutline", line)
    index = """\
        A standard
        ==========

        .. profile-title:: A title

        Scope
        -----

        .. index:: wave

        Text.

        Index
        -----
        """
    source = write(tmp_path / "source", {"index.rst": index})
    built = build(source, tmp_path / "out", "-D", "dlms_review=1", builder="dlmsoutline")
    lines = (built.out / "outline.txt").read_text("utf-8").splitlines()
    assert lines[:5] == ["title: A title", "A standard", "Scope", "Index", "W: wave"]
    assert lines[5] == "Conformance report", "a review build adds its reports to a document in one piece"
    assert (built.out / "conformance-report.json").is_file()
