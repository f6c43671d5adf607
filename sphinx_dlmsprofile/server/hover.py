"""What an editor shows of what is under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.registry.obis_names import words_of_code
from sphinx_dlmsprofile.server.markup import role_at
from sphinx_dlmsprofile.text.names import fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Field
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.server.markup import Role
    from sphinx_dlmsprofile.server.names import Names
    from sphinx_dlmsprofile.server.projects import Opened

_OF_CLASSES = frozenset({"class", "attribute", "method"})

_OBIS = regex(r"\d{1,3}-\d{1,3}:\d{1,3}\.\d{1,3}\.\d{1,3}[.*]\d{1,3}")


def hover(opened: Opened, names: Names, source: str, line: int, index: int) -> str:
    """What there is to say, as Markdown; "" if nothing."""
    lines = opened.lines(source)
    text = lines[line - 1] if line <= len(lines) else ""
    project = opened.project
    for match in _OBIS.finditer(text):
        if match.start() <= index <= match.end() and (name := words_of_code(match[0])):
            return f"`{match[0]}`: {name}"
    if name_there := names.at(source, line, index):
        return name_there.said
    role = role_at(lines, line, index)
    if project and role and _OF_CLASSES.intersection(role.kinds):
        return _registered(project, role)
    return _octets(project, source, line, index) if project else ""


def _registered(project: Project, role: Role) -> str:
    """A class that exists without this standard."""
    name, _, part = role.target.partition("@")[0].partition(".")
    known = project.registry.class_by_name(name)
    layout = known.layout() if known else None
    if known is None:
        return ""
    said = f"**{known.name}**, class_id {known.class_id}, version {known.current_version}"
    attributes = [
        (each.number, each.name, f"- {each.number}: {each.name}{f', {each.type}' if each.type else ''}")
        for each in (layout.attributes if layout else ())
    ]
    methods = [
        (each.number, each.name, f"- method {each.number}: {each.name}") for each in (layout.methods if layout else ())
    ]
    rows = [*attributes, *methods]
    if part:
        # A number alone is that of an attribute, but for a method's own role.
        numbered = methods if part.endswith("()") or role.kinds == ("method",) else attributes
        called = part.removesuffix("()")
        meant = [row for row in numbered if str(row[0]) == called] or [
            row for row in rows if fold_case(row[1]) == fold_case(called)
        ]
        rows = meant or rows
    return "\n".join([said, "", *(row for _, _, row in rows)])


def _octets(project: Project | None, source: str, line: int, index: int) -> str:
    """What the octet means that is at a place of an example."""
    for example in project.of(ApduExample) if project else ():
        dissection = example.dissection
        if dissection is None or example.described or example.at.source != source:
            continue
        places = [example.place(offset) for offset in range(len(dissection.octets))]
        there = [
            offset
            for offset, at in enumerate(places)
            if (at.source, at.line) == (source, line) and (at.column or 1) - 1 <= index
        ]
        if there:
            found = next(
                (each for each in dissection.fields if each.offset <= there[-1] < each.offset + each.length), None
            )
            return _field(found, dissection.octets) if found else ""
    return ""


def _field(found: Field, octets: bytes) -> str:
    written = octets[found.offset : found.offset + found.length].hex(" ").upper()
    meaning = f" ({found.meaning})" if found.meaning else ""
    return f"`{written}` {' › '.join(found.path)}: {found.type} {found.value}{meaning}"
