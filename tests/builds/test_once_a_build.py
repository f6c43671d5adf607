"""The project is put together once in a build, the previous edition read once, and the trace derived once."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_dlmsprofile.analysis import trace
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports import editions
from sphinx_dlmsprofile.judging import judge as judging
from sphinx_dlmsprofile.sphinx.building import project
from sphinx_dlmsprofile.sphinx.building.project_digest import project_digest
from sphinx_dlmsprofile.sphinx.common.build_memo import forget
from sphinx_dlmsprofile.sphinx.numbering import pages
from tests.builds.building import build, edit, write

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project

FILES = {
    "index.rst": """\
        A standard
        ==========

        .. toctree::

           part
           Annex B (normative) Classes <classes>
        """,
    "part.rst": """\
        Part
        ====

        A server shall use :cosem:`Radio setup`.
        """,
    "classes.rst": """\
        Annex B (normative) Classes
        ===========================

        .. cosem-class:: Radio setup
           :class-id: 8200
           :version: 0

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
        """,
}
REVIEW = ("-D", "dlms_review=1", "-D", "dlms_previous_edition=old.json")
KINDS = {
    "html": ("html", ()),
    "dirhtml": ("dirhtml", ()),
    "singlehtml": ("singlehtml", ()),
    "text": ("text", ()),
    "PDF": ("dlmspdf", ()),
    "check": ("dlmscheck", ()),
    "review html": ("html", REVIEW),
    "review PDF": ("dlmspdf", REVIEW),
    "review check": ("dlmscheck", REVIEW),
    "parallel review": ("html", (*REVIEW, "-j", "2")),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = write(tmp_path / "source", FILES)
    build(source, tmp_path / "old")
    shutil.copy(tmp_path / "old" / "profile.json", source / "old.json")
    return source


@pytest.fixture
def calls(source: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each is done, counted from when the source is there."""
    assert source.is_dir()
    counts: Counter[str] = Counter()

    def count(module: Any, name: str) -> None:
        original = getattr(module, name)

        def counted(*arguments: Any) -> Any:
            counts[name] += 1
            return original(*arguments)

        monkeypatch.setattr(module, name, counted)

    count(project._Assembly, "assembled")
    count(editions, "read_profile")
    count(trace, "derive")
    return counts


@pytest.mark.parametrize("kind", KINDS)
def test_once(source: Path, tmp_path: Path, calls: Counter[str], kind: str) -> None:
    builder, options = KINDS[kind]
    is_review = options[: len(REVIEW)] == REVIEW
    build(source, tmp_path / "out", *options, builder=builder)
    assert calls == Counter(assembled=1, read_profile=is_review, derive=is_review)


@pytest.mark.parametrize("options", [(), REVIEW])
def test_once_where_a_document_was_touched(
    source: Path, tmp_path: Path, calls: Counter[str], options: tuple[str, ...]
) -> None:
    build(source, tmp_path / "out", *options)
    calls.clear()
    edit(source / "part.rst", "server shall", "client shall")
    build(source, tmp_path / "out", *options)
    assert calls == Counter(assembled=1, read_profile=bool(options), derive=bool(options))


def test_never_where_a_document_says_what_it_said(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.undo()  # What watches over findings that are held puts the project together itself.
    calls: Counter[str] = request.getfixturevalue("calls")
    build(source, tmp_path / "out")
    assert calls["assembled"]
    calls.clear()
    edit(source / "part.rst", "A", "A")
    build(source, tmp_path / "out")
    assert calls == Counter()


def test_words_of_sphinx_are_the_same_before_they_are_translated(source: Path, tmp_path: Path) -> None:
    def digest() -> bytes:
        forget(app.env)
        return project_digest(app.env)

    with docutils_namespace():
        app = Sphinx(source, source, tmp_path / "out", tmp_path / "doctrees", "html", status=None, warning=None)
        app.build()
        before, labels = digest(), app.env.domains.standard_domain.labels
        place = labels["search"]
        assert type(place[2]) is not str
        labels["search"] = (*place[:2], str(place[2]))
        assert digest() == before


def test_never_where_nothing_has_changed(source: Path, tmp_path: Path, calls: Counter[str]) -> None:
    build(source, tmp_path / "out")
    calls.clear()
    build(source, tmp_path / "out")
    build(source, tmp_path / "out", "-a")
    assert calls == Counter()


def test_not_judged_where_a_document_says_what_it_said(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Project] = []
    original = judging.judge

    def judge(project: Project, *arguments: Any) -> list[Finding]:
        judged.append(project)
        return original(project, *arguments)

    monkeypatch.setattr(judging, "judge", judge)
    figures = "".join(f".. table:: Caption {number}\n\n   === ===\n   a   b\n   === ===\n\n" for number in range(3))
    edit(source / "part.rst", "A server shall", f"{figures}A server shall")
    build(source, tmp_path / "out")
    assert judged
    judged.clear()
    for name in ("part.rst", "classes.rst", "index.rst"):
        edit(source / name, "A", "A")
        build(source, tmp_path / "out")
    assert not judged


def test_what_pages_show_is_looked_up_where_pages_are_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Sphinx] = []
    original = pages.fingerprints

    def fingerprints(app: Sphinx) -> dict[str, str]:
        looked.append(app)
        return original(app)

    monkeypatch.setattr(pages, "fingerprints", fingerprints)
    trees = ("-d", str(tmp_path / "trees"))
    build(source, tmp_path / "out", *trees)
    assert len(looked) == 1
    edit(source / "part.rst", "Part\n====", "Other\n=====")
    build(source, tmp_path / "check", *trees, builder="dlmscheck")
    assert len(looked) == 1
    # The page was not read again in this build, and shows the title of another one.
    build(source, tmp_path / "out", *trees)
    assert len(looked) == 2
    assert "Other" in (tmp_path / "out" / "classes.html").read_text("utf-8")


@pytest.mark.parametrize("review", [False, True])
def test_once_in_a_check(source: Path, calls: Counter[str], *, review: bool) -> None:
    assert judge_project(source, review=review)
    assert calls == Counter(assembled=1, derive=review)


def test_a_file_that_is_no_edition_is_read_once_and_warned_of_once(
    source: Path, tmp_path: Path, calls: Counter[str]
) -> None:
    (source / "old.json").write_text("[]", "utf-8")
    built = build(source, tmp_path / "out", *REVIEW)
    assert calls["read_profile"] == 1
    assert built.warnings.count("dlms_previous_edition: ") == 1
