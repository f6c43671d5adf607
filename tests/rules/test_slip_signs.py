"""The quick look at a text for the words of slips: it never says no where one of them would be found."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_dlmsprofile.analysis.editorial.patterns import WORDS, combined
from sphinx_dlmsprofile.analysis.editorial.slips import may_hold_word, slips_in
from sphinx_dlmsprofile.model.prose import TextKind

_CASES = Path(__file__).parent / "cases"
_PATTERN = re.compile(combined(WORDS, r"(?<![\w@/.-])"))


def test_each_kind_is_looked_for_wherever_a_text_has_it() -> None:
    lines = {line for path in _CASES.glob("editorial-*.yaml") for line in path.read_text("utf-8").splitlines()}
    written = {form for line in lines for form in (line, line.upper(), line.capitalize(), line.replace("'", "’"))}
    found = {match.lastgroup: text for text in written for match in _PATTERN.finditer(text)}
    missed = [text for text in written if _PATTERN.search(text) and not may_hold_word(text)]

    assert not missed
    assert set(found) == {looked.kind.replace("-", "_") for looked in WORDS}


def test_a_form_is_found_where_it_stands() -> None:
    text = "It is long. A client shall not read it."
    assert [text[each.start : each.end] for each in slips_in(text, TextKind.NOTE)] == ["shall not"]


def test_plain_text_is_not_looked_at() -> None:
    assert not may_hold_word("A client shall read the attribute again after 30 s.")
    assert may_hold_word("A client client shall read it.")
    assert may_hold_word("The M.A.C. layer is below.")
