"""LaTeX formulae as Typst code: the part of LaTeX that standards use."""

from __future__ import annotations

from sphinx_dlmsprofile.publishing.typst.literals import Code, literal, string
from sphinx_dlmsprofile.text.latex import IGNORED, OPERATORS, SYMBOLS, TOKEN, UPRIGHT

_SPACES = {
    ",": "0.167em",
    ":": "0.222em",
    ";": "0.278em",
    "!": "-0.167em",
    " ": "0.25em",
    "quad": "1em",
    "qquad": "2em",
}
_LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "det", "gcd"})
_STYLES = {"mathbf": "bold", "boldsymbol": "bold", "mathit": "italic", "mathbb": "bb", "mathcal": "cal",
           "mathsf": "sans", "mathtt": "mono"}  # fmt: skip
_ACCENTS = {"bar": "macron", "hat": "hat", "tilde": "tilde", "vec": "arrow", "dot": "dot", "ddot": "dot.double"}
_SIMPLE = {
    **{name: f"sym-of({string(sign)})" for name, sign in SYMBOLS.items()},
    **{name: f"sym-of({string(name)})" for name in "%$&#_{}"},
    **{name: f"h({width})" for name, width in _SPACES.items()},
    **dict.fromkeys(IGNORED, "[]"),
    "|": f"sym-of({string('‖')})",
    "\\": "linebreak()",
}
"""Commands without arguments."""


_EMPTY = Code("{[]\n\n}")
_LINES = frozenset({"align", "aligned", "split", "gather", "gathered", "equation"})
_GRIDS: dict[str, str | None] = {
    "cases": None, "matrix": None, "pmatrix": "(", "bmatrix": "[", "Bmatrix": "{", "vmatrix": "|"
}  # fmt: skip


class _UnsupportedError(Exception):
    """A command outside the supported part."""


def to_typst(latex: str) -> Code | None:
    """The formula as a Typst expression, None where it uses what is not supported."""
    try:
        parser = _Parser(TOKEN.findall(latex))
        code = parser.sequence()
    except (_UnsupportedError, RecursionError):
        return None
    return code if parser.done else None


class _Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.position = 0

    @property
    def done(self) -> bool:
        return self.position >= len(self.tokens)

    def sequence(self, *ends: str) -> Code:
        """Everything up to one of the ends, which is left in place."""
        parts: list[str] = []
        while not self.done and self.tokens[self.position] not in ends:
            piece = self.take()
            if piece.isspace():
                continue
            if piece in {"^", "_"}:
                base = parts.pop() if parts else '""'
                parts.append(self.attach(base, piece))
            elif piece == "}":
                raise _UnsupportedError
            else:
                parts.append(self.atom(piece))
        return Code("{[]\n" + "\n".join(parts) + "\n}")

    def take(self) -> str:
        if self.done:
            raise _UnsupportedError
        self.position += 1
        return self.tokens[self.position - 1]

    def argument(self) -> Code:
        """A group in braces, or the next atom."""
        piece = self.take()
        while piece.isspace():
            piece = self.take()
        if piece != "{":
            return Code(self.atom(piece))
        code = self.sequence("}")
        self.take()
        return code

    def raw_argument(self) -> str:
        """A group in braces as plain text."""
        if self.take() != "{":
            raise _UnsupportedError
        text = ""
        while (piece := self.take()) != "}":
            if piece in {"{", "^", "_"} or (piece.startswith("\\") and piece[1:].isalpha()):
                raise _UnsupportedError
            text += piece.removeprefix("\\") or " "
        return text

    def attach(self, base: str, mark: str) -> str:
        """Sub- and superscript together, in either order."""
        scripts = {mark: self.argument()}
        while not self.done and self.tokens[self.position].isspace():
            self.position += 1
        if not self.done and self.tokens[self.position] in {"^", "_"} - {mark}:
            other = self.take()
            scripts[other] = self.argument()
        named = ", ".join(f"{'t' if sign == '^' else 'b'}: {code}" for sign, code in sorted(scripts.items()))
        return f"math.attach({base}, {named})"

    def atom(self, piece: str) -> str:
        if piece == "{":
            code = self.sequence("}")
            self.take()
            return code
        if piece == "&":  # lines are centred
            return "[]"
        if not piece.startswith("\\"):
            return _symbol(piece)
        return self.command(piece[1:])

    def command(self, name: str) -> str:
        """What a command without structure stands for."""
        if name in OPERATORS:
            return f"math.op({string(name)}, limits: {str(name in _LIMITS).lower()})"
        if name in UPRIGHT:
            return f"math.upright({string(self.raw_argument())})"
        if name in _STYLES:
            return f"math.{_STYLES[name]}({self.argument()})"
        if name in _ACCENTS:
            return f"math.accent({self.argument()}, math.{_ACCENTS[name]})"
        return _SIMPLE.get(name) or self.structure(name)

    def structure(self, name: str) -> str:
        if name in {"frac", "dfrac", "tfrac"}:
            return f"math.frac({self.argument()}, {self.argument()})"
        if name == "binom":
            return f"math.binom({self.argument()}, {self.argument()})"
        if name == "sqrt":
            return self.root()
        if name in {"overline", "underline"}:
            return f"math.{name}({self.argument()})"
        if name == "left":
            return self.fence()
        if name == "begin":
            return self.environment()
        raise _UnsupportedError

    def environment(self) -> str:
        """Several lines, cases or a matrix."""
        name = self.raw_argument().removesuffix("*")
        if name not in _LINES and name not in _GRIDS:
            raise _UnsupportedError
        rows = self.rows(split=name in _GRIDS and name != "cases")
        if self.raw_argument().removesuffix("*") != name:
            raise _UnsupportedError
        if name in _LINES:
            return "{[]\n" + "\nlinebreak()\n".join(row[0] for row in rows) + "\n}"
        if name == "cases":
            return f"math.cases({', '.join(row[0] for row in rows)})"
        cells = ", ".join(f"({''.join(f'{cell}, ' for cell in row)})" for row in rows)
        return f"math.mat(delim: {literal(_GRIDS[name])}, {cells})"

    def rows(self, *, split: bool) -> list[list[Code]]:
        """The lines up to the end of an environment, each with its cells where they count."""
        rows: list[list[Code]] = [[]]
        ends = ("&", "\\\\", "\\end") if split else ("\\\\", "\\end")
        while True:
            rows[-1].append(self.sequence(*ends))
            end = self.take()
            if end == "\\end":
                return [row for row in rows if len(row) > 1 or row[0] != _EMPTY] or [[_EMPTY]]
            if end == "\\\\":
                rows.append([])

    def root(self) -> str:
        if not self.done and self.tokens[self.position] == "[":
            self.take()
            index = self.sequence("]")
            self.take()
            return f"math.root({index}, {self.argument()})"
        return f"math.sqrt({self.argument()})"

    def fence(self) -> str:
        left = self.delimiter()
        body = self.sequence("\\right")
        self.take()
        return f"math.lr({{[]\n{left}\n{body}\n{self.delimiter()}\n}})"

    def delimiter(self) -> str:
        piece = self.take()
        return "[]" if piece == "." else self.atom(piece)


def _symbol(piece: str) -> str:
    if piece[0].isalpha():
        return f"math.italic({string(piece)})"
    if piece[0].isdigit():
        return string(piece)
    return f"sym-of({string({'-': '−', '*': '∗', chr(39): '′'}.get(piece, piece))})"
