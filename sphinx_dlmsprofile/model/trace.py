"""What a standard consists of for those who trace it: demands, clauses, provisions, tests, …, and their links."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.text.location import Location


class ItemKind(Enum):
    """The kinds of items; a value with ``dlms_`` before it is a type of need."""

    DEMAND = "demand"
    CLAUSE = "clause"
    PROVISION = "provision"
    PROFILE = "profile"
    ASSOCIATION = "association"
    SERVICE = "service"
    CLASS = "class"
    REFERENCE = "reference"
    EXAMPLE = "example"
    TEST = "test"


class LinkKind(Enum):
    """The kinds of links, each from what is read first to what it is about."""

    ANSWERS = "answers"
    """from a clause or a provision to the demands of the template that it answers"""

    PART_OF = "part_of"
    """from a clause to the one above it"""

    DEFINED_IN = "defined_in"
    """from a provision, class, example, … to its clause"""

    USES = "uses"
    """from a clause to the interface classes that it refers to"""

    CITES = "cites"
    """from a clause to the standards that it cites"""

    SHOWS = "shows"
    """from an example to the provisions, profiles, associations, services and classes that it shows"""

    VERIFIES = "verifies"
    """from a test to the provisions that it proves"""


@frozen(kw_only=True)
class Item:
    """Something that can be traced.

    ``identifier`` is unique in the project. ``docname`` and ``anchor`` say where a reader finds it, which for a demand
    is the clause that answers it, for a class of others the first that uses it, or the first example that shows it.
    Both are empty for what stands nowhere. ``number`` is that of its clause, "" without one. ``facts`` are what else is
    to be reported about it, by name, ``lists`` those with several values. ``links`` lead to identifiers.
    """

    identifier: str
    kind: ItemKind
    title: str
    text: str = ""
    docname: str = ""
    anchor: str = ""
    at: Location | None = None
    number: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[LinkKind, tuple[str, ...]] = field(default_factory=dict)

    def linked(self, kind: LinkKind) -> tuple[str, ...]:
        """The identifiers to which its links of a kind lead."""
        return self.links.get(kind, ())


@frozen
class Trace:
    """All items, by kind and then in document order; each link leads to one of them."""

    items: tuple[Item, ...]

    def of(self, kind: ItemKind) -> tuple[Item, ...]:
        """The items of a kind."""
        return tuple(item for item in self.items if item.kind is kind)

    @cached_property
    def _back(self) -> dict[tuple[LinkKind, str], list[Item]]:
        back: dict[tuple[LinkKind, str], list[Item]] = {}
        for item in self.items:
            for kind, targets in item.links.items():
                for target in targets:
                    back.setdefault((kind, target), []).append(item)
        return back

    def leading_to(self, identifier: str, kind: LinkKind) -> tuple[Item, ...]:
        """The items whose links of a kind lead to an item: the tests of a provision, the clauses for a demand."""
        return tuple(self._back.get((kind, identifier), ()))
