"""The implementation conformance statement with its conditions, and one that a manufacturer has filled in."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import yaml
from jsonschema import Draft202012Validator
from openpyxl import Workbook, load_workbook

from sphinx_dlmsprofile.analysis.ics import ics_items
from sphinx_dlmsprofile.analysis.ics_judgement import judge_statement
from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.provisions import provisions_json, schema
from sphinx_dlmsprofile.exports.targets import ics_csv, ics_xlsx, ics_yaml
from sphinx_dlmsprofile.model.ics_answer import Answer, Reply
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.parsing.ics_answers import AnswersError, read_answers
from tests.support import Source, run_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from sphinx_dlmsprofile.model.project import Project

DATE = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = """\
Title
#####

Services
========

:prov:`sends` A server shall send. :prov:`listens` A client that supports TCP shall listen. It may rest.

.. xdlms-services:: Services

   GET: {confirmed: unicast, support: M}
   SET: {confirmed: unicast, support: "O.1: exactly one of"}
   ACTION: {confirmed: unicast, support: O.1}
   ACCESS: {confirmed: unicast, support: 'M if "it sleeps" and server; X if SET'}
   Read: X

.. cosem-class:: Radio setup
   :class-id: 9000
   :version: 0

   attributes:
     1: {name: logical_name, type: octet-string}
   methods:
     1: {name: join, type: integer, mandatory: yes}
"""
WHOLE = {
    "sends": Reply.YES,
    "listens": Reply.NOT_APPLICABLE,
    "it-may-rest": Reply.NO,
    "service GET": Reply.YES,
    "service SET": Reply.YES,
    "service ACTION": Reply.NO,
    "service ACCESS": Reply.NO,
    "service Read": Reply.NO,
    "class 9000": Reply.NO,
    '"it sleeps"': Reply.NO,
    "server": Reply.YES,
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Source({"index.rst": TEXT}).write(tmp_path_factory.mktemp("ics"))


@pytest.fixture(scope="module")
def project(directory: Path) -> Project:
    judgement = judge_project(directory, log=io.StringIO())
    assert judgement is not None
    return judgement.project


def judged(project: Project, **changes: Reply | None) -> list[tuple[str, str]]:
    answers = {**WHOLE, **{key.replace("_", " "): reply for key, reply in changes.items()}}
    found = judge_statement(project, [Answer(identifier=key, reply=reply) for key, reply in answers.items()])
    return [(each.identifier, each.problem.value) for each in found]


def test_items(project: Project) -> None:
    asked = {item.identifier: item.support.printed if item.support else item.status for item in ics_items(project)}
    assert set(asked) - {"class 9000 method 1"} == set(WHOLE)
    assert asked["service ACCESS"] == 'C: M if "it sleeps" and server; X if SET'
    assert (asked["sends"], asked["listens"], asked["it-may-rest"], asked["server"]) == ("m", "c", "o", "")


def test_what_is_wrong_with_answers(project: Project) -> None:
    assert judged(project) == []
    assert judged(project, sends=Reply.NO, service_GET=None) == [("sends", "violated"), ("service GET", "missing")]
    assert judged(project, listens=Reply.NO, service_Read=Reply.YES) == [
        ("listens", "violated"),
        ("service Read", "violated"),
    ]
    assert judged(project, service_ACTION=Reply.YES) == [("service SET", "choice")]
    assert judged(project, service_SET=Reply.NO) == [("service SET", "choice")]
    # Of what is not supported, nothing more is asked.
    assert judged(project, class_9000=Reply.YES) == [("class 9000 method 1", "missing")]
    assert judged(project, service_GTE=Reply.YES) == [("service GTE", "unknown")]


def test_capitals_and_quotation_marks_do_not_matter(project: Project) -> None:
    answers = [Answer(identifier=key.upper().replace('"', "”"), reply=reply) for key, reply in WHOLE.items()]
    assert judge_statement(project, answers) == ()


def _workbook(change: Callable[[Worksheet], object]) -> bytes:
    """A statement as an office keeps it: a heading, further and renamed columns, two sheets."""
    book = Workbook()
    cover = book.worksheets[0]
    cover.append(["Statement of conformance", "of a meter"])
    sheet = book.create_sheet("General")
    sheet.append(["No.", "Item ID", "Question", "Remarks", "Supported (Y/N)", "Test report"])
    sheet.append(["Clause 7"])
    for number, (key, reply) in enumerate([*WHOLE.items()][:6], 1):
        sheet.append([number, key, "is it so?", "we think", reply.value.upper(), "TR 1"])
    further = book.create_sheet("Further")
    further.append(["Identifier", "Support"])
    for key, reply in [*WHOLE.items()][6:]:
        further.append([key, f"{reply.value} (see note 1)"])
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _merge(sheet: Worksheet) -> None:
    sheet["E5"] = None
    sheet["E4"] = "n/a"
    sheet["E3"] = "yes"
    sheet.merge_cells("A2:F2")
    sheet.merge_cells("E6:E7")
    sheet["E6"] = "YES"


def test_workbooks_of_many_hands(project: Project, tmp_path: Path) -> None:
    def found(content: bytes) -> list[tuple[str, str, str]]:
        findings = judge_statement(project, read_answers(tmp_path / "s.XLSX", content))
        return [(each.identifier, each.problem.value, each.place) for each in findings]

    assert found(_workbook(lambda _: None)) == []
    # "service GET" and "service SET" share one cell, and the answer to "it may rest" is gone, which is optional.
    assert found(_workbook(_merge)) == []

    def formula(sheet: Worksheet) -> None:
        sheet["E6"] = '=IF(F6="TR 1","yes","no")'

    [finding] = judge_statement(project, read_answers(tmp_path / "s.xlsx", _workbook(formula)))
    assert (finding.identifier, finding.place) == ("service GET", 'sheet "General", row 6')
    assert "is a formula without a value" in finding.message
    with ZipFile(io.BytesIO(_workbook(formula))) as old:
        stream = io.BytesIO()
        with ZipFile(stream, "w") as new:
            for name in old.namelist():
                part = old.read(name).replace(b"<v></v>", b"<v>yes</v>").replace(b"<v />", b"<v>yes</v>")
                part = part.replace(b'<c r="E6">', b'<c r="E6" t="str">') if b"<f>" in part else part
                new.writestr(name, part)
    assert found(stream.getvalue()) == []


def test_heads_that_are_not_found_are_named(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match='but "Nr", "Frage": name the columns "Identifier" and "Support"'):
        read_answers(tmp_path / "a.csv", b"Nr;Frage\n1;2\n")


@pytest.mark.parametrize("head", ["Item", "Item number", "Item no."])
def test_an_item_is_the_identifier_where_a_proforma_has_no_other(head: str, tmp_path: Path) -> None:
    lines = f"{head},Feature,Reference,Status,Support\nservice GET,GET,7.3,M,[X] Yes [ ] No\n"
    [read] = read_answers(tmp_path / "a.csv", lines.encode())
    assert (read.identifier, read.reply) == ("service GET", Reply.YES)


def test_blanks_do_not_matter(project: Project) -> None:
    answers = [Answer(identifier=key.replace(" ", " \u00a0"), reply=reply) for key, reply in WHOLE.items()]
    assert judge_statement(project, answers) == ()


def test_conditions(project: Project) -> None:
    sleeps = {'"it sleeps"': Reply.YES}
    assert judged(project, **sleeps) == [("service ACCESS", "violated")]
    assert judged(project, **sleeps, service_ACCESS=Reply.YES) == []
    assert judged(project, service_ACCESS=Reply.YES) == [("service ACCESS", "violated")]
    assert judged(project, server=None) == []  # "it sleeps" is denied, which is enough
    assert judged(project, **sleeps, server=None) == [("service ACCESS", "condition")]


FILLED = {
    "a.csv": "Identifier,Item,Support\nsends,A server,[x] yes  [ ] no\nservice GET,,Yes\n,,\n",
    "b.csv": "\ufeffNo.;Support;Identifier\n1;y;sends\n2;perhaps;service GET\n",
    "ticks.csv": "Product;of, the, shop\rIdentifier;Support\rsends;☑ yes ☐ no\rservice GET;✓\r",
    "bom.csv": "\ufeffRequirement ID;Text;Answer\r\nsends;a, b; JA \r\nservice GET;;Yes, see clause 5\r\n",
    "t.tsv": "Provision identifier\tManufacturer's response\nsends\tY*\nservice GET\t1\n",
    "keys.yaml": "- {ID: sends, Supported: Yes}\n- {ID: service GET, Supported: 'True'}\n",
    "c.yaml": "sends: yes\nservice GET: no\n",
    "d.yml": "items:\n  - identifier: sends\n    support: n/a\n  - {identifier: service GET}\n",
}


@pytest.mark.parametrize(
    ("name", "replies"),
    [
        ("a.csv", [Reply.YES, Reply.YES]),
        ("b.csv", [Reply.YES, None]),
        ("ticks.csv", [Reply.YES, Reply.YES]),
        ("bom.csv", [Reply.YES, Reply.YES]),
        ("t.tsv", [Reply.YES, Reply.YES]),
        ("keys.yaml", [Reply.YES, Reply.YES]),
        ("c.yaml", [Reply.YES, Reply.NO]),
        ("d.yml", [Reply.NOT_APPLICABLE, None]),
    ],
)
def test_filled_in_by_hand(name: str, replies: list[Reply | None], tmp_path: Path) -> None:
    answers = read_answers(tmp_path / name, FILLED[name].encode())
    assert [each.identifier for each in answers] == ["sends", "service GET"]
    assert [each.reply for each in answers] == replies


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"a,b\n1,2\n"),
        ("a.xlsx", b"PK"),
        ("a.yaml", b"{"),
        ("a.yaml", b"one"),
        ("a.yaml", b"- one"),
        ("a.csv", b"Identifier,Support\n" + b"a,yes\n" * 100_000),
        ("a.txt", b""),
        ("a.csv", b"\x00\xff"),
    ],
)
def test_files_that_are_no_statement(name: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(AnswersError):
        read_answers(tmp_path / name, content)


def test_each_form_comes_back(project: Project, tmp_path: Path) -> None:
    forms = {"s.csv": ics_csv.export(project, DATE), "s.yaml": ics_yaml.export(project, DATE)}
    book = load_workbook(io.BytesIO(ics_xlsx.export(project, DATE)))
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[5].value = "yes"
    stream = io.BytesIO()
    book.save(stream)
    known = [item.identifier for item in ics_items(project)]
    filled = read_answers(tmp_path / "s.xlsx", stream.getvalue())
    assert [(each.identifier, each.reply) for each in filled] == [(name, Reply.YES) for name in known]
    for name, text in forms.items():
        empty = read_answers(tmp_path / name, text.encode())
        assert [(each.identifier, each.reply, each.written) for each in empty] == [(each, None, "") for each in known]
    assert yaml.safe_load(forms["s.yaml"])["items"][0]["status"] == "m"
    assert next(csv.reader(io.StringIO(forms["s.csv"])))[-1] == "Support"


def test_the_command(directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "statement.yaml"
    path.write_text("".join(f"{json.dumps(key)}: {reply.value}\n" for key, reply in WHOLE.items()), "utf-8")
    assert run_command("ics", "judge", str(path), str(directory)) == (0, "nothing is missing or violated\n", "")
    path.write_text(path.read_text("utf-8").replace('"sends": yes', '"sends": no'), "utf-8")
    status, text, _ = run_command("ics", "judge", str(path), str(directory))
    assert status == 1
    assert text.splitlines() == [
        f"{path}, line 1: sends: it is mandatory, and is not supported [violated]",
        "    1 A server shall send.",
        "1 finding",
    ]
    [finding] = json.loads(run_command("ics", "judge", str(path), str(directory), "--format", "json")[1])["findings"]
    assert (finding["identifier"], finding["problem"], finding["clause"]) == ("sends", "violated", "1")
    assert run_command("ics", "judge", str(tmp_path / "none.csv"), str(directory))[0] == 2


@pytest.mark.parametrize(
    ("lead_in", "status"), [("If it sleeps:", "c"), ("In class A:", "m"), ("If it sleeps, it dreams.", "m")]
)
def test_a_condition_before_a_list(lead_in: str, status: str, tmp_path: Path) -> None:
    text = f"Profile\n=======\n\nTiming\n------\n\n{lead_in}\n\n- :prov:`wake` a server shall wake up daily.\n"
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    [item] = [each for each in ics_items(judgement.project) if each.identifier == "wake"]
    assert (item.status, lead_in in item.text) == (status, lead_in.endswith(":"))


def test_the_sentence_before_a_pronoun_is_no_condition(tmp_path: Path) -> None:
    text = "Profile\n=======\n\nTiming\n------\n\nIt polls if asked: daily. :prov:`wake` It shall wake up.\n"
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    [item] = [each for each in ics_items(judgement.project) if each.identifier == "wake"]
    assert item.status == "m"


def test_provisions_for_test_plans(project: Project) -> None:
    data = json.loads(provisions_json(project, ("edition 0", project)))
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(data)
    assert [(each["id"], each["lasting"], each["status"]) for each in data["provisions"]] == [
        ("sends", True, "m"),
        ("listens", True, "c"),
        ("it-may-rest", False, "o"),
    ]
    assert data["identifiers"] == {}
    assert len(data["provisions"]) == len(project.of(Provision))


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("a.csv", "Identifier,Support\nx,yes\n\ny,no\n", ["row 2", "row 4"]),
        ("a.tsv", "Identifier\tSupport\nx\tyes\n", ["row 2"]),
    ],
)
def test_where_an_answer_stands(name: str, text: str, places: list[str], tmp_path: Path) -> None:
    assert [answer.place for answer in read_answers(tmp_path / name, text.encode())] == places
