"""Formulae of web pages in MathML, made when they are built: no script is fetched to draw them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from sphinx_dlmsprofile.sphinx.common.compat import is_configured

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_dlmsprofile.publishing.formula_reader import Formula

logger = logging.getLogger(__name__)

NAME = "dlms-mathml"
_DEFAULT = "mathjax"


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a text."""
    self.body.append(self.starttag(node, "span", "", CLASS="math") + _mathml(node, display=False) + "</span>")
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on lines of its own, with its number."""
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append(_mathml(node, display=True) + "</div>\n")
    raise nodes.SkipNode


def _mathml(node: nodes.math | nodes.math_block, *, display: bool) -> str:
    from sphinx_dlmsprofile.publishing.formula_reader import (  # noqa: PLC0415  few have any
        FormulaError,
        formulae_of,
        read_formula,
    )

    source = node.astext()
    try:
        read = [read_formula(part, display=display) for part in (formulae_of(source) if display else [source])]
    except FormulaError as error:
        message = "the formula is shown as it is written: %s"
        logger.warning(message, error, location=node, type="dlms", subtype="text-lost")
        return f'<code class="dlms-formula">{escape(source)}</code>'
    return "".join(_written(formula, display=display) for formula in read)


def _written(formula: Formula, *, display: bool) -> str:
    from sphinx_dlmsprofile.publishing.mathml import to_mathml  # noqa: PLC0415

    tag = f'<span class="eqno">{escape(formula.tag)}</span>' if formula.tag else ""
    return tostring(to_mathml(formula, display=display), encoding="unicode") + tag


def choose(app: Sphinx, config: Config) -> None:
    """Take our way, if the project has none of its own: an option, or an extension for formulae."""
    others = set(app.registry.html_inline_math_renderers) - {_DEFAULT, NAME}
    asked = is_configured(config, "html_math_renderer") or "sphinx.ext.mathjax" in config.extensions
    if not (others or asked):
        config.html_math_renderer = NAME
    elif not is_configured(config, "html_math_renderer"):
        # Sphinx chooses among two, and here are three.
        config.html_math_renderer = min(others) if others else _DEFAULT


def setup(app: Sphinx) -> None:
    """Make it known to Sphinx."""
    app.add_html_math_renderer(NAME, (visit_inline, None), (visit_block, None))
    app.connect("config-inited", choose)
