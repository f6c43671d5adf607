"""What support a profile demands: the grammar, as it is printed, in words, and with what is wrong."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.model.support import is_code, label_of, read_support, support_fault, unread_support
from sphinx_dlmsprofile.model.support_terms import Symbol
from sphinx_dlmsprofile.model.usage import StandardUsage
from tests.support import Source, run_command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "printed", "words"),
    [
        ("M", "M", "mandatory"),
        ("mandatory", "M", "mandatory"),
        ("not used", "X", "excluded"),
        ("O.1", "O.1", "a choice, at least one of the items marked O.1"),
        ("O.2: exactly 2 of", "O.2: exactly two", "a choice, exactly two of the items marked O.2"),
        ("O.1: one of", "O.1: exactly one", "a choice, exactly one of the items marked O.1"),
        (
            "O.3: at least one and at most 3 of",
            "O.3: at least one and at most three",
            "a choice, at least one and at most three of the items marked O.3",
        ),
        (
            "M if security suite 1 or 2",
            "C: M if security suite 1 or 2",
            "mandatory if security suite 1 or 2 is supported; otherwise optional",
        ),
        ("C: GET", "C: M if GET", "mandatory if GET is supported; otherwise optional"),
        # As the proformas of IEEE and of Zigbee have it: what is asked where a predicate is true.
        ("FC1: M", "C: M if FC1; otherwise N/A", "mandatory if FC1 is supported; otherwise not applicable"),
        (
            "FDT1: O, FDT2: M",
            "C: O if FDT1; M if FDT2; otherwise N/A",
            "optional if FDT1 is supported; mandatory if FDT2 is supported; otherwise not applicable",
        ),
        ("Mand.", "M", "mandatory"),
        ("opt.", "O", "optional"),
        ("NA", "N/A", "not applicable"),
        ("O unless SET", "C: O if not SET", "optional if SET is not supported; otherwise excluded"),
        (
            'M if "it sleeps", otherwise X',
            'C: M if "it sleeps"; otherwise X',
            "mandatory if it sleeps; otherwise excluded",
        ),
        (
            "X if a and b or not (d or e); M",
            "C: X if (a and b) or not (d or e); otherwise M",
            "excluded if (a and b are supported) or (d is not supported and e is not supported); otherwise mandatory",
        ),
        (
            'M if class "Setup and control"',
            'C: M if class "Setup and control"',
            "mandatory if class Setup and control is supported; otherwise optional",
        ),
        ("mandatory for push", 'C: M if "for push"', "mandatory for push; otherwise optional"),
        ("m", "M", "mandatory"),
        ("o.1", "O.1", "a choice, at least one of the items marked O.1"),
        ("O.<1>", "O.1", "a choice, at least one of the items marked O.1"),
        ("n/a", "N/A", "not applicable"),
        ("–", "N/A", "not applicable"),
        ("i", "I", "out of scope"),
        ("PROHIBITED", "X", "excluded"),
        ("shall be supported", "M", "mandatory"),
        ("✓", "M", "mandatory"),
        ("Required if fitted", 'C: M if "fitted"', "mandatory if fitted; otherwise optional"),
        ("recommended", "O (recommended)", "optional (recommended)"),
        ("M*", "M*", "mandatory"),
        ("M 1)", "M 1)", "mandatory"),
        ("M [#note]_", "M [#note]_", "mandatory"),
        ("m – see 7.2", "M (see 7.2)", "mandatory (see 7.2)"),
        ("M (note 1)", "M (note 1)", "mandatory (note 1)"),
        ("O (only in servers)", "O (only in servers)", "optional (only in servers)"),
        ("M (if GET)", "C: M if GET", "mandatory if GET is supported; otherwise optional"),
        ("Conditional: GET", "C: M if GET", "mandatory if GET is supported; otherwise optional"),
        ("c1: M", "C1: M", "mandatory"),
        (
            "IF (a AND NOT b) THEN m ELSE IF d THEN x ELSE n/a",
            "C: M if a and not b; X if d; otherwise N/A",
            "mandatory if a is supported and b is not supported; excluded if d is supported; otherwise not applicable",
        ),
        (
            "C.1: Mandatory if the GET service is supported, otherwise Excluded.",
            "C1: M if the GET service; otherwise X",
            "mandatory if the GET service is supported; otherwise excluded",
        ),
        (
            "c2 – shall be 'M' if support for GET has been declared",
            "C2: M if GET",
            "mandatory if GET is supported; otherwise optional",
        ),
        ("M if GET is not supported", "C: M if not GET", "mandatory if GET is not supported; otherwise optional"),
        (
            "M if GET and SET are supported",
            "C: M if GET and SET",
            "mandatory if GET and SET are supported; otherwise optional",
        ),
        (
            "supported if the meter has a display",
            'C: M if "the meter has a display"',
            "mandatory if the meter has a display; otherwise optional",
        ),
        (
            "M if a, b and c",
            "C: M if a and b and c",
            "mandatory if a and b and c are supported; otherwise optional",
        ),
        ("O.1: one or more of", "O.1: at least one", "a choice, at least one of the items marked O.1"),
        (
            "o.1: It is mandatory to support at least one of these items",
            "O.1: at least one",
            "a choice, at least one of the items marked O.1",
        ),
        ("O.1: It is mandatory to support one of", "O.1: exactly one", "a choice, exactly one of the items marked O.1"),
        (
            "O.1: support is required for exactly two of the options labelled by o.<1>",
            "O.1: exactly two",
            "a choice, exactly two of the items marked O.1",
        ),
        ("O.1: one and only one of these", "O.1: exactly one", "a choice, exactly one of the items marked O.1"),
        ("O.1: not more than 2", "O.1: at most two", "a choice, at most two of the items marked O.1"),
        (
            "O.1: 1 to 3 of",
            "O.1: at least one and at most three",
            "a choice, at least one and at most three of the items marked O.1",
        ),
        ("optional, not over TCP", "O (not over TCP)", "optional (not over TCP)"),
    ],
)
def test_demands(text: str, printed: str, words: str) -> None:
    support = read_support(text)
    assert support is not None
    assert (support.printed, support.words) == (printed, words)
    assert support_fault(text) == ""
    again = read_support(support.printed)
    assert again is not None
    assert [each.symbol for each in again.cases] == [each.symbol for each in support.cases]
    assert again.printed == support.printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("CF1:O.1", "C: O.1 if CF1; otherwise N/A"),
        ("(GET or SET): M", "C: M if GET or SET; otherwise N/A"),
        ("class 180: M;", "C: M if class 180; otherwise N/A"),
        ("M-Bus: M", "C: M if M-Bus; otherwise N/A"),
        ("if GET: M; when SET: O; else: X", "C: M if GET; O if SET; otherwise X"),
        ("GET: M, otherwise optional", "C: M if GET; otherwise O"),
        ("Mand. if GET", "C: M if GET"),
        ("opt. for push", "O (for push)"),
        ("mandatory: yes", "M"),
        ("M if GET & !SET", "C: M if GET and not SET"),
        ("M if (GET || SET) && ¬ ACTION", "C: M if (GET or SET) and not ACTION"),
    ],
)
def test_signs_of_proformas(text: str, printed: str) -> None:
    found = read_support(text)
    assert found
    assert found.printed == printed
    assert read_support(printed) == found


@pytest.mark.parametrize(
    "text", ["note: M", "see 7.2: M", "http://a: M", "10:30: M", "M: O", "a: b: M", "for meters: M", "1: M", "5.2: M"]
)
def test_what_a_colon_does_not_make_a_demand(text: str) -> None:
    assert read_support(text) is None


@pytest.mark.parametrize("text", ["Required: no", "mandatory, optional", "not used, always"])
def test_a_demand_beside_a_demand_is_no_condition(text: str) -> None:
    assert read_support(text) is None
    assert "is a demand, too" in unread_support(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("C", "C has no condition"),
        ("M if", "a name is missing at the end"),
        ("M if (a", "a parenthesis is not closed"),
        ("M; O", "never holds"),
        ("M if a; otherwise O; X", "is not understood"),
        ("O.1: exactly many of", "is not a number of items"),
        ("O.1: at leats one of", "is not a number of items"),
        ("O.1: more than one of", "is not a number of items"),
        ("O.1: all but one of", "is not a number of items"),
        ("O.1: none or one of", "is not a number of items"),
        ("O.1: at least one of the first three", '"at least one of the first three" is not a number of items'),
        ("O.1: at least one, preferably two", "is not a number of items"),
        ("O.1: at least one, at most two", "is not a number of items"),
        ("O.1: at least one of GET and SET", "is not a number of items"),
        ("O.1: > 1 of", "is not a number of items"),
        ("O.1: not exactly one of", "is not a number of items"),
        ("M if a and or b", 'a name is missing before "or"'),
        ("M if " + "(" * 200 + "a", "nested too deeply"),
        ("M if " + "a or " * 2000 + "b", "more than 2000 characters"),
    ],
)
def test_what_cannot_be_read(text: str, problem: str) -> None:
    assert is_code(text)
    assert read_support(text) is None
    assert problem in support_fault(text)
    assert run_command("explain-conformance", text)[0] == 1


@pytest.mark.parametrize("text", ["", "MAC layer", "O 1", "Only in one profile", "Carrier", "M-Bus", "X.509", "partly"])
def test_prose_demands_nothing(text: str) -> None:
    assert (read_support(text), support_fault(text)) == (None, "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("M/O", "write one of them"),
        ("mandatory or optional", "write one of them"),
        ("Yes/No", "room for an answer"),
        ("[ ] yes  [ ] no", "room for an answer"),
        ("conditional", "C has no condition"),
        ("partly", "write M, O, X, N/A, O.1"),
        ("O.1: many", 'write "O.1: at least one of"'),
    ],
)
def test_what_is_no_demand_is_told_what_to_write(text: str, advice: str) -> None:
    assert read_support(text) is None
    assert advice in unread_support(text)
    status, told, _ = run_command("explain-conformance", text)
    assert (status, advice in told) == (1, True)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("recommended (", "O (recommended)"),
        ("recommended if m", "C: O if m (recommended)"),
        ("optional, see (a) of b", "O (see [a] of b)"),
    ],
)
def test_what_stands_beside_a_demand_is_read_as_it_is_printed(text: str, printed: str) -> None:
    for each in (text, printed):
        support = read_support(each)
        assert support is not None
        assert support.printed == printed


@given(
    st.lists(
        st.sampled_from(
            [
                *"mMoOxXcCiI1(*);:,./[]<>-– ",
                "IF ",
                " THEN ",
                " ELSE ",
                "n/a",
                "note ",
                "supported",
                "see ",
                "yes",
                "no",
                "O.1",
                "C1:",
                " if ",
                "a and b",
                " is supported",
                "recommended",
            ]
        ),
        max_size=9,
    ).map("".join)
)
def test_any_spelling_is_read_or_told_what_to_write(text: str) -> None:
    support = read_support(text)
    if support is None:
        assert label_of(text) or unread_support(text)
    else:
        again = read_support(support.printed)
        assert again is not None
        assert again.printed == support.printed


@given(st.text(alphabet="MOXC.1:;,()\"' abifornt otherwise", max_size=60))
def test_any_text_is_read_or_reported(text: str) -> None:
    support = read_support(text)
    if support is None:
        assert not is_code(" ".join(text.split())) or support_fault(text)
    else:
        again = read_support(support.printed)
        assert again is not None
        assert again.printed == support.printed


def test_which_case_counts() -> None:
    support = read_support("M if a and not b; X if b; otherwise O")
    assert support is not None
    answers = {"a": True, "b": False}
    assert support.demanded(lambda leaf: answers.get(leaf.name)) is Symbol.MANDATORY
    assert support.demanded(lambda leaf: leaf.name == "b") is Symbol.EXCLUDED
    assert support.demanded(lambda _: False) is Symbol.OPTIONAL
    assert support.demanded(lambda leaf: None if leaf.name == "b" else True) is None
    assert support.demanded(lambda leaf: None if leaf.name == "b" else False) is None


def test_explained_by_the_command() -> None:
    status, text, _ = run_command("explain-conformance", "M if security suite 1 or 2")
    assert (status, text) == (
        0,
        "C: M if security suite 1 or 2: mandatory if security suite 1 or 2 is supported; otherwise optional\n",
    )
    assert run_command("explain-conformance", "nothing that exists")[0] == 1


@pytest.mark.parametrize(
    "body",
    [
        "selected: {text: Type 1, support: M}",
        "selected: [{text: Type 1, support: M}]",
        "selected:\n  - {support: M, text: Type 1}",
    ],
)
def test_a_demand_beside_a_text_under_a_heading(body: str, tmp_path: Path) -> None:
    indented = "".join(f"   {line}\n" for line in body.splitlines())
    source = Source({"index.rst": f".. standard-usage:: ISO/IEC 8802-2\n\n{indented}"})
    judgement = judge_project(source.write(tmp_path), log=io.StringIO())
    assert judgement is not None
    [usage] = judgement.project.of(StandardUsage)
    [[text]] = [each.texts for each in usage.uses]
    assert (str(text.text), str(text.support), text.label) == ("Type 1", "M", None)
