"""A new name for a label, a class, an attribute, an abbreviation or a provision, in all files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.server.names import Use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.server.names import Name, Names
    from sphinx_dlmsprofile.server.projects import Opened

RENAMED = frozenset({"label", "class", "attribute", "method", "abbreviation", "provision"})

_IN_TEXTS = frozenset({"class", "abbreviation", "provision"})
"""Their words mean them wherever they stand: in prose, in bodies, in waivers."""


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
