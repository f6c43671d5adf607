"""What a build has to load before it begins: counted in a process of its own, not timed."""

from __future__ import annotations

import subprocess
import sys

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
_EXTENSION = """
import sphinx_dlmsprofile.sphinx.extension
print(*sorted(name for name in sys.modules if name.startswith(_path)), sep="\\n")
"""
_ALL = """
for module in pkgutil.walk_packages(sphinx_dlmsprofile.__path__, f"{_path}."):
    # What a PDF alone needs may take its time.
    if ".typst." not in module.name:
        __import__(module.name)
print(*compiled, sep="\\n")
"""

_NOT_NEEDED = (
    "sphinx_dlmsprofile.rules.",
    "sphinx_dlmsprofile.exports.",
    "sphinx_dlmsprofile.registry.",
    "sphinx_dlmsprofile.rendering.svg.",
    "sphinx_dlmsprofile.publishing.typst.translator",
    "sphinx_dlmsprofile.text.yaml_nodes",
    "sphinx_dlmsprofile.sphinx.directives.",
    "sphinx_dlmsprofile.template.scaffold",
    "sphinx_dlmsprofile.template.demands",
)


def _told(code: str) -> list[str]:
    result = subprocess.run([sys.executable, "-c", _COUNT + code], capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


def test_the_extension_loads_what_every_build_needs_and_no_more() -> None:
    loaded = _told(_EXTENSION)
    assert "sphinx_dlmsprofile.sphinx.domain" in loaded
    assert [name for name in loaded if name.startswith(_NOT_NEEDED)] == []


def test_no_module_compiles_a_regular_expression_when_it_is_loaded() -> None:
    assert [line for line in _told(_ALL) if line] == []


def test_a_regular_expression_of_a_module_would_be_noticed() -> None:
    code = "exec(compile('import re; re.compile(\"own\")', 'x', 'exec'), {'__name__': 'sphinx_dlmsprofile.x'})\n"
    assert "sphinx_dlmsprofile.x: own" in _told(code + _ALL)
