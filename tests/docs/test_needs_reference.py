"""The reference of needs names all their fields."""

from __future__ import annotations

import re

from sphinx_dlmsprofile.exports.need_types import FIELDS
from tests.support import ROOT


def test_each_field_has_a_row() -> None:
    rows = re.findall(r"^   \* - ``(\w+)``$", (ROOT / "docs" / "needs.rst").read_text("utf-8"), re.MULTILINE)
    assert rows == list(FIELDS)
