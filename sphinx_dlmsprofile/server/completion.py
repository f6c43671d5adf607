"""What can be written at a place: directives, their options and keys, roles and their targets, rules, codes."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.registry.obis_names import name_of_code
from sphinx_dlmsprofile.server.markup import KINDS, Role
from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES, load
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.server.names import Names
    from sphinx_dlmsprofile.server.projects import Opened

_TARGET = regex(r"(?::(?P<rst>[A-Za-z][\w:.+-]*):|\{(?P<myst>[A-Za-z][\w:.+-]*)\})`(?:[^`<]*<)?(?P<typed>[^`<>]*)$")
_NEW_DIRECTIVE = regex(r"\s*(?:\.\. |[`:~]{3,}\{)(?P<typed>[\w-]*)$")
_NEW_ROLE = regex(r"(?:^|[\s(])[:{](?P<typed>[\w:-]*)$")
_DIRECTIVE = regex(r"(?P<indent>\s*)(?:\.\. (?P<rst>[\w-]+)::|[`:~]{3,}\{(?P<myst>[\w-]+)\})")
_OPTION = regex(r"\s*:(?P<typed>[\w-]*)$")
_KEY = regex(r"(?P<indent>\s*)(?:- )?(?:[^:{]*\{(?:[^{}]*,)?\s*)?(?P<typed>[\w-]*)$")
_VALUE = regex(r"(?:^|[\s{,:])(?P<key>[a-z][a-z-]*):\s+\[?(?:[\w-]+,\s*)*(?P<typed>[\w-]*)$")
"""A value of a key or an option, or one more of several."""
_RULE = regex(r"\s*(?:-\s*)?rule:\s*(?P<typed>[\w-]*)$")
_CLASS = regex(r"(?:^|[\s{,])class:\s*(?P<typed>[^,{}]*)$")
_CODE = regex(r"(?:^|[\s\"'])(?P<typed>\d-[\db]:[\d.*]*)$")
_FAR = 200
"""Lines above a place that are looked at for its directive."""


class Proposal(NamedTuple):
    """A word that can stand in place of what is ``typed`` so far, what it is, and what there is to say of it."""

    word: str
    typed: str
    kind: str
    said: str = ""


def proposals(opened: Opened, names: Names, lines: Sequence[str], line: int, index: int) -> Iterator[Proposal]:
    """What can be written at an index of a line."""
    before = lines[line - 1][:index] if line <= len(lines) else ""
    if match := _TARGET.search(before):
        yield from _targets(opened, names, match["rst"] or match["myst"], match["typed"])
    elif match := _NEW_DIRECTIVE.fullmatch(before):
        yield from (Proposal(name, match["typed"], "directive") for name in sorted(DIRECTIVES))
    elif match := _RULE.fullmatch(before):
        yield from (Proposal(rule.name, match["typed"], "rule", rule.summary) for rule in RULES)
    elif (match := _CODE.search(before)) and opened.project:
        first = [[str(low) for low, _ in each.code.groups] for each in opened.project.registry.relations]
        # Of a range of codes, the first one.
        codes = dict.fromkeys("{}-{}:{}.{}.{}.{}".format(*groups) for groups in first)
        yield from (Proposal(code, match["typed"], "code", name_of_code(code)) for code in codes)
    elif (match := _CLASS.search(before)) and opened.project:
        yield from _targets(opened, names, "class", match["typed"])
    elif directive := _around(lines, line):
        yield from _of_directive(declared(directive), before)
    elif match := _NEW_ROLE.search(before):
        yield from (Proposal(role, match["typed"], "role") for role in sorted(KINDS))


def _of_directive(known: Declared, before: str) -> Iterator[Proposal]:
    """A choice, an option or a key, by what stands before it in its line."""
    if (match := _VALUE.search(before)) and match["key"] in known.values:
        yield from (Proposal(value, match["typed"], "value") for value in known.values[match["key"]])
    elif match := _OPTION.fullmatch(before):
        yield from (Proposal(option, match["typed"], "option") for option in known.options)
    elif match := _KEY.fullmatch(before):
        yield from (Proposal(key, match["typed"], "key") for key in known.keys)


def _targets(opened: Opened, names: Names, role: str, typed: str) -> Iterator[Proposal]:
    kinds = Role(role, "", 0, 0, 0).kinds
    for name in names.all:
        if name.kind in kinds:
            yield Proposal(name.called[0], typed, name.kind, name.said)
    if "class" in kinds and opened.project:
        for known in opened.project.registry.classes:
            yield Proposal(known.name, typed, "class", f"class_id {known.class_id}")


def _around(lines: Sequence[str], line: int) -> str | None:
    """The directive of ours whose options or body a line is in."""
    own = lines[line - 1] if line <= len(lines) else ""
    indent = len(own) - len(own.lstrip())
    for number in range(min(line - 1, len(lines)), max(line - _FAR, 0), -1):
        text = lines[number - 1]
        match = _DIRECTIVE.match(text)
        if match:
            name = match["rst"] or match["myst"]
            inside = bool(match["myst"]) or indent > len(match["indent"])
            return name if name in DIRECTIVES and inside else None
        if text.strip().startswith(("```", ":::", "~~~")) or (
            text.strip() and not text[:1].isspace() and indent and text[:1] != "-"
        ):
            return None
    return None


class Declared(NamedTuple):
    """What the reader of a directive takes: options, keys, and what those can be that are a choice."""

    options: tuple[str, ...]
    keys: tuple[str, ...]
    values: Mapping[str, Sequence[str]]


@cache
def declared(directive: str) -> Declared:
    """The options, keys and choices of a directive, as its reader declares them."""
    module = sys.modules[load(DIRECTIVES[directive]).__module__]
    readers = {
        sys.modules[value.__module__]
        for name, value in vars(module).items()
        if name.startswith(("parse_", "read_"))
        and getattr(value, "__module__", "").startswith("sphinx_dlmsprofile.parsing.")
    }
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    values: dict[str, Sequence[str]] = {}
    for reader in sorted(readers, key=lambda each: each.__name__):
        values |= getattr(reader, "VALUES", {})
        for name, value in vars(reader).items():
            if name.isupper() and name.endswith(("OPTIONS", "KEYS")) and isinstance(value, tuple):
                found[name.endswith("OPTIONS")].update(dict.fromkeys(each for each in value if isinstance(each, str)))
    return Declared(tuple(found[True]), tuple(found[False]), values)
