"""A build in which nothing has changed tells what the last one has found, and any change is judged."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.config import Config

from sphinx_dlmsprofile import version
from sphinx_dlmsprofile.judging import judge
from sphinx_dlmsprofile.sphinx.building import analysis_cache, findings_cache, judgement, project
from sphinx_dlmsprofile.sphinx.common import installed
from sphinx_dlmsprofile.sphinx.common.cache_file import load
from tests.builds.building import Built, build, edit, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.sphinx.building.findings_cache import Kept

CONF = """\
dlms_select = ["sap-reserved-value", "class-unknown", "waiver-unused"]
dlms_waivers = "waivers.yaml"
dlms_registry = ["own.yaml"]
"""
PAGES = {
    "index.rst": "A profile\n=========\n\nSet up by :cosem:`8200`.\n\n.. toctree::\n   :glob:\n\n   p*\n",
    "part.rst": "Part\n====\n\n.. sap-table:: SAPs\n\n   client:\n     0x11: Public Client\n",
    "pother.rst": "Other\n=====\n\nSee :numref:`there`.\n\n.. _there:\n\nThere\n-----\n\nText.\n",
    "waivers.yaml": "- {rule: waiver-unused, reason: none}\n",
    "own.yaml": "format: 1\nclasses:\n  - {class_id: 8200, name: Radio setup}\n",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", PAGES, CONF)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The projects that are judged."""
    projects: list[object] = []
    original = judge.judge

    def noted(project: Any, *rest: Any) -> Any:
        projects.append(project)
        return original(project, *rest)

    monkeypatch.setattr(judge, "judge", noted)
    return projects


def told(built: Built) -> tuple[int, str, bytes]:
    """What a build says to its user."""
    return built.status, built.warnings, (built.out / "profile.json").read_bytes()


def test_nothing_has_changed(source: Path, tmp_path: Path, judged: list[object]) -> None:
    first = told(build(source, tmp_path / "out"))
    assert "[dlms.sap-reserved-value]" in first[1]
    for options in ((), ("-j", "2"), ("-a",)):
        assert told(build(source, tmp_path / "out", *options)) == first
    assert len(judged) == 1
    assert told(build(source, tmp_path / "out", "-E")) == first
    assert len(judged) == 2


def _edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda source: edit(source / name, old, new)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a document": _edit("part.rst", "0x11: Public", "0x10: Public"),
    "a new document": lambda source: write(source, {"pnew.rst": "New\n===\n"}, CONF),
    "a document that is gone": lambda source: (source / "pother.rst").unlink(),
    "the configuration": _edit("conf.py", '"sap-reserved-value", ', ""),
    "the registry": _edit("own.yaml", "8200", "8201"),
    "the registry is gone": lambda source: (source / "own.yaml").unlink(),
    "the waivers": _edit("waivers.yaml", "waiver-unused, reason", "sap-reserved-value, reason"),
    "the waivers are gone": lambda source: (source / "waivers.yaml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_judged(source: Path, tmp_path: Path, judged: list[object], change: str) -> None:
    build(source, tmp_path / "out")
    CHANGES[change](source)
    changed = told(build(source, tmp_path / "out"))
    assert len(judged) == 2
    assert told(build(source, tmp_path / "out")) == changed == told(build(source, tmp_path / "clean"))


def test_a_document_is_read_again_without_a_change(source: Path, tmp_path: Path, judged: list[object]) -> None:
    first = told(build(source, tmp_path / "out"))
    for date in (2e9, 3e9):
        os.utime(source / "part.rst", (date, date))
        assert told(build(source, tmp_path / "out")) == first
    assert len(judged) == 1
    (source / "part.rst").write_text((source / "part.rst").read_text("utf-8").replace("0x11", "0x12"), "utf-8")
    assert told(build(source, tmp_path / "out")) != first
    os.utime(source / "pother.rst", (2e9, 2e9))
    changed = told(build(source, tmp_path / "out"))
    assert len(judged) == 2
    assert changed == told(build(source, tmp_path / "clean"))


def test_what_only_another_document_says_is_judged_again(source: Path, tmp_path: Path) -> None:
    """A label that goes with one document is missed in another one, which stays as it is."""
    write(source, {"plabel.rst": ".. _far:\n\nFar\n===\n\nText.\n", "pto.rst": "To\n==\n\nSee :ref:`far`.\n"}, CONF)
    first = told(build(source, tmp_path / "out"))
    edit(source / "plabel.rst", ".. _far:", ".. _farther:")
    changed = told(build(source, tmp_path / "out"))
    assert "far" in changed[1]
    assert changed != first
    edit(source / "plabel.rst", ".. _farther:", ".. _far:")
    assert told(build(source, tmp_path / "out")) == first


FAR_FILES = {
    "index.rst": "A profile\n=========\n\n.. toctree::\n   :glob:\n\n   pa\n   p*\n",
    "pa.rst": """\
        .. _a:

        The A
        =====

        .. glossary::

           ferret
              Animal.

        .. [RFC1] One.

        .. option:: --one

           One.

        .. py:function:: one

        .. table:: Zero

           == ==
           a  b
           == ==

        .. _table:

        .. table:: One

           == ==
           a  b
           == ==

        .. cosem-class:: Mesh
           :class-id: 8300
           :version: 0

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}

        .. include:: text.inc
        """,
    "pb.rst": """\
        B
        =

        A :term:`ferret` calls :py:func:`one` by [RFC1]_ with :option:`--one`, and :cosem:`Mesh`.

        The server shall do as :ref:`a`, :ref:`table` and :numref:`table` say.
        """,
    "pc.md": "# C\n\n## Far\n\nText.\n",
    "pd.md": "# D\n\nThe server shall do as [there](pc.md#far) says.\n",
    "text.inc": "The server shall answer.\n",
    "xa.rst": "Aside\n=====\n\nText.\n",
}
FAR = {
    "a term": ("pa.rst", "   ferret", "   weasel"),
    "a citation": ("pa.rst", "[RFC1]", "[RFC2]"),
    "an option": ("pa.rst", "--one", "--two"),
    "an object": ("pa.rst", "function:: one", "function:: two"),
    "a class": ("pa.rst", "Mesh", "Ring"),
    "a title": ("pa.rst", "The A", "A new"),
    "a caption": ("pa.rst", ":: One", ":: Two"),
    "a number": ("pa.rst", ":: Zero", "::"),
    "a label": ("pa.rst", ".. _a:", ".. _b:"),
    "the id of a heading": ("pc.md", "## Far", "## Near"),
    "an included file": ("text.inc", "shall answer", "may answer"),
    "metadata": ("xa.rst", "Aside\n", ":orphan:\n\nAside\n"),
    "the order": ("index.rst", "   pa\n", "   pother\n"),
    "what the toctrees reach": ("index.rst", "   p*\n", "   p[abcd]\n"),
    "the place alone": ("pb.rst", "The server", "\nThe server"),
}


def test_what_another_file_says_is_judged(source: Path, tmp_path: Path, findings_that_hold: list[Kept]) -> None:
    """Each of these changes what is found in, or known of, documents that stay as they are."""
    write(source, FAR_FILES, "numfig = True\ndlms_select = ()\n")

    def judged(name: str) -> tuple[list[Finding], bytes]:
        build(source, tmp_path / name)
        kept: Any = load(tmp_path / f"{name}.doctrees" / findings_cache.NAME, installed.package_digest())
        return kept.findings, (tmp_path / name / "profile.json").read_bytes()

    last = judged("out")
    for change, edited in FAR.items():
        edit(source / edited[0], *edited[1:])
        now = judged("out")
        assert now != last, change
        last = now
    assert findings_that_hold == []
    edit(source / "pb.rst", "A :term:", "A  :term:")
    assert judged("out") == last == judged("clean")
    assert len(findings_that_hold) == 1


def test_a_document_that_comes_back_as_it_was(source: Path, tmp_path: Path) -> None:
    """Sphinx has not stored the environment without it, and takes the old one."""
    first = told(build(source, tmp_path / "out"))
    (source / "part.rst").rename(tmp_path / "part.rst")
    assert told(build(source, tmp_path / "out"))[1] != first[1]
    (tmp_path / "part.rst").rename(source / "part.rst")
    assert told(build(source, tmp_path / "out")) == first


def test_another_output_with_the_same_doctrees(source: Path, tmp_path: Path) -> None:
    """Each has the model of now, also when another builder has judged the change."""
    doctrees = ("-d", str(tmp_path / "doctrees"))
    build(source, tmp_path / "one", *doctrees)
    edit(source / "part.rst", "0x11: Public", "0x12: Public")
    changed = told(build(source, tmp_path / "two", *doctrees))
    assert told(build(source, tmp_path / "one", *doctrees)) == changed


def test_a_profile_that_somebody_has_changed(source: Path, tmp_path: Path, judged: list[object]) -> None:
    first = told(build(source, tmp_path / "out"))
    (tmp_path / "out" / "profile.json").write_text("{}", "utf-8")
    assert told(build(source, tmp_path / "out")) == first
    assert len(judged) == 1


def test_warnings_on_the_configuration_come_each_time(source: Path, tmp_path: Path) -> None:
    edit(source / "conf.py", '"sap-reserved-value"', '"sap-reserved-valeu"')
    first = told(build(source, tmp_path / "out"))
    assert 'did you mean "sap-reserved-value"' in first[1]
    assert told(build(source, tmp_path / "out")) == first


def test_the_package_is_part_of_the_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "package"
    write(package, {"__init__.py": "", "rules/one.py": "1\n", "__pycache__/one.pyc": ""})
    monkeypatch.setattr(version, "__file__", str(package / "version.py"))
    before = list(installed.package())
    (package / "__pycache__" / "two.pyc").touch()
    assert list(installed.package()) == before
    edit(package / "rules" / "one.py", "1", "2")
    assert list(installed.package()) != before


def test_all_that_judging_reads_is_in_the_key(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value of the configuration, or a file, that is read there and is not part of the key makes old findings."""
    names: set[str] = set()
    files: set[str] = set()
    at_work: list[bool] = []
    of_config = Config.__getattribute__

    def noted(config: Config, name: str) -> Any:
        if at_work:
            names.add(name)
        return of_config(config, name)

    def watch(owner: type, name: str) -> None:
        original = getattr(owner, name)

        def watched(*given: Any) -> Any:
            at_work.append(True)
            try:
                return original(*given)
            finally:
                at_work.pop()

        monkeypatch.setattr(owner, name, watched)

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if at_work and event == "open" and str(arguments[0]).startswith(str(source)):
            files.add(Path(arguments[0]).name)

    monkeypatch.setattr(Config, "__getattribute__", noted)
    watch(judgement.Judgement, "_judged")
    watch(project._Assembly, "assembled")  # pages ask for the project before
    sys.addaudithook(audit)
    build(source, tmp_path / "out")
    assert {"dlms_waivers", "dlms_stage", "root_doc"} <= names
    # Sphinx' old name of root_doc.
    values = {name for name in names if name.startswith("dlms_") or name in Config.config_values} - {"master_doc"}
    assert values <= set(findings_cache.CONFIGURATION)
    assert files == {"conf.py", "waivers.yaml", "own.yaml"}


_LOADED = """
import sys
from sphinx.cmd.build import build_main
build_main(["-q", "-b", "html", *sys.argv[1:]])
print(*sorted(name for name in sys.modules if name.startswith("sphinx_dlmsprofile.")), sep="\\n")
"""


def test_a_build_without_a_change_loads_no_rules(source: Path, tmp_path: Path) -> None:
    def loaded() -> list[str]:
        command = [sys.executable, "-c", _LOADED, str(source), str(tmp_path / "out")]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        return [
            name
            for name in result.stdout.splitlines()
            if name.startswith(
                ("sphinx_dlmsprofile.rules.", "sphinx_dlmsprofile.exports.", "sphinx_dlmsprofile.registry.")
            )
        ]

    assert "sphinx_dlmsprofile.rules.addressing.sap" in loaded()
    assert loaded() == []


def test_a_review_build_keeps_findings_of_its_own(source: Path, tmp_path: Path, judged: list[object]) -> None:
    for count, options in ((1, ("-D", "dlms_review=1")), (1, ("-D", "dlms_review=1")), (2, ())):
        build(source, tmp_path / "out", *options)
        assert len(judged) == count


def test_what_cannot_be_kept_is_judged(
    source: Path, tmp_path: Path, judged: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(build(source, tmp_path / "out"))

    def refused(_app: Sphinx) -> None:
        raise PermissionError

    monkeypatch.setattr(findings_cache, "_files", refused)
    assert told(build(source, tmp_path / "out")) == first
    assert len(judged) == 2


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda octets: octets[: len(octets) // 2],
    "one octet short": lambda octets: octets[:-1],
    "empty": lambda _: b"",
    "something else": lambda _: pickle.dumps("findings"),
    "another value under the same seal": lambda octets: octets[:20] + pickle.dumps(["findings"]),
    "a changed octet": lambda octets: octets[:-9] + bytes([octets[-9] ^ 1]) + octets[-8:],
}


@pytest.mark.parametrize("name", [findings_cache.NAME, analysis_cache.NAME])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_as_good_as_none(
    source: Path, tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    first = told(build(source, tmp_path / "out", "-D", "dlms_select=abbreviation-undefined,sap-reserved-value"))
    (cache,) = tmp_path.rglob(name)
    cache.write_bytes(damage(cache.read_bytes()))
    if name == analysis_cache.NAME:
        os.utime(source / "part.rst", (2e9, 2e9))
    again = build(source, tmp_path / "out", "-D", "dlms_select=abbreviation-undefined,sap-reserved-value")
    assert told(again) == first
