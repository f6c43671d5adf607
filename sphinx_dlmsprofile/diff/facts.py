"""What can change in a record, as its fields are declared."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.diff.comparable_text import listed, said, yes_or_no
from sphinx_dlmsprofile.model.apdu_example import NamedSap
from sphinx_dlmsprofile.model.class_notation import read_number
from sphinx_dlmsprofile.model.fields.declaration import COMMON, Compared, Shown
from sphinx_dlmsprofile.model.fields.table import declared
from sphinx_dlmsprofile.model.sap import written_address
from sphinx_dlmsprofile.model.xdlms import Mode
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from sphinx_dlmsprofile.model.fields.declaration import Field

_COMPARED = frozenset({Compared.VALUE, Compared.PROSE})
_NUMBERS = frozenset({Shown.NUMBER, Shown.VALUE})


@dataclass(frozen=True)
class Value:
    """A value, None for nothing. ``prose`` is a sentence. ``counts`` is what is compared where not the text."""

    text: str | None
    prose: bool = False
    counts: Hashable = None

    def is_same(self, other: Value) -> bool:
        """Whether both are the same."""
        if self.counts is None or other.counts is None:
            return self.text == other.text
        return self.counts == other.counts


NOTHING = Value(None)


@dataclass(frozen=True)
class Facts:
    """The facts of something: name → value; and those of its parts."""

    values: Mapping[str, Value] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def plus(self, values: Mapping[str, Value], parts: tuple[Part, ...] = ()) -> Facts:
        """The same with more values and parts."""
        return Facts({**self.values, **values}, (*self.parts, *parts))

    def without(self, *names: str) -> Facts:
        """The same without some values."""
        return replace(self, values={name: value for name, value in self.values.items() if name not in names})


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of something, reported with the whole: ``keys`` lead to it within the whole, the surest first.

    ``noun`` and ``name`` are how it is called, ``alias`` is how it is called where its name is what has changed.
    ``content`` is its description where the other edition does not have it. ``shown_in`` is the name of a value of the
    whole that shows it, too: where that has changed, it need not be said that the part comes or goes with it.
    """

    noun: str
    name: str
    alias: str
    keys: tuple[Hashable, ...]
    facts: Facts
    content: str
    shown_in: str = ""

    @property
    def title(self) -> str:
        """How a change names it."""
        return f"{self.noun} {self.name}"


def facts_of(record: object) -> Facts:
    """The values of a record by which editions are compared, one by one."""
    kind = type(record)
    known = ((each.name, declared(kind, each.name)) for each in fields(record) if each.init)  # type: ignore[arg-type]
    return Facts(
        {
            each.name: _value(getattr(record, name), each)
            for name, each in known
            if each.compared in _COMPARED and each is not COMMON["clause"]
        }
    )


def _value(content: Any, known: Field) -> Value:
    prose = known.compared is Compared.PROSE
    text = _named(content) if prose or known.shown is Shown.NAME else _words(content)
    counts = read_number(text) if text and known.shown in _NUMBERS else None
    return Value(text, prose, counts)


def _words(content: Any) -> str | None:
    """A value in words; None for nothing."""
    if content is None or isinstance(content, bool):
        return yes_or_no(content)
    if isinstance(content, tuple):
        return listed(content)
    if isinstance(content, Mode):
        return _mode(content)
    if isinstance(content, NamedSap):
        return written_address(content.value)
    return said(content.value if isinstance(content, Enum) else content)


def _mode(mode: Mode) -> str:
    if not mode.allowed:
        return "no"
    return f"yes, {listed(mode.casts)}" if mode.casts else "yes"


def _named(content: Any) -> str | None:
    """One or several names as a reader sees them."""
    if isinstance(content, tuple):
        return listed(unmarked(str(each)) for each in content)
    return None if content is None else said(unmarked(str(content)))


def name_of(text: object) -> str | None:
    """A name as a reader sees it; None for none."""
    return _named(text)
