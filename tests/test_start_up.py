"""What a build has to load before it begins: counted in a process of its own, not timed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.model.apdu_example import ApduExample, PendingExample
from sphinx_dlmsprofile.model.exchange_example import Exchange, PendingExchange
from sphinx_dlmsprofile.model.template_text import TemplateText
from sphinx_dlmsprofile.sphinx.building.record_query import APDU_EXAMPLES
from sphinx_dlmsprofile.sphinx.common.deferred import load
from sphinx_dlmsprofile.sphinx.register import (
    LEFT,
    NOTE_TITLE_VALUES,
    PLACES,
    SHOWS,
    TEMPLATE_TEXT,
    TRANSFORMS,
)
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

_COUNT = """
import pkgutil, re, sys
import myst_parser.sphinx_ext.main, sphinx.builders.html
import sphinx_dlmsprofile

compiled = []
compile_, _path = re._compile, "sphinx_dlmsprofile"

def noted(pattern, flags):
    frame = sys._getframe()
    while frame and not frame.f_globals["__name__"].startswith(_path):
        if frame.f_globals["__name__"] not in {"re", "__main__"}:
            return compile_(pattern, flags)
        frame = frame.f_back
    if frame:
        compiled.append(f"{frame.f_globals['__name__']}: {pattern}")
    return compile_(pattern, flags)

re._compile = noted
"""
_BUILD = """
import io, sys
from pathlib import Path
from sphinx.application import Sphinx

source, out, builds = sys.argv[1], Path(sys.argv[2]), sys.argv[3] == "build"
app = Sphinx(source, source, out, out / "doctrees", "html", status=None, warning=io.StringIO())
if builds:
    app.build()
print(*sorted(name for name in sys.modules if name.startswith("sphinx_dlmsprofile.")), sep="\\n")
"""
_ALL = """
for module in pkgutil.walk_packages(sphinx_dlmsprofile.__path__, f"{_path}."):
    # What a PDF or a Word document alone needs may take its time.
    if ".typst." not in module.name and ".docx." not in module.name:
        __import__(module.name)
print(*compiled, sep="\\n")
"""

_COMMAND = """
import sys
from sphinx_dlmsprofile.cli import main

try:
    status = main({arguments!r})
except SystemExit as end:
    status = end.code
print("", *sorted(sys.modules), status, sep="\\n")
"""

_AT_START = (
    "sphinx_dlmsprofile.config",
    "sphinx_dlmsprofile.locale",
    "sphinx_dlmsprofile.rendering",
    "sphinx_dlmsprofile.rendering.apdu",
    "sphinx_dlmsprofile.rendering.apdu.reference_node",
    "sphinx_dlmsprofile.publishing.assembly",
    "sphinx_dlmsprofile.publishing.paper",
    "sphinx_dlmsprofile.rendering.message",
    "sphinx_dlmsprofile.rendering.nodes",
    "sphinx_dlmsprofile.rendering.placeholder_nodes",
    "sphinx_dlmsprofile.publishing.docx",
    "sphinx_dlmsprofile.publishing.docx.builder",
    "sphinx_dlmsprofile.publishing.sts",
    "sphinx_dlmsprofile.publishing.sts.builder",
    "sphinx_dlmsprofile.publishing.typst",
    "sphinx_dlmsprofile.publishing.typst.builder",
    "sphinx_dlmsprofile.publishing.typst.press",
    # Headings are numbered in each build; they are no records.
    "sphinx_dlmsprofile.model",
    "sphinx_dlmsprofile.model.clause_names",
    "sphinx_dlmsprofile.model.heading",
    "sphinx_dlmsprofile.model.number_words",
    "sphinx_dlmsprofile.model.stage",
    "sphinx_dlmsprofile.rendering.classes",
    "sphinx_dlmsprofile.rendering.footnotes",
    "sphinx_dlmsprofile.rendering.list_marks",
    "sphinx_dlmsprofile.rendering.remarks",
    "sphinx_dlmsprofile.rendering.tree",
    "sphinx_dlmsprofile.text",
    "sphinx_dlmsprofile.text.frozen",
    "sphinx_dlmsprofile.text.names",
    "sphinx_dlmsprofile.text.patterns",
    "sphinx_dlmsprofile.version",
    "sphinx_dlmsprofile.publishing",
    "sphinx_dlmsprofile.template",
    "sphinx_dlmsprofile.template.placeholders",
    # What the theme is called, and where it is.
    "sphinx_dlmsprofile.theme",
)
"""What a build loads before it knows what the documents hold, besides what talks to Sphinx."""

_OF_KEPT_FINDINGS = (
    "sphinx_dlmsprofile.model.finding",
    "sphinx_dlmsprofile.text.bounded",
    "sphinx_dlmsprofile.text.location",
)


def _told(code: str) -> list[str]:
    result = subprocess.run([sys.executable, "-c", _COUNT + code], capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return Source({"index.rst": "Nothing\n=======\n"}, {"html_theme": "basic"}).write(tmp_path / "source")


def _loaded_in(source: Path, run: str) -> list[str]:
    command = [sys.executable, "-c", _BUILD, str(source), str(source.parent / "out"), run]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def _needless(loaded: list[str], needed: tuple[str, ...]) -> list[str]:
    of_sphinx = "sphinx_dlmsprofile.sphinx"
    late = (f"{of_sphinx}.directives.", f"{of_sphinx}.reading.harvest")
    return [name for name in loaded if name not in needed and (not name.startswith(of_sphinx) or name.startswith(late))]


def test_the_extension_loads_what_every_build_needs_and_no_more(empty: Path) -> None:
    loaded = _loaded_in(empty, "set up")
    assert "sphinx_dlmsprofile.sphinx.building.domain" in loaded
    assert _needless(loaded, _AT_START) == []


def test_a_build_in_which_nothing_has_changed_loads_no_more(empty: Path) -> None:
    judging = _loaded_in(empty, "build")
    assert {"sphinx_dlmsprofile.sphinx.reading.harvest", "sphinx_dlmsprofile.judging.catalogue"} <= set(judging)
    assert _needless(_loaded_in(empty, "build"), (*_AT_START, *_OF_KEPT_FINDINGS)) == []


def test_a_review_build_in_which_nothing_has_changed_judges_nothing(tmp_path: Path) -> None:
    files = {"index.rst": "Profile\n=======\n\nLayers\n------\n\nA station shall join.\n"}
    source = Source(files, {"html_theme": "basic", "dlms_review": True}).write(tmp_path / "source")
    rooms = ("rules", "judging", "parsing", "analysis", "reports", "impact", "diff")
    parts = tuple(f"sphinx_dlmsprofile.{room}." for room in rooms)
    assert any(name.startswith(parts) for name in _loaded_in(source, "build"))
    assert [name for name in _loaded_in(source, "build") if name.startswith(parts)] == []


def test_what_is_loaded_later_exists() -> None:
    for place in (*TRANSFORMS, *PLACES.values(), *LEFT.values(), *SHOWS, NOTE_TITLE_VALUES):
        assert callable(load(place)), place
    assert TemplateText.__name__ == TEMPLATE_TEXT
    assert tuple(kind.__name__ for kind in (ApduExample, PendingExample, Exchange, PendingExchange)) == APDU_EXAMPLES


def test_no_module_compiles_a_regular_expression_when_it_is_loaded() -> None:
    assert [line for line in _told(_ALL) if line] == []


def test_a_regular_expression_of_a_module_would_be_noticed() -> None:
    code = "exec(compile('import re; re.compile(\"own\")', 'x', 'exec'), {'__name__': 'sphinx_dlmsprofile.x'})\n"
    assert "sphinx_dlmsprofile.x: own" in _told(code + _ALL)


def _loaded_by(*arguments: str) -> list[str]:
    """The modules that a command loads which does what it should."""
    code = _COMMAND.format(arguments=arguments)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *loaded, status = result.stdout.splitlines()
    assert status == "0"
    return loaded


def test_a_command_loads_no_other() -> None:
    ours = [name for name in _loaded_by("--help") if name.startswith("sphinx_dlmsprofile")]
    assert ours == [
        "sphinx_dlmsprofile",
        "sphinx_dlmsprofile.cli",
        "sphinx_dlmsprofile.commands",
        "sphinx_dlmsprofile.commands.status",
        "sphinx_dlmsprofile.version",
    ]


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("decode", "--help"), ("decode", "C001C100080000010000FF0200")]
)
def test_a_command_that_reads_no_project_loads_neither_rules_nor_sphinx(arguments: tuple[str, ...]) -> None:
    heavy = ("sphinx.", "docutils", "yaml", "urllib.request", "sphinx_dlmsprofile.rules", "sphinx_dlmsprofile.parsing")
    assert [name for name in _loaded_by(*arguments) if name.startswith(heavy)] == []
