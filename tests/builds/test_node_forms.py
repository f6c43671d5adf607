"""Every node of ours is known to every builder, whatever other extensions register."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

import sphinx_dlmsprofile
from tests.builds.building import write

if TYPE_CHECKING:
    from pathlib import Path

GONE = {
    "dlms_records": "the harvest takes it out of each document",
    "Placeholder": "the base of those that stand in for something: no document has one itself",
}
"""Nodes that no builder meets, and why."""

# An extension that registers a node for each builder by name, as sphinx-data-viewer does for "epub".
OTHER = """
from docutils import nodes
class other(nodes.General, nodes.Element): pass
def setup(app):
    app.add_node(other, **{name: (lambda *_: None, None) for name in NAMES})
"""
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "htmlhelp", "json", "pickle")


def our_nodes() -> set[type[nodes.Element]]:
    for module in pkgutil.walk_packages(sphinx_dlmsprofile.__path__, "sphinx_dlmsprofile."):
        if not module.name.endswith(("sphinx.review.needs", "exports.reqif")) and "typst" not in module.name:
            importlib.import_module(module.name)
    found: set[type[nodes.Element]] = set()
    waiting = [nodes.Element]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("sphinx_dlmsprofile."):
                found.add(kind)
    return found


@pytest.mark.parametrize("builder", BUILDERS)
def test_each_builder_knows_our_nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    source = write(tmp_path / "source", {"index.rst": "A\n=\n"})
    monkeypatch.syspath_prepend(str(source))
    monkeypatch.delitem(sys.modules, "other", raising=False)
    (source / "other.py").write_text(OTHER.replace("NAMES", repr(BUILDERS)), "utf-8")
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('extensions.append("other")\n')
    with docutils_namespace():
        app = Sphinx(source, source, tmp_path / "out", tmp_path / "d", builder, status=None, warning=None)
    forms = app.registry.translation_handlers[builder]
    unknown = {kind.__name__ for kind in our_nodes()} - set(forms)
    assert unknown == set(GONE)
