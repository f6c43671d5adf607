"""The contract of the command ``dlmsprofile``."""

from __future__ import annotations

import argparse
import fcntl
import io
import json
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from sphinx_dlmsprofile.cli import COMMANDS, main
from sphinx_dlmsprofile.commands.project_arguments import as_given, reading_options
from sphinx_dlmsprofile.commands.standard import check_project
from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.session.stopped import why_stopped
from tests.support import EXAMPLE, Source, findings_of_command, run_command

BAD = """\
Client and server SAPs
======================

.. sap-table:: Client and server SAPs

   client:
     0x00: No-station
     0x01: Client Management Process
     0x10: Public Client
     0x10: Somebody else
   server:
     0x00: No-station
     0x01: Management Logical Device
     0xFF: All-station (Broadcast)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Source({"index.rst": BAD}, {"dlms_waivers": "waivers.yaml"}).write(tmp_path / "source")


def waive(project: Path, *lines: str) -> None:
    (project / "waivers.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_json_holds_the_fields_of_the_contract(project: Path) -> None:
    waive(project, "[]")
    found = findings_of_command(str(project), "--select", "sap-overlap,sap-gap")
    assert [(finding["rule"], finding["line"]) for finding in found] == [
        ("sap-gap", 6),
        ("sap-overlap", 10),
        ("sap-gap", 11),
    ]
    assert found[1] == {
        "rule": "sap-overlap",
        "severity": "error",
        "message": found[1]["message"],
        "file": "index.rst",
        "line": 10,
        "column": 6,
        "clause": None,
        "waived": None,
    }


def test_exit_status(project: Path) -> None:
    waive(project, "[]")
    assert run_command("check", str(project))[0] == 1
    assert run_command("check", str(project), "--select", "sap-gap")[0] == 0
    assert run_command("check", str(project), "--select", "sap-overlap", "--ignore", "sap-overlap")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("check", "nowhere"), "nowhere does not exist: name a directory with conf.py"),
        (("check", str(EXAMPLE / "conf.py")), "is a file"),
        (("check", str(EXAMPLE), "--selcet", "sap-gap"), "--selcet is not an option: did you mean --select?"),
        (("check", str(EXAMPLE), "--select", ""), "no rule is named"),
        (("check", str(EXAMPLE), "--severity", "sap-gap=warnig"), "did you mean 'warning'?"),
        (("rules", "--unlikely"), "--unlikely is not an option: the options are"),
        (("check", str(EXAMPLE), "--select", "sap-overlapp"), "sap-overlap"),
        (("check", str(EXAMPLE), "--stage", "middle"), "middle"),
        (("check",), ". has no conf.py"),
        (("chekc", str(EXAMPLE)), "did you mean check?"),
        (("frobnicate",), "import-template"),
        (("check", str(EXAMPLE), "-D", "dlms_stage"), "NAME=VALUE"),
        (("check", str(EXAMPLE), "-D", "dlms_stage=finl"), "is not a stage"),
        (("explain", "nothing"), "nothing"),
        ((), "COMMAND"),
        (("check", str(EXAMPLE), "-j", "many"), "many"),
    ],
)
def test_what_cannot_run_says_why_in_one_line(arguments: tuple[str, ...], word: str) -> None:
    status, out, err = run_command(*arguments)
    assert (status, out) == (2, "")
    assert word in err
    assert err.count("\n") == 1


def test_a_project_that_is_no_standard(tmp_path: Path) -> None:
    Source({"index.rst": "A\n=\n\nThe station shall work.\n"}, {"dlms_standard": False}).write(tmp_path)
    status, out, err = run_command("check", str(tmp_path))
    assert (status, out, err) == (2, "", f"dlmsprofile: {tmp_path} is not a standard: dlms_standard is off\n")


@pytest.mark.parametrize("read", ["", "one line"])
def test_nobody_reads_to_the_end(read: str) -> None:
    command = [sys.executable, "-m", "sphinx_dlmsprofile.cli", "rules", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        # A pipe that takes all that is written would have it read by nobody, too.
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
        if read:
            process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


STOPS = {
    "a fault": ("\n1 / 0\n", ":2: ZeroDivisionError: division by zero"),
    "a fault without words": ("raise KeyError\n", ":1: KeyError"),
    "lines in its words": ('raise ValueError("a\\nb")\n', ":1: ValueError: a b"),
    "a fault in another module": ("import json\njson.loads('{')\n", ":2: JSONDecodeError: Expecting property name"),
    "an end": ("import sys\nsys.exit(3)\n", ":2: SystemExit: 3"),
    "no Python": ("\n\nx = = 2\n", ":3: invalid syntax"),
    "no text": (b"project = '\xe9'\n", ":1: (unicode error)"),
    "an extension that is not there": (
        "project = 'A'\nextensions = ['nothing_here']\n",
        ":2: Could not import extension",
    ),
    "an extension that is no name": ("extensions = [3]\n", ":1: extensions cannot be [3] (AttributeError: "),
    "a number for a text": ("\nroot_doc = 3\n", ":2: root_doc cannot be 3 (TypeError: "),
    "a number for texts": ("\nlocale_dirs = 3\n", ":2: locale_dirs cannot be 3 (TypeError: "),
    "a number in texts": ("\nexclude_patterns = [3]\n", ":2: exclude_patterns cannot be [3] (TypeError: "),
    "what Sphinx refuses": ("\nsource_suffix = 3\n", ":2: The config value `source_suffix' expects"),
    "its own setup": ("\ndef setup(app):\n    raise RuntimeError('no')\n", ":3: RuntimeError: no"),
    "its own handler": (
        "def late(app, env):\n    {}[1]\n\ndef setup(app):\n    app.connect('env-updated', late)\n",
        ":2: KeyError: 1",
    ),
}


@pytest.mark.parametrize(("conf", "said"), STOPS.values(), ids=STOPS)
def test_broken_configuration_cannot_run(project: Path, conf: str | bytes, said: str) -> None:
    (project / "conf.py").write_bytes(conf if isinstance(conf, bytes) else conf.encode())
    status, out, err = run_command("check", str(project))
    *warnings, last = err.splitlines()
    assert (status, out) == (2, "")
    assert last.startswith(f"dlmsprofile: {project / 'conf.py'}{said}")
    assert all("The config value `master_doc'" in warning for warning in warnings)


def test_a_document_in_another_encoding_is_named(tmp_path: Path) -> None:
    def stopped() -> None:
        (tmp_path / "own.rst").write_bytes("Title\n=====\n\nZähler.\n".encode("latin-1"))
        (tmp_path / "own.rst").read_text(encoding="utf-8-sig")

    # As Sphinx reads a document since 9.0; earlier it went on with question marks.
    with pytest.raises(UnicodeDecodeError) as caught:
        stopped()
    said = why_stopped(caught.value, tmp_path)
    assert said == f"{tmp_path / 'own.rst'}:4: this is not text in UTF-8: save the file as UTF-8"


def test_warnings_of_options_stand_at_their_lines(project: Path) -> None:
    waive(project, "[]")
    conf = "extensions = ['sphinx_dlmsprofile']\nrelease = 3\nmyst_enable_extensions = ['nothing']\n"
    (project / "conf.py").write_text(conf, "utf-8")
    found = findings_of_command(str(project), "--select", "source-warning")
    assert [(each["line"], each["message"].split()[0]) for each in found] == [(1, "myst"), (2, "The")]


def test_what_conf_py_prints_is_no_output(project: Path) -> None:
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("print('hello')\n")
    status, out, err = run_command("export", str(project))
    assert (status, err) == (0, "hello\n")
    json.loads(out)


def test_a_waiver_with_a_reason_counts_nowhere(project: Path) -> None:
    waive(project, "- rule: sap-overlap", "  place: index.rst:10", "  reason: agreed in 2026")
    found = findings_of_command(str(project), "--select", "sap-overlap,waiver-unused")
    assert [(finding["rule"], finding["waived"]) for finding in found] == [("sap-overlap", "agreed in 2026")]
    assert run_command("check", str(project), "--select", "sap-overlap")[0] == 0


def test_the_log_holds_the_warnings_of_sphinx_and_no_finding(project: Path) -> None:
    page = project / "index.rst"
    page.write_text(f"{BAD}\nSee :doc:`nowhere` [dlms.sap-overlap].\n\n.. nothing::\n", encoding="utf-8")
    waive(project, "[]")
    log = io.StringIO()
    assert "sap-overlap" in {finding.rule for finding in check_project(project, log=log)}
    assert "nothing" in log.getvalue()
    assert "[dlms." not in log.getvalue()


def test_the_builder_alone_logs_the_findings(project: Path, tmp_path: Path) -> None:
    waive(project, "[]")
    log = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(log):
        status = build_main(["-b", "dlmscheck", str(project), str(tmp_path / "out")])
    assert (status, "[dlms.sap-overlap]" in log.getvalue()) == (1, True)


def test_stage_of_the_command_line_wins(tmp_path: Path) -> None:
    source = Source({"index.rst": BAD}, {"dlms_stage": "draft"}).write(tmp_path)
    assert findings_of_command(str(source), "--stage", "final") == findings_of_command(str(source))


def test_parallel_reading_finds_the_same() -> None:
    assert findings_of_command(str(EXAMPLE), "-j", "2") == findings_of_command(str(EXAMPLE))


def test_text_names_file_line_and_rule(project: Path) -> None:
    waive(project, "[]")
    _, out, _ = run_command("check", str(project), "--select", "sap-overlap")
    first, last = out.splitlines()
    assert first.startswith(f"{project.as_posix()}/index.rst:10:6: error: ")
    assert first.endswith("[sap-overlap]")
    assert last == "1 error, 0 warnings, 0 advice, 0 waived"


def test_rules_and_explain() -> None:
    _, out, _ = run_command("rules", "--format", "json")
    listed = json.loads(out)
    assert [rule["name"] for rule in listed] == [rule.name for rule in RULES]
    assert {tuple(rule) for rule in listed} == {("name", "clause", "severity", "summary", "fix")}
    status, out, _ = run_command("explain", "sap-overlap")
    assert status == 0
    assert "\n\nGood:\n\n    .. sap-table:: Client and server SAPs\n\n       client:\n" in out


def test_explanations_are_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    for rule in RULES:
        prose = [line for line in run_command("explain", rule.name)[1].splitlines() if not line.startswith(" ")]
        assert not [line for line in prose[2:] if "``" in line or ":`" in line or line.startswith("..")]
        assert not [line for line in prose[2:] if len(line) > 72 or line.endswith("::")]
        described = re.findall(r"(?m)^(?!\.\. )\S.*", re.sub(r"(?<!`):[a-z]+:`(?!`)", "", rule.description))
        assert re.findall(r"\w+", " ".join(described)) == re.findall(r"\w+", " ".join(prose[2:]))


def test_severities_of_the_project(tmp_path: Path) -> None:
    source = Source({"index.rst": BAD}, {"dlms_severity": {"sap-overlap": "advice"}}).write(tmp_path)
    found = findings_of_command(str(source), "--select", "sap-overlap")
    assert [finding["severity"] for finding in found] == ["advice"]
    assert run_command("check", str(source), "--select", "sap-overlap")[0] == 0


def test_a_severity_that_is_none_is_warned_of(tmp_path: Path) -> None:
    source = Source({"index.rst": BAD}, {"dlms_severity": {"sap-overlapp": "advice", "sap-gap": "grave"}}).write(
        tmp_path
    )
    _, out, _ = run_command("check", str(source))
    assert 'conf.py:2: error: dlms_severity: "grave" is not a severity of sap-gap' in out
    assert 'the rule "sap-overlapp" does not exist, did you mean "sap-overlap"?' in out


def test_the_list_of_commands_names_each_and_each_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    listed = capsys.readouterr().out
    assert end.value.code == 0
    for name, command in COMMANDS.items():
        assert re.search(rf"^  {name} +{command.help}$", listed, re.MULTILINE)
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: dlmsprofile {name} ")


@pytest.mark.parametrize("command", ["check", "report", "export", "label"])
def test_commands_read_a_project_alike(command: str) -> None:
    module = import_module(f"sphinx_dlmsprofile.commands.{COMMANDS[command].module}")
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    given = ["-t", "public", "-t", "review", "-D", "dlms_review=1", "-D", "a=b=c", "--stage", "final", "-j", "2"]
    options = reading_options(parser.parse_args(["there", *given]))
    assert options == {
        "tags": ["public", "review"],
        "overrides": {"dlms_review": "1", "a": "b=c"},
        "stage": "final",
        "jobs": 2,
    }
    assert parser.parse_args(["there"]).sourcedir == Path("there")
    assert parser.parse_args([]).sourcedir == Path()
    assert reading_options(parser.parse_args(as_given(parser.parse_args(given)))) == options


def test_tags_and_values_of_the_command_line_reach_sphinx(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waive(project, "[]")
    with (project / "conf.py").open("a", encoding="utf-8") as file:
        file.write('dlms_severity = {"sap-overlap": "advice" if tags.has("public") else "warning"}\n')
    monkeypatch.chdir(project)

    def severity(*arguments: str) -> str:
        (finding,) = findings_of_command("--select", "sap-overlap", *arguments)
        return str(finding["severity"])

    assert severity() == "warning"
    assert severity("-t", "public") == "advice"
    assert severity("-t", "public", "-D", "dlms_severity.sap-overlap=error") == "error"
    assert severity("-D", "dlms_severity.sap-overlap=error", "--severity", "sap-overlap=advice") == "advice"


def test_review_pages_are_left_out_also_where_the_project_has_sphinx_needs_of_its_own(tmp_path: Path) -> None:
    pages = {"index.rst": "A\n=\n\nWords.\n", "review/cases.rst": "Cases\n=====\n\n.. nothing::\n"}
    conf = {"extensions": ["sphinx_needs", "sphinx_dlmsprofile"], "dlms_review_pages": ["review/*"]}
    source = str(Source(pages, conf).write(tmp_path))
    logs = [run_command("check", source, *option)[2] for option in ((), ("--review",))]
    assert ['"nothing"' in log for log in logs] == [False, True]
