"""Which sentences of a project are provisions, with which words, kind and identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.provisions.reading import provisions
from tests.support import EXAMPLE, Source

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Profile\n=======\n\n"
CLAUSE = f"{HEAD}Registration\n------------\n\n"


def texts(directory: Path, text: str, name: str = "index.rst", **files: str) -> list[str]:
    """The words of all provisions of a document."""
    return [each.text for each in provisions(Source({name: text, **files}).write(directory))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A station joins. It shall wait. It\nmay leave.", ["It shall wait.", "It may leave."]),
        (".. note::\n\n   It may wait.\n\n.. tip:: It can.\n\n.. admonition:: EXAMPLE\n\n   It shall wait.", []),
        ("NOTE 1 A station may wait.\n\nNOTE It can.\n\nEXAMPLE A station that may wait.", []),
        ("Text.\n\n   A standard says it shall be so.\n\n   -- ISO", []),
        ("``It shall wait``\n\n.. code-block:: none\n\n   It shall wait.", []),
        (".. figure:: x.png\n   :alt: It shall\n\n   It shall wait\n", []),
        ("The attribute ``a.b`` shall be set.", ["The attribute a.b shall be set."]),
        ("It shall wait [#f]_.\n\n.. [#f] It may also leave.", ["It shall wait."]),
        (
            "A station shall:\n\n- join; \n- leave, and\n\n  not come back.",
            ["A station shall: join;", "A station shall: leave, and"],
        ),
        ("A station shall either:\n\n- join;\n- leave.", ["A station shall either: join; leave."]),
        ("A station shall:\n\n- join; or\n- leave.", ["A station shall: join; or leave."]),
        ("A station shall\n\n- join,\n- leave.", ["A station shall join,", "A station shall leave."]),
        (
            "A station that fails shall either\n\n- join, or\n- leave.",
            ["A station that fails shall either join, or leave."],
        ),
        (
            "A station shall:\n\n- leave, if it is\n\n  - asked to, or\n  - alone;\n- join:\n\n  - at once.",
            ["A station shall: leave, if it is asked to, or alone;", "A station shall: join: at once."],
        ),
        ("A station shall wait.\n\n- It joins.", ["A station shall wait."]),
        (
            "A station shall support the following:\n\n#. joining;\n#. leaving, which may fail.",
            ["A station shall support the following: joining; leaving, which may fail.", "leaving, which may fail."],
        ),
        ("The sender:\n\n- shall wait;\n- joins.", ["The sender: shall wait;"]),
        (
            (
                ".. csv-table:: It shall be so\n   :header: Timer, It may be\n\n"
                "   T1, shall be 3 s\n   T2, It should be 4 s."
            ),
            ["T1: shall be 3 s", "It should be 4 s."],
        ),
        (
            ".. list-table::\n\n   * - K\n     - need not be set\n   * - Y\n     - May 2016\n   * - No\n     - cannot",
            ["K: need not be set", "No: cannot"],
        ),
        ("Timer\n   It shall run.\n", ["It shall run."]),
        (
            "Relay\n   Shall forward frames.\n\nClient\n   SHALL wait.\n\n:T1: May be 3 s.\n",
            ["Relay: shall forward frames.", "Client: SHALL wait.", "T1: may be 3 s."],
        ),
        (".. csv-table:: T\n\n   T2, Cannot be 3 s, Shall not be 4 s", ["T2: cannot be 3 s", "T2: shall not be 4 s"]),
        (
            "A server shall, within 5 s:\n\n- join;\n- leave.",
            ["A server shall, within 5 s: join;", "A server shall, within 5 s: leave."],
        ),
        (
            ".. long-messages::\n\n   block-transfer: A server shall support it.\n",
            ["A server shall support it."],
        ),
        (
            ".. registration::\n\n   joining: [A station shall scan., It may wait.]\n",
            ["A station shall scan.", "It may wait."],
        ),
        (".. cosem-class:: X\n\n   attributes:\n     1: {name: a, description: It shall be 3.}\n", ["It shall be 3."]),
        (".. warning:: It shall not be opened.", ["It shall not be opened."]),
    ],
)
def test_what_is_a_provision(body: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(tmp_path, CLAUSE + body + "\n") == expected


@pytest.mark.parametrize(
    ("body", "alone"),
    [
        ("Where the mains is on:\n\n- a lamp shall blink;", ["[Where the mains is on:] a lamp shall blink;"]),
        (
            "It polls. If asked:\n\n- A lamp shall blink. It shall stop.\n\n  Text. A lamp may hum.\n",
            [
                "[If asked:] A lamp shall blink.",
                "[If asked: A lamp shall blink.] It shall stop.",
                "[If asked:] A lamp may hum.",
            ],
        ),
        (
            "In class A:\n\n- On mains:\n\n  - it shall blink;\n  - a lamp shall:\n\n    - stop.",
            ["[In class A: On mains:] it shall blink;", "[In class A: On mains:] a lamp shall: stop."],
        ),
        (
            "The following applies when it rains:\n\nLamp\n   It may blink.",
            ["[The following applies when it rains: Lamp] It may blink."],
        ),
        ("If it rains:\n\n- a lamp shall blink.", ["[If it rains:] a lamp shall blink."]),
        ("If asked, the lamp:\n\n- shall stop.", ["If asked, the lamp: shall stop."]),
        # What limits nothing, or is a provision itself.
        ("For example:\n\n- a lamp shall blink.", ["a lamp shall blink."]),
        ("In this case:\n\n- a lamp shall blink.", ["a lamp shall blink."]),
        ("The following applies:\n\n- a lamp shall blink.", ["a lamp shall blink."]),
        *(
            (f"{lead_in}\n\n- a lamp shall blink.", ["a lamp shall blink."])
            for lead_in in (
                "In this clause:",
                "In the following cases:",
                "For the purposes of this document:",
                "For information:",
                "With the following exceptions:",
                "In each case:",
                "On the other hand:",
                "Once again:",
                "The following applies in addition:",
                "The following terms are used in this clause:",
                "The following fields are present in the frame:",
            )
        ),
        *(
            (f"{lead_in}\n\n- a lamp shall blink.", [f"[{lead_in}] a lamp shall blink."])
            for lead_in in (
                "For information objects:",
                "In all modes:",
                "For the purposes of billing:",
                "The following applies only to class A:",
                "In Table 5:",
            )
        ),
        ("The mains is on.\n\n- a lamp shall blink.", ["a lamp shall blink."]),
        ("Where it is on, a lamp shall:\n\n- blink.", ["Where it is on, a lamp shall: blink."]),
    ],
)
def test_the_condition_before_a_list(body: str, alone: list[str], tmp_path: Path) -> None:
    found = provisions(Source({"index.rst": CLAUSE + body + "\n"}).write(tmp_path))
    assert [each.alone for each in found] == alone


def test_numbers_of_references_stand_in_the_words(tmp_path: Path) -> None:
    body = "It shall be as in :numref:`t` and :ref:`c`.\n\n"
    body += ".. _c:\n\nNext\n----\n\n.. csv-table:: T\n   :name: t\n\n   a\n"
    assert texts(tmp_path, CLAUSE + body) == ["It shall be as in Table 1 and Next."]


@pytest.mark.parametrize(
    "title",
    [
        "Foreword",
        "Introduction",
        "Scope",
        "Normative references",
        "Terms, definitions and abbreviations",
        "Annex A (informative) Examples",
        "Bibliography",
    ],
)
def test_without_provisions(title: str, tmp_path: Path) -> None:
    assert texts(tmp_path, f"{HEAD}{title}\n{'-' * 40}\n\nIt shall be.\n\nDeeper\n~~~~~~\n\nIt shall be.\n") == []


def test_identifiers_are_stable_and_unique(tmp_path: Path) -> None:
    body = "It shall wait.\n\nOther text.\n\nIt shall wait.\n\n:prov:`given` It may wait.\n"
    before = provisions(Source({"index.rst": CLAUSE + body}).write(tmp_path / "a"))
    assert [each.identifier for each in before] == ["it-shall-wait", "it-shall-wait-2", "given"]
    edited = body.replace("Other text.", "A new text. A station should wait.\n\nAnd more.")
    after = provisions(Source({"index.rst": CLAUSE + edited}).write(tmp_path / "b"))
    assert [each.identifier for each in after] == ["it-shall-wait", "station-should-wait", "it-shall-wait-2", "given"]


def test_a_given_identifier_comes_first(tmp_path: Path) -> None:
    body = "It shall wait.\n\n:prov:`it-shall-wait` It may wait.\n"
    found = provisions(Source({"index.rst": CLAUSE + body}).write(tmp_path))
    assert [each.identifier for each in found] == ["it-shall-wait-2", "it-shall-wait"]


def test_markdown(tmp_path: Path) -> None:
    text = (
        "# Profile\n\n## Registration\n\nA *station* shall `wait`. {prov}`go` It may\ngo.\n\n"
        "A station shall:\n\n- {prov}`in` join;\n- leave.\n\n> It shall not count.\n\n"
        "| T | V |\n|-|-|\n| t | shall be 3 |\n"
    )
    found = provisions(Source({"index.md": text}).write(tmp_path))
    assert [(each.text, each.given, each.at.line) for each in found] == [
        ("A station shall wait.", "", 5),
        ("It may go.", "go", 5),
        ("A station shall: join;", "in", 10),
        ("A station shall: leave.", "", 11),
        ("t: shall be 3", "", 17),
    ]


def test_the_wording_of_the_template_is_none(tmp_path: Path) -> None:
    assert texts(tmp_path, f"{HEAD}Other\n-----\n\n.. template-text:: scope\n") == []


def test_the_example_in_parallel() -> None:
    serial = provisions(EXAMPLE)
    assert len(serial) > 80
    assert len({each.identifier for each in serial}) == len(serial)
    assert provisions(EXAMPLE, jobs=3) == serial


NOTED = {
    "index.rst": """
Profile
=======

Timers
------

=====  =========
T1     3 s [1]_
=====  =========

.. [1] :prov:`t1` T1 shall be kept.

Security
--------

:prov:`key` The key shall be changed [2]_.

.. [2] It shall be changed at night.
""",
    "index.md": """
# Profile

## Timers

| Timer | Value |
|-------|-------|
| T1    | 3 s[^one] |

## Security

{prov}`key` The key shall be changed[^two].

[^one]: {prov}`t1` T1 shall be kept.

[^two]: It shall be changed at night.
""",
}


@pytest.mark.parametrize("name", NOTED)
def test_footnotes_of_tables_belong_to_the_clause_of_the_table(tmp_path: Path, name: str) -> None:
    project = Source({name: NOTED[name]}).write(tmp_path)
    found = [(each.identifier, each.clause and each.clause.title) for each in provisions(project)]
    assert found == [("t1", "Timers"), ("key", "Security")]
