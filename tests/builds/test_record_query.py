"""Records while pages are written: in document order, and from one registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.sphinx.building.known_registry import known_registry
from sphinx_dlmsprofile.sphinx.building.project import project_of
from sphinx_dlmsprofile.sphinx.building.record_query import (
    documents,
    documents_with,
    harvests_of,
    records_in,
    records_of,
    targets_of,
)
from sphinx_dlmsprofile.sphinx.building.template_values import title_values
from tests.builds.building import build, edit, text, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STACK = """\
{over} part
{line}

.. layer-stack:: {over} in the standard

   layers:
     one: {{role: physical, name: {over} layer, standard: IEEE 802.11ah}}
   profiles:
     {over} profile: {{kind: general, stack: [ap, al, one]}}
"""


def _part(name: str) -> str:
    return STACK.format(over=name, line="=" * 20)


TITLE = """
.. profile-title:: {name}
   :deliverable: TS
   :description: radio of the {name}
"""
TABLE = "\n.. layer-list::\n"
CLASS = """
.. cosem-class:: {name}
   :class-id: 8200
   :version: 0

   attributes:
     1: {{name: logical_name, type: octet-string, static: yes}}
"""
FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   z-first\n   a-second\n",
    "z-first.rst": _part("First") + TITLE.format(name="first") + TABLE + CLASS.format(name="First class"),
    "a-second.rst": _part("Second") + TITLE.format(name="second") + CLASS.format(name="Second class"),
    "b-orphan.rst": ":orphan:\n\n" + _part("Orphan"),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", FILES)


@pytest.fixture
def app(source: Path, tmp_path: Path) -> Iterator[SphinxTestApp]:
    app = SphinxTestApp("dlmscheck", source, builddir=tmp_path / "out")
    app.build()
    yield app
    app.cleanup()


def test_a_list_of_layers_is_in_the_order_of_the_standard(source: Path, tmp_path: Path) -> None:
    for options in ((), ("-E", "-j", "2")):
        built = build(source, tmp_path / "out", *options)
        listed = [text(item).partition(" of ")[0] for item in built.page("z-first").select("ul.dlms-layer-list > li")]
        assert listed == ["First layer", "Second layer"]


def test_the_list_follows_the_order_of_the_toctree(source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out")
    edit(source / "index.rst", "z-first\n   a-second", "a-second\n   z-first")
    assert build(source, tmp_path / "out").pages() == build(source, tmp_path / "clean").pages()


def test_root_first_and_no_orphans(app: SphinxTestApp) -> None:
    assert documents(app.env) == ("index", "z-first", "a-second")
    assert [record.caption.value for record in records_of(app.env, LayerStack) if record.caption] == [
        "First in the standard",
        "Second in the standard",
    ]
    assert [record.caption for record in records_of(app.env, LayerStack)] == [
        record.caption for record in project_of(app.env).of(LayerStack)
    ]


def test_what_no_toctree_reaches_can_be_pointed_to(app: SphinxTestApp) -> None:
    """A page for editors may refer to what it shows."""
    assert [docname for docname, _ in targets_of(app.env)][-1] == "b-orphan"
    assert len(records_in(app.env, "b-orphan", LayerStack)) == 1


def test_without_a_standard_the_root_comes_first(source: Path, tmp_path: Path) -> None:
    app = SphinxTestApp("dlmscheck", source, builddir=tmp_path / "out", confoverrides={"dlms_standard": False})
    app.build()
    assert documents(app.env) == ("index", "a-second", "b-orphan", "z-first")
    app.cleanup()


def test_only_documents_with_such_records_are_opened(app: SphinxTestApp) -> None:
    harvests = harvests_of(app.env)
    harvests.__setstate__(harvests.__getstate__())
    assert documents_with(app.env, SapTable) == ()
    assert records_of(app.env, SapTable) == ()
    assert records_in(app.env, "index", LayerStack) == ()
    assert harvests._open == {}
    assert len(records_in(app.env, "a-second", LayerStack)) == 1
    assert list(harvests._open) == ["a-second"]


def test_one_registry(app: SphinxTestApp) -> None:
    """Of two classes with one class_id, pages and rules know the same."""
    known = known_objects(project_of(app.env))
    assert known is known_registry(app.env)
    project = project_of(app.env)
    assert known == known_objects(Project(records=project.records, registry=project.registry))
    assert known.class_name(8200) == "First class"


def test_of_two_titles_the_first_holds(app: SphinxTestApp) -> None:
    """Open places of the template's wording say what the title page says."""
    assert title_values(app.env)["description"] == "radio of the first"
    assert project_of(app.env).of(ProfileTitle)[0].title.value == "first"
