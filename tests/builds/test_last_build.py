"""A build in which nothing has changed makes nothing anew, and any change is seen."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.judging import judge
from sphinx_dlmsprofile.sphinx.building import last_build, project
from sphinx_dlmsprofile.sphinx.common import installed
from sphinx_dlmsprofile.sphinx.numbering import pages
from tests.builds.building import build, edit, write
from tests.support import run_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.builds.building import Built

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

CONF = """\
import json
from pathlib import Path

dlms_review = True
dlms_select = ["trace-target-unknown", "test-failed", "conf-file"]
dlms_review_pages = ["review/**"]
dlms_test_results = ["bench.xml"]
dlms_previous_edition = "old.json"
needs_external_needs = [{"base_url": "https://example.org", "json_path": "theirs.json"}]
dlms_test_types = ["their_test"]
needs_types = [{"directive": "their_test", "title": "Test", "prefix": "T"}]
needs_build_json = True
needs_fields = {"asil": {"default": "QM"}}
"""
THEIRS = {
    "current_version": "1",
    "versions": {"1": {"needs": {"X1": {"id": "X1", "title": "Theirs", "type": "their_test", "links": ["leave"]}}}},
}
FILES = {
    "index.rst": """\
        Profile
        =======

        Layers
        ------

        :prov:`join` A station shall join. :prov:`leave` A station shall leave.
        """,
    "review/tests.rst": """\
        :orphan:

        Tests
        =====

        .. dlms_test:: Joins
           :id: test-joins
           :verifies: join

        .. needtable::
           :filter: type == "dlms_provision"
           :columns: id, dlms_coverage
        """,
    "bench.xml": '<testsuite><testcase name="test_joins"/><testcase name="b" verifies="lost"/></testsuite>',
    "theirs.json": json.dumps(THEIRS),
    "confirmations.yaml": "",
    "old.json": "{}",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = write(tmp_path / "source", FILES, CONF)
    (source / "conf.py").write_text((source / "conf.py").read_text("utf-8") + "dlms_previous_edition = ''\n", "utf-8")
    return source


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made: projects put together, and those that are judged."""
    noted: list[str] = []
    for module, name in ((judge, "judge"), (project._Assembly, "assembled")):
        original = getattr(module, name)

        def note(*given: Any, name: str = name, original: Any = original) -> Any:
            noted.append(name)
            return original(*given)

        monkeypatch.setattr(module, name, note)
    return noted


def told(built: Built) -> tuple[int, str, dict[str, bytes]]:
    """What a build says, and all that it has written for reviewers."""
    names = sorted(path for kind in ("html", "json", "csv") for path in built.out.rglob(f"[!.]*.{kind}"))
    written = {path.relative_to(built.out).as_posix(): path.read_bytes() for path in names}
    return built.status, built.warnings, written


def test_nothing_has_changed(source: Path, tmp_path: Path, made: list[str]) -> None:
    first = told(build(source, tmp_path / "out"))
    assert "lost" in first[1]
    assert b"verified" in first[2]["report-coverage.csv"]
    made.clear()
    for options in ((), ("-j", "2")):
        assert told(build(source, tmp_path / "out", *options)) == first
    assert made == []
    assert told(build(source, tmp_path / "out", "-a")) == first
    (tmp_path / "out" / "report-coverage.html").unlink()
    assert told(build(source, tmp_path / "out")) == first
    assert told(build(source, tmp_path / "out", "-E")) == first
    assert "judge" in made


def _fails(source: Path) -> None:
    edit(source / "bench.xml", '"test_joins"/>', '"test_joins"><failure message="late"/></testcase>')


def _previous(source: Path) -> None:
    edit(source / "conf.py", "dlms_previous_edition = ''", "dlms_previous_edition = 'old.json'")


def edit_confirmations(source: Path) -> None:
    entry = "- {provision: join, text: '0123', by: x, date: 2026-05-04, reason: y}\n"
    (source / "confirmations.yaml").write_text(entry, "utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a result": _fails,
    "a test case": lambda source: edit(source / "review/tests.rst", ":verifies: join", ":verifies: leave"),
    "a provision": lambda source: edit(source / "index.rst", "shall join", "shall not join"),
    "needs of others": lambda source: edit(source / "theirs.json", '["leave"]', '["join"]'),
    "the previous edition": _previous,
    "a confirmation": edit_confirmations,
    "a type of tests": lambda source: edit(
        source / "conf.py", 'dlms_test_types = ["their_test"]', "dlms_test_types = []"
    ),
    "a setting of sphinx-needs": lambda source: edit(source / "conf.py", '"QM"', '"A"'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(source: Path, tmp_path: Path, change: str) -> None:
    first = told(build(source, tmp_path / "out"))
    assert told(build(source, tmp_path / "out")) == first
    CHANGES[change](source)
    changed = told(build(source, tmp_path / "out"))
    assert changed != first
    assert told(build(source, tmp_path / "out")) == changed
    assert told(build(source, tmp_path / "clean")) == changed


@pytest.mark.parametrize("review", ["1", "0"])
def test_editions_are_compared_once(source: Path, tmp_path: Path, made: list[str], review: str) -> None:
    assert run_command("export", str(source), "-D", "dlms_review=1", "--output", str(source / "old.json"))[0] == 0
    for name, old, new in (("conf.py", "= ''", "= 'old.json'"), ("index.rst", "shall join", "shall join once")):
        (source / name).write_text((source / name).read_text("utf-8").replace(old, new), "utf-8")
    options = ("-D", f"dlms_review={review}", "-D", "html_theme=dlms")
    first = told(build(source, tmp_path / "out", *options))
    notes = (tmp_path / "out/page-notes.js").read_bytes()
    assert b"inserted" in notes
    assert {"judge", "assembled"} <= set(made)
    made.clear()
    assert told(build(source, tmp_path / "out", *options)) == first
    assert made == []
    assert "former-numbers.html" in first[2]
    for gone in ("former-numbers.html", "page-notes.js"):
        (tmp_path / "out" / gone).unlink()
        assert told(build(source, tmp_path / "out", *options)) == first
        assert (tmp_path / "out/page-notes.js").read_bytes() == notes
    # A previous edition that says something else.
    edit(source / "old.json", "shall join", "shall always join")
    changed = told(build(source, tmp_path / "out", *options))
    assert (tmp_path / "out/page-notes.js").read_bytes() != notes
    assert told(build(source, tmp_path / "clean", *options)) == changed
    (source / "old.json").unlink()
    assert "old.json" in told(build(source, tmp_path / "out", *options))[1]
    assert not (tmp_path / "out/former-numbers.html").exists()


def test_a_previous_edition_in_sources_is_read_each_time(source: Path, tmp_path: Path, made: list[str]) -> None:
    edit(source / "conf.py", "dlms_previous_edition = ''", "dlms_previous_edition = '.'")
    build(source, tmp_path / "out")
    made.clear()
    build(source, tmp_path / "out")
    assert "judge" in made


def test_pages_of_another_version_of_the_package_are_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "source", {"index.rst": FILES["index.rst"]})
    page = build(source, tmp_path / "html").out / "index.html"
    written = page.read_bytes()

    def built_again() -> bytes:
        page.write_text("another", "utf-8")
        build(source, tmp_path / "html")
        return page.read_bytes()

    assert built_again() == b"another", "nothing has changed"
    monkeypatch.setattr(installed, "package_digest", lambda: bytes(20))
    assert built_again() == written, "what was read is read again"
    assert built_again() == b"another"
    monkeypatch.setattr(pages, "__version__", "0.0.0")
    assert built_again() == written, "doctrees that another output directory has read anew have pages here, too"


@pytest.mark.parametrize(("verifies", "is_quiet"), [("join", True), ("join\n   :links: nowhere", False)])
def test_needs_are_resolved_again_where_it_says_something(verifies: str, is_quiet: bool, tmp_path: Path) -> None:  # noqa: FBT001
    conf = (
        "dlms_review = True\ndlms_review_pages = ['review*']\ndlms_select = ['test-failed']\n"
        "def setup(app):\n"
        "    app.connect('needs-before-post-processing', lambda *_: print('needs: asked'))\n"
    )
    test = f".. dlms_test:: Joins\n   :id: test-joins\n   :verifies: {verifies}\n   :dlms_result: failed\n"
    text = "Profile\n=======\n\nLayers\n------\n\n:prov:`join` A station shall join.\n"
    files = {"index.rst": text, "review.rst": f":orphan:\n\nTests\n=====\n\n{test}"}
    source = write(tmp_path / "source", files, conf)
    first = build(source, tmp_path / "out")
    again = build(source, tmp_path / "out")
    assert "test-failed" in first.warnings
    assert again.warnings == first.warnings
    assert ("needs: asked" in first.said, "needs: asked" in again.said) == (True, not is_quiet)
    written = first.pages()
    (tmp_path / "out" / "index.html").unlink()
    (tmp_path / "out" / "review.html").unlink()
    rewritten = build(source, tmp_path / "out")
    assert "needs: asked" in rewritten.said
    assert rewritten.pages() == written


def test_what_an_editor_puts_into_the_package_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "version.py").write_text("", "utf-8")
    monkeypatch.setattr("sphinx_dlmsprofile.version.__file__", str(tmp_path / "version.py"))
    before = list(installed.package())
    (tmp_path / ".#version.py").symlink_to("somebody@somewhere.1")
    assert list(installed.package()) == before


MADE_OF = {
    "nothing has changed": ("basis", "key", "first"),
    "something has, but not what it is made of": ("other", "key", "first"),
    "what it is made of has changed": ("other", "other", "second"),
    "it is not known what has changed": (None, "key", "first"),
    "it is not known what it is made of": ("other", None, "second"),
}


@pytest.mark.parametrize("case", MADE_OF)
def test_a_part_is_made_where_its_key_has_changed(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    basis, key, expected = MADE_OF[case]

    def run(basis: str | None, key: str | None, value: str) -> Any:
        app: Any = SimpleNamespace(doctreedir=tmp_path)
        monkeypatch.setattr(last_build, "basis_of", lambda _app: basis)
        found = last_build.made(app, "part", lambda: value, lambda: key)
        last_build._store(app, None)
        return found

    run("basis", "key", "first")
    assert run(basis, key, "second") == expected


def test_a_part_without_a_key_is_made_where_anything_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = iter("aab")

    def run(value: str) -> Any:
        app: Any = SimpleNamespace(doctreedir=tmp_path)
        basis = next(given)
        monkeypatch.setattr(last_build, "basis_of", lambda _app: basis)
        found = last_build.made(app, "part", lambda: value)
        last_build._store(app, None)
        return found

    assert [run("first"), run("second"), run("third")] == ["first", "first", "third"]
