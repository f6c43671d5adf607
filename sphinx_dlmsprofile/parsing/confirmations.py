"""The file of confirmations: provision, digests of what was looked at, who, when and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.confirmation import Confirmation
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.parsing.waivers import iso_date
from sphinx_dlmsprofile.text.conf_lines import place_of_unread, somewhere
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text
from sphinx_dlmsprofile.text.yaml_nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.conf_lines import NamedAt
    from sphinx_dlmsprofile.text.yaml_nodes import Node

DEFAULT = "confirmations.yaml"
KEYS = ("provision", "text", "grounds", "links", "by", "date", "reason")
_OPTIONAL = frozenset({"grounds", "links"})
_ADVICE = "write it with dlmsprofile confirm"


def read_confirmations(directory: Path, name: str, named_at: NamedAt = somewhere) -> tuple[Record, ...]:
    """Read the file ``name`` in ``directory``, which is named there, and the faults met in it.

    There are none if it is the usual one and absent.
    """
    path = conf_path(directory, name)
    if name == DEFAULT and not path.exists():
        return ()
    reader = BodyReader()
    try:
        text = read_text(path)
    except UnreadError as error:
        message = f'the file of confirmations "{name}" cannot be read ({error}): correct dlms_confirmations'
        reader.fault("body-file-missing", place_of_unread(directory, name, named_at), message)
        return tuple(reader.faults)
    node = reader.body(Line(line, name, number) for number, line in enumerate(text.splitlines(), 1))
    items = reader.items(node, "the file of confirmations") if node is not None else ()
    found = [record for item in items for record in _confirmation(item, reader)]
    return (*found, *reader.faults)


def _confirmation(item: Node, reader: BodyReader) -> Iterator[Confirmation]:
    fields = reader.fields(item, KEYS, "a confirmation")
    provision, by, reason = (reader.text(fields.get(key), f"the {key}") for key in ("provision", "by", "reason"))
    digest = reader.text(fields.get("text"), "the digest of the text")
    grounds = reader.text(fields.get("grounds"), "the digest of the grounds")
    day = iso_date(reader.text(fields.get("date"), "the date"), reader)
    if provision and by and reason and digest and day:
        at = item.entries[0][0].at if isinstance(item, Mapping) and item.entries else item.at
        links = dict(_links(fields.get("links"), reader))
        yield Confirmation(
            at=at,
            provision=provision,
            text=digest.value,
            grounds=grounds.value if grounds else "",
            links=links,
            by=by,
            date=day,
            reason=reason,
        )
    elif isinstance(item, Mapping) and (missing := [key for key in KEYS if key not in {*fields, *_OPTIONAL}]):
        reader.fault("body-value-type", item.at, f"a confirmation needs {', '.join(missing)}: {_ADVICE}")


def _links(node: Node | None, reader: BodyReader) -> Iterator[tuple[str, str]]:
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if digest := reader.text(value, "the digest of a link"):
            yield key.value, digest.value


def confirmation_text(confirmed: Confirmation) -> str:
    """An entry of the file, as :func:`read_confirmations` reads it."""
    lines = [
        f"- provision: {confirmed.provision}",
        f"  text: {confirmed.text}",
        *([f"  grounds: {confirmed.grounds}"] if confirmed.grounds else []),
        *(["  links:"] if confirmed.links else []),
        *(f"    {json.dumps(name, ensure_ascii=False)}: {digest}" for name, digest in confirmed.links.items()),
        f"  by: {json.dumps(confirmed.by.value, ensure_ascii=False)}",
        f"  date: {confirmed.date.isoformat()}",
        f"  reason: {json.dumps(confirmed.reason.value, ensure_ascii=False)}",
    ]
    return "\n".join(lines) + "\n"
