"""The names of all directives and roles that a project has, and of the languages of code blocks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.environment import BuildEnvironment

_OF_SPHINX = frozenset({"default", "guess", "none", "py", "py3", "python", "python3", "pycon", "pycon3"})


def markup_names(env: BuildEnvironment, what: str) -> list[str]:
    """The directives or roles ("directive", "role")."""
    found = _directives(env) if what == "directive" else _roles(env)
    return list(dict.fromkeys(found))


def is_directive(name: str) -> bool:
    """Whether there is a directive of this name outside of the domains of Sphinx."""
    return name in _registered() or name in en.directives


def _registered() -> Collection[str]:
    # docutils has no other way to ask for what extensions have registered.
    known: Collection[str] = directives._directives  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def _directives(env: BuildEnvironment) -> Iterator[str]:
    yield from sorted(_registered())
    yield from sorted(en.directives)
    yield from _of_domains(env, "directives")


def _roles(env: BuildEnvironment) -> Iterator[str]:
    yield from (f"dlms:{name}" for name in sorted(env.domains["dlms"].roles))
    yield from sorted(roles._roles)  # type: ignore[attr-defined]  # noqa: SLF001
    yield from sorted(en.roles)
    yield from _of_domains(env, "roles")


def _of_domains(env: BuildEnvironment, kind: str) -> Iterator[str]:
    for name in sorted(env.domains.keys()):
        known = sorted(getattr(env.domains[name], kind))
        yield from known if name == "std" else (f"{name}:{each}" for each in known)


@lru_cache(maxsize=256)
def is_language(name: str) -> bool:
    """Whether code in a language of this name is coloured; else Sphinx warns when it writes HTML."""
    from pygments.lexers import find_lexer_class_by_name  # noqa: PLC0415  where there is such code
    from pygments.util import ClassNotFound  # noqa: PLC0415
    from sphinx.highlighting import lexer_classes, lexers  # noqa: PLC0415

    if name in _OF_SPHINX or name in lexers or name in lexer_classes:
        return True
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True
