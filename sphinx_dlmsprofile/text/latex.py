"""LaTeX formulae: their signs, and what a text without markup shows of them."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

_TOKEN = regex(r"\\(?:[A-Za-z]+|.)|[{}^_&]|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
UNSEEN = regex(
    r"\\label\s*\{[^{}]*\}|(?<=\\operatorname)\*|(?<=\\\\)(?:\*|\s*\[\s*-?[\d.]+\s*(?:mm|cm|in|pt|em|ex)\s*\])"
)
"""What shows nothing: labels, stars of operators, the distance to the next line."""

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "times": "×", "cdot": "⋅", "div": "÷", "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀", "exists": "∃",
    "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "neg": "¬", "oplus": "⊕", "otimes": "⊗", "infty": "∞",
    "partial": "∂", "nabla": "∇", "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒",
    "Leftrightarrow": "⇔", "mapsto": "↦", "sum": "∑", "prod": "∏", "int": "∫", "ldots": "…", "dots": "…", "cdots": "⋯",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "langle": "⟨", "rangle": "⟩", "mid": "∣", "parallel": "∥",
    "prime": "′", "circ": "∘", "ast": "∗", "bullet": "∙", "ell": "ℓ", "degree": "°", "lbrace": "{", "rbrace": "}",
    "gets": "←", "leftrightarrow": "↔", "uparrow": "↑", "downarrow": "↓", "implies": "⟹", "iff": "⟺",
    "longrightarrow": "⟶", "cong": "≅", "simeq": "≃", "propto": "∝", "setminus": "∖", "supset": "⊃", "supseteq": "⊇",
    "lnot": "¬", "lvert": "|", "rvert": "|", "lVert": "‖", "rVert": "‖", "vdots": "⋮", "ddots": "⋱", "colon": ":",
}  # fmt: skip
"""The sign that a command stands for."""

_FUNCTIONS = "log ln lg exp sin cos tan arcsin arccos arctan min max lim sup inf det gcd mod deg dim ker"
OPERATORS = frozenset(_FUNCTIONS.split())
"""The commands that are names of functions."""

UPRIGHT = frozenset({"text", "mathrm", "textrm", "operatorname", "mbox", "textnormal", "texttt", "textbf", "textit"})
"""The commands that set words."""

IGNORED = frozenset({"displaystyle", "textstyle", "limits", "nolimits", "big", "Big", "bigl", "bigr", "Bigl", "Bigr",
                     "nonumber", "notag"})  # fmt: skip
"""The commands that change sizes and places alone, and those on numbers, which Sphinx gives."""

LINES = frozenset({"align", "aligned", "split", "gather", "gathered", "equation", "eqnarray", "multline", "flalign",
                   "alignat", "alignedat"})  # fmt: skip
"""The environments that set lines below each other."""

GRIDS = {"cases": "{}", "matrix": "[]", "pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||",
         "Vmatrix": "‖‖", "smallmatrix": "[]", "array": "[]"}  # fmt: skip
"""The environments that set rows and columns, with the brackets around them in a line."""

WITH_ARGUMENT = frozenset({"alignat", "alignedat", "array"})
"""The environments that say first which columns they have."""

_SPACED = frozenset("+-−=<>×÷±∓≤≥≠≈≡∼≪≫∈∉⊂⊆∪∩∧∨⊕⊗→←⇒⇔↦⋅∣⟶⟹⟺↔≅≃∝∖⊃⊇")
"""Signs between two terms."""

_SIMPLE = {
    **SYMBOLS,
    **{name: name for name in OPERATORS},
    **dict.fromkeys((*IGNORED, "!"), ""),
    **dict.fromkeys((",", ":", ";", " ", "quad", "qquad", "\\"), " "),
    "|": "‖",
    "bmod": "mod",
}
"""What commands without arguments stand for."""

_STYLES = frozenset(
    {"mathbf", "boldsymbol", "mathit", "mathbb", "mathcal", "mathfrak", "mathscr", "mathsf", "mathtt", "underbrace",
     "overbrace"}
)  # fmt: skip
_ACCENTS = {"bar": "\u0304", "hat": "\u0302", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
            "overline": "\u0305", "underline": "\u0332"}  # fmt: skip
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac"})
_ONE = regex(r"[-−+]?(?:[\w∞…′]+(?:[.,]\d+)?)?|√\w+")


def tokens(latex: str) -> list[str]:
    """The commands, signs, numbers and white space of a formula, in their order."""
    return _TOKEN.findall(UNSEEN.sub("", latex))


def _in_words(piece: str) -> str:
    """What stands for a piece of words: a sign may be escaped, and a command may be for a space or a sign."""
    name = piece.removeprefix("\\")
    if name == piece:
        return piece
    if name in UPRIGHT | _STYLES:
        return ""
    if name not in _SIMPLE and name.isalpha():
        raise _UnknownError
    return _SIMPLE.get(name, name)


def raised(text: str) -> str:
    """A superscript in a text without markup: "^6", "^(n + 1)"."""
    return f"^{bracketed(text)}" if text else ""


def lowered(text: str) -> str:
    """A subscript in a text without markup: "_max"."""
    return f"_{bracketed(text)}" if text else ""


def bracketed(text: str) -> str:
    """A text in brackets, unless it is one number, name or sign."""
    return text if _ONE.fullmatch(text) or len(text) == 1 else f"({text})"


def plain_formula(latex: str) -> str:
    r"""A formula as it can be read in one line: "1/2" of ``\frac{1}{2}``; as it is written where that is not known."""
    in_lines = r"\\" in latex and r"\begin" not in latex  # which Sphinx sets as such
    try:
        reader = _Reader(tokens(rf"\begin{{aligned}}{latex}\end{{aligned}}" if in_lines else latex))
        text = reader.sequence()
    except (_UnknownError, RecursionError):
        return " ".join(latex.split())
    return text if reader.done else " ".join(latex.split())


_WITH_BLANKS = regex(r"\\(?:text\w*|mbox|operatorname|begin|end|ref|eqref|tag)")
"""The commands whose group keeps its blanks, or is not set; of "mathrm" the letters stand side by side."""
_LOOSE = regex(r"(?<![^\W_])[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})+(?![^\W_])")
_DIFFERENTIAL = 2
"""How many letters are still no word: "dx dt" are two differentials."""


def loose_words(latex: str) -> str:
    r"""The first words of a formula that stand side by side outside of ``\text``: their blanks are lost in print."""
    for run in _LOOSE.finditer(_outside(latex)):
        if max(map(len, run[0].split())) > _DIFFERENTIAL:
            return " ".join(run[0].split())
    return ""


def _outside(latex: str) -> str:
    """A formula without what keeps its blanks, and with a sign for each command."""
    kept, depth, opens = [], 0, False
    for piece in tokens(latex):
        if depth or (opens and piece == "{"):
            depth += (piece == "{") - (piece == "}")
        else:
            kept.append("\0" if piece.startswith("\\") else piece)
        opens = not depth and (bool(_WITH_BLANKS.fullmatch(piece)) or (opens and (piece == "*" or piece.isspace())))
    return "".join(kept)


_MARKED = {"overset": raised, "stackrel": raised, "underset": lowered}


class _UnknownError(Exception):
    """A command that is not known, or a formula that ends too soon."""


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def done(self) -> bool:
        return self._place >= len(self._tokens)

    def sequence(self, *ends: str) -> str:
        """Everything up to one of the ends, which is left in place."""
        atoms: list[_Atom] = []
        while not self.done and self._tokens[self._place] not in ends:
            piece = self._take()
            if piece in {"^", "_"}:
                script = (raised if piece == "^" else lowered)(self._argument())
                base = atoms.pop() if atoms else _Atom("", _Kind.TERM)
                text = f"({base.text})" if base.kind is _Kind.FRACTION else base.text
                atoms.append(_Atom(text + script, _Kind.WORD))
            elif piece == "}":
                raise _UnknownError
            elif not piece.isspace():
                text = self._atom(piece)
                atoms.append(_Atom(text, _kind(text, piece.removeprefix("\\"), is_command=piece != text)))
        return _joined(atoms)

    def _take(self) -> str:
        if self.done:
            raise _UnknownError
        self._place += 1
        return self._tokens[self._place - 1]

    def _next(self) -> str:
        piece = self._take()
        while piece.isspace():
            piece = self._take()
        return piece

    def _argument(self) -> str:
        """A group in braces, or the next atom."""
        piece = self._next()
        return self._group() if piece == "{" else self._atom(piece)

    def _group(self) -> str:
        text = self.sequence("}")
        self._take()
        return text

    def _words(self) -> str:
        """A group in braces with its blanks."""
        if self._next() != "{":
            raise _UnknownError
        text, depth = "", 1
        while depth:
            piece = self._take()
            depth += (piece == "{") - (piece == "}")
            text += "" if piece in "{}" else " " if piece.isspace() else _in_words(piece)
        return text

    def _atom(self, piece: str) -> str:
        if piece == "{":
            return self._group()
        if piece == "&":
            return " "
        if not piece.startswith("\\"):
            return {"-": "−", "*": "∗", "'": "′", "~": " "}.get(piece, piece)
        return self._command(piece[1:])

    def _command(self, name: str) -> str:
        if name in _SIMPLE:
            return _SIMPLE[name]
        if name in UPRIGHT:
            return self._words()
        if name in _STYLES:
            return self._argument()
        if name in _ACCENTS:
            return self._accented(_ACCENTS[name])
        if name in _MARKED:
            mark = self._argument()
            return self._argument() + _MARKED[name](mark)
        return self._structure(name) if name.isalpha() else name

    def _accented(self, accent: str) -> str:
        text = self._argument()
        return text + accent if len(text) == 1 else f"({text}){accent}"

    def _structure(self, name: str) -> str:
        if name in _FRACTIONS:
            above, below = self._argument(), self._argument()
            return f"{bracketed(above)}/{bracketed(below)}"
        if name == "binom":
            return f"({self._argument()} over {self._argument()})"
        special = {"sqrt": self._root, "left": self._fence, "begin": self._environment, "pmod": self._modulus}.get(name)
        if special is None:
            raise _UnknownError
        return special()

    def _modulus(self) -> str:
        return f" (mod {self._argument()})"

    def _fence(self) -> str:
        left = self._delimiter()
        body = self.sequence("\\right")
        self._take()
        return f"{left}{body}{self._delimiter()}"

    def _delimiter(self) -> str:
        piece = self._next()
        return "" if piece == "." else self._atom(piece)

    def _root(self) -> str:
        index = ""
        if not self.done and self._tokens[self._place] == "[":
            self._take()
            index = f"[{self.sequence(']')}]"
            self._take()
        return f"√{index}{bracketed(self._argument())}"

    def _environment(self) -> str:
        """Several lines, cases or a matrix."""
        name = self._words().removesuffix("*")
        if name not in GRIDS and name not in LINES:
            raise _UnknownError
        if name in WITH_ARGUMENT:
            self._words()
        rows: list[list[str]] = [[]]
        ends = ("\\\\", "\\end") if name in LINES else ("&", "\\\\", "\\end")
        while (end := self._cell(rows, ends)) != "\\end":
            if end == "\\\\":
                rows.append([])
        if self._words().removesuffix("*") != name:
            raise _UnknownError
        lines = "; ".join(", ".join(filter(None, row)) for row in rows if any(row))
        return lines if name in LINES else f"{GRIDS[name][0]}{lines}{GRIDS[name][1]}"

    def _cell(self, rows: list[list[str]], ends: tuple[str, ...]) -> str:
        rows[-1].append(self.sequence(*ends))
        return self._take()


class _Kind(Enum):
    """What decides on the blanks around an atom."""

    TERM = "a letter, a number, a bracketed term"
    WORD = "a name of several letters, or what has a script"
    FRACTION = "a fraction"
    SIGN = "a sign between two terms"
    OPENING = "an opening bracket"
    CLOSING = "a closing bracket"
    COMMA = "a comma"
    BLANK = "a blank"


class _Atom(NamedTuple):
    text: str
    kind: _Kind


def _kind(text: str, name: str, *, is_command: bool) -> _Kind:
    if not text.strip():
        return _Kind.BLANK
    if is_command and name in _FRACTIONS:
        return _Kind.FRACTION
    if is_command and name in OPERATORS | UPRIGHT | {"bmod", *_MARKED}:
        return _Kind.WORD
    if text in _SPACED:
        return _Kind.SIGN
    if text in {",", ";"} and not is_command:
        return _Kind.COMMA
    opening, closing = text in {*"([{⌊⌈⟨"}, text in {*")]}⌋⌉⟩"}
    return _Kind.OPENING if opening else _Kind.CLOSING if closing else _Kind.TERM


_NOTHING_BEFORE = {_Kind.SIGN, _Kind.OPENING, _Kind.COMMA}
_ENDS = {_Kind.SIGN, _Kind.COMMA, _Kind.CLOSING}


def _joined(atoms: list[_Atom]) -> str:
    """One line of the atoms, with a blank where two would run into each other: 2 (1/2) is not 21/2."""
    shown = [atom for atom in atoms if atom.text]
    text = ""
    for place, (words, kind) in enumerate(shown):
        before = next((each.kind for each in reversed(shown[:place]) if each.kind is not _Kind.BLANK), None)
        behind = next((each.kind for each in shown[place + 1 :] if each.kind is not _Kind.BLANK), None)
        beside = before not in {None, *_NOTHING_BEFORE} or behind not in {None, *_ENDS}
        if kind is _Kind.SIGN:
            text += words if before in {None, *_NOTHING_BEFORE} else f" {words} "
        elif kind is _Kind.COMMA:
            text += f"{words} "
        elif kind is _Kind.FRACTION and beside:
            text += f" ({words}) "
        elif kind is _Kind.WORD and before in {_Kind.TERM, _Kind.CLOSING}:
            text += f" {words}" if words[0].isalpha() and len(words.partition("_")[0].partition("^")[0]) > 1 else words
        elif kind in {_Kind.TERM, _Kind.WORD} and before is _Kind.WORD:
            text += f" {words}"
        else:
            text += words
    return " ".join(text.replace("( ", "(").replace(" )", ")").split())
