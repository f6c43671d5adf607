"""What the description of an envelope says of a field, in words that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.comparable_text import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.envelope import EnvelopeField
    from sphinx_dlmsprofile.model.sap import ValueRange


def told_of_field(field: EnvelopeField) -> Iterator[tuple[str, str]]:
    """What is said of a field: the property, and its value; nothing of what is not said."""
    length = f"{field.bits} bits in {'octets' if field.in_octets else 'an octet'}"
    length = f"{length}, as {said(field.sized_by)} says" if field.sized_by else length
    values = "; ".join(f"{_ranges(each.ranges)} {said(each.meaning) or ''}".rstrip() for each in field.values)
    when = f"{said(field.when.field)} = {_ranges(field.when.ranges)}" if field.when else None
    told = {
        "": said(field.name) or said(field.key),
        "length": length,
        "order": field.order,
        "content": said(field.content),
        "values": values,
        "default": None if field.default is None else str(field.default),
        "address": field.address,
        "counts": field.counts and field.counts.written,
        "added to the count": str(field.plus) if field.plus else "",
        "check sequence": field.check,
        "checks": field.over and field.over.written,
        "same as": said(field.same_as),
        "segment": field.segment,
        "condition": when,
        "meaning": said(field.meaning),
    }
    return ((name, text) for name, text in told.items() if text)


def _ranges(ranges: Iterable[ValueRange]) -> str:
    return ", ".join(each.written() for each in ranges)
