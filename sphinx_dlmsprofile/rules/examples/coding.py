"""Examples of encoded APDUs: whether the octets are what they claim to be (template: Annex A)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.rules.examples._common import is_decoded, judged, layers
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Annex A"


def _faults(project: Project, kind: str) -> Iterator[Fault]:
    """The first fault of each example, if it is of this kind: what follows from it is not another fault."""
    for unread in project.of(BodyFault):
        if unread.kind == kind:
            yield Fault(unread.at, unread.message)
    for example, dissection in judged(project):
        found = ((layer, place, fault) for layer, place in layers(example, dissection) for fault in layer.faults)
        for layer, place, fault in islice(found, 1):
            if fault.kind.value == kind:
                content = "" if layer is dissection else "in the deciphered content, "
                yield Fault(place(fault.offset), content + fault.message)


@rule("apdu-invalid", _CLAUSE, ERROR)
def apdu_invalid(project: Project) -> Iterator[Fault]:
    """The octets of an example do not decode as an APDU of IEC 62056-5-3.

    Implementers compare their own octets with those of Annex A. The message names the first octet that
    is wrong, counted from 0, with what is expected there; the line is that of this octet.
    Nothing else is reported about such an example.

    Bad::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02

    Good::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    return _faults(project, "apdu-invalid")


@rule("apdu-trailing", _CLAUSE, ERROR)
def apdu_trailing(project: Project) -> Iterator[Fault]:
    """Octets follow the end of the APDU.

    An APDU says itself where it ends. What follows does not belong to it, or the APDU is another one.

    Bad::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00 00

    Good::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    return _faults(project, "apdu-trailing")


@rule("frame-length", _CLAUSE, ERROR)
def frame_length(project: Project) -> Iterator[Fault]:
    """The length in a wrapper header or HDLC frame is not that of what it carries.

    Bad::

        .. apdu-example:: Reading the clock
           :envelope: wrapper

           0001 0010 0001 000E
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good::

        .. apdu-example:: Reading the clock
           :envelope: wrapper

           0001 0010 0001 000D
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    return _faults(project, "frame-length")


@rule("frame-checksum", _CLAUSE, ERROR)
def frame_checksum(project: Project) -> Iterator[Fault]:
    """A check sequence of an HDLC frame is not that of its octets.

    The message gives the right one.

    Bad::

        .. apdu-example:: Reading the clock
           :envelope: hdlc, llc

           7E A0 19 03 21 32 6F D8
           E6 E6 00
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           60 1B 7E

    Good::

        .. apdu-example:: Reading the clock
           :envelope: hdlc, llc

           7E A0 19 03 21 32 6F D8
           E6 E6 00
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
           60 1A 7E
    """
    return _faults(project, "frame-checksum")


@rule("apdu-type-mismatch", _CLAUSE, ERROR)
def apdu_type_mismatch(project: Project) -> Iterator[Fault]:
    """The octets of an example are another APDU than the one it announces.

    ``:apdu:`` takes the name of the APDU, ``get-request``, or of its choice, ``get-request-normal``. Of a
    ciphered example that is opened, it may be that of the content.

    Bad::

        .. apdu-example:: Reading the clock
           :apdu: get-request-normal

           C4 01 C1 00 16 05

    Good::

        .. apdu-example:: Reading the clock
           :apdu: get-response-normal

           C4 01 C1 00 16 05
    """
    for example, dissection in judged(project):
        if example.apdu is None or not is_decoded(dissection):
            continue
        names = [name for layer in dissection.layers() for name in layer.names]
        if fold(example.apdu.value) not in map(fold, names):
            message = f'the octets are the APDU {dissection.name}, and ":apdu:" announces "{example.apdu}"'
            yield Fault(example.apdu.at, f'{message}: write "{dissection.name}", or other octets')
