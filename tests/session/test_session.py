"""A session: what makes it read a document again, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.session.session import Session
    from tests.session.conftest import Sessions

_TEXT = "Profile\n=======\n\nScope\n-----\n\n"


def _rules(session: Session) -> set[str]:
    judgement = session.judge()
    assert judgement
    return {finding.rule for finding in judgement.findings if finding.waived is None}


def test_what_is_read_again(tmp_path: Path, make_session: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "index.rst": f".. toctree::\n\n   other\n\n{_TEXT}.. sap-table:: SAPs\n   :file: saps.yaml\n",
        "other.rst": "Other\n=====\n\nIt is 10%.\n",
        "waivers.yaml": "[]\n",
    }
    directory = Source(files, {"dlms_waivers": "waivers.yaml"}).write(tmp_path / "source")
    session = make_session(directory)
    assert {"editorial-percent-space", "body-file-missing"} <= _rules(session)
    read: list[str] = []
    started: list[object] = []
    assert session._app
    session._app.connect("source-read", lambda _app, docname, _source: read.append(docname))
    original = type(session)._started

    def noted(self: Session) -> Sphinx:
        started.append(self)
        return original(self)

    monkeypatch.setattr(type(session), "_started", noted)

    # What is of no matter, as the output of a build.
    (directory / "_build").mkdir()
    (directory / "_build" / "notes.txt").write_text("10%", "utf-8")
    session.note_saved(directory / "_build" / "notes.txt")
    _rules(session)
    # What waits for a file is read in any case.
    assert (read, started) == (["index"], [])
    read.clear()

    # A file that a document names, and that did not exist.
    (directory / "saps.yaml").write_text("client:\n  0x00: No-station\n", "utf-8")
    session.note_saved(directory / "saps.yaml")
    assert "body-file-missing" not in _rules(session)
    assert (read, started) == (["index"], [])

    session.show(directory / "other.rst", b"Other\n=====\n\nIt is 10 %.\n")
    assert "editorial-percent-space" not in _rules(session)
    assert read == ["index", "other"]
    session.show(directory / "other.rst", None)
    assert "editorial-percent-space" in _rules(session)
    assert started == []

    # A file that conf.py names.
    waivers = b"- rule: editorial-percent-space\n  reason: It is quoted.\n"
    session.show(directory / "waivers.yaml", waivers)
    assert "editorial-percent-space" not in _rules(session)
    assert len(started) == 1


def test_two_projects_in_one_process(tmp_path: Path, make_session: Sessions) -> None:
    """Each has the roles of its own extensions."""
    one = Source({"index.rst": f"{_TEXT}See :doubled:`a`.\n", "own.py": ""}).write(tmp_path / "one")
    code = "def setup(app):\n    app.add_role('doubled', lambda *given: ([], []))\n"
    (one / "conf.py").write_text(f'extensions = ["sphinx_dlmsprofile"]\n{code}', "utf-8")
    other = Source({"index.rst": f"{_TEXT}See :doubled:`a`.\n"}).write(tmp_path / "other")
    sessions = [make_session(one), make_session(other)]
    for text in (b"", b"\n", b"\n\n"):
        for session in sessions:
            session.show(session.srcdir / "index.rst", f"{_TEXT}See :doubled:`a`.\n".encode() + text)
        assert ["role-unknown" in _rules(session) for session in sessions] == [False, True]
