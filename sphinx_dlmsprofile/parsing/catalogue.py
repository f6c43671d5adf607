"""The catalogue of a project: documents with their titles, current editions, and what has become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.references import CatalogueEntry
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.yaml_nodes import Node, Scalar

KEYS = ("title", "edition", "withdrawn", "replaced-by")
_YEAR = regex(r"(?:19|20)[0-9]{2}")


def read_catalogue(directory: Path, name: str) -> tuple[Record, ...]:
    """Read the file ``name`` in ``directory``: its documents, and the faults met in it."""
    reader = BodyReader()
    path = conf_path(directory, name)
    try:
        text = read_text(path)
    except UnreadError as error:
        at = Location(name, 1) if path.is_file() else Location("conf.py", 1)
        reader.fault(
            "body-file-missing", at, f'the catalogue "{name}" cannot be read ({error}): correct dlms_catalogue'
        )
        return tuple(reader.faults)
    node = reader.body(Line(line, name, number) for number, line in enumerate(text.splitlines(), 1))
    entries = [_entry(key, value, reader) for key, value in reader.entries(node, "the catalogue") if key.value.strip()]
    return (*entries, *reader.faults)


def _entry(key: Scalar, node: Node, reader: BodyReader) -> CatalogueEntry:
    what = f'the document "{key.value}"'
    if not read_designations(key.value):
        advice = "write it as its publisher does, IEC 62056-5-3"
        reader.fault("body-value-type", key.at, f'"{key.value}" is not a designation that is known here: {advice}')
    if not isinstance(node, Mapping):
        return CatalogueEntry(at=key.at, designation=key.text, title=reader.text(node, f"the title of {what}"))
    fields = reader.fields(node, KEYS, what)
    edition = reader.text(fields.get("edition"), f"the edition of {what}")
    if edition and not _YEAR.fullmatch(edition.value):
        reader.fault("body-value-type", edition.at, f'the edition of {what} is the year of it, not "{edition}"')
        edition = None
    withdrawn = reader.boolean(reader.text(fields.get("withdrawn"), f"withdrawn of {what}"), f"withdrawn of {what}")
    replaced_by = reader.text(fields.get("replaced-by"), f"what replaces {what}")
    return CatalogueEntry(
        at=key.at,
        designation=key.text,
        title=reader.text(fields.get("title"), f"the title of {what}"),
        edition=edition,
        withdrawn=withdrawn if withdrawn is not None else replaced_by is not None,
        replaced_by=replaced_by,
    )
