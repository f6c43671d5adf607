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
from tests.builds.building import build, write

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


# Parts of tables and lists without a whole, and what is no part in one: without lines, as extensions make them.
STRAY = """
from docutils import nodes
from docutils.parsers.rst import Directive
class Stray(Directive):
    def run(self):
        word = lambda text: nodes.paragraph("", text)
        return [
            nodes.container("", nodes.row("", nodes.entry("", word("first")), word("second"))),
            nodes.entry("", word("third")),
            nodes.tgroup("", nodes.tbody("", nodes.row("", nodes.entry("", word("fourth"))))),
            nodes.enumerated_list("", nodes.Text("fifth"), nodes.list_item("", word("sixth")), word("seventh")),
            nodes.container("", nodes.list_item("", word("eighth"))),
            nodes.container("", nodes.term("", "ninth"), nodes.classifier("", "tenth")),
            nodes.footnote(),
        ]
def setup(app):
    app.add_directive("stray", Stray)
"""


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


@pytest.mark.parametrize("builder", ["needs", "gettext", "doctest", "coverage", "changes", "xml", "pseudoxml", "dummy"])
def test_a_builder_without_documents_starts(tmp_path: Path, builder: str) -> None:
    more = 'extensions += ["sphinx_needs", "sphinx.ext.doctest", "sphinx.ext.coverage"]\n'
    source = write(tmp_path / "source", {"index.rst": "A\n=\n"}, more)
    with docutils_namespace():
        Sphinx(source, source, tmp_path / "out", tmp_path / "d", builder, status=None, warning=None)


@pytest.mark.parametrize("builder", ["html", "text", "epub"])
def test_signatures_of_sphinx_have_a_form(tmp_path: Path, builder: str) -> None:
    """They were reported as nodes of an extension without one."""
    signatures = (".. py:class:: Meter(Base)\n\n   .. py:method:: read(name: str) -> int", ".. c:function:: int f(int)")
    text = "\n\n".join(("T\n=", *signatures, ""))
    built = build(write(tmp_path / "source", {"index.rst": text}), tmp_path / "out", builder=builder)
    assert "node-formless" not in built.warnings
    if builder == "text":
        assert "read(name: str) -> int" in (built.out / "index.txt").read_text("utf-8")


# Nodes of another extension: one without any form, two that pages alone have, one of them with no words in it.
FORMLESS = """
from docutils import nodes
from docutils.parsers.rst import Directive
class inner(nodes.Inline, nodes.TextElement): pass
class loose(nodes.General, nodes.TextElement): pass
class outer(nodes.General, nodes.Element): pass
class drawn(nodes.General, nodes.Element): pass
def visit(translator, node): translator.body.append("<div>")
def depart(translator, node): translator.body.append("</div>")
class Odd(Directive):
    has_content = True
    def run(self):
        found = outer("", loose("", "looseQ"), drawn())
        self.state.nested_parse(self.content, self.content_offset, found)
        return [nodes.paragraph("", "", nodes.Text("before "), inner("", "innerQ")), found]
def setup(app):
    app.add_node(inner)
    app.add_node(loose)
    app.add_node(outer, html=(visit, depart))
    app.add_node(drawn, html=(visit, depart))
    app.add_directive("odd", Odd)
    return {"parallel_read_safe": True}
"""


@pytest.mark.parametrize(
    ("builder", "formless"),
    [("html", ["inner", "loose"]), ("text", ["drawn", "inner", "loose", "outer"])],
)
def test_nodes_of_others_without_a_form_stop_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str, formless: list[str]
) -> None:
    text = "Scope\n=====\n\n.. odd::\n\n   contentQ\n\n.. odd::\n\n   againQ\n"
    source = write(tmp_path / "source", {"index.rst": text})
    monkeypatch.syspath_prepend(str(source))
    (source / "formless.py").write_text(FORMLESS, "utf-8")
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('extensions.append("formless")\n')
    with docutils_namespace():
        built = build(source, tmp_path / "out", builder=builder)
    monkeypatch.delitem(sys.modules, "formless")
    said = [line for line in built.warnings.splitlines() if "node-formless" in line]
    assert sorted(line.partition("of the node ")[2].partition(":")[0] for line in said) == formless
    assert all("index.rst:" in line and "index.rst::" not in line for line in said)
    page = (tmp_path / "out" / f"index.{'html' if builder == 'html' else 'txt'}").read_text("utf-8")
    assert all(word in page for word in ("looseQ", "innerQ", "contentQ", "againQ"))
    if builder == "html":
        assert "<p>before innerQ</p>" in page
        assert "<p>looseQ</p>" in page


def test_a_table_of_needs_is_a_table_in_text(tmp_path: Path) -> None:
    table = ".. needtable::\n   :filter: type == 'dlms_provision'\n   :style: table\n"
    files = {
        "index.rst": "Profile\n=======\n\nLayers\n------\n\n:prov:`join` A station shall join.\n",
        "review.rst": f":orphan:\n\nReview\n======\n\n{table}",
    }
    source = write(tmp_path / "source", files, "dlms_review = True\ndlms_review_pages = ['review*']\n")
    with docutils_namespace():
        build(source, tmp_path / "out", builder="text")
    page = (tmp_path / "out" / "review.txt").read_text("utf-8")
    assert any(line.startswith("|") and "join" in line for line in page.splitlines())


def test_text_has_headings_of_all_levels(tmp_path: Path) -> None:
    signs = "=-~^\"'`#*+"
    text = "".join(f"Level {number}\n{sign * 9}\n\n" for number, sign in enumerate(signs))
    source = write(tmp_path / "source", {"index.rst": f"{text}lastQ\n"})
    for again in (False, True):
        built = build(source, tmp_path / "out", builder="text")
        assert "lastQ" in (tmp_path / "out" / "index.txt").read_text("utf-8")
        assert not again or "have changed" not in built.said


@pytest.mark.parametrize("builder", ["dlmspdf", "dlmsdocx", "dlmssts"])
def test_parts_without_a_whole_are_blocks_on_paper(builder: str, tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"stray.py": STRAY, "index.rst": "A\n=\n\n.. stray::\n\nLast.\n"})
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            f"import sys\nsys.path.insert(0, {str(source)!r})\nextensions.append('stray')\ndlms_standard = False\n"
        )
    built = build(source, tmp_path / "out", builder=builder)
    assert (built.status, "lost" in built.warnings, "Traceback" in built.warnings) == (0, False, False), built.warnings
    if builder == "dlmssts":
        page = next(built.out.rglob("*.xml")).read_text("utf-8")
        words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
        assert [word for word in words if word not in page] == []
