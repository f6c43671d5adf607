"""Formulae in LaTeX as MathML."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

from sphinx_dlmsprofile.text.foreign import UnreadError, reading
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST = 10_000
"""Characters of a formula from which on it is not a formula."""

_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "msubsup": 3, "munderover": 3}
"""How many parts an element of MathML has to have: the converter leaves out what braces do not close."""

_BLANK_LINE = regex(r"\n[ \t]*\n")


class FormulaError(Exception):
    """Why a formula could not be taken over, for its author."""


def formulae_of(source: str) -> list[str]:
    """The formulae of a directive, which blank lines divide; one of several lines is aligned, as Sphinx does it."""
    parts = [part.strip() for part in _BLANK_LINE.split(source) if part.strip()]
    if any(part.count(r"\begin") != part.count(r"\end") for part in parts):
        parts = [source]
    return [rf"\begin{{split}}{part}\end{{split}}" if _is_aligned(part) else part for part in parts]


def _is_aligned(part: str) -> bool:
    return r"\\" in part and r"\begin" not in part


def _known(source: str) -> str:
    """The source with names of environments that the converter knows."""
    return source.replace("{aligned}", "{split}")


def to_mathml(source: str, *, display: bool) -> Element:
    """The MathML of a formula.

    Raises:
        FormulaError: it uses what the converter does not know, or there is no converter.
    """
    if find_spec("latex2mathml") is None:
        message = "the package latex2mathml is not installed: pip install latex2mathml"
        raise FormulaError(message)
    if len(source) > _LONGEST:
        message = "it is too long"
        raise FormulaError(message)
    from latex2mathml.converter import convert  # noqa: PLC0415  optional, and loaded only where there is a formula

    try:
        with reading():
            formula = fromstring(convert(_known(source), display="block" if display else "inline"))  # noqa: S314  not foreign
    except UnreadError:
        message = "it cannot be read"
        raise FormulaError(message) from None
    unknown = next((text for text in map(str.strip, formula.itertext()) if text.startswith("\\")), None)
    if unknown is not None:
        message = f"{unknown} is not known"
        raise FormulaError(message)
    if any(len(element) != _PARTS.get(element.tag.rpartition("}")[2], len(element)) for element in formula.iter()):
        message = "a part of it is missing"
        raise FormulaError(message)
    return formula
