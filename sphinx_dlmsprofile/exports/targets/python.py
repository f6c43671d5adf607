"""The constants of a profile as a module of Python: an IntEnum for each enumeration, else a class of names."""

from __future__ import annotations

import keyword
from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import constant_groups, decimal_of, left_out, title_of
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment
from sphinx_dlmsprofile.exports.omissions import omissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.exports.constant_groups import Value
    from sphinx_dlmsprofile.model.project import Project

__all__ = ["export", "left_out"]

_RESERVED = (*keyword.kwlist, *keyword.softkwlist, "IntEnum", "mro", "MRO")


def export(project: Project, _date: datetime) -> str:
    """The module."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: Project) -> Iterator[str]:
    types = Identifiers(_RESERVED)
    yield f"# {comment(title_of(project))}"
    yield from omissions(left_out(project), "#")
    yield ""
    yield "from enum import IntEnum"
    for group in constant_groups(project):
        # Members of an IntEnum with the same value would be one: equal quantities keep their own names.
        numbered = group.is_enumeration and all(isinstance(each.value, int) for each in group.values)
        base = "(IntEnum)" if numbered else ""
        yield from _class(f"{types.camel(group.title)}{base}", group.title, group.values)


def _class(head: str, title: str, values: Iterable[Value]) -> Iterator[str]:
    names = Identifiers(_RESERVED)
    yield ""
    yield ""
    yield f"# {comment(title)}"
    yield f"class {head}:"
    for each in values:
        yield f"    {names.upper(each.name)} = {_literal(each.value)}  # {comment(each.remark or each.name)}"


def _literal(value: int | Decimal | bytes) -> str:
    if isinstance(value, bytes):
        return f"bytes.fromhex({value.hex().upper()!r})"
    return decimal_of(value) if isinstance(value, Decimal) else str(value)
