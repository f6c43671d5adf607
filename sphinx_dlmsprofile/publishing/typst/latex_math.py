"""LaTeX formulae as Typst code: the part of LaTeX that standards use."""

from __future__ import annotations

from itertools import chain

from sphinx_dlmsprofile.publishing.typst.literals import Code, literal, string
from sphinx_dlmsprofile.text.latex import IGNORED, LINES, OPERATORS, SYMBOLS, UPRIGHT, WITH_ARGUMENT, tokens

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
    "bmod": 'math.op("mod")',
    "\\": "linebreak()",
}
"""Commands without arguments."""


_EMPTY = Code("{[]\n\n}")
_ALIGN = "$&$.body"
_GRIDS: dict[str, str | None] = {
    "matrix": None, "smallmatrix": None, "array": None,
    "pmatrix": "(", "bmatrix": "[", "Bmatrix": "{", "vmatrix": "|", "Vmatrix": "‖",
}  # fmt: skip
_WORDS = {"texttt": "mono", "textbf": "bold", "textit": "italic"}
_BRACES = frozenset({"overbrace", "underbrace"})
_MARKED = {"overset": "t", "stackrel": "t", "underset": "b"}
_CALLS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac"), ("math.frac", 2)),
    "binom": ("math.binom", 2),
    **{name: (f"math.{name}", 1) for name in ("overline", "underline")},
}
"""Commands that are functions of Typst, and how many arguments they have."""


class _UnsupportedError(Exception):
    """A command outside the supported part."""


def to_typst(latex: str) -> Code | None:
    """The formula as a Typst expression, None where it uses what is not supported."""
    try:
        parser = _Parser(tokens(latex.strip()))
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
        return _block(*parts)

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
        if piece == "&":
            return _ALIGN
        if not piece.startswith("\\"):
            return _symbol(piece)
        return self.command(piece[1:])

    def command(self, name: str) -> str:
        """What a command without structure stands for."""
        if name in OPERATORS:
            return f"math.op({string(name)}, limits: {str(name in _LIMITS).lower()})"
        if name in UPRIGHT:
            return f"math.{_WORDS.get(name, 'upright')}({string(self.raw_argument())})"
        if name in _STYLES:
            return f"math.{_STYLES[name]}({self.argument()})"
        if name in _ACCENTS:
            return f"math.accent({self.argument()}, math.{_ACCENTS[name]})"
        return _SIMPLE.get(name) or self.structure(name)

    def structure(self, name: str) -> str:
        """What a command makes of its arguments."""
        if name in _CALLS:
            function, count = _CALLS[name]
            return f"{function}({', '.join(self.argument() for _ in range(count))})"
        if name in _BRACES:
            return f"math.limits(math.{name}({self.argument()}))"
        if name in _MARKED:
            mark = self.argument()
            return f"math.attach(math.limits({self.argument()}), {_MARKED[name]}: {mark})"
        special = {"sqrt": self.root, "left": self.fence, "begin": self.environment, "pmod": self.modulus}.get(name)
        if special is None:
            raise _UnsupportedError
        return special()

    def modulus(self) -> str:
        return _block("h(0.5em)", '"("', 'math.op("mod")', self.argument(), '")"')

    def environment(self) -> str:
        """Several lines, cases or a matrix; lines within something else are a matrix of one column."""
        start = self.position
        name = self.raw_argument().removesuffix("*")
        if name not in LINES and name not in _GRIDS and name != "cases":
            raise _UnsupportedError
        columns = self.raw_argument() if name in WITH_ARGUMENT else ""
        rows = self.rows()
        if self.raw_argument().removesuffix("*") != name:
            raise _UnsupportedError
        if name in _GRIDS:
            return _matrix(rows, _GRIDS[name], columns if name == "array" else "")
        if name == "cases":  # both columns begin at their left
            gap = f"\n{_ALIGN}\n{_ALIGN}\nh(1em)\n"
            return f"math.cases({', '.join(_block(_ALIGN, gap.join(row)) for row in rows)})"
        lines = [_line(row, name) for row in rows]
        if start == 1 and self.done:
            return _block("\nlinebreak()\n".join(lines))
        return _matrix([[Code(f"math.display({line})")] for line in lines], None, "")

    def rows(self) -> list[list[Code]]:
        """The lines up to the end of an environment, each with its cells."""
        rows: list[list[Code]] = [[]]
        while True:
            rows[-1].append(self.sequence("&", "\\\\", "\\end"))
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
        return f"math.lr({_block(left, body, self.delimiter())})"

    def delimiter(self) -> str:
        piece = self.take()
        return "[]" if piece == "." else self.atom(piece)


def _block(*parts: str) -> Code:
    """Parts that follow each other."""
    return Code("{[]\n" + "\n".join(parts) + "\n}")


def _line(cells: list[Code], environment: str) -> Code:
    """A line that is aligned between its cells."""
    between = [_ALIGN, "h(2em)\n" + _ALIGN]  # one behind each pair
    if environment == "eqnarray":  # the sign has a cell of its own
        between[1] = "[]"
    elif environment in WITH_ARGUMENT:  # their author gives the distance
        between[1] = _ALIGN
    marks = ["", *(between[place % 2] for place in range(len(cells) - 1))]
    return _block(*chain.from_iterable(zip(marks, cells, strict=True)))


def _matrix(rows: list[list[Code]], delimiter: str | None, columns: str) -> str:
    """A matrix; ``columns`` is how an array aligns them: c, l and r."""
    if set(columns) - {*"clr "}:  # lines between them
        raise _UnsupportedError
    sides = columns.replace(" ", "")

    def aligned(cell: str, column: int) -> str:
        side = sides[column : column + 1]
        return {"l": _block(_ALIGN, cell), "r": _block(cell, _ALIGN)}.get(side, cell)

    cells = ", ".join(f"({''.join(f'{aligned(cell, place)}, ' for place, cell in enumerate(row))})" for row in rows)
    return f"math.mat(delim: {literal(delimiter)}, {cells})"


def _symbol(piece: str) -> str:
    if piece[0].isalpha():
        return f"math.italic({string(piece)})"
    if piece[0].isdigit():
        return string(piece)
    return f"sym-of({string({'-': '−', '*': '∗', chr(39): '′'}.get(piece, piece))})"
