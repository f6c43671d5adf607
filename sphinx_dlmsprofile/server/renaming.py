"""A new name for a label, a class, an attribute, an abbreviation or a provision, in all files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.provision import IDENTIFIER
from sphinx_dlmsprofile.server.names import Use
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.server.names import Name, Names
    from sphinx_dlmsprofile.server.projects import Opened

RENAMED = frozenset({"label", "class", "attribute", "method", "abbreviation", "provision"})

_FORMS = {
    "label": (regex(r"[^\s:`<>()]+"), "a label has no spaces, colons, brackets or backquotes"),
    "provision": (regex(IDENTIFIER), "an identifier has letters, digits and single hyphens, and begins with a letter"),
    "abbreviation": (regex(r"\w[\w./-]*"), "an abbreviation is one word"),
}
_NAME = regex(r"[^\s`<>\"{}\[\],.#@:]+(?: [^\s`<>\"{}\[\],.#@:]+)*")
"""What roles lead to, and bodies in YAML hold without quotation marks."""

_IN_TEXTS = frozenset({"class", "abbreviation", "provision"})
"""Their words mean them wherever they stand: in prose, in bodies, in waivers."""


def refusal(opened: Opened, names: Names, name: Name, new: str) -> str | None:
    """Why a name cannot be the new one; None if it can."""
    form, said = _FORMS.get(name.kind, (_NAME, "it is words with single spaces, without signs that roles or YAML read"))
    if not form.fullmatch(new):
        return f'"{new}" is not a name for this {name.kind}: {said}'
    owner, dot, _ = name.called[0].rpartition(".") if name.kind in {"attribute", "method"} else ("", "", "")
    taken = names.called(name.kind, f"{owner}{dot}{new}")
    if name.kind == "class" and taken is None and opened.project and opened.project.registry.class_by_name(new):
        return f'"{new}" is a class of IEC 62056-6-2: choose another name'
    if taken and taken is not name:
        return f'"{new}" is there already, in line {taken.at.line} of {taken.at.source}: choose another name'
    return None


def changes(opened: Opened, names: Names, name: Name, new: str) -> Iterator[tuple[Use, str]]:
    """The words to replace, each once, with what comes in their place."""
    done: dict[tuple[str, int], list[Use]] = {}
    for use, words in _changes(opened, names, name, new):
        there = done.setdefault((use.source, use.line), [])
        if not any(use.start < other.end and other.start < use.end for other in there):
            there.append(use)
            yield use, words


def _changes(opened: Opened, names: Names, name: Name, new: str) -> Iterator[tuple[Use, str]]:
    if defined := names.definition(name):
        yield defined, new
    if name.kind in {"attribute", "method"}:
        yield from _parts(names, name, new)
    else:
        yield from ((use, new) for use, _ in names.uses(name))
    if name.kind == "class":
        yield from _owners(names, name, new)
    if name.kind in _IN_TEXTS:
        pattern = re.compile(rf"(?<![\w-]){re.escape(name.words)}(?![\w-])")
        for source in (*opened.sources(), *opened.others()):
            for number, line in enumerate(opened.lines(source), 1):
                yield from ((Use(source, number, *match.span()), new) for match in pattern.finditer(line))


def _parts(names: Names, name: Name, new: str) -> Iterator[tuple[Use, str]]:
    """The second half of "Class.attribute"; one that is named by its number stays."""
    for use, role in names.uses(name):
        owner, dot, part = role.target.partition(".")
        if dot and not part.removesuffix("()").isdecimal():
            start = use.start + len(owner) + 1
            yield use._replace(start=start), f"{new}()" if part.endswith("()") else new


def _owners(names: Names, name: Name, new: str) -> Iterator[tuple[Use, str]]:
    """The first half of "Class.attribute"."""
    for part in names.all:
        if part.kind in {"attribute", "method"} and part.called[0].startswith(f"{name.words}."):
            for use, role in names.uses(part):
                yield use._replace(end=use.start + len(role.target.partition(".")[0])), new
