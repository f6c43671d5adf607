"""LaTeX formulae as trees of MathML: docutils reads them, what it does not know of AMS-LaTeX is said in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.latex import IGNORED, LINES, SYMBOLS, UNSEEN, WITH_ARGUMENT
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST = 10_000
"""Characters from which nothing is a formula: the reader of docutils takes time that grows with the square."""

_WORDS = r"\\(?:text\w*|mbox)\s*(?P<words>\{(?:[^{}\\]|\\.)*\})"
_TAG = regex(r"\\tag(\*?)\s*\{([^{}]*)\}")
_ENVIRONMENT = regex(r"\\(begin|end)\s*\{([A-Za-z]+)\*?\}(?:\s*\[[tbc]\])?")
_ARGUMENT = regex(r"\s*\{([^{}]*)\}")
_COMMAND = regex(rf"{_WORDS}|\\(?:(?P<name>[A-Za-z]+)|.)|(?P<sign>[\"\u0080-\U0010ffff])", re.DOTALL)
_PRIMES = regex(r"('+)(?:\s*\^\s*(?:(\{{)|([^\s\\{{}}])))?")
_ONE_DIGIT = regex(r"((?:[_^]|\\(?:[dtc]?frac|[dt]?binom|sqrt)(?![A-Za-z]))\s*)(\d)(?=\d)(\d(?!\d))?")
"""Where LaTeX takes one digit alone, two after a fraction, and docutils the whole number."""

_DECIMAL = regex(r"(?<=\d)\{([.,])\}(?=\d)")
_ESCAPED, _BACKSLASH = regex(r"\\([_#$%&{}, ])"), regex(r"\\\w*")
_BLANK_LINE = regex(r"\n[ \t]*\n")
_SIDES = regex(r"\\(?:(left|right)(?![A-Za-z])|.)", re.DOTALL)

_ALIKE = {"dcases": "cases", "gathered": "gather"}
_SAME = {
    "stackrel": r"\overset ",
    "Join": r"\bowtie ",
    "hline": r"\text{\hline}",
    "middle": "",
    **dict.fromkeys(IGNORED - {"displaystyle", "textstyle", "limits", "nolimits", "bigl", "bigr", "Bigl", "Bigr"}, ""),
}
_MISSING = "something is missing in it"
_DEEPEST = 40
"""Elements within each other beyond which nobody reads a formula, and Typst refuses it."""

_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""How many parts an element has to have."""

_BRACES = {"munder": ("msub", "⏟"), "mover": ("msup", "⏞")}
"""What a brace below or above takes for an index is the words at the brace."""

RULE = r"\hline"
"""The text of a cell that begins below a line."""


class FormulaError(Exception):
    """What is wrong with a formula, in a few words."""


@dataclass(frozen=True)
class Formula:
    r"""A formula that was read: its tree, how each of its tables is set, what ``\tag`` says.

    Of a table of lines, ``tables`` has the name of its environment, of an array its columns, as "r|cl", else "".
    """

    tree: Element
    tables: list[str]
    tag: str | None


def formulae_of(source: str) -> list[str]:
    """The formulae of a directive, which blank lines divide."""
    parts = [part.strip() for part in _BLANK_LINE.split(source) if part.strip()]
    is_divided = all(part.count(r"\begin") == part.count(r"\end") for part in parts)
    return parts if is_divided else [source]


def read_formula(latex: str, *, display: bool) -> Formula:
    """A formula as a tree.

    Raises:
        FormulaError: it is not LaTeX, uses a command that docutils does not know, or is nested too deeply.
    """
    from docutils.utils.math import MathError, latex2mathml, mathml_elements  # noqa: PLC0415  few documents have formulae

    if len(latex) > _LONGEST:
        message = "it is too long"
        raise FormulaError(message)
    _check_pairs(latex)
    source, tag = _without_tag(UNSEEN.sub("", latex))
    if display and _has_lines(source):
        source = rf"\begin{{aligned}}{source}\end{{aligned}}"
    source, tables = _environments(_plain_commands(source, latex2mathml))
    tree = mathml_elements.math()
    try:
        latex2mathml.parse_latex_math(tree, source)
    except MathError as error:
        raise FormulaError(_MISSING if "missing" in str(error) else str(error).rstrip(".!")) from None
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        raise FormulaError(_MISSING) from None
    if len(tables) != sum(1 for _ in tree.iter("mtable")):
        raise FormulaError(_MISSING)
    _check_tree(tree)
    _set_braces(tree)
    _set_words(tree)
    return Formula(tree, tables, tag)


def _check_tree(tree: Element) -> None:
    level, depth = [tree], 0
    while level:
        if any(len(element) != _PARTS.get(element.tag, len(element)) for element in level):
            raise FormulaError(_MISSING)
        level, depth = [child for element in level for child in element], depth + 1
        if depth > _DEEPEST + 1:
            message = "it is nested too deeply"
            raise FormulaError(message)


def _set_braces(tree: Element) -> None:
    for place, (index, brace) in _BRACES.items():
        for element in tree.iter(index):
            if element[0].tag == place and element[0][1].text == brace:
                element.tag = place


def _set_words(tree: Element) -> None:
    r"""Let ``\text`` say what LaTeX shows of it."""
    for element in tree.iter("mtext"):
        text = element.text or ""
        rule = RULE if text.startswith(RULE) else ""
        words = _ESCAPED.sub(r"\1", text.removeprefix(rule).replace("~", "\u00a0"))
        if command := _BACKSLASH.search(words):
            message = f'words cannot hold the command "{command[0]}"'
            raise FormulaError(message)
        element.text = rule + words


def _check_pairs(latex: str) -> None:
    bare = re.sub(r"\\.", "", latex, flags=re.DOTALL)
    if bare.count("{") != bare.count("}"):
        message = "a brace has no partner"
        raise FormulaError(message)
    sides = [match[1] for match in _SIDES.finditer(latex) if match[1]]
    if sides.count("left") != sides.count("right"):
        message = r"\left and \right are not in pairs"
        raise FormulaError(message)
    ends = [match[1] for match in _ENVIRONMENT.finditer(latex)]
    if ends.count("begin") != ends.count("end"):
        message = "an environment is not closed"
        raise FormulaError(message)


def _without_tag(source: str) -> tuple[str, str | None]:
    r"""The formula without its ``\tag``, and what this says: with brackets, unless it has a star."""
    tags = [words if star else f"({words})" for star, words in _TAG.findall(source)]
    return _TAG.sub("", source), ", ".join(tags) or None


def _has_lines(source: str) -> bool:
    """Whether a formula has lines or columns outside of all environments, as Sphinx allows."""
    outside = re.sub(r"\\begin\s*\{.*\\end\s*\{\w+\*?\}", "", source, flags=re.DOTALL)
    return r"\\" in outside or "&" in outside.replace(r"\&", "")


def _plain_commands(source: str, reader: object) -> str:
    r"""Commands and signs in the words of docutils; what stands in ``\text`` is left alone."""
    from docutils.utils.math.unichar2tex import uni2tex_table  # noqa: PLC0415

    operators: dict[str, str] = getattr(reader, "operators", {})
    letters: dict[str, str] = {**getattr(reader, "letters", {}), **getattr(reader, "ordinary", {})}

    def plain(match: re.Match[str]) -> str:
        name, sign, words = match["name"], match["sign"], match["words"]
        if words:
            return rf"\text{words}"
        if name in _SAME:
            return _SAME[name]
        if name in SYMBOLS and name not in operators and name not in letters:
            sign = SYMBOLS[name]
        if not sign or sign.isalpha():
            return match[0]
        return str(uni2tex_table.get(ord(sign), rf"\text{{{sign}}}"))

    source = _DECIMAL.sub(r"{\\text{\1}}", source)
    source = _ONE_DIGIT.sub(
        lambda match: match[1] + "".join(f"{{{digit}}}" for digit in match.groups()[1:] if digit), source
    )
    source = _COMMAND.sub(plain, source)
    source = _PRIMES.sub(_superscript, source)
    return "{}" + source if source.lstrip()[:1] in {"^", "_"} else source


def _superscript(match: re.Match[str]) -> str:
    primes = r"\prime " * len(match[1])
    return f"^{{{primes}" if match[2] else f"^{{{primes}{match[3] or ''}}}"


def _environments(source: str) -> tuple[str, list[str]]:
    """The formula with environments that docutils knows, and how each of them is set, in their order."""
    parts, tables, place = [], [], 0
    for match in _ENVIRONMENT.finditer(source):
        if match.start() < place:
            continue
        parts.append(source[place : match.start()])
        place, name = match.end(), _ALIKE.get(match[2], match[2])
        known = "aligned" if name in LINES | {"gather"} else "matrix" if name == "array" else name
        if match[1] == "begin":
            columns = _ARGUMENT.match(source, place) if name in WITH_ARGUMENT else None
            place = columns.end() if columns else place
            tables.append(columns[1] if columns and name == "array" else name if known == "aligned" else "")
        parts.append(rf"\{match[1]}{{{known}}}")
    return "".join([*parts, source[place:]]), tables
