"""The directives of a profile: from the text to a record and its pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.parsing.body import BodyReader, flattened
from sphinx_dlmsprofile.parsing.source import DirectiveSource, Line, read_directive
from sphinx_dlmsprofile.rendering.classes import SHOWS
from sphinx_dlmsprofile.rendering.tables import fault_box
from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.directives.substitutions import substituted
from sphinx_dlmsprofile.sphinx.directives.texts import TextNodes
from sphinx_dlmsprofile.sphinx.reading.notices import note_lost_label
from sphinx_dlmsprofile.sphinx.reading.record_node import Target, dlms_records
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.sphinx.reading.written import without_conflicts
from sphinx_dlmsprofile.text.foreign import UnreadError, read_text
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.markup import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

R = TypeVar("R", bound=Record)


@dataclass
class Rendered:
    """What a record looks like: its nodes, what in them can be referred to, and its index entries.

    ``as_written`` says that they show nothing of the body.
    """

    nodes: list[nodes.Node]
    targets: list[Target] = field(default_factory=list)
    index: list[str] = field(default_factory=list)
    as_written: bool = False


class RecordDirective(SphinxDirective, Generic[R]):
    """Base of all directives with a YAML body.

    It declares no options, so that neither docutils nor MyST drops the directive for a bad one:
    they are read from the text, with their lines, by :func:`read_directive`.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[None] = None

    def parse(self, source: DirectiveSource, reader: BodyReader) -> R:
        """Make the record."""
        raise NotImplementedError

    def render(self, record: R) -> Rendered:
        """Make the nodes that show the record."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Read the directive; never fails."""
        self._anchors: set[str] = set()
        self.inline = TextNodes(self)
        self._is_labelled = False
        source = self._source()
        reader = BodyReader()
        source = self._with_file(source, reader)
        words = [word for name, value in source.options if name.value == "class" for word in value.value.split()]
        self._classes = [name for name in map(nodes.make_id, words) if name]
        record = self.parse(source, reader)
        rendered = self.render(record)
        for node in rendered.nodes:
            if isinstance(node, nodes.Element):
                self.inline.locate(node)
                node[SHOWS] = type(record).__name__
            for element in nodes_in(node, nodes.Element):
                if element["ids"]:
                    self.state.document.set_id(element)
        label = next((value.value for name, value in source.options if name.value == "name"), None)
        if label and not self._is_labelled:
            note_lost_label(self.env, label)
        # The index entries come last, so that a label above the directive reaches its first node.
        shown = [*rendered.nodes, *self._index(rendered)]
        is_lost = reader.unreadable or rendered.as_written
        body = "\n".join(line.text for line in source.body)
        if (is_lost and body.strip()) or (
            self.config.dlms_stage == "draft" and (is_lost or _is_damaged(source, reader))
        ):
            shown.append(fault_box(body))
        targets = tuple(replace(target, names=_plain(target.names)) for target in rendered.targets)
        return [*shown, dlms_records((record, *reader.faults, *flattened(self.inline.flattened)), targets)]

    def _index(self, rendered: Rendered) -> list[nodes.Node]:
        """Index entries, pointing to the first node that is shown."""
        shown = next((node for node in rendered.nodes if isinstance(node, nodes.Element)), None)
        if not rendered.index or shown is None:
            return []
        if not shown["ids"]:
            shown["ids"].append(self.anchor("index"))
            self.state.document.set_id(shown)
        entry = addnodes.index(entries=[("single", text, shown["ids"][0], "", None) for text in _plain(rendered.index)])
        self.set_source_info(entry)
        return [entry]

    def anchor(self, *parts: str) -> str:
        """An id for a node, made of words and not used before in this document."""
        wanted = anchor = make_id(self.env, self.state.document, "", "-".join(parts))
        for number in count(2):
            if anchor not in self._anchors:
                break
            anchor = f"{wanted}-{number}"
        self._anchors.add(anchor)
        return anchor

    def _relative(self, source: str | None) -> str:
        return relative_source(source, Path(self.env.srcdir), self.env.docname)

    def _source(self) -> DirectiveSource:
        locate = self.state_machine.get_source_and_line
        source, line = locate(self.lineno)
        at = Location(self._relative(source), line or self.lineno)
        argument = self.arguments[0].split("\n") if self.arguments else []
        if isinstance(self.state, RSTState):
            on_first_line = bool(self.block_text.split("\n", 1)[0].partition("::")[2].strip())
            first = self.lineno + (0 if on_first_line else 1)
            places = [locate(first + index) for index in range(len(argument))]
            head = [
                Line(text, self._relative(name), number or first)
                for text, (name, number) in zip(argument, places, strict=True)
            ]
            indent = self._indent()
            content = [
                Line(text, self._relative(name), offset + 1, indent)
                for text, (name, offset) in zip(self.content, self.content.items, strict=True)
            ]
        else:
            head = [Line(text, at.source, at.line) for text in argument]
            first = self.lineno + self.content_offset + 1
            nested = isinstance(self.state_machine.node, (nodes.list_item, nodes.block_quote))
            indent = None if nested else 0
            content = [Line(text, at.source, first + index, indent) for index, text in enumerate(self.content)]
        return read_directive(at, substituted(head, self.state), substituted(content, self.state))

    def _indent(self) -> int | None:
        """How far rST has dedented the content; None inside another block, which was dedented before."""
        below = next((line for line in self.content if line.strip()), "")
        if not below or not isinstance(self.state.parent, (nodes.document, nodes.section)):
            return None
        written = next(line for line in self.block_text.split("\n") if line.strip() == below.strip())
        return (len(written) - len(written.lstrip())) - (len(below) - len(below.lstrip()))

    def _with_file(self, source: DirectiveSource, reader: BodyReader) -> DirectiveSource:
        """Put the lines of ``:file:`` in place of the body."""
        option = next((value for name, value in source.options if name.value == "file"), None)
        if option is None:
            return source
        read = self.read_file(option, reader)
        if read is None:
            return source
        name, text = read
        lines = [Line(line, name, number) for number, line in enumerate(text.splitlines(), 1)]
        if any(line.text.strip() for line in source.body):
            at = next(line for line in source.body if line.text.strip()).at()
            message = "the directive has a body and a :file:, and the file is used: remove one of them"
            reader.fault("body-value-type", at, message)
        return replace(source, body=tuple(lines))

    def read_file(self, option: Text, reader: BodyReader, rule: str = "body-file-missing") -> tuple[str, str] | None:
        """The name, relative to the source directory, and the text of a file that an option names.

        None where it cannot be read, which ``rule`` reports. The document depends on the file from now on.
        """
        relative, absolute = self.env.relfn2path(option.value)
        path, root = Path(absolute).resolve(), Path(self.env.srcdir).resolve()
        if not path.is_relative_to(root):
            problem = "lies outside the source directory: move it into that"
        else:
            self.env.note_dependency(relative)
            try:
                name, text = path.relative_to(root).as_posix(), read_text(path)
            except UnreadError as error:
                problem = f"cannot be read ({error}): check its name, which is relative to this document"
            else:
                return name, without_conflicts(self.env, self.env.docname, name, text)
        reader.fault(rule, option.at, f'the file "{option}" {problem}')
        return None

    def label(self, node: nodes.Element, name: Text | None) -> None:
        """Make the ``:name:`` of the directive a label of the node, and give it the classes of ``:class:``."""
        node["classes"] += self._classes
        if name is not None:
            self._is_labelled = True
            self.options["name"] = name.value
            self.add_name(node)


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are printed."""
    return tuple(dict.fromkeys(map(unmarked, names)))


def _is_damaged(source: DirectiveSource, reader: BodyReader) -> bool:
    """Whether something in the body could not be used: then it is shown as it was written."""
    places = {(fault.at.source, fault.at.line) for fault in reader.faults}
    return any((line.source, line.number) in places for line in source.body)
