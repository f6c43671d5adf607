"""Toctrees and collectors of other extensions: the numbers are those of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds.building import build, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.rst": "Title\n=====\n\nText.\n",
    "foreword.rst": "Foreword\n========\n\nText.\n",
    "scope.rst": "Scope\n=====\n\nSee :numref:`tab-a`.\n",
    "annex.rst": "Annex A (informative) Examples\n==============================\n\n"
    ".. table:: Things\n   :name: tab-a\n\n   == ==\n   A  B\n   == ==\n   1  2\n   == ==\n",
}
ADDING = """
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

def add(_app, doctree):
    if doctree.settings.env.docname != "index":
        return
    names = ["foreword", "scope", "annex"]
    tree = addnodes.toctree(entries=[(None, name) for name in names], includefiles=names, maxdepth=-1, glob=False,
        hidden=False, caption=None, numbered=0, includehidden=False, titlesonly=False, parent="index")
    next(doctree.findall(nodes.section)).append(nodes.compound("", tree, classes=["toctree-wrapper"]))

class Add(SphinxTransform):
    default_priority = 100
    def apply(self):
        add(None, self.document)
"""
ON_READ = 'def setup(app):\n    app.connect("doctree-read", add, priority=100)\n'
IN_TRANSFORM = "def setup(app):\n    app.add_transform(Add)\n"
WITH_COLLECTOR = """
from sphinx.environment.collectors.toctree import TocTreeCollector

class Other(TocTreeCollector):
    pass

def setup(app):
    app.add_transform(Add)
    for listener in list(app.events.listeners["env-get-updated"]):
        stock = getattr(listener.handler, "__self__", None)
        if isinstance(stock, TocTreeCollector):
            stock.disable(app)
    app.add_env_collector(Other)
"""


@pytest.mark.parametrize("setup", [ON_READ, IN_TRANSFORM, WITH_COLLECTOR])
def test_they_are_seen(tmp_path: Path, setup: str) -> None:
    built = build(write(tmp_path / "source", FILES, ADDING + setup), tmp_path / "out")
    assert built.titles("foreword", "scope", "annex") == [
        "Foreword",
        "1 Scope",
        "Annex A (informative) Examples",
        "Table A.1 \u2013 Things",
    ]
    assert built.links("scope") == ["Table A.1"]
