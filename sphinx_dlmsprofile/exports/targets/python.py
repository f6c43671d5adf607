"""The constants of a profile as a module of Python: an IntEnum for each group, logical names as octets."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.exports.constant_groups import constant_groups, title_of
from sphinx_dlmsprofile.exports.identifiers import Identifiers, comment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_dlmsprofile.model.project import Project

_RESERVED = (*keyword.kwlist, *keyword.softkwlist, "IntEnum", "mro", "MRO")


def export(project: Project, _date: datetime) -> str:
    """The module."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: Project) -> Iterator[str]:
    types = Identifiers(_RESERVED)
    yield f"# {comment(title_of(project))}"
    yield ""
    yield "from enum import IntEnum"
    for group in constant_groups(project):
        names = Identifiers(_RESERVED)
        is_octets = any(isinstance(each.value, bytes) for each in group.values)
        yield ""
        yield ""
        yield f"# {comment(group.title)}"
        yield f"class {types.camel(group.title)}{'' if is_octets else '(IntEnum)'}:"
        for each in group.values:
            value = f"bytes.fromhex({each.value.hex().upper()!r})" if isinstance(each.value, bytes) else str(each.value)
            yield f"    {names.upper(each.name)} = {value}  # {comment(each.remark or each.name)}"
