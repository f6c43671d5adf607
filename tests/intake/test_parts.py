"""What a draft becomes, from pandoc's blocks: here they are made by hand, so that the tests need no pandoc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_dlmsprofile.intake import records
from sphinx_dlmsprofile.intake.index_entries import index_entry
from sphinx_dlmsprofile.intake.parts import parts_of
from sphinx_dlmsprofile.intake.project import Importer
from sphinx_dlmsprofile.intake.rest import Notes, Writer

if TYPE_CHECKING:
    from sphinx_dlmsprofile.intake.draft import Draft

PLAIN = ["", [], []]


def words(text: str) -> list[Any]:
    """Inlines of a text."""
    found: list[Any] = []
    for word in text.split(" "):
        found += [{"t": "Space"}] if found else []
        found += [{"t": "Str", "c": word}] if word else []
    return found


def para(text: str, style: str = "") -> Any:
    block = {"t": "Para", "c": words(text)}
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [block]]} if style else block


def heading(level: int, text: str) -> Any:
    return {"t": "Header", "c": [level, PLAIN, words(text)]}


def cell(text: str, rows: int = 1, columns: int = 1) -> Any:
    return [PLAIN, {"t": "AlignDefault"}, rows, columns, [{"t": "Plain", "c": words(text)}]]


def table(*rows: list[Any], heads: int = 1) -> Any:
    columns = sum(each[3] for each in rows[0])
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns
    lines = [[PLAIN, row] for row in rows]
    return {"t": "Table", "c": [PLAIN, [None, []], widths, [PLAIN, lines[:heads]], [[PLAIN, 0, [], lines[heads:]]],
                                [PLAIN, []]]}  # fmt: skip


def draft(*blocks: Any) -> Draft:
    return Importer(parts_of(blocks)).run()


def test_clauses_are_files_and_typed_numbers_are_taken_off() -> None:
    found = draft(heading(1, "1 Scope"), para("Text."), heading(1, "5 Use of the layers"), heading(2, "5.1 Overview"),
                  para("More."), heading(1, "Annex A (informative) Examples"))  # fmt: skip
    assert list(found.files) == ["01-scope.rst", "02-use-of-the-layers.rst", "annex-a.rst"]
    assert found.files["01-scope.rst"] == "Scope\n=====\n\nText.\n"
    assert "Overview\n--------" in found.files["02-use-of-the-layers.rst"]
    assert found.left == ['02-use-of-the-layers.rst: no clause of the template is called "Use of the layers"']


def test_a_numbered_heading_that_pandoc_takes_for_an_item_is_a_heading() -> None:
    numbered = {"t": "OrderedList", "c": [[2, {"t": "Decimal"}, {"t": "Period"}], [[heading(2, "Details")]]]}
    bullets = {"t": "BulletList", "c": [[para("one")], [para("two"), numbered]]}
    (text,) = draft(heading(1, "Scope"), bullets, para("Text.")).files.values()
    assert text == "Scope\n=====\n\n- one\n\n- two\n\nDetails\n-------\n\nText.\n"


def test_captions_references_and_tables() -> None:
    found = draft(heading(1, "Scope"), para("See Table 3 and IEC 62056-6-2, Table 3."), para("Table 3 – Values"),
                  table([cell("A"), cell("B")], [cell("1"), cell("2")]))  # fmt: skip
    (text,) = found.files.values()
    assert "See :numref:`tab-values` and IEC 62056-6-2, Table 3." in text
    assert ".. list-table:: Values\n   :name: tab-values\n   :header-rows: 1\n\n   * - A\n     - B" in text


def test_spans_are_kept() -> None:
    (text,) = draft(heading(1, "Scope"), table([cell("a", 2), cell("b"), cell("c")], [cell("d e f", 1, 2)],
                                               [cell("g"), cell("h"), cell("i")])).files.values()  # fmt: skip
    tree = publish_doctree(text, settings_overrides={"report_level": 5})
    entries = [(node.astext(), node.get("morerows", 0), node.get("morecols", 0)) for node in tree.findall(nodes.entry)]
    assert entries == [("a", 1, 0), ("b", 0, 0), ("c", 0, 0), ("d e f", 0, 1), ("g", 0, 0), ("h", 0, 0), ("i", 0, 0)]


SAPS = [[cell("Side"), cell("SAP"), cell("Name")], [cell("Client", 2), cell("0x00"), cell("No-station")],
        [cell("0x02…0x0F, 16"), cell("Open")], [cell("Server"), cell("1"), cell("Management")]]  # fmt: skip


def test_a_sap_table_is_one_where_all_of_it_fits() -> None:
    (text,) = draft(heading(1, "Scope"), para("Table 1 – SAPs"), table(*SAPS)).files.values()
    assert text.endswith(
        ".. sap-table:: SAPs\n   :name: tab-saps\n\n   client:\n"
        '     0x00: "No-station"\n     0x02..0x0F, 16: "Open"\n   server:\n     1: "Management"\n'
    )
    broken = draft(heading(1, "Scope"), table(*SAPS[:3], [cell("Server"), cell("any"), cell("Management")]))
    assert "sap-table" not in broken.files["01-scope.rst"]
    assert "does not fit into sap-table" in broken.left[0]


def test_terms_abbreviations_and_references() -> None:
    found = draft(
        heading(1, "Normative references"), para("Some text."), para("[1] IEC 62056-5-3:2023, Application layer"),
        heading(1, "Terms, definitions and abbreviations"), heading(2, "Terms and definitions"),
        para("3.1.1", "TERM-number"), para("relay", "TERM"), para("repeater", "TERM-admitted"),
        para("station that forwards", "TERM-definition"), para("Note 1 to entry: It sleeps.", "TERM-note"),
        para("[SOURCE: IEC 60050]", "TERM-source"), heading(2, "Abbreviations"), para("AL application layer"),
        para("MAC: medium access control"),
    )  # fmt: skip
    references, terms = found.files.values()
    assert '.. normative-references::\n\n   IEC 62056-5-3:2023: "Application layer"' in references
    assert (
        '.. term:: relay\n\n   definition: "station that forwards"\n   admitted:\n     - "repeater"\n'
        '   notes:\n     - "It sleeps."\n   source: "IEC 60050"'
    ) in terms
    assert '.. abbreviations::\n\n   AL: "application layer"\n   MAC: "medium access control"' in terms


def test_what_reviewers_said_is_kept() -> None:
    def span(kind: str, text: str) -> Any:
        return {"t": "Span", "c": [["", [kind], [["author", "DE"]]], words(text)]}

    block = {"t": "Para", "c": [*words("It is"), {"t": "Space"}, span("deletion", "30"), span("insertion", "60"),
                                span("comment-start", "Is it?"), {"t": "Space"}, *words("s.")]}  # fmt: skip
    found = draft(heading(1, "Scope"), block)
    text = found.files["01-scope.rst"]
    assert "It is 60 s.\n" in text
    assert ".. Deleted by DE: 30\n\n.. Inserted by DE: 60\n\n.. Comment by DE: Is it?" in text
    assert len(found.left) == 3


AWKWARD = (
    "a *star*", "`tick`", "name_ and |bar|", "back\\slash", "- no item", "1. no item", "a) no item", "ends::", "----",
    ":no: field", ".. no comment", "__ x", "-a option", ">>> x", "#. x", "=====", "| x", "(i) x",
)  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD)
def test_text_stays_text(text: str) -> None:
    written = Writer(Notes(), str, str).block(para(text))
    (shown,) = publish_doctree(f"Before.\n\n{written}\n\nAfter.", settings_overrides={"report_level": 5}).children[1:-1]
    assert isinstance(shown, nodes.paragraph)
    assert shown.astext() == text


def test_forms_stand_beside_letters() -> None:
    inlines = [
        *words("H"), {"t": "Subscript", "c": words("2")}, *words("O"), {"t": "Space"},
        {"t": "Strong", "c": words("shall")}, *words("."), {"t": "Emph", "c": words("x")},
    ]  # fmt: skip
    written = Writer(Notes(), str, str).line(inlines)
    assert publish_doctree(written).astext() == "H2O shall.x"


@pytest.mark.parametrize(
    ("text", "values"),
    [("0x10", "0x10"), ("0x02…0x0F, 0x11..0xFF", "0x02..0x0F, 0x11..0xFF"), ("1 to 3 and 7", "1..3, 7"), ("any", None)],
)
def test_values_of_saps(text: str, values: str | None) -> None:
    assert records.sap_values(text) == values


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('"node:awkward"', "single: node; awkward"),
        ("\u201cnode\u201d \\b", "single: ! node"),
        ('"a:b:c; d"', "single: a; b, c, d"),
        ('"odd" \\t "See also strange"', "seealso: odd; strange"),
        ('"impair" \\t "Voir \u00e9trange"', "see: impair; \u00e9trange"),
        ('"0-0\\:1.0.0.255:clock"', "single: 0-0:1.0.0.255; clock"),
        ("bare", "single: bare"),
        ('""', ""),
    ],
)
def test_entries_of_the_index(code: str, line: str) -> None:
    assert index_entry(code) == line


def test_typed_numbers_of_subclauses_and_formulas() -> None:
    formula = {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, "x"]}, {"t": "Space"}, *words("(2)")]}
    found = draft(
        heading(1, "Scope"), heading(2, "First"), para("As in 1.1, see 1.1. By Equation (2), not (3)."), formula
    )
    (text,) = found.files.values()
    assert "As in :numref:`sec-1-1`, see :numref:`sec-1-1`." in text
    assert "Equation\u00a0:eq:`eq-2`, not (3)." in text
    assert ".. math::\n   :label: eq-2\n\n   x" in text


def test_octets_become_examples_where_they_decode() -> None:
    blocks = [heading(1, "Scope"), para("c0 01 C1 00 08", "CODE"), para("FF FF FF FF", "CODE")]
    known = Importer(parts_of(blocks), lambda octets: ("get", "wrapper") if octets[0] == 0xC0 else None).run()
    (text,) = known.files.values()
    assert ".. apdu-example:: get\n   :apdu: get\n   :envelope: wrapper\n   :form: octets\n\n   C0 01 C1 00 08" in text
    assert "::\n\n   FF FF FF FF" in text
    assert known.left == ["01-scope.rst: octets FF FF FF FF…: the decoder does not know them"]


def test_a_footnote_of_a_table_stays_a_raised_letter_where_its_text_is_missing() -> None:
    raised = {"t": "Superscript", "c": words("a")}
    marked = [PLAIN, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [*words("x"), raised]}]]
    (text,) = draft(heading(1, "Scope"), table([cell("A"), cell("B")], [marked, cell("1")])).files.values()
    assert "x\\ :sup:`a`" in text


def test_the_number_of_a_term_that_word_counts_alone_is_no_list() -> None:
    number = {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "DefaultDelim"}], [[], [heading(2, "Terms")]]]}
    (text,) = draft(heading(1, "Scope"), number, para("Text.")).files.values()
    assert text == "Scope\n=====\n\nTerms\n-----\n\nText.\n"
