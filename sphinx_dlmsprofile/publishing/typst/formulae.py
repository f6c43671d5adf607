"""Formulae: set as Typst sets them, drawn where they use what is not known here, and never shown as LaTeX."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from docutils import nodes

from sphinx_dlmsprofile.publishing.assembly import caption_number
from sphinx_dlmsprofile.publishing.formula_reader import FormulaError, formulae_of, read_formula
from sphinx_dlmsprofile.publishing.typst.formula_code import formula_code
from sphinx_dlmsprofile.publishing.typst.literals import Code, arguments, string
from sphinx_dlmsprofile.publishing.typst.scribe import Scribe, logger
from sphinx_dlmsprofile.text.latex import plain_formula
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from docutils.nodes import Element

_UNREAD = regex(r"<mi>(?:\\|&)|linebreak=")
"""What the reader of the drawings leaves of a command or an environment that it does not know."""

_EDGE = 1.0
"""What is around a drawing, in pixels."""

_SIZE = 10 * 96 / 72
"""The size of the type of a drawing, in pixels."""


def drawn_formula(latex: str) -> tuple[str, float] | None:
    """A formula as a drawing (SVG), and by how many pixels it reaches below the line; None where it cannot be drawn."""
    if find_spec("ziamath") is None:
        return None
    with catch_warnings():  # of its dependencies
        simplefilter("ignore")
        from latex2mathml.converter import convert  # noqa: PLC0415
        from ziamath.zmath import Latex  # noqa: PLC0415  optional, and slow to load

        try:
            if _UNREAD.search(convert(latex)):
                return None
            drawing = Latex(latex, size=_SIZE)
            return drawing.svg(), _EDGE - float(drawing.getyofst())
        except Exception:  # noqa: BLE001  they raise what they like
            return None


def spoken_formula(latex: str) -> str:
    """The words that stand for a formula where it is not seen."""
    words = plain_formula(latex)
    return (" ".join(re.sub(r"[\\{}&]", " ", words).split()) if "\\" in words else words) or "–"


class FormulaMixin(Scribe):
    """Visitors of formulae."""

    def visit_math(self, node: Element) -> None:
        """A formula within a line."""
        latex = node.astext()
        code = self._formula(node, latex, display=False)[0]
        self.call("formula", code, alt=spoken_formula(latex))
        raise nodes.SkipNode

    def visit_math_block(self, node: Element) -> None:
        r"""A formula on lines of its own, or several; the number in brackets is beside the last.

        A ``\tag`` of the author takes its place where Sphinx gives none.
        """
        number = caption_number(self.env, self.docname, "displaymath", node) or node.get("number")
        parts = formulae_of(node.astext())
        for part in parts:
            code, tag = self._formula(node, part, display=True)
            label = f"({number})" if number and part is parts[-1] else tag
            self.call("display-formula", code, alt=spoken_formula(part), number=label)
        raise nodes.SkipNode

    def _formula(self, node: Element, latex: str, *, display: bool) -> tuple[Code, str | None]:
        """The code of a formula, and its tag; of one that cannot be read, its words."""
        try:
            formula = read_formula(latex, display=display)
            return formula_code(formula, display=display), formula.tag
        except FormulaError as error:
            fault = str(error)
        if (drawing := drawn_formula(latex)) is not None:
            name = self.keep_file(drawing[0].encode(), ".svg")
            depth = Code(f"{drawing[1] * 0.75:.2f}pt")
            return Code(f"drawn-formula({arguments([name, depth, spoken_formula(latex)], {})})"), None
        logger.warning("the formula cannot be set, the PDF shows the words of it: %s", fault,
                       location=node, type="dlms", subtype="pdf")  # fmt: skip
        return Code(f"leftover({string(spoken_formula(latex))})"), None
