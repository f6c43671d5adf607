"""Clauses, annexes, figures and tables are numbered as the ISO/IEC Directives ask for, in every builder."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import pytest
from sphinx.application import Sphinx
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.docutils import docutils_namespace

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.sphinx.numbering.counting import annex_letter, count
from sphinx_dlmsprofile.sphinx.numbering.numbering import NumberingCollector
from sphinx_dlmsprofile.sphinx.numbering.store import store_of
from sphinx_dlmsprofile.sphinx.reading.outline import Inclusion, Outline, Part
from tests.builds.building import CONF, Built, build, edit, text, write
from tests.builds.samples import NAMES, SEVERAL, SEVERAL_TITLES, SINGLE_MYST, SINGLE_RST, SINGLE_TITLES

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment


class NoEnvironment:
    """What a collector clears, and nothing in it."""

    def __init__(self) -> None:
        for name in ("tocs", "toc_secnumbers", "toc_fignumbers", "toc_num_entries", "toctree_includes"):
            setattr(self, name, {})
        self.files_to_rebuild: dict[str, set[str]] = {}
        self.glob_toctrees: set[str] = set()
        self.numbered_toctrees: set[str] = set()


@pytest.mark.parametrize(("name", "content"), [("index.rst", SINGLE_RST), ("index.md", SINGLE_MYST)])
def test_one_file(tmp_path: Path, name: str, content: str) -> None:
    built = build(write(tmp_path / "source", {name: content}), tmp_path / "out")
    assert built.titles("index") == SINGLE_TITLES


def test_numbers_are_given_anew_when_a_document_is_gone() -> None:
    env = cast("BuildEnvironment", NoEnvironment())
    store = store_of(env)
    store.outlines["a"] = Outline([], (), (), has_index=False)
    collector = NumberingCollector()
    for docname, stale in (("b", False), ("a", True)):
        store.stale = False
        collector.clear_doc(cast("Sphinx", None), env, docname)
        assert store.stale is stale
    assert "a" not in store.outlines


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_heading_has_one_number(tmp_path: Path, builder: str) -> None:
    """The directive sectnum had put a second one before each title."""
    text = ".. sectnum::\n   :prefix: 9.\n\n"
    files = {
        "index.rst": f"T\n=\n\n.. toctree::\n\n   a\n   b\n\n{text}",
        "a.rst": f"Scope\n=====\n\n{text}Part\n----\n\nText.\n",
        "b.md": f"# Rules\n\n```{{eval-rst}}\n{text}```\n\n## Item\n\nText.\n",
    }
    built = build(write(tmp_path / "source", files), tmp_path / "out", builder=builder)
    if builder == "html":
        assert built.titles("a", "b") == ["1 Scope", "1.1 Part", "2 Rules", "2.1 Item"]
    else:
        shown = "".join((built.out / f"{name}.txt").read_text("utf-8") for name in ("a", "b"))
        assert [line for line in shown.splitlines() if line[:1].isdigit()] == [
            "1 Scope", "1.1 Part", "2 Rules", "2.1 Item"
        ]  # fmt: skip


def test_a_project_that_is_no_standard_any_more_has_the_numbers_of_sectnum(tmp_path: Path) -> None:
    """What was switched off for a standard had been kept with what Sphinx keeps of a build."""
    files = {"index.rst": "T\n=\n\n.. sectnum::\n   :prefix: 9.\n\nPart\n----\n\nText.\n"}
    source = write(tmp_path / "source", files)
    assert build(source, tmp_path / "out").titles("index") == ["T", "1 Part"]
    write(source, files, "dlms_standard = False\n")
    assert build(source, tmp_path / "out").titles("index") == ["9.1 T", "9.1.1 Part"]


def test_several_files(tmp_path: Path) -> None:
    built = build(write(tmp_path / "source", SEVERAL), tmp_path / "out")
    assert built.titles(*NAMES) == SEVERAL_TITLES
    assert built.links("foreword") == ["Figure 2", "Figure A.1", "Clause 2"]


def test_annexes_carry_their_status_for_style_sheets(tmp_path: Path) -> None:
    page = build(write(tmp_path / "source", {"index.rst": SINGLE_RST}), tmp_path / "out").page("index")
    sections = page.select("section.annex")
    assert [section["class"] for section in sections] == [["annex", "annex-informative"], ["annex", "annex-normative"]]
    assert [text(section.select_one("h2 .annex-status")) for section in sections] == ["(informative)", "(normative)"]


def test_navigation_shows_the_numbers(tmp_path: Path) -> None:
    page = build(write(tmp_path / "source", SEVERAL), tmp_path / "out").page("back")
    entries = [entry.text for entry in page.select(".sphinxsidebar li.toctree-l1 > a")]
    assert entries == [title for title in SEVERAL_TITLES if re.match(r"Foreword|\d \w|Annex|Bibl", title)]
    assert "Annex B (normative) Second" in text(page.select_one(".related, .relations"))


def test_one_page_shows_what_the_pages_show(tmp_path: Path) -> None:
    source = write(tmp_path / "source", SEVERAL)
    pages = build(source, tmp_path / "html")
    single = build(source, tmp_path / "single", builder="singlehtml")
    assert single.titles("index") == SEVERAL_TITLES
    links = [link for name in NAMES for link in pages.links(name)]
    assert [link for link in single.links("index") if link in links] == links


def test_search_finds_the_numbers(tmp_path: Path) -> None:
    source = write(tmp_path / "source", SEVERAL)
    built = build(source, tmp_path / "out")
    wanted = [title for title in SEVERAL_TITLES if not title.startswith("Figure")]
    assert sorted(_search(built)["alltitles"]) == sorted(wanted)
    # Up to Sphinx 8.1 the titles of pages are HTML there.
    assert "2 Overview" in [re.sub("<.*?>", "", title) for title in _search(built)["titles"]]
    edit(source / "overview.md", "## One", "## Again")
    again = _search(build(source, tmp_path / "out"))
    assert again["alltitles"] == _search(build(source, tmp_path / "clean"))["alltitles"]
    assert "2.1 Again" in again["alltitles"]


def _search(built: Built) -> dict[str, dict[str, object]]:
    script = (built.out / "searchindex.js").read_text("utf-8")
    found: dict[str, dict[str, object]] = json.loads(script.removeprefix("Search.setIndex(").rstrip(")"))
    return found


def test_contents_in_the_root_document_bring_in_clauses(tmp_path: Path) -> None:
    index = "Title\n=====\n\nContents\n--------\n\n.. toctree::\n\n   scope\n   overview\n"
    source = write(tmp_path / "source", {**SEVERAL, "index.rst": index})
    assert build(source, tmp_path / "out").titles("index", "scope", "overview")[:3] == ["Title", "Contents", "1 Scope"]


def test_several_first_level_headings_in_the_root_document(tmp_path: Path) -> None:
    index = "Scope\n=====\n\nSub\n---\n\nTerms\n=====\n\nAnnex (normative) Tests\n======================\n"
    source = write(tmp_path / "source", {"index.rst": index})
    assert build(source, tmp_path / "out").titles("index") == [
        "1 Scope",
        "1.1 Sub",
        "2 Terms",
        "Annex A (normative) Tests",
    ]


ODD = {
    "empty": {"index.rst": ""},
    "loops and missing documents": {
        "index.rst": ".. toctree::\n\n   a\n   a\n   missing\n",
        "a.rst": "A\n=\n\n.. toctree::\n\n   b\n",
        "b.rst": "B\n=\n\n.. toctree::\n\n   a\n   b\n",
    },
    "odd toctrees": {
        "index.rst": "Annex\n=====\n\nAnnex\n-----\n\n.. toctree::\n\n   self\n   https://example.org\n   genindex\n"
    },
    "odd headings": {
        "index.rst": "T\n=\n.. only:: html\n\n   S\n   -\n\nIndex\n-----\n\n*Annex* (normative)\n-------------------\n"
    },
}


@pytest.mark.parametrize("files", ODD.values(), ids=ODD)
def test_odd_projects_are_built(tmp_path: Path, files: dict[str, str]) -> None:
    # Not HTML: Sphinx' own navigation does not stand loops.
    built = build(write(tmp_path / "source", files), tmp_path / "out", builder="text")
    assert built.status in {0, 1}  # 2 is an exception
    assert (built.out / "index.txt").exists()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("scope.rst", "First\n", "First\n\n.. figure:: x.svg\n\n   Another\n"),
        ("scope.rst", "Scope\n=====\n", "Scope\n=====\n\nInner\n-----\n"),
        ("overview.md", "## One\n", "## Zero\n\n## One\n"),
        ("index.rst", "   scope\n   overview\n", "   overview\n   scope\n"),
        ("annex-x.md", "(informative)", "(normative)"),
        ("annex-x.md", "# Annex Z (informative) First", "# Now a clause"),
        ("scope.rst", "Second", "Renamed"),
        ("back.md", "# Bibliography", "# Bibliography\n\nText."),
    ],
)
def test_touched_is_clean(tmp_path: Path, name: str, old: str, new: str) -> None:
    source = write(tmp_path / "source", SEVERAL)
    before = build(source, tmp_path / "out").pages()
    edit(source / name, old, new)
    # Another builder on the same doctrees in between must not make us forget.
    build(source, tmp_path / "out", builder="dummy")
    touched = build(source, tmp_path / "out").pages()
    assert touched == build(source, tmp_path / "clean").pages()
    assert touched != before


def test_only_pages_that_show_a_change_are_written(tmp_path: Path) -> None:
    source = write(tmp_path / "source", SEVERAL)
    before = build(source, tmp_path / "out")
    stamps = {name: (before.out / f"{name}.html").stat().st_mtime_ns for name in NAMES}
    edit(source / "scope.rst", "First\n", "First\n\n.. figure:: x.svg\n\n   Another\n")
    after = build(source, tmp_path / "out")
    written = {name for name in NAMES if (after.out / f"{name}.html").stat().st_mtime_ns != stamps[name]}
    # The root document, because a toctree of it names the changed one.
    assert written == {"index", "scope", "foreword", "overview", "annex-y"}


def test_parallel_is_serial(tmp_path: Path) -> None:
    source = write(tmp_path / "source", SEVERAL)
    assert build(source, tmp_path / "serial").pages() == build(source, tmp_path / "parallel", "-j2").pages()


def test_no_change_reads_and_writes_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "source", SEVERAL)
    for builder in ("html", "text"):
        out = tmp_path / builder
        build(source, out, builder=builder)
        stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name[:1] != "_"}
        again = build(source, out, builder=builder)
        assert "0 added, 0 changed, 0 removed" in again.said
        assert "no targets are out of date." in again.said
        written = {path.name for path in stamps if path.stat().st_mtime_ns != stamps[path]}
        # What Sphinx itself writes each time.
        assert not {name for name in written if name.endswith((".html", ".txt", ".json"))} - {
            "genindex.html",
            "search.html",
        }


def test_a_manual_is_left_to_sphinx(tmp_path: Path) -> None:
    files = {name: content for name, content in SEVERAL.items() if name.endswith(".rst")}
    files["index.rst"] = files["index.rst"].replace(":hidden:", ":numbered:")
    plain = write(tmp_path / "plain", files)
    ours = write(tmp_path / "ours", files, "dlms_standard = False\nnumfig = True\n")
    (plain / "conf.py").write_text(CONF.replace("sphinx_dlmsprofile", "myst_parser") + "numfig = True\n", "utf-8")
    expected = build(plain, tmp_path / "expected")
    assert build(ours, tmp_path / "out").titles("annex-y", "scope") == expected.titles("annex-y", "scope")


def test_the_author_chooses_formats(tmp_path: Path) -> None:
    conf = 'numfig_format = {"figure": "Bild %s:", "section": "Abschnitt %s"}\nhtml_secnumber_suffix = " | "\n'
    built = build(write(tmp_path / "source", SEVERAL, conf), tmp_path / "out")
    assert built.titles("scope") == ["1 | Scope", "Bild 1: First", "Bild 2: Second"]
    assert built.links("foreword") == ["Bild 2", "Bild A.1", "Abschnitt 2"]


def test_sphinx_own_collector_is_out_of_work(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"index.rst": ""})
    with docutils_namespace():
        app = Sphinx(source, source, tmp_path / "out", tmp_path / "doctrees", "dummy", status=None, warning=None)
        for event in ("doctree-read", "env-get-updated", "env-purge-doc", "env-merge-info"):
            owners = [getattr(listener.handler, "__self__", None) for listener in app.events.listeners[event]]
            assert [type(owner) for owner in owners if isinstance(owner, TocTreeCollector)] == [NumberingCollector]


def test_letters_of_annexes() -> None:
    assert [annex_letter(position) for position in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]


def test_a_standard_that_contains_itself() -> None:
    again = Part("", ("a",), "A", SectionKind.CLAUSE, None, [Inclusion(("index", "missing", "a"))])
    outlines = {"index": Outline([Inclusion(("a",))], (), (), has_index=False)}
    outlines["a"] = Outline([again], (), (), has_index=False)
    assert [section.number for section in count(outlines, "index").tree] == ["1"]
    assert count({}, "index").tree == []
