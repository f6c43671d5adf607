"""YAML as located nodes: all scalars stay text, both of two equal keys are kept.

The grammar is PyYAML's; only its events are used, so that nothing is guessed (``0x10`` and ``no``
stay text) and nothing is lost.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import yaml

from sphinx_dlmsprofile.text.bounded import bounded
from sphinx_dlmsprofile.text.foreign import UnreadError, reading
from sphinx_dlmsprofile.text.further_block import further_block
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.marks import HALF_SIGN
from sphinx_dlmsprofile.text.nodes import Mapping, Node, Scalar, Sequence
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_spaces import with_plain_spaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_DEPTH = 20
"""Deeper nesting than this is refused: no directive needs it, but encoded Data can."""

__all__ = ["MAX_DEPTH", "Mapping", "Node", "Scalar", "Sequence", "YamlError", "read_yaml"]

_UNTIL_END = regex(r"[^\n]*")


class YamlError(Exception):
    """The text is not YAML that a body may contain; says where, and what to write instead.

    ``unquoted`` is the text that has to be quoted, where that is certain.
    """

    def __init__(self, at: Location, message: str, unquoted: Text | None = None) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.unquoted = unquoted


def read_yaml(text: str, locate: Callable[[int, int], Location], max_depth: int = MAX_DEPTH) -> Node | None:
    """Read one YAML document, None if it is empty.

    ``locate`` gives the place of a line and column of ``text``, both counted from 0; what is nested
    deeper than ``max_depth`` is refused.

    Raises:
        YamlError: it cannot be read, or uses anchors, aliases, tags, several documents or keys
            that are not text.
    """
    text = with_plain_spaces(text)
    reader = _Reader(text, locate, max_depth)
    try:
        loader = _Loader(text)
        with reading(yaml.YAMLError, YamlError):
            return reader.document(loader.events())
    except UnreadError as error:
        raise YamlError(
            locate(loader.line, loader.column), f"the body cannot be read ({error}): write what follows otherwise"
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = _mark(error)
        at = locate(mark.line, mark.column) if mark else locate(0, 0)
        raise YamlError(at, _explain(error, text), _unquoted(error, text, locate)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        character = error.character if isinstance(error.character, int) else 0
        message = f"the character U+{character:04X} is not allowed in a body: remove it"
        raise YamlError(locate(line, 0), message) from None


def _mark(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where the fault is: what was opened and not closed on its line, else where YAML stopped."""
    problem, context = error.problem_mark, error.context_mark
    opened = (error.context or "").startswith(("while scanning a quoted", "while parsing a flow"))
    if opened and problem and context and context.line < problem.line:
        return context
    return problem or context


_MEANINGS = {
    "could not find expected ':'": "a key has no colon",
    "got '<stream end>'": "a bracket is not closed",
    "found '}'": "a bracket is closed that is not open",
    "found ']'": "a bracket is closed that is not open",
    "found '<scalar>'": "a text goes on after its quotation mark, or its line is indented otherwise",
    "<block end>": "a line is indented otherwise than those beside it",
    "mapping values are not allowed": "a text has a colon in it",
    "sequence entries are not allowed": "a list cannot begin here",
    "or '}'": "between { and } something is not separated by commas",
    "or ']'": "between [ and ] something is not separated by commas",
    "escape": "a backslash between double quotation marks has a meaning of its own",
    "end of stream": "a quotation mark is not closed",
    "document": "three hyphens or full stops begin another body",
    "alias": "a text cannot begin with *",
    "anchor": "a text cannot begin with &",
    "alphabetic or numeric": "a text cannot begin with & or *",
    "cannot start any token": "a text cannot begin with this sign",
    "chomping or indentation": "a text cannot begin with | or >",
    "comment or a line break": "a text cannot begin with | or >",
    "tag": "a text cannot begin with !",
    "directive": "a line cannot begin with %",
    "node content": "a value is missing",
}
"""What YAML means by parts of its phrases; the first that is there counts."""


def _explain(error: yaml.MarkedYAMLError, text: str) -> str:
    """What YAML says, and which text to quote."""
    problem = (error.problem or "").strip()
    mark = _mark(error)
    lines = text.splitlines()
    line = lines[mark.line].strip() if mark and mark.line < len(lines) else ""
    if "tab" in problem or "'\\t'" in problem:
        return "the body cannot be read: indent it with spaces, not with tabs"
    if line and mark is not error.problem_mark:
        return f'the body cannot be read: a quotation mark or bracket in "{line}" is not closed, or a comma is missing'
    meaning = next((words for phrase, words in _MEANINGS.items() if phrase in problem), "it is not keys and values")
    if line:
        other = "put the brackets right" if "bracket" in meaning else "fix its indentation"
        return f'the body cannot be read ({meaning}): quote the text in "{line}", or {other}'
    return f"the body cannot be read ({meaning}): a quotation mark or bracket is not closed"


_VALUE = regex(r"[ ]*(?:(?:-[ ]+)+|(?:-[ ]+)*[^\s:#\"'{\[-][^:]*:[ ]+)(?P<value>[^\s\"'{\[|>#].*)")
"""A line with a key and a plain text, or with an item of a list."""


def quoted(text: str) -> str:
    """A text in quotation marks, with nothing in it that has a meaning of its own there."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _unquoted(error: yaml.MarkedYAMLError, text: str, locate: Callable[[int, int], Location]) -> Text | None:
    """The value in the line of an error, if the line can be read once it is quoted."""
    mark = _mark(error)
    lines = text.split("\n")
    match = _VALUE.fullmatch(lines[mark.line].rstrip()) if mark and mark.line < len(lines) else None
    if mark is None or match is None:
        return None
    value = match["value"]
    mended = [*lines[: mark.line], lines[mark.line][: match.start("value")] + quoted(value), *lines[mark.line + 1 :]]
    try:
        for _ in _Loader("\n".join(mended)).events():
            pass
    except yaml.MarkedYAMLError as other:
        again = _mark(other)
        if again is None or again.line <= mark.line:
            return None
    except (yaml.YAMLError, RecursionError):
        return None
    return Text(value, locate(mark.line, match.start("value")))


class _Loader(yaml.SafeLoader):
    """PyYAML's, which gives up a key after 1,024 characters: a row of many ranges is longer."""

    def events(self) -> Iterator[yaml.Event]:
        """What the text consists of."""
        while self.check_event():
            yield self.get_event()  # type: ignore[no-untyped-call]

    def fetch_plain(self) -> None:
        """Take a text; its length does not count."""
        super().fetch_plain()
        self._forgive_length()

    def fetch_flow_scalar(self, style: str) -> None:
        """Take a text in quotation marks; its length does not count."""
        super().fetch_flow_scalar(style)
        self._forgive_length()

    def _forgive_length(self) -> None:
        # What comes next says whether it is a key: the limit keeps PyYAML from looking far ahead, which is not needed.
        key = self.possible_simple_keys.get(self.flow_level)
        if key and key.token_number == self.tokens_taken + len(self.tokens) - 1:
            key.index = self.index


class _Reader:
    """Builds nodes from PyYAML's events."""

    def __init__(self, text: str, locate: Callable[[int, int], Location], max_depth: int) -> None:
        self._text = text
        self._locate = locate
        self._max_depth = max_depth

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        result: Node | None = None
        started = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    raise YamlError(self._at(event), "a body is one YAML document: remove the line of dashes")
                started = True
            elif isinstance(event, yaml.NodeEvent):
                result = self._node(event, events, 0)
        return result

    def _scalar(self, event: yaml.ScalarEvent, at: Location) -> Scalar:
        """A text; one that goes on after " #" would lose its end. Where there is none, a comment begins with "# "."""
        if half := HALF_SIGN.search(event.value):
            written = f"\\u{ord(half[0]):04X}"
            raise YamlError(at, f'"{written}" is half of a sign: write the sign itself, or its number in one piece')
        end = event.end_mark if event.style is None else None
        line = _UNTIL_END.match(self._text, end.index) if end else None
        rest = line[0].strip() if line else ""
        if end and rest.startswith("#") and (event.value or rest[1:2].strip()):
            at = self._locate(end.line, end.column + (line[0].index("#") if line else 0))
            whole = f"{event.value} {rest}".strip()
            message = f'what follows " #" would be lost: write "{whole}" in quotes, or give a comment a line of its own'
            raise YamlError(at, bounded(message), self._value(event))
        return Scalar(self._divided(event, at), plain=event.style is None)

    def _value(self, event: yaml.Event) -> Text | None:
        """The value of a line, with all that follows it there; None where it does not begin the value of a line."""
        mark = event.start_mark
        match = _VALUE.fullmatch(self._text.split("\n")[mark.line].rstrip()) if mark else None
        if mark is None or match is None or match.start("value") != mark.column:
            return None
        return Text(match["value"], self._locate(mark.line, mark.column))

    def _divided(self, event: yaml.ScalarEvent, at: Location) -> Text:
        """A text, with the line on which a second paragraph, a list or a table begins in it."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or (start.line == end.line and "\n" not in event.value):
            return Text(event.value, at)
        if start.line == end.line:
            index = further_block(event.value.split("\n"))
            return Text(event.value, at, None if index is None else Text(event.value.split("\n")[index].strip(), at))
        written = self._text[start.index : end.index]
        is_block, is_quoted = event.style in {"|", ">"}, event.style in {'"', "'"}
        if is_quoted:
            written = written[1:-1]
        first, *others = written.rstrip("\n").split("\n")
        # The first line of a block is its sign.
        lines = ["" if is_block else first, *others]
        index = further_block(lines)
        if index is None:
            return Text(event.value, at)
        words = lines[index].strip()
        further = Text(words, self._locate(start.line + index, lines[index].index(words) if index else start.column))
        if is_quoted and ("\\" in written or "''" in written):
            return Text(event.value, at, further)
        own = dedent("\n".join(others))
        if is_block:
            return Text(own, at, further, self._locate(start.line + 1, 0))
        return Text(f"{first}\n{own}", at, further, at)

    def _at(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return self._locate(mark.line, mark.column) if mark else self._locate(0, 0)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._at(event)
        if depth > self._max_depth:
            raise YamlError(at, f"the body is nested more than {self._max_depth} levels deep")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                at,
                "anchors (&) and aliases (*) are not used in a body: quote a text that begins with one",
                self._value(event),
            )
        if getattr(event, "tag", None):
            raise YamlError(
                at, "tags (!) are not used in a body: quote the text that begins with one", self._value(event)
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, at)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Sequence(tuple(items), at)
        flow = bool(getattr(event, "flow_style", False))
        entries = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlError(key.at, "a key is a text: quote it")
            if key.plain and key.value == "<<":
                raise YamlError(key.at, "merge keys (<<) are not used in a body: write the keys out")
            entries.append((key, self._node(next(events), events, depth + 1)))
        return Mapping(tuple(entries), at, flow)
