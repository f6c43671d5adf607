"""Taking a body apart: known keys, kinds of values, did-you-mean. Each fault is recorded, and reading continues."""

from __future__ import annotations

from collections.abc import Mapping as Reads
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.finding import Edit, Rewrite, meant
from sphinx_dlmsprofile.parsing.source import DirectiveSource, Line, locator
from sphinx_dlmsprofile.text.bounded import bounded
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.names import closest_word, suggest
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, YamlError, quoted, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as Several

    from sphinx_dlmsprofile.model.finding import Change
    from sphinx_dlmsprofile.text.location import Text

SPAN = regex(r"(\S+?)\s*(?:\.\.\.?|…)\s*(\S+)")
"""From one number or name to another."""

YES_NO = ("yes", "no")
"""What yes or no is written as; other words are read as well."""
_TRUE, _FALSE = frozenset({"yes", "true", "y", "on"}), frozenset({"no", "false", "n", "off"})


def flattened(lines: Iterable[Text]) -> tuple[BodyFault, ...]:
    """The faults of lines on which a second paragraph, a list or a table begins, and that run on in a paragraph."""
    found = {line.at: line for line in lines}
    advice = "leave an empty line before it in a text below |, or make one paragraph of a name, a caption, an option"
    return tuple(
        BodyFault(
            at=at,
            kind="text-flattened",
            message=bounded(f'what begins with "{further}" runs on in the line of the text before: {advice}'),
        )
        for at, further in sorted(found.items(), key=lambda item: item[0].line)
    )


def _allowed(word: str, known: Several[str]) -> str:
    return suggest(closest_word(word, known), f"allowed are {', '.join(known)}")


def _quoting(error: YamlError) -> Edit | None:
    """The text that has to be quoted, in quotation marks; one with " #" may also have a comment after it."""
    text = error.unquoted
    if text is None or text.at.column is None:
        return None
    end = Location(text.at.source, text.at.line, text.at.column + len(text.value))
    return Edit(text.at, end, quoted(text.value), safe=" #" not in text.value)


def _quoted_with(node: Mapping, key: Scalar) -> Edit | None:
    """The text before a key, and what is after its comma, in quotation marks: one text that was taken for two."""
    before = next((value for (_, value), (other, _) in pairwise(node.entries) if other is key), None)
    if not isinstance(before, Scalar) or not before.plain or '"' in before.value + key.value:
        return None
    if before.at.line != key.at.line or before.at.column is None or key.at.column is None:
        return None
    between = key.at.column - before.at.column - len(before.value)
    text = f"{before.value},{' ' * (between - 1)}{key.value}"
    end = Location(key.at.source, key.at.line, key.at.column + len(key.value))
    return Edit(before.at, end, f'"{text}"')


class Fields(Reads[str, Node]):
    """The values of a mapping by the known keys that its own are or resemble, in the author's order."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Scalar, Node]] = {}

    def __getitem__(self, name: str) -> Node:
        """The value of a known key."""
        return self._entries[name][1]

    def __iter__(self) -> Iterator[str]:
        """The known keys that are written."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many keys are written."""
        return len(self._entries)

    def at(self, name: str) -> Location | None:
        """The place of the key, as it is written; None where it is absent."""
        return self._entries[name][0].at if name in self._entries else None

    def add(self, name: str, key: Scalar, value: Node) -> None:
        """Take the value of a key that stands for a known one."""
        self._entries[name] = key, value


class Part:
    """A part of what is read, from ``with`` to its end: whether something in it could not be read."""

    def __init__(self, reader: BodyReader) -> None:
        self._reader = reader
        self._first = len(reader.faults)
        self._end: int | None = None

    def __enter__(self) -> Self:
        """Begin the part."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the part: later faults do not belong to it."""
        self._end = len(self._reader.faults)

    @property
    def damaged(self) -> bool:
        """Whether there was a fault in it, within ``with`` in what is read so far."""
        return (len(self._reader.faults) if self._end is None else self._end) > self._first


class Directive(Part):
    """What most directives are: options by name, and a body, which is the part that may be damaged."""

    def __init__(
        self, reader: BodyReader, source: DirectiveSource, options: Several[str], max_depth: int = MAX_DEPTH
    ) -> None:
        self.options = reader.options(source, options)
        super().__init__(reader)
        self.reader = reader
        self.at = source.at
        self.body = reader.body(source.body, max_depth)

    @property
    def unread(self) -> bool:
        """Whether what seems to be absent may stand in what could not be read."""
        return self._reader.unreadable or self.damaged

    def expect(self, found: object, advice: str) -> None:
        """Report that nothing is given, unless something could not be read."""
        if not found and not self.unread:
            self._reader.fault("body-value-type", self.at, advice)


class BodyReader:
    """Reads the values of one directive and collects the faults it meets."""

    def __init__(self) -> None:
        self.faults: list[BodyFault] = []

    def fault(self, kind: str, at: Location, message: str, edit: Change | None = None) -> None:
        """Record a fault; ``kind`` is the rule that reports it, ``edit`` what to write."""
        self.faults.append(BodyFault(at=at, kind=kind, message=bounded(message), edit=edit))

    @property
    def unreadable(self) -> bool:
        """Whether the body as a whole could not be read."""
        return any(fault.kind in {"body-syntax", "body-file-missing", "apdu-invalid"} for fault in self.faults)

    def part(self) -> Part:
        """A part of what is read, which knows whether something in it could not be read: for ``with``."""
        return Part(self)

    def directive(self, source: DirectiveSource, options: Several[str], max_depth: int = MAX_DEPTH) -> Directive:
        """A directive with its options read, and its body, as YAML: for ``with``, around what is read of the body."""
        return Directive(self, source, options, max_depth)

    def nothing_below(self, source: DirectiveSource, what: str) -> None:
        """Report a body where the directive does not take one."""
        if below := next((line.at() for line in source.body if line.text.strip()), None):
            self.fault("body-value-type", below, what)

    def no_title(self, source: DirectiveSource) -> None:
        """Report an argument where the directive does not take one."""
        if source.argument:
            message = f'the directive takes no title: remove "{source.argument}"'
            self.fault("body-value-type", source.argument.at, message)

    def options(self, source: DirectiveSource, known: Several[str]) -> dict[str, Text]:
        """The options by name; an unknown one counts as the known one that it resembles."""
        for at, message in source.errors:
            self.fault("body-syntax", at, message)
        found: dict[str, Text] = {}
        given = {name.value for name, _ in source.options}
        for name, value in source.options:
            key = name.value
            if key not in known:
                if key == "file":
                    # What such a file has to say is of no matter.
                    self.faults = [fault for fault in self.faults if fault.kind != "body-file-missing"]
                close = closest_word(key, known)
                edit = Rewrite(f":{key}:", f":{close}:", safe=close not in given) if close else None
                message = f'the directive has no option "{key}": {_allowed(key, known)}'
                self.fault("option-unknown", name.at, message, edit)
                if close is None or close in found:
                    continue
                key = close
            elif key in found:
                self.fault("body-key-duplicate", name.at, f'the option "{key}" is given twice: remove one of them')
                continue
            found[key] = value
        return found

    def body(self, lines: Iterable[Line], max_depth: int = MAX_DEPTH) -> Node | None:
        """The YAML of the body, None if it is empty or could not be read."""
        known = tuple(lines)
        try:
            return read_yaml("\n".join(line.text for line in known), locator(known), max_depth)
        except YamlError as error:
            self.fault("body-syntax", error.at, error.message, _quoting(error))
            return None

    def fields(self, node: Node | None, known: Several[str], what: str) -> Fields:
        """The keys and values of a mapping with known keys; ``what`` names it in messages ("an attribute").

        An unknown key counts as the known one that it resembles, if that is absent.
        """
        entries = self.entries(node, what)
        written = {key.value for key, _ in entries}
        found = Fields()
        for key, value in entries:
            name = key.value
            if name not in known:
                close = closest_word(name, known)
                self._unknown_key(node, key, value, known, what)
                if close is None or close in written or close in found:
                    continue
                name = close
            elif name in found:
                self.fault("body-key-duplicate", key.at, f'{what} has the key "{name}" twice: remove one of them')
                continue
            found.add(name, key, value)
        return found

    def _unknown_key(self, node: Node | None, key: Scalar, value: Node, known: Several[str], what: str) -> None:
        edit: Change | None = None
        is_alone = isinstance(value, Scalar) and value.plain and not value.value
        if isinstance(node, Mapping) and node.flow and is_alone:
            advice = "a text with a comma inside {…} has to be quoted"
            edit = _quoted_with(node, key)
        else:
            advice = _allowed(key.value, known)
            written = {each.value for each, _ in self.entries(node, what)}
            close = closest_word(key.value, known)
            edit = meant(key.value, close, safe=close not in written)
        self.fault("body-key-unknown", key.at, f'{what} has no key "{key.value}": {advice}', edit)

    def entries(self, node: Node | None, what: str) -> tuple[tuple[Scalar, Node], ...]:
        """The entries of a mapping, both of two equal keys included; nothing if it is empty."""
        if node is None or (isinstance(node, Scalar) and node.plain and not node.value):
            return ()
        if not isinstance(node, Mapping):
            self.fault("body-value-type", node.at, f'{what} is written as "key: value" lines')
            return ()
        return node.entries

    def items(self, node: Node, what: str) -> tuple[Node, ...]:
        """The items of a list."""
        if not isinstance(node, Sequence):
            self.fault("body-value-type", node.at, f"{what} is a list: write it as [a, b, …]")
            return ()
        return node.items

    def text(self, node: Node | None, what: str) -> Text | None:
        """A text; None if there is none or an empty one."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.fault("body-value-type", node.at, f"{what} is a text, not a list or a mapping: quote it")
            return None
        return node.text if node.value.strip() else None

    def choice(self, text: Text | None, allowed: Several[str], what: str) -> str | None:
        """One of the allowed words."""
        if text is None:
            return None
        if text.value not in allowed:
            edit = meant(text.value, closest_word(text.value, allowed))
            self.fault("body-value-type", text.at, f'{what} cannot be "{text}": {_allowed(text.value, allowed)}', edit)
            return None
        return text.value

    def boolean(self, text: Text | None, what: str) -> bool | None:
        """Yes or no; None if it is neither or not given."""
        if text is None:
            return None
        word = text.value.casefold()
        if word not in _TRUE | _FALSE:
            self.fault("body-value-type", text.at, f'{what} is yes or no, not "{text}"')
            return None
        return word in _TRUE
