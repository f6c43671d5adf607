"""What a text without markup shows of environments and commands that set one thing above another."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.text.latex import loose_words, plain_formula


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\begin{eqnarray*} y &=& a \nonumber \\[2mm] f(x) &\neq& b \label{eq} \end{eqnarray*}", "y = a; f(x) ≠ b"),
        (r"\begin{alignat}{2} a &= b & c &= d \end{alignat}", "a = b c = d"),
        (r"\begin{array}{rl} 1 & 2 \\ 3 & 4 \end{array}", "[1, 2; 3, 4]"),
        (r"\underset{x}{\max} \overset{a}{b}", "max_x b^a"),
        (r"a \bmod b \equiv c \pmod{8}", "a mod b ≡ c (mod 8)"),
        (r"\mathcal{F} \mathbb{R} \mathfrak{a} \mathbf{x}", "FRax"),
        (r"\operatorname*{argmax} \iff \texttt{a\_b}", "argmax ⟺ a_b"),
        (r"5\,\mathrm{kW\,h}", "5 kW h"),
        (r"\mathrm{\mu s} \text{a\quad 5\,\%}", "μ s a 5 %"),
        (r"\text{a \textbf{b}\ c}", "a b c"),
        (r"\text{a \unknown{b}}", r"\text{a \unknown{b}}"),
        (r"x \unknown{y}", r"x \unknown{y}"),
    ],
)
def test_formulae_without_markup(latex: str, words: str) -> None:
    assert plain_formula(latex) == words


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("5 and then (", "and then"),
        (r"t \quad for all n", "for all"),
        ("T_{max wait}", "max wait"),
        ("n = Länge\nund Rest", "Länge und Rest"),
        (r"t \mathrm{for all} n", "for all"),
        (r"\textstyle for all", "for all"),
        (r"t \text{for all} n \operatorname*{and so}", ""),
        (r"\text {if $T_{\mathrm{max {of all}}}$ is any}", ""),
        (r"\text{a \{ of all} b", ""),
        (r"\begin{cases} a & if x \\ b \end{cases}", ""),
        ("n mod 16", ""),
        ("f dx dt", ""),
        ("max_a min_b", ""),
        ("a1for all", ""),
        ("for all2", ""),
    ],
)
def test_words_that_a_formula_sets_without_blanks(latex: str, words: str) -> None:
    assert loose_words(latex) == words
