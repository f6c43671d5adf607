"""The reference of needs names all their fields, and the examples on needs say the same in both markups."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_dlmsprofile.exports.need_types import FIELDS
from tests.builds.building import build, text, write
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = """
Profile
=======

Registration
------------

:prov:`join-once` A station shall join once. :prov:`leave` A station shall leave.
"""
CONF = """
dlms_review = True
dlms_select = ["trace-target-unknown"]
dlms_review_pages = ["review/**"]
needs_build_json = True
"""
_BLOCK = r"^\.\. code-block:: {}\n\n((?:   .*\n|\n)+)"


def test_each_field_has_a_row() -> None:
    rows = re.findall(r"^   \* - ``(\w+)``$", (ROOT / "docs" / "needs.rst").read_text("utf-8"), re.MULTILINE)
    assert rows == list(FIELDS)


def shown(markup: str, ending: str) -> dict[str, str]:
    """The examples of the manual in a markup, each as a page for the review."""
    page = (ROOT / "docs" / "traceability.rst").read_text("utf-8")
    blocks = [textwrap.dedent(found) for found in re.findall(_BLOCK.format(markup), page, re.MULTILINE)]
    begins = {"rst": ":orphan:\n\nPage\n====\n\n", "md": "---\norphan: true\n---\n# Page\n\n"}[ending]
    return {
        f"review/{number}.{ending}": block if "orphan" in block else begins + block
        for number, block in enumerate(blocks)
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_examples_say_the_same_in_both_markups(tmp_path: Path) -> None:
    said: list[Any] = []
    for markup, ending in (("rst", "rst"), ("markdown", "md")):
        pages = shown(markup, ending)
        assert len(pages) == 3
        source = write(tmp_path / ending, {"index.rst": STANDARD, **pages}, CONF)
        built = build(source, tmp_path / f"html-{ending}")
        assert (built.status, built.warnings) == (0, "")
        data = json.loads((built.out / "needs.json").read_text("utf-8"))
        needs = next(iter(data["versions"].values()))["needs"]
        fields = ("title", "verifies", "dlms_result", "status", "tags")
        written = {name: [needs[name][field] for field in fields] for name in ("join-once", "test-second-request")}
        said.append((written, [text(built.page(f"review/{number}").select_one("div.body")) for number in range(3)]))
    assert said[0] == said[1]
    assert said[0][0]["join-once"][3:] == ["agreed", ["ballot"]]
    assert "leave" in said[0][1][1]
