"""The marks of lists: a) 1) i), the same in each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes

LIST_CLASS = "dlms-list"
"""Of a list whose marks are those of a standard; style sheets print them."""

BRACKETED = "dlms-bracketed"
"""Of such a list with a bracket on both sides: (a)."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def marks(node: nodes.Element) -> list[str]:
    """The marks of an enumerated list as the source counts them, with the bracket of the IEC."""
    start = int(node.get("start", 1))
    kind, prefix = str(node.get("enumtype", "arabic")), str(node.get("prefix", ""))
    return [f"{prefix}{ordinal(kind, start + index)})" for index in range(len(node.children))]


def ordinal(kind: str, number: int) -> str:
    """A number as docutils' ``enumtype`` asks: arabic, loweralpha, upperalpha, lowerroman, upperroman."""
    text = str(number)
    if kind.endswith("alpha"):
        text = _letters(number)
    elif kind.endswith("roman"):
        text = _roman(number)
    return text.upper() if kind.startswith("upper") else text


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        text += digits * count
    return text
