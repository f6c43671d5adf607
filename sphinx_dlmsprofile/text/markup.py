"""Names without the inline markup of reStructuredText or MyST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.latex import lowered, plain_formula, raised
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

UNDERLINE = regex(r"([!-/:-@\[-`{-~])\1*")
"""What stands under a title, or over it too, in reStructuredText."""

ROLE_OR_LITERAL = regex(r":[a-z]+:`(?P<role>[^`]+)`|``(?P<literal>.+?)``")
"""What the texts of our own rules mark."""

_ROLE = regex(r"(?:(?<![\w:.+-]):(?P<rst>[\w:.+-]+):|\{(?P<myst>[\w:.+-]+)\})`(?P<content>[^`]+)`")
_TARGET = regex(r"(?P<shown>.*\S)\s*<[^<>]+>")
_LITERAL = regex(r"``(?P<content>[^`]+)``|`(?P<shown>[^`<]*[^`<\s])(?:\s*<[^<>]+>)?`_{0,2}")
_LINK = regex(r"\[(?P<shown>[^\[\]]+)\]\([^()\s]+\)")
_STRONG = regex(r"(?<![\w*\\])(?P<mark>\*{1,2})(?P<content>[^*\s](?:[^*]*[^*\s\\])?)(?P=mark)(?![\w*])")
_FORMULA = regex(r"(?<![\w$\\])\$(?P<content>[^$\s](?:[^$]*[^$\s\\])?)\$(?![\w$])")
_NOTE = regex(r"(?<!\s)\s*\[(?:[\w#*][^\[\]\s]*\]_(?!\w)|\^[^\[\]\s]+\])")
_BLANKS = regex(r"[ \t\r\n]+")
_ESCAPED = regex(r"\\(?P<character>[^\w\s])")

_EMPTY = regex(r"\\[ \t\r\n]+")


def _unexplained(content: str) -> str:
    """An abbreviation without the explanation in brackets after it, as Sphinx reads it."""
    return content.partition("(")[0].rstrip() if content.endswith(")") else content


_SAID: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("sup", "superscript"), raised),
    **dict.fromkeys(("sub", "subscript"), lowered),
    **dict.fromkeys(("abbr", "abbreviation"), _unexplained),
    "math": plain_formula,
    "prov": lambda _: "",
}
"""How roles change what is in them."""


_REFERENCES = frozenset({"ref", "numref", "doc", "eq", "math:numref", "any", "const"})
"""Roles whose content is what they lead to, where no words are before it."""


def unmarked(text: str, read: Callable[[str, str], str] | None = None) -> str:
    """A name as a reader sees it, in one line.

    Roles, emphasis, literals, formulae and links give their words, references to notes give none. ``read`` says what a
    reference reads, by its role and target. Substitutions stay as they are written: what they stand for is not known
    here. No-break spaces stay, too.
    """
    plain = _ROLE.sub(lambda match: _shown(match["rst"] or match["myst"], match["content"], read), _NOTE.sub("", text))
    plain = _LITERAL.sub(lambda match: match["content"] or match["shown"], plain)
    plain = _LINK.sub(lambda match: match["shown"], plain)
    plain = _FORMULA.sub(lambda match: plain_formula(match["content"]), _EMPTY.sub("", plain))
    plain = _STRONG.sub(lambda match: match["content"], plain)
    return _BLANKS.sub(" ", _ESCAPED.sub(lambda match: match["character"], plain)).strip(" ")


def _shown(role: str, content: str, read: Callable[[str, str], str] | None) -> str:
    """What a role prints of its content: the words before a target in angle brackets."""
    if role in _SAID:
        return _SAID[role](content.strip())
    titled = _TARGET.fullmatch(content)
    if titled:
        return titled["shown"]
    return read(role, content.strip()) if read and role in _REFERENCES else content.strip()
