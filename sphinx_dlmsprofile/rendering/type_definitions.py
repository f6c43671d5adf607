"""Constructed types as the Blue Book writes them: a definition with ::= for each, one element a line."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.class_notation import BETWEEN
from sphinx_dlmsprofile.model.cosem import ARRAYS
from sphinx_dlmsprofile.rendering.table_parts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.cosem import DataType, NamedValue
    from sphinx_dlmsprofile.rendering.table_parts import Inline

_INDENT = "    "


def type_definition(name: str, data_type: DataType) -> str:
    """The definitions of a type and of the types in it that need a name; empty if there is nothing to define.

    The entries of an array are called by their label, or after the array ("object_list_element").
    """
    if not data_type.parts:
        return ""
    return "\n\n".join("\n".join(lines) for lines in _Definitions(name, data_type).all())


def type_name(data_type: DataType) -> str:
    """The outermost type, as tables show it."""
    name = data_type.name.value
    return name.upper() if name.casefold() == "choice" else name


def _in_parentheses(named: NamedValue) -> str:
    return f"({BETWEEN.sub('…', named.value.value.strip('() '))})"


class _Definitions:
    def __init__(self, name: str, data_type: DataType) -> None:
        self._waiting = deque([(name, data_type)])
        self._names = {name}

    def all(self) -> Iterator[list[str]]:
        while self._waiting:
            name, data_type = self._waiting.popleft()
            first, *others = self._written(data_type, name)
            yield [f"{name} ::= {first}", *others]

    def _written(self, data_type: DataType, name: str) -> list[str]:
        """The type itself; ``name`` is what it is called, after which its parts can be named."""
        kind = type_name(data_type)
        if data_type.values:
            items = [[f"{_in_parentheses(each)} {each.name}"] for each in data_type.values]
        elif not data_type.parts:
            return [kind]
        elif kind.casefold() in ARRAYS:
            (entry, *_) = data_type.parts
            if not entry.parts and not entry.values:
                return [f"{kind} {entry.name}"]
            return [f"{kind} {self._defined(entry, entry.label.value if entry.label else f'{name}_element')}"]
        else:
            width = max(len(part.label.value) + 2 if part.label else 0 for part in data_type.parts)
            items = [self._element(part, width, name) for part in data_type.parts]
        for item in items[:-1]:
            item[-1] += ","
        return [kind, "{", *(_INDENT + line for item in items for line in item), "}"]

    def _element(self, part: DataType, width: int, name: str) -> list[str]:
        if part.label is None:
            return self._written(part, name)
        label = part.label.value
        is_nested = bool(part.parts) and part.name.value.casefold() not in ARRAYS
        written = [self._defined(part, f"{label}_type")] if is_nested else self._written(part, label)
        return [f"{label}:".ljust(width) + written[0], *written[1:]]

    def _defined(self, data_type: DataType, wanted: str) -> str:
        """The name under which a type is defined further down."""
        name, number = wanted, 2
        while name in self._names:
            name, number = f"{wanted}_{number}", number + 1
        self._names.add(name)
        self._waiting.append((name, data_type))
        return name


def element_notes(data_type: DataType, inline: Inline) -> nodes.bullet_list | None:
    """What the elements mean and can be, None if none has any."""
    items = [
        nodes.list_item("", *_note(part, inline))
        for part in data_type.walk()
        if part.label and (part.description or _limits(part))
    ]
    return nodes.bullet_list("", *items, bullet="-") if items else None


def _note(part: DataType, inline: Inline) -> list[nodes.Node]:
    lead = [nodes.emphasis("", part.label.value if part.label else ""), nodes.Text(say(": "))]
    limits = _limits(part)
    if part.description:
        return paragraphs(part.description, inline, lead=lead, end=[nodes.Text(f" ({limits})")] if limits else [])
    return [nodes.paragraph("", "", *lead, nodes.Text(limits))]


def _limits(part: DataType) -> str:
    told = mark((("min.", part.minimum), ("max.", part.maximum), ("default", part.default)))
    return ", ".join(f"{say(word)} {text}" for word, text in told if text)


def value_lines(data_type: DataType, inline: Inline) -> nodes.line_block | None:
    """The named values of a type, one a line; None if it has none."""
    named = ((nodes.Text(f"{_in_parentheses(each)} "), *inline(each.name)) for each in data_type.values)
    lines = [nodes.line("", "", *content) for content in named]
    return nodes.line_block("", *lines, classes=["dlms-values"]) if lines else None
