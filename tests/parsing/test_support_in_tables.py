"""No text of a place for demands is lost: it is read or reported, and the statement asks for its row."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.exports.profile import profile_json
from sphinx_dlmsprofile.exports.proforma import proforma
from tests.support import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ = ("m", "o.1", "C: M if Clock", "IF Clock THEN M ELSE O", "M*", "M (note 1)", "n/a", "-", "i", "PROHIBITED", "yes")
REPORTED = ("M/O", "Yes/No", "conditional", "as the case may be", "C7", "Required: no")
PLACES = {
    "service GET": "xdlms-services:: Services\n\n   GET: {confirmed: unicast, support: {0}}",
    "security suite 0": "security:: Suites\n   :columns: Algorithm, Support\n\n   suites: {Suite 0: [AES, {0}]}",
    "physical Meter": "addressing:: Addresses\n   :columns: Status, Value\n\n"
    "   physical: {Other: [M, 2], Meter: [{0}, 1]}",
    "segmentation MAC": "long-messages:: Long\n   :columns: Support\n\n   segmentation: {MAC: {0}}",
    "association confirmed": "associations:: Kinds\n\n   confirmed: {support: {0}}",
    "IEEE 802.15.4 Clause 5": "standard-usage:: IEEE 802.15.4\n\n"
    "   selected: {Clause 5: {support: {0}, text: all of it}}",
    "sap client 0x10": "sap-table:: SAPs\n\n   client: {0x10: {name: Public Client, support: {0}}}",
    "object 0-0:1.0.0.255 Clock": "objects:: Objects\n\n   0-0:1.0.0.255: {class: Clock, support: {0}, access: r}",
    "class 9000 method 1": "cosem-class:: Radio\n   :class-id: 9000\n   :version: 0\n\n"
    "   methods: {1: {name: go, mandatory: {0}}}",
}
"""Directives with a place for a demand, by the item of its row."""

EXPLAINED = """\
Use
===

.. xdlms-services:: Services

   GET: {confirmed: unicast, support: c1}
   SET: {confirmed: unicast, support: C2}
   ACTION: {confirmed: unicast, support: o.1}
   ACCESS: {confirmed: unicast, support: o.1}
   Read: {confirmed: unicast, support: C3}
   Write: {confirmed: unicast, support: "C3: O if GET"}

c1: IF ACTION THEN m ELSE n/a

C2 – shall be 'M' if support for the GET service has been declared, otherwise 'O'

o.1: It is mandatory to support exactly one of these items.
"""


@pytest.mark.parametrize("text", [*READ, *REPORTED])
@pytest.mark.parametrize("markup", ["rst", "myst"])
def test_each_text_is_read_or_reported_and_its_row_is_asked(text: str, markup: str, tmp_path: Path) -> None:
    directives = [f".. {place.replace('{0}', json.dumps(text))} «»\n" for place in PLACES.values()]
    source = Source({"index.rst": "Use\n===\n\n" + "\n".join(directives)})
    source = source.as_myst() if markup == "myst" else source
    judgement = judge_project(source.write(tmp_path), log=io.StringIO())
    assert judgement is not None
    found = [each for each in judgement.findings if each.rule in {"body-value-type", "condition-unknown"}]
    assert [each.at.line for each in found] == [line for _, line in source.marks] * (text in REPORTED)
    rows = {row[0]: row[3:5] for row in proforma(judgement.project)}
    asked = {place: rows.get(place, ("", "")) for place in PLACES}
    if text in REPORTED:
        assert {(status, meaning.partition(":")[0]) for status, meaning in asked.values()} == {(text, "to be stated")}
    else:
        assert len({*asked.values()}) == 1
        assert all(status for status, _ in asked.values())
    written = [each for each in _texts(json.loads(profile_json(judgement.project))) if each == text]
    assert len(written) >= len(PLACES) - (text == "m")


def test_numbers_are_explained_below_the_table_or_in_it(tmp_path: Path) -> None:
    judgement = judge_project(Source({"index.rst": EXPLAINED}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    assert [each.message for each in judgement.findings if each.rule.startswith(("condition-", "choice-"))] == []
    assert {row[1]: row[3] for row in proforma(judgement.project)} == {
        "GET": "C1: M if ACTION; otherwise N/A",
        "SET": "C2: M if the GET service; otherwise O",
        "ACTION": "O.1: exactly one",
        "ACCESS": "O.1: exactly one",
        "Read": "C3: O if GET",
        "Write": "C3: O if GET",
    }
    data = json.loads(profile_json(judgement.project))
    [table] = data["service_tables"]
    assert table["rows"][0]["support"] == "c1"
    assert table["rows"][0]["conformance"]["printed"] == "C1: M if ACTION; otherwise N/A"


def test_what_a_predicate_names_has_to_exist(tmp_path: Path) -> None:
    directives = [f".. {place.replace('{0}', json.dumps('Phase 1: M'))} «»\n" for place in PLACES.values()]
    source = Source({"index.rst": "Use\n===\n\n" + "\n".join(directives)})
    judgement = judge_project(source.write(tmp_path), log=io.StringIO())
    assert judgement is not None
    found = [each.at.line for each in judgement.findings if each.rule == "condition-unknown"]
    assert found == [line for _, line in source.marks]


@pytest.mark.parametrize("rows", [("'O.1: exactly one of'", "O.1"), ("O.1", "'O.1: exactly one of'")])
def test_one_item_of_a_choice_says_for_all_how_many(rows: tuple[str, str], tmp_path: Path) -> None:
    text = "Radio\n=====\n\n.. xdlms-services:: Services\n\n"
    text += "".join(
        f"   {name}: {{confirmed: unicast, support: {row}}}\n"
        for name, row in zip(("SET", "ACTION"), rows, strict=True)
    )
    judgement = judge_project(Source({"index.rst": text}).write(tmp_path), log=io.StringIO())
    assert judgement is not None
    assert {row[4] for row in proforma(judgement.project)} == {"a choice, exactly one of the items marked O.1"}


def _texts(data: object) -> Iterator[object]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _texts(value)
    else:
        yield data
