"""What Clause 5 says of the lower layers beside the stack (IEC TS 62056-1-1, 5.3 to 5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.headed_texts import Heading, heading
from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Text

ADAPTATION_PARTS = ("services", "protocol")
REGISTRATION_PARTS = ("joining", "leaving", "notification", "reference")


@frozen(kw_only=True)
class LayerList(Record):
    """A place where the layers of the stack are listed; ``profiles`` restricts it to some."""

    profiles: tuple[Text, ...] = ()


@frozen(kw_only=True)
class Mapping:
    """A primitive of the upper layer and what carries it; ``lower`` may name several."""

    upper: Text
    lower: tuple[Text, ...]
    remark: Text | None = None


@frozen(kw_only=True)
class ServiceMapping(Record):
    """How the layers above use the services of a lower layer (5.4).

    ``profiles`` are the names of the profiles it holds for; none: those that the caption names,
    else all. ``lower`` is the key or name of the layer that offers the services.
    """

    caption: Text | None = None
    name: Text | None = None
    profiles: tuple[Text, ...] = ()
    lower: Text | None = None
    rows: tuple[Mapping, ...] = ()


@frozen(kw_only=True)
class AdaptationLayer(Record):
    """The services and the protocol of an adaptation layer (5.4); ``layer`` is its key or name."""

    layer: Text | None = None
    name: Text | None = None
    parts: tuple[Heading, ...] = ()

    def part(self, key: str) -> Heading | None:
        """What is said under one of ``ADAPTATION_PARTS``."""
        return heading(self.parts, key)


@frozen(kw_only=True)
class Registration(Record):
    """Joining and leaving, how the upper layers learn of it, and where it is specified (5.5)."""

    name: Text | None = None
    parts: tuple[Heading, ...] = ()

    def part(self, key: str) -> Heading | None:
        """What is said under one of ``REGISTRATION_PARTS``."""
        return heading(self.parts, key)
