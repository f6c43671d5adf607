"""What a generated standard is made of, without any markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Reference:
    """A cross-reference to a label."""

    label: str


@dataclass(frozen=True)
class Paragraph:
    """Texts with references between them; ``terms`` are its index entries."""

    parts: tuple[str | Reference, ...]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Items:
    """A bullet list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """An admonition."""

    text: str


@dataclass(frozen=True)
class Listing:
    """Bytes of a message."""

    text: str


@dataclass(frozen=True)
class DataTable:
    """An ordinary table."""

    title: str
    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A figure from the file ``figures/<label>.svg``."""

    title: str
    label: str


@dataclass(frozen=True)
class Saps:
    """A table of service access points: values and names of both sides."""

    title: str
    label: str
    profile: str
    client: tuple[tuple[str, str], ...]
    server: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stack:
    """A figure of layers: key, the rest of the layer's entry, and the profiles with their stacks."""

    title: str
    label: str
    layers: tuple[tuple[str, str], ...]
    profiles: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Member:
    """An attribute or method: type, limits, and what it means."""

    name: str
    type: str
    short_name: str
    description: str
    limits: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class NewClass:
    """An interface class."""

    name: str
    label: str
    class_id: int
    obis: str
    attributes: tuple[Member, ...]
    methods: tuple[Member, ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it."""

    title: str
    label: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


Block: TypeAlias = Paragraph | Items | Note | Listing | DataTable | Drawing | Saps | Stack | NewClass


@dataclass(frozen=True)
class Document:
    """A file. ``myst`` says in which markup; ``parts`` are the documents of its toctree."""

    name: str
    myst: bool
    top: Section
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standard:
    """All documents in the order of the root's toctree, each chapter before its parts."""

    title: str
    description: str
    documents: tuple[Document, ...]
    chapters: tuple[str, ...] = field(default=())
