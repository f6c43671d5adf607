"""What readers of the files of test benches have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from sphinx_dlmsprofile.text.foreign import UnreadError

_LONGEST_MESSAGE = 500


@dataclass
class BenchCase:
    """A test case of a file. ``stated`` and ``tags`` may name what it verifies, ``module`` is what contains it."""

    line: int
    name: str
    module: str = ""
    result: str = "passed"
    said: str = ""
    time: str = ""
    duration: str = ""
    message: str = ""
    bench: str = ""
    stated: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its name with that of its module."""
        module = self.module if self.module != self.name else ""
        return ".".join(filter(None, (module, self.name))) or "test case"


@dataclass
class Missing:
    """A suite that did not run as it should: ``reason`` says why."""

    line: int
    suite: str
    reason: str


class BenchReader(ABC):
    """Takes the test cases from the elements as they come. Document types are refused, and entities with them."""

    roots: frozenset[str]
    """The elements with which a file begins."""

    what: str
    """What such a file is called."""

    def __init__(self) -> None:
        self.cases: list[BenchCase] = []
        self.missing: list[Missing] = []
        self.path: list[str] = []
        """The elements that are open."""
        self._texts: list[list[str]] = []
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse

    def read(self, content: bytes) -> None:
        """Read a file: then ``cases`` and ``missing`` are what is in it.

        Raises:
            UnreadError: it is not XML, or no such file.
        """
        try:
            self._parser.Parse(content, True)  # noqa: FBT003
        except expat.ExpatError as error:
            raise UnreadError(str(error), error.lineno) from error

    @abstractmethod
    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; it is the last one in ``path``."""

    @abstractmethod
    def end(self, tag: str, text: str) -> None:
        """An element ends; ``text`` is its own, without that of others in it."""

    @property
    def line(self) -> int:
        """The line that is read."""
        return self._parser.CurrentLineNumber

    @property
    def parent(self) -> str:
        """The element around the one that begins or ends; "" for the first."""
        return self.path[-2] if len(self.path) > 1 else ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.path and tag not in self.roots:
            message = f"it is not {self.what}: it begins with <{tag}>"
            raise UnreadError(message, self.line)
        self.path.append(tag)
        self._texts.append([])
        self.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self.end(tag, "".join(self._texts.pop()).strip())
        self.path.pop()

    def _text(self, data: str) -> None:
        # What a test prints can be long, and nobody asks for it.
        if self._texts and not self.path[-1].startswith("system-"):
            self._texts[-1].append(data)

    def _refuse(self, *_: object) -> None:
        message = "it declares a document type, which is refused"
        raise UnreadError(message, self.line)


def in_one_line(text: str) -> str:
    """A message of a bench, in one line and not longer than a reader needs."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[:_LONGEST_MESSAGE]} …"


def iso_time(text: str) -> str:
    """A time as ISO 8601 has it, where the bench writes one; else ""."""
    try:
        return datetime.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


def seconds(text: str) -> str:
    """A duration as a number of seconds; "" where it is none."""
    plain = text.strip().replace(",", "")
    return plain if plain.replace(".", "", 1).isdecimal() else ""
