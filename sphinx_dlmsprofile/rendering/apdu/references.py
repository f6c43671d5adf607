"""What the fields of an example refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.apdu import Part
from sphinx_dlmsprofile.rendering.apdu.reference_node import Referred, ReferredKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection
    from sphinx_dlmsprofile.model.apdu_example import ApduExample


def references_of(example: ApduExample) -> Iterator[Referred]:
    """All that an example refers to, its deciphered content included."""
    yield from ends(example)
    for layer in example.dissection.layers() if example.dissection else ():
        yield from (referred for _, referred in references(example, layer))


def ends(example: ApduExample) -> Iterator[Referred]:
    """Client and server that the options name and no envelope shows."""
    addresses = example.dissection.addresses if example.dissection else ()
    shown = {address.side.value for address in addresses if address.side}
    for kind, sap in ((ReferredKind.CLIENT, example.client), (ReferredKind.SERVER, example.server)):
        if sap and kind.value not in shown:
            yield Referred(kind, str(sap.value), _profile(example), alone=True)


def _profile(example: ApduExample) -> str:
    return example.profile.value if example.profile else ""


def references(example: ApduExample, dissection: Dissection) -> Iterator[tuple[int, Referred]]:
    """What the fields refer to, by the offsets of the fields; its deciphered content has references of its own."""
    for address in dissection.addresses:
        if address.side:
            yield address.offset, Referred(ReferredKind(address.side.value), str(address.value), _profile(example))
    for mention in dissection.mentions:
        class_id = str(mention.class_id)
        yield mention.class_offset, Referred(ReferredKind.CLASS, class_id)
        yield mention.name_offset, Referred(ReferredKind.OBJECT, mention.logical_name, class_id)
        if mention.attribute is not None:
            yield mention.number_offset, Referred(ReferredKind.ATTRIBUTE, str(mention.attribute), class_id)
        elif mention.method is not None:
            yield mention.number_offset, Referred(ReferredKind.METHOD, str(mention.method), class_id)
    own = [field for field in dissection.fields if field.part in {Part.APDU, Part.PLAINTEXT}]
    if own and dissection.services:
        yield own[0].offset, Referred(ReferredKind.SERVICE, dissection.services[0])
