"""The order in which the fields of a described envelope are read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.envelope import BITS_IN_OCTET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.envelope import Envelope, EnvelopeField


class Unit(NamedTuple):
    """Whole octets that are read at once: one field, or several of a few bits each, the highest first."""

    fields: tuple[EnvelopeField, ...]

    @property
    def first(self) -> EnvelopeField:
        """The first of them, which says whether they are there."""
        return self.fields[0]

    def octets(self, values: Mapping[str, int]) -> int:
        """How many octets they take, by the values of the fields before them; none where they are absent."""
        if not is_present(self.first, values):
            return 0
        if self.first.sized_by:
            return values.get(self.first.sized_by.value, 0)
        return sum(field.bits for field in self.fields) // BITS_IN_OCTET


def is_present(field: EnvelopeField, values: Mapping[str, int]) -> bool:
    """Whether a field is there, by the values of those before it."""
    return field.when is None or field.when.holds(values.get(field.when.field.value, 0))


class Layout(NamedTuple):
    """The units before the content, the field of the content, and the units after it."""

    before: tuple[Unit, ...]
    content: EnvelopeField
    after: tuple[Unit, ...]


def layout_of(envelope: Envelope) -> Layout:
    """The layout of a description without a fault: there is one content, and bits fill octets."""
    place = next(number for number, field in enumerate(envelope.fields) if field.content)
    before, after = envelope.fields[:place], envelope.fields[place + 1 :]
    return Layout(tuple(_units(before)), envelope.fields[place], tuple(_units(after)))


def _units(fields: Sequence[EnvelopeField]) -> Iterator[Unit]:
    waiting: list[EnvelopeField] = []
    for field in fields:
        if not field.is_bits:
            yield Unit((field,))
            continue
        waiting.append(field)
        if sum(each.bits for each in waiting) % BITS_IN_OCTET == 0:
            yield Unit(tuple(waiting))
            waiting = []
