"""The smart metering architecture and what of it implements a profile (IEC TS 62056-1-1, Clause 4, Figure 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location, Text


@frozen(kw_only=True)
class Entity:
    """A device or system of the architecture.

    ``row`` is its height in the figure, 0 at the top, None to follow from its interfaces.
    ``abbreviated`` says that ``id`` is an abbreviation that texts use.
    """

    id: str
    name: str
    row: int | None = None
    abbreviated: bool = True

    @property
    def label(self) -> str:
        """Its name, with the abbreviation if it has one."""
        return f"{self.name} ({self.id})" if self.abbreviated and self.id != self.name else self.name


@frozen(kw_only=True)
class Interface:
    """What two entities meet at.

    ``between`` are ids of entities; one that is not an id stands for something outside the architecture.
    ``section`` is the network section it lies in, "" where none is given. ``name`` is what is printed where that is not
    the id, as several interfaces of a network may be of one kind.
    """

    id: str
    between: tuple[str, str]
    section: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        """What is printed at it."""
        return self.name or self.id


@frozen(kw_only=True)
class Architecture:
    """Entities and interfaces; ``sections`` maps the short name of a network section to its long one."""

    sections: tuple[tuple[str, str], ...] = ()
    entities: tuple[Entity, ...] = ()
    interfaces: tuple[Interface, ...] = ()

    def entity(self, name: str) -> Entity | None:
        """The entity of that id or name, case, white space and hyphens ignored."""
        wanted = fold_joints(name)
        return next((each for each in self.entities if wanted in {fold_joints(each.id), fold_joints(each.name)}), None)

    def interface(self, name: str) -> Interface | None:
        """The interface of that id, case ignored."""
        wanted = fold_joints(name)
        return next((each for each in self.interfaces if wanted == fold_joints(each.id)), None)

    def sections_of(self, entity: Entity) -> frozenset[str]:
        """The sections in which an entity has an interface."""
        return frozenset(each.section for each in self.interfaces if entity.id in each.between and each.section)


@frozen(kw_only=True)
class CommunicationEnvironment(Record):
    """Figure 1: the entities and interfaces that implement the profile, as the author marked them.

    ``keys`` gives the places of the keys "entities" and "interfaces" where they are written.
    ``architecture`` is what the marks refer to: that of IEC 62056-1-0, or the project's own. A figure with
    ``own`` shows a network that its file describes, and says nothing about where the profile is used.
    """

    architecture: Architecture
    caption: Text | None = None
    name: Text | None = None
    entities: tuple[Text, ...] = ()
    interfaces: tuple[Text, ...] = ()
    own: bool = False
    keys: tuple[tuple[str, Location], ...] = ()

    @property
    def marked_entities(self) -> tuple[Entity, ...]:
        """The marked entities that the architecture has, each once, in its order."""
        found = {each.id for text in self.entities if (each := self.architecture.entity(text.value))}
        return tuple(each for each in self.architecture.entities if each.id in found)

    @property
    def marked_interfaces(self) -> tuple[Interface, ...]:
        """The marked interfaces that the architecture has, each once, in its order."""
        found = {each.id for text in self.interfaces if (each := self.architecture.interface(text.value))}
        return tuple(each for each in self.architecture.interfaces if each.id in found)
