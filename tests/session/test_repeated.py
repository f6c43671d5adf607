"""Faults that a line has several times, and fixes in text within other text; nothing but them changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import Source, run_command

if TYPE_CHECKING:
    from pathlib import Path

_CLAUSE = "Profile\n=======\n\n.. toctree::\n\n   text\n\nTerms\n-----\n\n"

_MARKDOWN = """\
# Reading

See {ref}`sec-ssaps` and {ref}`sec-ssaps`; {cosem}`Clock.tim` and {cosem}`Clock.tim`, at 5 %-10 %.

| Loss | Limit |
|---|---|
| 12% | 12% and 12%, but `12 %` |

```{csv-table} Limits
a 5%, 5%
```

:::{note}
NOTE The clock is read.
:::

(sec-saps)=
## Objects

```{eval-rst}
1.1.1 Inside
----------

.. note:: NOTE 1 – It is read.
```
"""

_FIXED = (
    _MARKDOWN.replace("ssaps", "saps")
    .replace("tim`", "time`")
    .replace("12%", "12\u00a0%")
    .replace("5%", "5\u00a0%")
    .replace("NOTE The", "The")
    .replace("NOTE 1 – It", "It")
    .replace("1.1.1 Inside", "Inside")
)


def _fixed(directory: Path, files: dict[str, str], name: str, *more: str) -> str:
    Source(files).write(directory)
    assert run_command("fix", str(directory), "--unsafe", *more)[0] == 0
    text = (directory / name).read_text("utf-8")
    assert run_command("fix", str(directory), "--unsafe", *more)[1].startswith("nothing to fix")
    return text


def test_each_of_several_in_a_line(tmp_path: Path) -> None:
    assert _fixed(tmp_path, {"index.rst": _CLAUSE, "text.md": _MARKDOWN}, "text.md") == _FIXED


def test_all_that_one_finding_is_about(tmp_path: Path) -> None:
    term = ".. term:: relay\n\n   definition: device\n   deprecated: [repeater]\n"
    text = f"{_CLAUSE}{term}\nA repeater sees no repeater, nor repeaters a repeater-like relay.\n"
    fixed = text.replace("A repeater sees no repeater,", "A relay sees no relay,")
    assert _fixed(tmp_path, {"index.rst": text}, "index.rst", "--select", "term-deprecated") == fixed


def test_which_one_is_unsure_stays(tmp_path: Path) -> None:
    text = f"{_CLAUSE}.. list-table:: Limits\n\n   * - 10% or ``10%``\n"
    assert _fixed(tmp_path, {"index.rst": text}, "index.rst") == text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Note 3 to entry: A meter.", "A meter."),
        ("Note to entry – A meter.", "A meter."),
        ("Note 1 to entry A meter.", "A meter."),
    ],
)
def test_label_of_a_part_of_a_term(tmp_path: Path, written: str, left: str) -> None:
    body = '.. term:: relay\n\n   definition: device\n   notes: ["{}"]\n   examples: ["{}"]\n'
    text = _CLAUSE + body.format(written, "EXAMPLE 3: A repeater.")
    rules = "term-note-numbering,term-example-numbering"
    fixed = _fixed(tmp_path, {"index.rst": text}, "index.rst", "--select", rules)
    assert fixed == _CLAUSE + body.format(left, "A repeater.")


def test_all_documents_that_are_missing(tmp_path: Path) -> None:
    """Also where they stand in several places."""
    text = (
        "Profile\n=======\n\nScope\n-----\n\nText.\n\nNormative references\n--------------------\n\n"
        ".. normative-references::\n\n   IEC 62056-5-3:2017: DLMS/COSEM application layer\n"
        "   IEC 62056-6-1:2017: OBIS\n"
    )
    fixed = _fixed(tmp_path, {"index.rst": text}, "index.rst", "--select", "reference-core-missing")
    assert fixed == text.replace("   IEC 62056-5", "   IEC 62056-1-0: (to be written)\n   IEC 62056-5") + (
        "   IEC 62056-6-2: (to be written)\n"
    )


def test_sarif_has_a_fix_in_the_file_that_it_changes(tmp_path: Path) -> None:
    terms = "Terms\n=====\n\n.. abbreviations::\n\n   AL: application layer\n"
    files = {"index.rst": f"{_CLAUSE}The QRST is read.\n", "text.rst": terms}
    Source(files).write(tmp_path)
    _, out, _ = run_command("check", str(tmp_path), "--format", "sarif", "--select", "abbreviation-undefined")
    found = next(each for each in json.loads(out)["runs"][0]["results"] if "QRST" in each["message"]["text"])
    at = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    changed = found["fixes"][0]["artifactChanges"][0]["artifactLocation"]["uri"]
    assert (at.rpartition("/")[2], changed.rpartition("/")[2]) == ("index.rst", "text.rst")
