"""What the rules on examples share: which of them are judged, and what of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu_example import ApduExample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Mention
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location


def judged(project: Project) -> Iterator[tuple[ApduExample, Dissection]]:
    """The examples that could be read, with what their octets are."""
    for example in project.of(ApduExample):
        if example.dissection is not None:
            yield example, example.dissection


def is_decoded(dissection: Dissection) -> bool:
    """Whether the octets decode as an APDU: only then the rest is judged."""
    return bool(dissection.names) and not any(
        fault.kind.value == "apdu-invalid" for layer in dissection.layers() for fault in layer.faults
    )


def layers(example: ApduExample, dissection: Dissection) -> Iterator[tuple[Dissection, Callable[[int], Location]]]:
    """The APDU and what was deciphered of it, each with what gives the place of an octet.

    A description says where deciphered octets come from. Else they have no place of their own: their place is that of
    the octets that hold them.
    """
    start, holder = 0, None
    for layer in dissection.layers():
        yield layer, partial(_place, example, start, holder)
        start += layer.content_offset
        if holder is None and not (example.described or layer.shows_content):
            holder = example.place(start)


def _place(example: ApduExample, start: int, holder: Location | None, offset: int) -> Location:
    return holder or example.place(start + offset)


def mentions(project: Project) -> Iterator[tuple[Mention, Callable[[int], Location]]]:
    """What the examples refer to, each with what gives the place of an octet."""
    for example, dissection in judged(project):
        if is_decoded(dissection):
            for layer, place in layers(example, dissection):
                for mention in layer.mentions:
                    yield mention, place
