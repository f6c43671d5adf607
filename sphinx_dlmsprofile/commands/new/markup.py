"""The two markups of a scaffold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_dlmsprofile.text.display_width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Markup(Protocol):
    """How a block is written."""

    @property
    def suffix(self) -> str:
        """How its files end."""
        ...

    def heading(self, level: int, title: str, label: str | None) -> str:
        """A heading, with a label before it."""
        ...

    def directive(self, name: str, argument: str, options: Mapping[str, str], body: str) -> str:
        """A directive."""
        ...

    def index(self, entries: Iterable[str]) -> str:
        """Index entries."""
        ...

    def role(self, name: str, text: str) -> str:
        """A role."""
        ...

    def escape(self, text: str) -> str:
        """A text in which nothing is read as markup."""
        ...


@dataclass(frozen=True)
class _Rst:
    suffix: str = ".rst"

    def heading(self, level: int, title: str, label: str | None) -> str:
        line = "=-~"[level - 1] * max(4, display_width(title))
        return (f".. _{label}:\n\n" if label else "") + f"{title}\n{line}"

    def directive(self, name: str, argument: str, options: Mapping[str, str], body: str) -> str:
        lines = [f".. {name}:: {argument}".rstrip(), *(f"   :{key}: {value}" for key, value in options.items())]
        if body:
            lines += ["", *(f"   {line}".rstrip() for line in body.splitlines())]
        return "\n".join(lines)

    def index(self, entries: Iterable[str]) -> str:
        return "\n".join([".. index::", *(f"   {entry}" for entry in entries)])

    def role(self, name: str, text: str) -> str:
        return f":{name}:`{text}`"

    def escape(self, text: str) -> str:
        return re.sub(r"([\\*`_|])", r"\\\1", text)


@dataclass(frozen=True)
class _Myst:
    suffix: str = ".md"

    def heading(self, level: int, title: str, label: str | None) -> str:
        return (f"({label})=\n" if label else "") + f"{'#' * level} {title}"

    def directive(self, name: str, argument: str, options: Mapping[str, str], body: str) -> str:
        fence = "~~~" if "`" in argument else "```"
        lines = [f"{fence}{{{name}}} {argument}".rstrip(), *(f":{key}: {value}" for key, value in options.items())]
        if body:
            lines += [*([""] if options else []), *body.splitlines()]
        return "\n".join([*lines, fence])

    def index(self, entries: Iterable[str]) -> str:
        return "\n".join(self.directive("index", entry, {}, "") for entry in entries)

    def role(self, name: str, text: str) -> str:
        return f"{{{name}}}`{text}`"

    def escape(self, text: str) -> str:
        return re.sub(r"([\\*`_<>\[\]{}#&$|~])", r"\\\1", text)


MARKUPS: dict[str, Markup] = {"rst": _Rst(), "myst": _Myst()}
