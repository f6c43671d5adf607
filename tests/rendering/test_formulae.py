"""Formulae on paper: what is read, how it is set, and what is said of those that cannot be."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.publishing.formula_reader import FormulaError, read_formula
from sphinx_dlmsprofile.publishing.typst.compiler import compile_pdf
from sphinx_dlmsprofile.publishing.typst.formula_code import formula_code
from sphinx_dlmsprofile.publishing.typst.formulae import drawn_formula, spoken_formula
from tests.rendering.printed import Word, words_of

HEAD = '#import "template.typ": *\n#set page(height: auto)\n'
SET = [
    r"a_i^2 \le \frac{n}{2}",
    r"T_\mathrm{max} = \sum_{i=1}^{n} \left( t_i + \frac{8 L_i}{R} \right) \cdot \log_2 \sqrt[3]{x}",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 \end{cases}",
    r"f(x) = \begin{dcases} 1 & x > 0 \\ 0 \end{dcases}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{vmatrix} a \end{vmatrix}",
    r"\begin{eqnarray*} y &=& a \nonumber \\[2mm] f(x) &=& b \label{eq} \end{eqnarray*}",
    r"\begin{multline} a \\ + b \end{multline}",
    r"x = \left\{ \begin{aligned}[t] a &= b \\ c &= d \end{aligned} \right.",
    r"\underbrace{a + b}_{\text{sum}} \stackrel{?}{=} \operatorname*{max}_x a \bmod b \pmod{8} \texttt{a\_b}",
    r"x' \in \{1, \ldots, 2^{32}-1\}, \quad \text{if so: } \overline{x} \oplus \hat{y} \widehat{ab} \vec{v}",
    r"^2 _i {} \left. x \right| x'^2 y''_i z'^{ab}",
    r"\Join \hbar \Re \binom{n}{k} \boxed{x} \phantom{-} \overset{a}{b} \xrightarrow[a]{b} \bigl( \frac{1}{2} \bigr)",
    r"\mathbf{x} \boldsymbol{y} \mathbb{R} \mathcal{F} \mathfrak{a} \mathit{\Gamma} \dddot{t} \varlimsup_x",
    '1{,}5 \\% \\# " 20 °C ± 5 µs ≤ ∑ ∂ … \\text{– 10 µm}',
    r"\text{#panic() $x_1$} \text{\# \{a\}}",
    "",
]


@pytest.mark.parametrize("latex", SET)
@pytest.mark.parametrize("display", [False, True])
def test_formulae_that_are_read(latex: str, display: bool) -> None:  # noqa: FBT001
    assert formula_code(read_formula(latex, display=display))


@pytest.mark.parametrize(
    ("latex", "grows"),
    [(r"\left( \frac{a}{b} \right)", True), (r"\left. \frac{a}{b} \right|", True), (r"x ( \frac{a}{b} )", False)],
)
def test_fences_grow_with_what_is_between_them(latex: str, grows: bool) -> None:  # noqa: FBT001
    assert ("math.lr(" in formula_code(read_formula(latex, display=True))) == grows


def test_formulae_that_are_read_are_set() -> None:
    codes = [formula_code(read_formula(latex, display=True)) for latex in SET]
    calls = "".join(f"#display-formula({code}, alt: none, number: none)\n" for code in codes)
    assert compile_pdf({"main.typ": f"{HEAD}{calls}".encode()}).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("latex", "fault"),
    [
        (r"\unknown{x}", r'Unknown LaTeX command "\unknown"'),
        ("a}", "a brace has no partner"),
        ("x_{", "a brace has no partner"),
        (r"\frac{{a}{b", "a brace has no partner"),
        (r"\sqrt[3", "Could not extract"),
        ("{", "a brace has no partner"),
        (r"\frac{1}", "something is missing in it"),
        ("x^", "something is missing in it"),
        (r"\left( x", r"\left and \right are not in pairs"),
        (r"\begin{tikz}\end{tikz}", 'Environment "tikz" not supported'),
        (r"\begin{aligned} a", "an environment is not closed"),
        (r"\text{\alpha}", r'words cannot hold the command "\alpha"'),
        (r"\sqrt{" * 300 + "x" + "}" * 300, "it is nested too deeply"),
        ("x" * 20_000, "it is too long"),
    ],
)
def test_formulae_that_cannot_be_read(latex: str, fault: str) -> None:
    with pytest.raises(FormulaError) as error:
        formula_code(read_formula(latex, display=True))
    assert str(error.value).startswith(fault)


def printed(latex: str) -> list[Word]:
    """The signs of a formula on lines of its own, from above."""
    code = formula_code(read_formula(latex, display=True))
    return words_of(compile_pdf({"main.typ": f"{HEAD}#display-formula({code})".encode()}), single=True)


def places(latex: str, sign: str, side: str = "left") -> list[float]:
    return [round(float(getattr(word, side)), 1) for word in printed(latex) if word.text == sign]


def test_a_long_formula_is_broken_and_not_shrunk_until_nobody_can_read_it() -> None:
    found = [word for word in printed("+".join(f"v_{{{number}}}" for number in range(80))) if word.text == "+"]
    assert min(word.top - word.bottom for word in found) > 1
    assert len({round(word.bottom) for word in found}) > 2


def test_lines_within_a_line_of_text_stand_around_its_middle() -> None:
    code = formula_code(read_formula(r"\begin{aligned} + \\ − \end{aligned}", display=False), display=False)
    words = words_of(compile_pdf({"main.typ": f"{HEAD}#text[x] #formula({code})".encode()}), single=True)
    above, text, below = (next(word.bottom for word in words if word.text == sign) for sign in "+x−")
    assert above > text > below


LINES = r"aaa &= bbb + c \\ &= ddd"


@pytest.mark.parametrize("name", ["aligned", "split", "align", "align*", "alignedat"])
def test_lines_are_aligned_at_their_signs(name: str) -> None:
    first, second = places(rf"\begin{{{name}}}{'{1}' * (name == 'alignedat')} {LINES} \end{{{name}}}", "=")
    assert first == second


@pytest.mark.parametrize("latex", [LINES, rf"x = \left\{{ \begin{{aligned}} {LINES} \end{{aligned}} \right."])
def test_lines_without_or_within_something_else_are_aligned(latex: str) -> None:
    *_, first, second = places(latex, "=")
    assert first == second


@pytest.mark.parametrize(("columns", "side"), [("r|l", "right"), ("rl", "right"), ("ll", "left")])
def test_the_columns_of_an_array_are_aligned(columns: str, side: str) -> None:
    latex = rf"\begin{{array}}{{{columns}}} \text{{m}} & x \\ \hline \text{{i}} & y \end{{array}}"
    words = printed(latex)
    wide, narrow = (next(getattr(word, side) for word in words if word.text == text) for text in ("m", "i"))
    assert wide == pytest.approx(narrow, abs=0.3)


def test_digits_without_braces() -> None:
    """LaTeX takes one digit, and two after a fraction."""
    fraction = [word.text for word in printed(r"\frac12")]
    assert fraction == ["1", "2"]
    assert formula_code(read_formula("x^12", display=False)) == formula_code(read_formula("x^{1}2", display=False))


@pytest.mark.parametrize(("source", "tag"), [(r"x \tag{7}", "(7)"), (r"x \tag*{A}", "A"), ("x", None)])
def test_tags(source: str, tag: str | None) -> None:
    formula = read_formula(source, display=True)
    assert formula.tag == tag
    assert formula_code(formula) == formula_code(read_formula("x", display=True))


def test_what_is_too_wide_is_shrunk() -> None:
    code = formula_code(read_formula(" + ".join(f"a_{{{number}}}" for number in range(60)), display=True))
    content = compile_pdf({"main.typ": f'{HEAD}#display-formula({code}, number: "(1)")'.encode()})
    *formula, left, _one, right = words_of(content, single=True)
    assert (left.text, right.text) == ("(", ")")
    assert right.right <= 185.1
    assert max(sign.right for sign in formula) < left.left


def test_what_is_drawn() -> None:
    drawing = drawn_formula(r"\substack{a \\ b}")
    assert drawing is not None
    assert drawing[0].startswith("<svg")
    assert 3 < drawing[1] < 10


@pytest.mark.parametrize("latex", [r"\unknown{x}", r"\begin{foo} a & b \end{foo}", r"\frac{a", "{" * 5000])
def test_what_is_not_drawn_either(latex: str) -> None:
    assert drawn_formula(latex) is None


@given(st.text(alphabet=r"\\{}^_&abfrcsqtlegin1+-() '\"°"))
def test_no_formula_stops_the_writer(latex: str) -> None:
    with suppress(FormulaError):
        formula_code(read_formula(latex, display=True))
    assert "\\" not in spoken_formula(latex)


def test_all_letters_come_out_in_their_order() -> None:
    halves = "".join(sign.text for sign in printed(r"a + b \le c \\ d \cdot e"))
    words = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    places_of = [words.find(letter) for letter in "𝑎𝑏𝑐𝑑𝑒"]
    assert all(0 <= before < after for before, after in pairwise(places_of))
