"""Taking a body apart: known keys, kinds of values, did-you-mean. Each fault is kept, the rest goes on."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.parsing.source import DirectiveSource, Line, locator
from sphinx_dlmsprofile.text.yaml_nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as Several

    from sphinx_dlmsprofile.text.location import Location, Text

_TRUE, _FALSE = frozenset({"yes", "true", "y", "on"}), frozenset({"no", "false", "n", "off"})


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like ``word``, None if none is."""
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def _allowed(word: str, known: Several[str]) -> str:
    close = did_you_mean(word, known)
    return f'did you mean "{close}"?' if close else f"allowed are {', '.join(known)}"


class BodyReader:
    """Reads the values of one directive and collects the faults it meets."""

    def __init__(self) -> None:
        self.faults: list[BodyFault] = []

    def fault(self, kind: str, at: Location, message: str) -> None:
        """Keep a fault; ``kind`` is the rule that reports it."""
        self.faults.append(BodyFault(at=at, kind=kind, message=message))

    @property
    def unreadable(self) -> bool:
        """Whether the body as a whole could not be read."""
        return any(fault.kind in {"body-syntax", "body-file-missing", "apdu-invalid"} for fault in self.faults)

    def is_empty(self, found: object, before: int) -> bool:
        """Whether nothing was found although all could be read; ``before`` is how many faults there were."""
        return not found and len(self.faults) == before and not self.unreadable

    def nothing_below(self, source: DirectiveSource, what: str) -> None:
        """Report the body of a directive that has none."""
        if below := next((line.at() for line in source.body if line.text.strip()), None):
            self.fault("body-value-type", below, what)

    def options(self, source: DirectiveSource, known: Several[str]) -> dict[str, Text]:
        """The options by name; an unknown one counts as the known one that it resembles."""
        for at, message in source.errors:
            self.fault("body-syntax", at, message)
        found: dict[str, Text] = {}
        for name, value in source.options:
            key = name.value
            if key not in known:
                if key == "file":
                    # What such a file has to say is of no matter.
                    self.faults = [fault for fault in self.faults if fault.kind != "body-file-missing"]
                self.fault("option-unknown", name.at, f'the directive has no option "{key}": {_allowed(key, known)}')
                close = did_you_mean(key, known)
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
            self.fault("body-syntax", error.at, error.message)
            return None

    def fields(self, node: Node | None, known: Several[str], what: str) -> dict[str, Node]:
        """The values of a mapping with known keys; ``what`` names it in messages ("an attribute").

        An unknown key counts as the known one that it resembles, if that is absent.
        """
        entries = self.entries(node, what)
        written = {key.value for key, _ in entries}
        found: dict[str, Node] = {}
        for key, value in entries:
            name = key.value
            if name not in known:
                self._unknown_key(node, key, value, known, what)
                close = did_you_mean(name, known)
                if close is None or close in written or close in found:
                    continue
                name = close
            elif name in found:
                self.fault("body-key-duplicate", key.at, f'{what} has the key "{name}" twice: remove one of them')
                continue
            found[name] = value
        return found

    def _unknown_key(self, node: Node | None, key: Scalar, value: Node, known: Several[str], what: str) -> None:
        in_braces = isinstance(node, Mapping) and node.flow
        if in_braces and isinstance(value, Scalar) and value.plain and not value.value:
            advice = "a text with a comma inside {…} has to be quoted"
        else:
            advice = _allowed(key.value, known)
        self.fault("body-key-unknown", key.at, f'{what} has no key "{key.value}": {advice}')

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
            self.fault("body-value-type", text.at, f'{what} cannot be "{text}": {_allowed(text.value, allowed)}')
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
