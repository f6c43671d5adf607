"""Quick looks at a text, before the patterns that take longer: they never say no where one of these finds something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.analysis.claims import shown_words, typed
from sphinx_dlmsprofile.rules.contents import annexes
from sphinx_dlmsprofile.rules.foreword import foreword
from sphinx_dlmsprofile.template import placeholders
from sphinx_dlmsprofile.text import sentences, verbal_forms

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_CASES = Path(__file__).parent / "cases"
_MORE = (
    *("Table 5", "Tables A.1, A.2", "Subclause 5.1", "Annex A", "Annexes A and B", "see 5.1", "As A.1", "As 5.1 says"),
    *("item b)", "Items c)", "Formula (3)", "see NOTE 1", "ANNEX B", "annexes C to D", "A.3", "Figure B.2"),
    *("<add>", "[Insert text]", "(to be defined)", "TBD", "t.b.c.", "xxxx", "XXX", "YYYYY", "x-x", "x – x", "TODO"),
    *("(to be added)", "<to be written>", "[fill in the name]", "FIXME", "T.B.D.", "tbc", "yyyy YYYY", "X-X"),
    *(f"x{dash}x" for dash in "\u2010\u2011\u2012"),
    *("This Technical Report is new", "this Publicly Available Specification", "the present International Standard"),
    *("this document is a Technical Specification", "IEC TS 62056-8-3(E), which is a Technical Specification"),
    *("request is confirmed", "unconfirmed push", "opens a confirmed AA", "with short name referencing"),
    *("high priority", "priority of normal", "blocks of 128 octets", "method reset", "attribute 'time'", "wait_time"),
    *("“Data store”", '"Data store"', "value 5 stands for an error", "value 0x1F in it means that it is full"),
    *("For term 2", "where definition 1", "term 3", "Definition  4", "??", "shall not", "NEED NOT", "cannot"),
)
_QUICK: dict[str, tuple[Callable[[str], bool], tuple[re.Pattern[str], ...]]] = {
    "typed": (typed.may_name, (typed._TYPED,)),
    "annexes": (annexes.may_name_annex, (annexes._NAMED,)),
    "placeholders": (placeholders.may_hold_placeholder, (placeholders.PLACEHOLDER, placeholders.WHOLE)),
    "deliverables": (foreword.may_name_kind, (foreword._ITSELF,)),
    "shown words": (shown_words.may_say, (shown_words._SAID,)),
    "forms": (verbal_forms.may_hold_form, (verbal_forms._FORM,)),
}


def _written() -> set[str]:
    lines = {line.strip() for path in _CASES.glob("*.yaml") for line in path.read_text("utf-8").splitlines()}
    forms = {form for line in lines.union(_MORE) for form in (line, line.upper(), line.lower(), line.capitalize())}
    return forms | {form.translate(_ALIKE) for form in forms}


_ALIKE = str.maketrans({"s": "\u017f", "i": "\u0131", "I": "\u0130", "k": "\u212a", "5": "\u0665", " ": "\u00a0"})
"""What patterns that ignore capitals, or ask for any digit or blank, take for the same."""


@pytest.mark.parametrize("name", _QUICK)
def test_what_a_pattern_finds_is_looked_for(name: str) -> None:
    may_hold, patterns = _QUICK[name]
    found = [text for text in _written() if any(pattern.search(text) for pattern in patterns)]
    assert len(found) > 20
    assert [text for text in found if not may_hold(text)] == []


_PLAIN = "A client reads this attribute of each station again."


@pytest.mark.parametrize("name", _QUICK)
def test_plain_text_is_not_looked_at(name: str) -> None:
    plain = "A client reads each station again." if name == "shown words" else _PLAIN
    assert not _QUICK[name][0](plain)


def test_each_form_is_at_one_of_the_places_that_are_looked_at() -> None:
    forms = [form for text in _written() for form in verbal_forms._FORM.finditer(text)]
    assert {form[0].split()[0].casefold() for form in forms} == verbal_forms.FORM_WORDS
    assert [form for form in forms if not verbal_forms._BEGINNING.match(form.string, form.start())] == []


_SHORT = (*sentences._ALL, *sentences._BEFORE_SMALL, *sentences._VERSION_OR_PAGE, "x", "a.m", "[e.g", "x..cf", "word")


@pytest.mark.parametrize("follows", ["3", "A", "A.1", "The station", "the station", "Others"])
@pytest.mark.parametrize("before", ["See ", "5 ", "A station of "])
def test_no_sentence_ends_where_more_time_would_show_that_it_goes_on(
    before: str, follows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{before}{form}. {follows} is so." for each in _SHORT for form in (each, each.upper(), each.capitalize())]
    quick = [list(sentences._spans(text)) for text in texts]
    monkeypatch.setattr(sentences, "may_be_short", lambda _token, _word: True)
    assert quick == [list(sentences._spans(text)) for text in texts]
