"""The constants of a profile as a header of C99, which C++ reads, too."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import constant_groups, decimal_of, left_out, title_of
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment
from sphinx_dlmsprofile.exports.omissions import omissions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]

PREFIX = "DLMS"
"""What all names begin with, so that none is a word of the language."""

_LONG, _UNSIGNED = 2**31, 2**63
"""From here on, a number is not an int, and not a signed one."""


def export(project: Project, _date: datetime) -> str:
    """The header."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: Project) -> Iterator[str]:
    names = Identifiers()
    yield f"/* {comment(title_of(project))} */"
    yield from omissions(left_out(project), "/*", " */")
    yield ""
    yield "#ifndef DLMS_PROFILE_CONSTANTS_H"
    yield "#define DLMS_PROFILE_CONSTANTS_H"
    for group in constant_groups(project):
        yield ""
        yield f"/* {comment(group.title)} */"
        for each in group.values:
            name = names.upper(PREFIX, group.title, each.name)
            remark = f" /* {comment(each.remark or each.name)} */"
            yield f"#define {name} {_value(each.value)}{remark}"
    yield ""
    yield "#endif"


def _value(value: int | Decimal | bytes) -> str:
    """A number in parentheses, a fraction as a double; octets as the initializer of an array."""
    if isinstance(value, Decimal):
        return f"({decimal_of(value)})"
    if isinstance(value, bytes):
        return "{" + ", ".join(f"0x{octet:02X}" for octet in value) + "}"
    ending = "ULL" if value >= _UNSIGNED else "LL" if abs(value) >= _LONG else ""
    return f"({value}{ending})"
