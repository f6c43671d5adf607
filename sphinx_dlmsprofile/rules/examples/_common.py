"""What the rules on examples share: which of them are judged, and what of them."""

from __future__ import annotations

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
    """Whether the octets decode as an APDU: only then anything else is judged of it."""
    return bool(dissection.names) and not any(
        fault.kind.value == "apdu-invalid" for layer in dissection.layers() for fault in layer.faults
    )


def layers(example: ApduExample, dissection: Dissection) -> Iterator[tuple[Dissection, Location | None]]:
    """The APDU and what was deciphered of it.

    The octets of what was deciphered stand nowhere: its place is that of the octets that hold it, for
    the example's own octets it is None.
    """
    place = None
    for layer in dissection.layers():
        yield layer, place
        if place is None:
            offset = next((field.offset for field in layer.fields if field.name == "ciphertext"), 0)
            place = example.place(offset)


def mentions(project: Project) -> Iterator[tuple[Mention, Callable[[int], Location]]]:
    """What the examples refer to, each with what gives the place of an octet."""
    for example, dissection in judged(project):
        if is_decoded(dissection):
            for layer, place in layers(example, dissection):
                for mention in layer.mentions:
                    yield mention, place_in(example, place)


def place_in(example: ApduExample, fixed: Location | None) -> Callable[[int], Location]:
    """What gives the place of an octet of an example; ``fixed`` is that of deciphered octets."""
    return lambda offset: fixed or example.place(offset)
