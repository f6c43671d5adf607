"""Formulae as Typst code: each element of MathML as the call of a function, all signs as literals."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.publishing.formula_reader import RULE, Formula
from sphinx_dlmsprofile.publishing.typst.literals import Code, literal, string
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

_ALIGN = Code("$&$.body")
_APPLY = "\u2061"
_LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "det", "gcd", "Pr", "argmax", "argmin"})
_FENCES = frozenset("()[]{}|‖⌊⌋⌈⌉⟨⟩∣∥/")
_ACCENTS = {
    "´": "\u0301", "ˉ": "\u0304", "˘": "\u0306", "ˇ": "\u030c", "˙": "\u0307", "¨": "\u0308", "˙˙˙": "\u20db",
    "˙˙˙˙": "\u20dc", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "˚": "\u030a", "~": "\u0303", "→": "\u20d7",
    "←": "\u20d6", "↔": "\u20e1",
}  # fmt: skip
_LINES_OVER = {"_": "overline", "¯": "overline", "⏞": "overbrace"}
_LINES_UNDER = {"_": "underline", "⏟": "underbrace"}
_ARROWS = {"⟵": "←", "⟶": "→"}
_WIDTH = regex(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:em|pt|mm|cm|in)")


def formula_code(formula: Formula, *, display: bool = True) -> Code:
    """A formula as an expression of Typst, on lines of its own or within one."""
    writer = _Writer(formula)
    return writer.whole() if display else writer.within()


class _Writer:
    def __init__(self, formula: Formula) -> None:
        self._tree = formula.tree
        tables = formula.tree.iter("mtable")
        self._tables = {id(table): kind for table, kind in zip(tables, formula.tables, strict=True)}

    def whole(self) -> Code:
        """Lines that are all of the formula are lines of the page, so that these may be broken."""
        children = list(self._tree)
        if len(children) == 1 and children[0].tag == "mtable" and _is_lines(self._tables[id(children[0])]):
            return _block("\nlinebreak()\n".join(self._lines(children[0], self._tables[id(children[0])])))
        return self._row(children)

    def within(self) -> Code:
        """Several lines stand beside the words around them, as a block."""
        return self._row(list(self._tree))

    def code(self, node: Element) -> Code:
        """One element."""
        return self._styled(node, getattr(self, f"_{node.tag}", self._mrow)(node))

    def _styled(self, node: Element, code: Code) -> Code:
        style = {"true": "display", "false": "inline"}.get(node.get("displaystyle", ""))
        if node.get("scriptlevel") in {"1", "2"} and node.tag != "mo":
            style = "script"
        return Code(f"math.{style}({code})") if style else code

    def _row(self, nodes: Sequence[Element]) -> Code:
        """Elements beside each other; a function knows its name by the sign that applies it."""
        return _block(*(self.code(node) for node in nodes if node.text != _APPLY))

    # Signs

    def _mi(self, node: Element) -> Code:
        text = node.text or ""
        if len(text) == 1:
            is_variable = text.isalpha() and node.get("mathvariant") != "normal"
            return Code(f"sym-of({string(text)})" if is_variable else string(text))
        if text in _functions():
            return Code(f"math.op({string(text)}, limits: {literal(text in _LIMITS)})")
        return Code(f"math.upright({string(text)})")

    def _mn(self, node: Element) -> Code:
        return string(node.text or "")

    def _mtext(self, node: Element) -> Code:
        if node.text == RULE:
            return Code("[]")
        return string(node.text or "")

    def _mo(self, node: Element) -> Code:
        text = node.text or ""
        if len(text) > 1 and text.isalpha():
            gap = "h(0.28em)" if "lspace" in node.attrib else ""  # mod, between two terms
            return _block(gap, f"math.op({string(text)}, limits: {literal(text in _LIMITS)})", gap)
        return Code(f"sym-of({string(text)})" if len(text) == 1 else string(text))

    def _mspace(self, node: Element) -> Code:
        width = node.get("width", "")
        return Code(f"h({width})" if _WIDTH.fullmatch(width) else "h(0.25em)")

    # Groups

    def _mrow(self, node: Element) -> Code:
        children = list(node)
        code = self._row(children)
        if node.get("class") == "boldsymbol":
            return Code(f"math.bold({code})")
        fences = [child for child in children[:1] + children[-1:] if child.tag == "mo" and child.text in _FENCES]
        if fences and len(children) > 1 and all(fence.get("stretchy") != "false" for fence in fences):
            size = next((size for fence in fences if (size := fence.get("minsize"))), None)
            return Code(f"math.lr({f'size: {size}, ' if size else ''}{code})")
        return code

    def _menclose(self, node: Element) -> Code:
        return Code(f"boxed({self._row(list(node))})")

    def _mphantom(self, node: Element) -> Code:
        return Code(f"hide({self._row(list(node))})")

    def _mfrac(self, node: Element) -> Code:
        above, below = map(self.code, node)
        if node.get("linethickness") == "0":
            return Code(f"math.mat(delim: none, ({above},), ({below},))")
        return Code(f"math.frac({above}, {below})")

    def _msqrt(self, node: Element) -> Code:
        return Code(f"math.sqrt({self._row(list(node))})")

    def _mroot(self, node: Element) -> Code:
        radicand, index = map(self.code, node)
        return Code(f"math.root({index}, {radicand})")

    # Above and below

    def _msub(self, node: Element) -> Code:
        return self._attached(node, "b")

    def _msup(self, node: Element) -> Code:
        return self._attached(node, "t")

    def _msubsup(self, node: Element) -> Code:
        return self._attached(node, "bt")

    def _munder(self, node: Element) -> Code:
        return self._marked(node, _LINES_UNDER) or self._attached(node, "b", limits=True)

    def _mover(self, node: Element) -> Code:
        return self._marked(node, _LINES_OVER) or self._accent(node) or self._attached(node, "t", limits=True)

    def _munderover(self, node: Element) -> Code:
        return self._attached(node, "bt", limits=True)

    def _attached(self, node: Element, places: str, *, limits: bool = False) -> Code:
        base, *marks = node
        code = self.code(base)
        if limits:
            inline = base.get("movablelimits") != "true"
            if base.tag == "mo" and base.text in _ARROWS:
                code = Code(f"math.stretch({string(_ARROWS[base.text])}, size: 100% + 1em)")
            code = Code(f"math.limits({code}, inline: {literal(inline)})")
        named = ", ".join(f"{place}: {self.code(mark)}" for place, mark in zip(places, marks, strict=True))
        return Code(f"math.attach({code}, {named})")

    def _marked(self, node: Element, known: dict[str, str]) -> Code | None:
        base, mark = node
        function = known.get(mark.text or "") if mark.tag == "mo" else None
        if function is None:
            return None
        code = Code(f"math.{function}({self.code(base)})")
        return Code(f"math.limits({code})") if function.endswith("brace") else code

    def _accent(self, node: Element) -> Code | None:
        base, mark = node
        is_accent = "true" in {node.get("accent"), mark.get("accent")} and mark.tag == "mo"
        sign = _ACCENTS.get(mark.text or "") if is_accent else None
        return Code(f"math.accent({self.code(base)}, {string(sign)})") if sign else None

    # Lines, matrices, arrays

    def _mtable(self, node: Element) -> Code:
        kind = self._tables[id(node)]
        if _is_lines(kind):
            return _matrix([[Code(f"math.display({line})")] for line in self._lines(node, kind)])
        rows = [[self._row(list(cell)) for cell in row] for row in node]
        if node.get("class") == "cases":
            gap = f"\n{_ALIGN}\n{_ALIGN}\nh(1em)\n"
            return _matrix([[_block(_ALIGN, gap.join(row))] for row in rows])
        rules = [at for at, row in enumerate(node) if any(part.text == RULE for part in row.iter("mtext"))]
        if rules and not any(self._is_filled(cell) for cell in node[-1]):
            rows.pop()
        return _matrix(rows, kind, [at for at in rules if 0 < at < len(rows)])

    @staticmethod
    def _is_filled(cell: Element) -> bool:
        return any(part.text and part.text != RULE for part in cell.iter())

    def _lines(self, node: Element, kind: str) -> list[Code]:
        """The lines of an environment that are aligned at their cells."""
        rows = [[self._row(list(cell)) for cell in row] for row in node if any(map(self._is_filled, row))]
        between = [_ALIGN, Code(f"h(2em)\n{_ALIGN}")]  # one behind each pair
        if kind == "eqnarray":  # the sign has a cell of its own
            between[1] = Code("[]")
        elif kind.startswith("alignat") or kind == "alignedat":  # their author gives the distance
            between[1] = _ALIGN
        marks = [(between[place % 2] for place in range(len(row) - 1)) for row in rows]
        return [
            _block(*chain.from_iterable(zip_longest(row, mark, fillvalue=Code("[]"))))
            for row, mark in zip(rows, marks, strict=True)
        ]


def _is_lines(kind: str) -> bool:
    """Whether a table is an environment of lines, and no array, of which the columns are known."""
    return kind.isalpha() and not set(kind) <= {*"lcr"}


def _functions() -> frozenset[str]:
    from docutils.utils.math.latex2mathml import functions  # noqa: PLC0415

    return frozenset(filter(None, functions.values()))


def _block(*parts: str) -> Code:
    """Parts that follow each other."""
    return Code("{[]\n" + "\n".join(parts) + "\n}")


def _matrix(rows: list[list[Code]], columns: str = "", rules: Sequence[int] = ()) -> Code:
    """Rows and columns without brackets; ``columns`` is how an array aligns them, with "|" where a line is."""
    sides = [side for side in columns if side in "lcr"]
    bars = [sum(side in "lcr" for side in columns[:at]) for at, side in enumerate(columns) if side == "|"]
    count = max(map(len, rows), default=0)

    def aligned(cell: str, column: int) -> str:
        side = sides[column] if column < len(sides) else "c"
        return {"l": _block(_ALIGN, cell), "r": _block(cell, _ALIGN)}.get(side, cell)

    cells = ", ".join(f"({''.join(f'{aligned(cell, place)}, ' for place, cell in enumerate(row))})" for row in rows)
    lines = {"hline": rules, "vline": [bar for bar in bars if 0 < bar < count]}
    drawn = f"augment: {literal({name: at for name, at in lines.items() if at})}, " if any(lines.values()) else ""
    gap = "row-gap: 0.6em, " if rules else ""
    return Code(f"math.mat(delim: none, {gap}{drawn}{cells})")
