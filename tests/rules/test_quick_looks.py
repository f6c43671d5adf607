"""Quick looks at a text, before the patterns that take longer: they never say no where one of these finds something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.analysis.claims import typed
from sphinx_dlmsprofile.rules.contents import annexes
from sphinx_dlmsprofile.template import placeholders
from sphinx_dlmsprofile.text import verbal_forms

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_CASES = Path(__file__).parent / "cases"
_MORE = (
    *("Table 5", "Tables A.1, A.2", "Subclause 5.1", "Annex A", "Annexes A and B", "see 5.1", "As A.1", "As 5.1 says"),
    *("item b)", "Items c)", "Formula (3)", "see NOTE 1", "ANNEX B", "annexes C to D", "A.3", "Figure B.2"),
    *("<add>", "[Insert text]", "(to be defined)", "TBD", "t.b.c.", "xxxx", "XXX", "YYYYY", "x-x", "x – x", "TODO"),
    *("For term 2", "where definition 1", "term 3", "Definition  4", "??", "shall not", "NEED NOT", "cannot"),
)
_QUICK: dict[str, tuple[Callable[[str], bool], tuple[re.Pattern[str], ...]]] = {
    "typed": (typed.may_name, (typed._TYPED,)),
    "annexes": (annexes.may_name_annex, (annexes._NAMED,)),
    "placeholders": (placeholders.may_hold_placeholder, (placeholders.PLACEHOLDER, placeholders.WHOLE)),
    "forms": (verbal_forms.may_hold_form, (verbal_forms._FORM,)),
}


def _written() -> set[str]:
    lines = {line.strip() for path in _CASES.glob("*.yaml") for line in path.read_text("utf-8").splitlines()}
    return {form for line in lines.union(_MORE) for form in (line, line.upper(), line.lower(), line.capitalize())}


@pytest.mark.parametrize("name", _QUICK)
def test_what_a_pattern_finds_is_looked_for(name: str) -> None:
    may_hold, patterns = _QUICK[name]
    found = [text for text in _written() if any(pattern.search(text) for pattern in patterns)]
    assert len(found) > 20
    assert [text for text in found if not may_hold(text)] == []


@pytest.mark.parametrize("name", _QUICK)
def test_plain_text_is_not_looked_at(name: str) -> None:
    assert not _QUICK[name][0]("A client reads this attribute of each station again.")
