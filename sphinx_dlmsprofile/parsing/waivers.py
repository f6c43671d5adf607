"""The waiver file: a list of rule, place, reason, who decided it, and when."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.waiver import Waiver
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.text.conf_lines import place_of_unread, somewhere
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Scalar

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.conf_lines import NamedAt
    from sphinx_dlmsprofile.text.location import Text

_DATE = regex(r"\d{4}-\d{2}-\d{2}")
KEYS = ("rule", "place", "reason", "by", "date")


def read_waivers(directory: Path, name: str, named_at: NamedAt = somewhere) -> tuple[Record, ...]:
    """Read the file ``name`` in ``directory``, which is named there: its waivers, and the faults met in it."""
    reader = BodyReader()
    try:
        text = read_text(conf_path(directory, name))
    except UnreadError as error:
        message = f'the waiver file "{name}" cannot be read ({error}): correct dlms_waivers'
        reader.fault("body-file-missing", place_of_unread(directory, name, named_at), message)
        return tuple(reader.faults)
    node = reader.body(Line(line, name, number) for number, line in enumerate(text.splitlines(), 1))
    waivers: list[Record] = []
    for item in reader.items(node, "the waiver file") if node is not None else ():
        fields = reader.fields(item, KEYS, "a waiver")
        rule = reader.text(fields.get("rule"), "the rule")
        place = item.entries[0][0].at if isinstance(item, Mapping) and item.entries else item.at
        if rule is None:
            if isinstance(item, Mapping) and "rule" not in fields:
                reader.fault("body-value-type", place, "a waiver needs a rule: add rule: …")
            continue
        where = fields.get("place")
        named = reader.text(where, "the place")
        if where is not None and named is None:
            # Without a place it would hold everywhere.
            if isinstance(where, Scalar):
                reader.fault("body-value-type", where.at, "the place is empty: write one, or take the key out")
            continue
        waivers.append(
            Waiver(
                at=place,
                rule=rule,
                place=named,
                reason=reader.text(fields.get("reason"), "the reason"),
                by=reader.text(fields.get("by"), "who decided it"),
                date=iso_date(reader.text(fields.get("date"), "the date"), reader),
            )
        )
    return (*waivers, *reader.faults)


def iso_date(text: Text | None, reader: BodyReader) -> date | None:
    """A date as ISO 8601 writes it."""
    if text is None:
        return None
    # fromisoformat alone takes "20260331" and week dates too.
    if _DATE.fullmatch(text.value):
        with suppress(ValueError):
            return date.fromisoformat(text.value)
    message = f'the date cannot be "{text}": write year, month and day, as in 2026-03-31'
    reader.fault("body-value-type", text.at, message)
    return None
