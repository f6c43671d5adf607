"""A directive with nothing in it is reported at its line, with what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = {
    "constants": "the table of constants is empty",
    "envelope": "the envelope has no fields",
    "exchange": "the exchange has no messages",
    "registration": "is empty: write",
    "service-mapping": "the mapping is empty",
    "obis-codes": "the table of OBIS codes is empty",
    "objects": "the table of objects is empty",
    "provision-attributes": "no attributes are given",
    "sequence-chart": "the chart has no messages",
    "state-machine": "the machine has no states",
    "abbreviations": "the list of abbreviations is empty",
    "associations": "is empty",
    "xdlms-services": "the table of services is empty",
}


def test_each_is_reported_at_its_line(tmp_path: Path) -> None:
    text = "T\n=\n\nRules\n-----\n\n" + "".join(f".. {name}::\n\n" for name in EMPTY)
    findings = check(Source({"index.rst": text}), tmp_path)
    found = {(each.at.line, each.message) for each in findings if each.rule == "body-value-type"}
    for line, (name, message) in enumerate(EMPTY.items()):
        said = [words for at, words in found if at == 7 + 2 * line]
        assert any(message in words for words in said), (name, said)
