"""What the rules on examples share: which of them are judged, and what of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.apdu_examples import all_examples
from sphinx_dlmsprofile.analysis.clause_texts import usual_signs
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.services import service_by_name, services
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.names import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Mention
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.xdlms import ServiceUse
    from sphinx_dlmsprofile.registry.services import Service
    from sphinx_dlmsprofile.text.location import Location


def judged(project: Project, *, alone: bool = False) -> Iterator[tuple[ApduExample, Dissection]]:
    """The examples that could be read, with what their octets are; ``alone``, without messages of exchanges."""
    for example in project.of(ApduExample) if alone else all_examples(project):
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


def once(found: Iterable[tuple[Location, str]]) -> Iterator[Fault]:
    """A fault for each message, where it comes first: several examples have one cause."""
    places: dict[str, list[Location]] = {}
    for at, message in found:
        places.setdefault(message, []).append(at)
    for message, (at, *others) in places.items():
        same = f" ({len(others)} more {'place has' if len(others) == 1 else 'places have'} the same)"
        yield Fault(at, f"{message}{same if others else ''}")


def service_rows(project: Project) -> Iterator[tuple[ServiceUse, Service]]:
    """Each service that a table lists, with its row; nothing if a row could not be read."""
    records = project.of(XdlmsServices)
    if any(record.unread for record in records):
        return
    names = [service.name for service in services()]
    for record in records:
        for row in record.rows:
            for name in row.services:
                written = usual_signs(name.value).strip(" `*")
                # A misspelt one counts, since it is reported as such.
                if service := service_by_name(written) or service_by_name(closest(written, names) or ""):
                    yield row, service
