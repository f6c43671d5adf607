"""The small parts of the PDF writer: literals, formulae, widths, marks."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.publishing.typst.column_widths import (
    TEXT_WIDTH,
    cell_extent,
    cell_lines,
    fit_words,
    share_width,
    text_width,
)
from sphinx_dlmsprofile.publishing.typst.compiler import CompileError, compile_pdf
from sphinx_dlmsprofile.publishing.typst.latex_math import to_typst
from sphinx_dlmsprofile.publishing.typst.lists import ordinal
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments, literal, string
from sphinx_dlmsprofile.publishing.typst.scribe import follower
from sphinx_dlmsprofile.publishing.typst.tables import place_cells

_ESCAPED = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}


@given(st.text())
def test_no_text_ends_its_literal(text: str) -> None:
    code = string(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\[nt"\\])*"', code)
    back = re.sub(r"\\(.)", lambda match: _ESCAPED[match[1]], code[1:-1])
    assert [a for a in back if a.isalnum()] == [a for a in text if a.isalnum()]


def test_literals() -> None:
    assert literal(None) == "none"
    assert literal(True) == "true"  # noqa: FBT003
    assert literal(1.5) == "1.5"
    assert literal(["a", 1]) == '("a",1,)'
    assert literal([]) == "()"
    assert literal({}) == "(:)"
    assert literal({"a b": Code("x()")}) == '("a b": x())'
    assert arguments(["a"], {"see_also": ()}) == '"a", see-also: (), '


@pytest.mark.parametrize(
    "latex",
    [
        r"a_i^2 \le \frac{n}{2}",
        r"T_\mathrm{max} = \sum_{i=1}^{n} \left( t_i + \frac{8 L_i}{R} \right) \cdot \log_2 \sqrt[3]{x}",
        r"f(x) = \begin{cases} 1 & x > 0 \\ 0 \end{cases}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"a &= b \\ c &= d",
        r"x' \in \{1, \ldots, 2^{32}-1\}, \quad \text{if so: } \overline{x} \oplus \hat{y}",
        r"^2 _i {} \left. x \right|",
        '1{,}5 \\% \\# "',
    ],
)
def test_formulae_compile(latex: str) -> None:
    code = to_typst(latex)
    assert code is not None
    head = "#let sym-of(body) = symbol(body)\n"
    assert compile_pdf({"main.typ": f"{head}#math.equation({code})".encode()}).startswith(b"%PDF")


@pytest.mark.parametrize(
    "latex", [r"\unknown", "}", "{", r"\frac{1}", r"\left( x", r"\begin{tikz}\end{tikz}", "{" * 5000]
)
def test_formulae_beyond_the_supported_part(latex: str) -> None:
    assert to_typst(latex) is None


@given(st.text(alphabet=r"\\{}^_&abfrcsqtlegin1+-() "))
def test_no_formula_stops_the_writer(latex: str) -> None:
    to_typst(latex)


def test_what_typst_refuses() -> None:
    with pytest.raises(CompileError, match="unknown variable"):
        compile_pdf({"main.typ": b"#nothing"})


@pytest.mark.parametrize(
    ("kind", "number", "mark"),
    [
        ("arabic", 3, "3"),
        ("loweralpha", 2, "b"),
        ("loweralpha", 28, "ab"),
        ("upperalpha", 26, "Z"),
        ("lowerroman", 4, "iv"),
        ("upperroman", 1999, "MCMXCIX"),
    ],
)
def test_marks(kind: str, number: int, mark: str) -> None:
    assert ordinal(kind, number) == mark


widths = st.lists(st.floats(1, 300), min_size=1, max_size=12)


@given(widths, st.data())
def test_columns_never_exceed_the_text(narrowest: list[float], data: st.DataObject) -> None:
    widest = [narrow + data.draw(st.floats(0, 500)) for narrow in narrowest]
    shares = share_width(narrowest, widest)
    assert sum(shares) <= TEXT_WIDTH + 0.01
    assert min(shares) > 0
    if sum(narrowest) < TEXT_WIDTH and sum(widest) > TEXT_WIDTH + 12 * len(widest):
        assert sum(shares) == pytest.approx(TEXT_WIDTH)


def test_given_widths_make_room_for_words() -> None:
    assert fit_words([80, 80], [100, 20]) == pytest.approx([100, 60])
    assert fit_words([80, 80], [10, 20]) == [80, 80]
    assert sum(fit_words([80, 80], [200, 100])) == pytest.approx(160)


TABLE = """
+---+-------+---+
| a | b c   | d |
|   +---+---+   |
|   | e | f |   |
+---+---+---+---+
| g | h | i | j |
+---+---+---+---+
"""


def test_cells_know_their_columns() -> None:
    tgroup = publish_doctree(TABLE).next_node(nodes.tgroup)
    assert tgroup is not None
    assert [(entry.astext(), column) for column, entry in place_cells(tgroup)] == [
        ("a", 0), ("b c", 1), ("d", 3), ("e", 1), ("f", 2), ("g", 0), ("h", 1), ("i", 2), ("j", 3),
    ]  # fmt: skip


def test_extent_of_a_cell() -> None:
    entry = nodes.entry("", nodes.paragraph("", "a longerword b"))
    nodes.row("", entry).parent = nodes.tbody()
    least, most = cell_extent(entry)
    assert text_width("longerword") < least < most
    assert cell_lines(entry, 200) == 1
    assert cell_lines(entry, 10) > 1


def test_what_follows_one_of_two_equal_texts() -> None:
    paragraph = publish_doctree("*a* same *b* same **c**").children[0]
    _start, first, emphasis, second, strong = paragraph.children
    assert first == second
    assert follower(first) is emphasis
    assert follower(second) is strong
    assert follower(strong) is None
