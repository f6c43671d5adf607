"""Blocks as rST and MyST: with our directives, or with what plain Sphinx has in their place."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from benchmarks.blocks import (
    DataTable,
    Drawing,
    Items,
    Listing,
    NewClass,
    Note,
    Paragraph,
    Reference,
    Saps,
    Section,
    Stack,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.blocks import Block, Document, Member

_UNDERLINES = "=-~^"
_INDENT = "   "


class Side(Enum):
    """Who builds the text."""

    OURS = "ours"
    """With our directives, and ``:numref:``."""

    NUMREF = "numref"
    """Plain Sphinx, with ``:numref:``."""

    REF = "ref"
    """Plain Sphinx, with ``:ref:`` alone."""


def text_of(document: Document, side: Side, drawings: str = "svg") -> str:
    """A document as the side's authors would write it."""
    markup: Markup = (MyST if document.myst else RST)(side, drawings)
    lines = [*markup.section(document.top, 0), *markup.toctree(document.parts)]
    return "\n".join(lines) + "\n"


class Markup:
    """What rST and MyST have in common: which directive stands for which block."""

    def __init__(self, side: Side, drawings: str = "svg") -> None:
        """Write for one side; ``drawings`` is the type of the files with figures."""
        self._side = side
        self._drawings = drawings

    def section(self, section: Section, level: int) -> list[str]:
        """A heading, what stands below it, and its subsections."""
        lines = self.heading(section.title, section.label, level)
        for block in section.blocks:
            lines += self._block(block)
        for subsection in section.sections:
            lines += self.section(subsection, level + 1)
        return lines

    def toctree(self, names: Iterable[str], *options: str) -> list[str]:
        """A table of contents that brings in documents; nothing without documents."""
        listed = list(names)
        return self.directive("toctree", "", options, listed) if listed else []

    def heading(self, title: str, label: str, level: int) -> list[str]:
        """A labelled heading; level 0 is a document's first."""
        raise NotImplementedError

    def directive(self, name: str, argument: str, options: Iterable[str], body: Iterable[str] = ()) -> list[str]:
        """A directive; ``options`` are written as ":name: value"."""
        raise NotImplementedError

    def option(self, value: str) -> str:
        """A value that holds quotation marks."""
        return value

    def role(self, name: str, text: str) -> str:
        """Text in a role."""
        raise NotImplementedError

    def descriptions(self, members: Iterable[Member]) -> list[str]:
        """A definition list: what attributes and methods mean."""
        raise NotImplementedError

    def _block(self, block: Block) -> list[str]:  # noqa: PLR0911  one line a kind
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Items(texts):
                return [*(f"* {text}" for text in texts), ""]
            case Note(text):
                return self.directive("note", "", (), [text])
            case Listing(text):
                return self.directive("code-block", "text", (), text.splitlines())
            case DataTable():
                return self._table(block)
            case Drawing(title, label):
                return self.directive("figure", f"figures/{label}.{self._drawings}", [f":name: {label}"], [title])
            case Saps():
                return self._saps(block)
            case Stack():
                return self._stack(block)
            case NewClass():
                return self._class(block)

    def _paragraph(self, paragraph: Paragraph) -> list[str]:
        role = "ref" if self._side is Side.REF else "numref"
        text = " ".join(
            f"See {self.role(role, part.label)}." if isinstance(part, Reference) else part for part in paragraph.parts
        )
        marks = [line for term in paragraph.terms for line in self.directive("index", f"single: {term}", ())]
        return [*marks, text, ""]

    def _table(self, table: DataTable) -> list[str]:
        # No cell holds a quotation mark.
        head, *rows = (", ".join(f'"{cell}"' for cell in row) for row in (table.head, *table.rows))
        options = [f":header: {self.option(head)}", f":name: {table.label}"]
        return self.directive("csv-table", table.title, options, rows)

    def _saps(self, saps: Saps) -> list[str]:
        if self._side is Side.OURS:
            sides = (("client", saps.client), ("server", saps.server))
            body = [line for side, rows in sides for line in (f"{side}:", *(f"  {v}: {name}" for v, name in rows))]
            return self.directive("sap-table", saps.title, [f":name: {saps.label}", ":width: 8"], body)
        rows = [("Client SAPs", ""), *saps.client, ("Server SAPs", ""), *saps.server]
        return self._table(DataTable(saps.title, saps.label, ("SAP", "Value"), tuple((n, v) for v, n in rows)))

    def _stack(self, stack: Stack) -> list[str]:
        if self._side is Side.OURS:
            layers = [f"  {key}: {rest}" for key, rest in stack.layers]
            profiles = [f"  {name}: {rest}" for name, rest in stack.profiles]
            body = ["layers:", *layers, "profiles:", *profiles]
            return self.directive("layer-stack", stack.title, [f":name: {stack.label}"], body)
        return self._block(Drawing(stack.title, stack.label))

    def _class(self, new: NewClass) -> list[str]:
        if self._side is Side.OURS:
            options = [f":name: {new.label}", f":class-id: {new.class_id}", ":version: 0", ":cardinality: 0..n",
                       f":obis: {new.obis}"]  # fmt: skip
            body = ["attributes:"]
            for number, member in enumerate(new.attributes, 1):
                limits = "min: {}, max: {}, default: {}, ".format(*member.limits) if member.limits else ""
                body.append(f"  {number}: {{name: {member.name}, type: {member.type}, static: yes, {limits}"
                            f"short-name: {member.short_name},")  # fmt: skip
                body.append(f'      description: "{member.description}"}}')
            body.append("methods:")
            for number, member in enumerate(new.methods, 1):
                body.append(f"  {number}: {{name: {member.name}, type: {member.type}, mandatory: no, "
                            f"short-name: {member.short_name},")  # fmt: skip
                body.append(f'      description: "{member.description}"}}')
            return self.directive("cosem-class", new.name, options, body)
        return self._plain_class(new)

    def _plain_class(self, new: NewClass) -> list[str]:
        """The same text as our directive prints, as far as ordinary tables can show it."""
        rows = [(f"**{new.name}**", "0..n", f"class_id = {new.class_id}, version = 0", "", "", "")]
        rows.append(("**Attributes**", "**Data type**", "**Min.**", "**Max.**", "**Def.**", "**Short name**"))
        for number, member in enumerate(new.attributes, 1):
            limits = member.limits or ("", "", "")
            rows.append((f"{number}. {member.name} (static)", member.type, *limits, f"``{member.short_name}``"))
        rows.append(("**Specific methods**", "**Data type**", "**m/o**", "", "", "**Short name**"))
        for number, member in enumerate(new.methods, 1):
            rows.append((f"{number}. {member.name} (data)", member.type, "o", "", "", f"``{member.short_name}``"))
        head, *body = rows
        return [
            *self._table(DataTable(new.name, new.label, head, tuple(body))),
            *(f"Logical name: ``{new.obis}``", "", "**Attribute description**", ""),
            *self.descriptions(new.attributes),
            *("**Method description**", ""),
            *self.descriptions(new.methods),
        ]


class RST(Markup):
    """reStructuredText."""

    def heading(self, title: str, label: str, level: int) -> list[str]:
        """Label, title, underline."""
        return [f".. _{label}:", "", title, _UNDERLINES[level] * len(title), ""]

    def directive(self, name: str, argument: str, options: Iterable[str], body: Iterable[str] = ()) -> list[str]:
        """Indented below its name."""
        head = [f".. {name}:: {argument}".rstrip(), *(_INDENT + option for option in options), ""]
        return [*head, *(_INDENT + line for line in body), ""]

    def role(self, name: str, text: str) -> str:
        """Between backquotes, after its name."""
        return f":{name}:`{text}`"

    def descriptions(self, members: Iterable[Member]) -> list[str]:
        """Terms with indented definitions."""
        lines = []
        for number, member in enumerate(members, 1):
            # Not to be taken for an enumerated list.
            lines += [f"\\{number}. {member.name}", f"{_INDENT}{member.description}", ""]
        return lines


class MyST(Markup):
    """Markdown with directives."""

    def heading(self, title: str, label: str, level: int) -> list[str]:
        """Label and title."""
        return [f"({label})=", f"{'#' * (level + 1)} {title}", ""]

    def directive(self, name: str, argument: str, options: Iterable[str], body: Iterable[str] = ()) -> list[str]:
        """A fence; those with text in them are colon fences."""
        fence = ":::" if name in {"note", "figure"} else "```"
        given = list(options)
        return [f"{fence}{{{name}}} {argument}".rstrip(), *given, *([""] if given else ()), *body, fence, ""]

    def option(self, value: str) -> str:
        """Options are YAML."""
        return f"'{value}'"

    def role(self, name: str, text: str) -> str:
        """Its name in braces, and the text between backquotes."""
        return f"{{{name}}}`{text}`"

    def descriptions(self, members: Iterable[Member]) -> list[str]:
        """Plain Markdown has no definition list: bullets."""
        return [*(f"* *{member.name}*: {member.description}" for member in members), ""]
