"""Blocks of pandoc as reStructuredText: text stays text, whatever signs it holds."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.index_entries import index_entry
from sphinx_dlmsprofile.intake.plain import is_beside, nodes_in, plain, style_of
from sphinx_dlmsprofile.intake.prepared import INDEX_STYLE, PROVISION_STYLE
from sphinx_dlmsprofile.intake.tables import read_table, write_table
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.intake.pandoc import Node

_SIGNS = regex(r"[\\*`|]|_(?!\w)")
_RISKY = regex(
    r"(?:[-+*•‣⁃](?:\s|$)|\(?(?:\w|\d+|[ivxlcdmIVXLCDM]+|#)[.)](?:\s|$)|:[^:\s][^:]*:(?:\s|$)|--?\w|/\w|>>>|\.\.(?:\s|$)|"
    r"__|(?P<sign>[!-/:-@\[-`{-~])(?P=sign)*$)"
)
_BARE = regex(r"\w")
NUMBER_OF_FORMULA = regex(r"\(([A-Z]?\.?\d+)\)")
FORMULA = "eq-"
"""How the number of a formula is written, and how its label begins."""

_STEP = 3


@dataclass
class Notes:
    """What stands beside the text of a draft: footnotes, comments and changes of reviewers, entries of the index.

    ``marks`` are those of footnotes that are written, by the identity of what they say; ``told`` are remarks and
    entries that are. ``pictures`` are those within text. ``letters`` are the marks of the footnotes of the table that
    is being written.
    """

    footnotes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    letters: dict[str, str] = field(default_factory=dict)

    def said(self, fault: Callable[[str], str] = lambda _picture: "") -> list[str]:
        """What is reported of what has no place there; ``fault`` says what is wrong with a picture, or nothing."""
        return [*self.remarks, *(f"A picture stood in the text here: {fault(each) or each}" for each in self.pictures)]


class Writer:
    """Writes blocks; ``refer`` makes references of the numbers in a text, ``picture`` gives the name of a file.

    ``clause`` makes a reference of a link to a heading, "" where it is none.
    """

    def __init__(
        self,
        notes: Notes,
        refer: Callable[[str], str],
        picture: Callable[[str], str],
        clause: Callable[[str, str], str] = lambda _target, _text: "",
    ) -> None:
        self._notes, self._refer, self._picture, self._clause = notes, refer, picture, clause

    # Inlines

    def line(self, inlines: Sequence[Node]) -> str:
        """A paragraph in one line."""
        text = self._refer(self._join(inlines).strip())
        text = " ".join(text.split(" ")) if text else text
        if _RISKY.match(text):
            text = "\\" + text
        return text[:-2] + "\\::" if text.endswith("::") else text

    def _join(self, inlines: Sequence[Node]) -> str:
        """Pieces side by side; between a form and a letter stands an empty escape."""
        text = ""
        for node in _divided(inlines):
            piece, has_form = self._inline(node)
            if not piece:
                continue
            after_form = text.endswith("\x00")
            text = text.removesuffix("\x00")
            if after_form:
                divided = has_form or bool(_BARE.match(piece)) or piece[0] in "\\*`:"
            else:
                divided = has_form and text != "" and not text[-1].isspace() and text[-1] not in "([{<\"'-/:–—"
            text += "\\ " if divided else ""
            text += piece + ("\x00" if has_form else "")
        return text.removesuffix("\x00")

    def _inline(self, node: Node) -> tuple[str, bool]:
        """The text of an inline, and whether it ends with a form."""
        kind, content = node["t"], node.get("c")
        if kind == "Superscript" and (mark := self._notes.letters.get(plain(content).rstrip(")"))):
            return mark, True
        if kind in _FORMS:
            inner = _escaped(plain(content)).strip()
            return (_FORMS[kind].format(inner), True) if inner else (" ", False)
        if kind == "Span":
            return self._span(node)
        write = _INLINES.get(kind)
        if write is not None:
            return write(self, content)
        return (self._join(content), False) if isinstance(content, list) else ("", False)

    def _code(self, content: Node) -> tuple[str, bool]:
        return (f"``{content[1]}``", True) if content[1].strip() else (" ", False)

    def _note(self, content: Node) -> tuple[str, bool]:
        if id(content) not in self._notes.marks:
            self._notes.marks[id(content)] = self.footnote(self.blocks(content))
        return self._notes.marks[id(content)], True

    def footnote(self, text: str) -> str:
        """The mark of a new footnote."""
        self._notes.footnotes.append(text)
        return f"[#n{len(self._notes.footnotes)}]_"

    def pass_entries(self, block: Node) -> None:
        """Leave out the entries of the index in a block that becomes a directive, which makes them itself."""
        self._notes.told.update(id(span["c"]) for span in nodes_in(block, "Span") if style_of(span) == INDEX_STYLE)

    def tell_rest(self, block: Node) -> Iterator[str]:
        """Write the remarks and entries of a block that are not written yet; the texts of such footnotes."""
        for node in nodes_in(block, "Span", "Note"):
            if node["t"] == "Span":
                self._span(node)
            elif id(node["c"]) not in self._notes.marks:
                self._notes.marks[id(node["c"])] = ""
                yield self.blocks(node["c"])

    def notes_in(self, inlines: Iterable[Node]) -> str:
        """The marks of the footnotes among inlines, of which the text alone is written elsewhere."""
        return "".join(f" {self._note(each['c'])[0]}" for each in inlines if each["t"] == "Note")

    def _image(self, content: Node) -> tuple[str, bool]:
        self._notes.pictures.append(content[2][0])
        return _escaped(plain(content[1])), False

    def _quoted(self, content: Node) -> tuple[str, bool]:
        sign = "'" if content[0]["t"] == "SingleQuote" else '"'
        return f"{sign}{self._join(content[1])}{sign}", False

    def _link(self, content: Node) -> tuple[str, bool]:
        text, target = plain(content[1]), str(content[2][0])
        if target.startswith("#") and (reference := self._clause(target[1:], text)):
            return reference, True
        if target.startswith("#") or not text.strip():
            return self._join(content[1]), False
        if text == target:
            return target, False
        shown = _escaped(text).replace("<", "\\<")
        return f"`{shown} <{target.replace('`', '%60').replace('>', '%3E')}>`__", True

    def _span(self, span: Node) -> tuple[str, bool]:
        (_, classes, values), inner = span["c"]
        is_new = id(span["c"]) not in self._notes.told
        self._notes.told.add(id(span["c"]))
        style, text = style_of(span), plain(inner)
        if style == PROVISION_STYLE:
            return f":prov:`{text}` ", False
        if style == INDEX_STYLE:
            self._notes.entries += [entry] if is_new and (entry := index_entry(text)) else []
            return "", False
        who = dict(map(tuple, values)).get("author", "")
        kind = next((said for name, said in _REMARKS.items() if name in classes), "")
        if kind and is_new and text.strip():
            self._notes.remarks.append(f"{kind} by {who}: {text}")
        return ("", False) if is_beside(span) else (self._join(inner), False)

    # Blocks

    def blocks(self, blocks: Iterable[Node]) -> str:
        """Blocks below each other, with an empty line between."""
        return "\n\n".join(filter(None, map(self.block, blocks)))

    def block(self, node: Node) -> str:
        """One block; "" for what holds no text."""
        write = _BLOCKS.get(node["t"])
        return write(self, node.get("c")) if write else ""

    def _paragraph(self, inlines: Node) -> str:
        pictures = [each for each in inlines if each["t"] == "Image"]
        if len(pictures) == 1 and not plain([each for each in inlines if each["t"] != "Image"]).strip():
            return self.figure(pictures[0], "", "")
        if formula := self._formula(inlines):
            return formula
        return self.line(inlines)

    def _formula(self, inlines: Node) -> str:
        """A formula that stands alone, with its number; "" for all other paragraphs."""
        formulas = [each for each in inlines if each["t"] == "Math"]
        beside = plain([each for each in inlines if each["t"] != "Math"]).strip()
        number = NUMBER_OF_FORMULA.fullmatch(beside)
        if len(formulas) != 1 or (beside and not number) or not (number or formulas[0]["c"][0]["t"] == "DisplayMath"):
            return ""
        label = [f"   :label: {FORMULA}{number[1].lower()}"] if number else []
        text = [f"   {line.strip()}" for line in formulas[0]["c"][1].splitlines() if line.strip()]
        return "\n".join([".. math::", *label, "", *text])

    def _numbered(self, content: Node) -> str:
        marks = _marks(content[0], len(content[1]))
        return "\n\n".join(self._item(mark, item) for mark, item in zip(marks, content[1], strict=True))

    def _definitions(self, content: Node) -> str:
        return "\n\n".join(
            f"{self.line(term)}\n{textwrap.indent(self.blocks(block for each in texts for block in each), '   ')}"
            for term, texts in content
        )

    def _table(self, content: Node) -> str:
        return write_table(read_table(content), self.blocks, self.caption(content), "")

    def caption(self, content: Node) -> str:
        """The caption that a table has in itself, in one line; "" if it has none."""
        return " ".join(self.line(block["c"]) for block in content[1][1] if block["t"] in {"Para", "Plain"})

    def figure(self, image: Node, caption: str, label: str) -> str:
        """A picture with its caption."""
        (_, _, _), inlines, (target, _) = image["c"]
        alternative = " ".join(plain(inlines).split())
        lines = [f".. figure:: {self._picture(target)}"]
        lines += [f"   :name: {label}"] if label else []
        lines += [f"   :alt: {alternative}"] if alternative else []
        return "\n".join([*lines, "", f"   {caption}"] if caption else lines)

    def _item(self, mark: str, blocks: list[Node]) -> str:
        width = len(mark) + 1
        return f"{mark} {textwrap.indent(self.blocks(blocks), ' ' * width).lstrip()}".rstrip()


def _divided(inlines: Iterable[Node]) -> Iterator[Node]:
    """Inlines of which none with a form holds another one: what it cannot hold stands between its parts."""
    for node in inlines:
        if node["t"] not in _FORMS:
            yield node
            continue
        run: list[Node] = []
        for inner in node["c"]:
            if inner["t"] in _BARE_KINDS:
                run.append(inner)
                continue
            yield from _formed(node["t"], run)
            run = []
            yield from _divided([inner])
        yield from _formed(node["t"], run)


def _formed(kind: str, inlines: Sequence[Node]) -> Iterator[Node]:
    """A form around its words, with the blanks at its ends outside."""
    first = next((place for place, node in enumerate(inlines) if node["t"] == "Str"), len(inlines))
    last = max((place + 1 for place, node in enumerate(inlines) if node["t"] == "Str"), default=first)
    yield from inlines[:first]
    if first < last:
        yield {"t": kind, "c": inlines[first:last]}
    yield from inlines[last:]


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda match: "\\" + match[0], text)


_FORMS = {
    "Emph": "*{}*",
    "Strong": "**{}**",
    "Superscript": ":sup:`{}`",
    "Subscript": ":sub:`{}`",
    "Strikeout": "{}",
    "Underline": "*{}*",
    "SmallCaps": "{}",
}


_REMARKS = {"comment-start": "Comment", "deletion": "Deleted", "insertion": "Inserted"}
"""What reviewers did, by the class that pandoc gives it."""

_BARE_KINDS = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})

_INLINES: dict[str, Callable[[Writer, Node], tuple[str, bool]]] = {
    "Str": lambda _writer, content: (_escaped(content), False),
    "Space": lambda _writer, _content: (" ", False),
    "SoftBreak": lambda _writer, _content: (" ", False),
    "LineBreak": lambda _writer, _content: (" ", False),
    "Math": lambda _writer, content: (f":math:`{' '.join(content[1].split())}`", True),
    "Cite": lambda writer, content: (writer._join(content[1]), False),  # noqa: SLF001  of this module
    "RawInline": lambda _writer, content: (_escaped(content[1]), False),
    "Code": Writer._code,  # noqa: SLF001
    "Note": Writer._note,  # noqa: SLF001
    "Image": Writer._image,  # noqa: SLF001
    "Link": Writer._link,  # noqa: SLF001
    "Quoted": Writer._quoted,  # noqa: SLF001
}
_BLOCKS: dict[str, Callable[[Writer, Node], str]] = {
    "Para": Writer._paragraph,  # noqa: SLF001
    "Plain": Writer._paragraph,  # noqa: SLF001
    "Header": lambda writer, content: writer.line(content[2]),
    "Div": lambda writer, content: writer.blocks(content[1]),
    "Figure": lambda writer, content: writer.blocks(content[2]),
    "BulletList": lambda writer, content: "\n\n".join(writer._item("-", item) for item in content),  # noqa: SLF001
    "OrderedList": Writer._numbered,  # noqa: SLF001
    "DefinitionList": Writer._definitions,  # noqa: SLF001
    "LineBlock": lambda writer, content: "\n".join(f"| {writer.line(line)}" for line in content),
    "BlockQuote": lambda writer, content: textwrap.indent(writer.blocks(content), " " * _STEP),
    "CodeBlock": lambda _writer, content: _literal(content[1]),
    "RawBlock": lambda _writer, content: _literal(content[1]),
    "Table": Writer._table,  # noqa: SLF001
}
"""How each kind is written."""


def _literal(text: str) -> str:
    return f"::\n\n{textwrap.indent(text, ' ' * _STEP)}"


def _marks(attributes: Node, number: int) -> list[str]:
    """The marks of an enumerated list, as reStructuredText reads them."""
    start, style = int(attributes[0]), attributes[1]["t"]
    if style == "LowerAlpha" and start + number <= 27:  # noqa: PLR2004  beyond z, docutils counts otherwise
        return [f"{chr(ord('a') + start - 1 + index)})" for index in range(number)]
    return [f"{start + index})" for index in range(number)]
