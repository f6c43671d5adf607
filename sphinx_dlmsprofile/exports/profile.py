"""``profile.json``: the whole model of a profile, for other programs, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from sphinx_dlmsprofile.analysis.support_items import explained
from sphinx_dlmsprofile.exports.codec import Context, UnreadableError, read_place, write_place
from sphinx_dlmsprofile.exports.layout import layout_object
from sphinx_dlmsprofile.exports.record_codec import codecs
from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.fields.declaration import Around
from sphinx_dlmsprofile.model.fields.front import section_id
from sphinx_dlmsprofile.model.fields.table import PUBLIC
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.objects import CosemObject, Objects
from sphinx_dlmsprofile.model.printed import ClauseText
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.registered import RegisteredClass, Registry
from sphinx_dlmsprofile.model.texts import Texts
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.text.foreign import UnreadError, from_json, reading
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx_dlmsprofile.model.obis_table import ObisRow
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.text.location import Location

MAJOR, MINOR = 2, 3
"""The version of the format: the first number increases when a key changes its meaning or goes away, the second when
one is added."""

READABLE = ("1", "2")
"""The major versions that can be read. What was a text in version 1 and is a number now is read from both; names that
have their markup are the same names."""

SCHEMA_VERSION = f"{MAJOR}.{MINOR}"
SCHEMA_ID = f"urn:sphinx-dlmsprofile:profile:{SCHEMA_VERSION}"


class ProfileError(ValueError):
    """A file is not a ``profile.json`` that can be read; the message says why."""


def profile_json(project: Project) -> str:
    """The model as one JSON text, the same for the same project."""
    return "".join(profile_pieces(project))


def profile_pieces(project: Project) -> Iterator[str]:
    """The pieces of this text, for those who write it: as a whole it takes more room than the model."""
    return layout_object(_members(project))


def profile_data(project: Project) -> dict[str, Any]:
    """The model as plain values."""
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in _members(project)}


def _members(project: Project) -> Iterator[tuple[str, object]]:
    """The members of the object in their order: the last is filled while the others are gone through."""
    context = Context(around=Around(project, explained=partial(explained, project)))
    title = next(iter(project.of(ProfileTitle)), None)
    yield "$schema", SCHEMA_ID
    yield "schema_version", SCHEMA_VERSION
    yield "generator", f"sphinx-dlmsprofile {__version__}"
    yield "title", title.title.value if title else None
    yield "review", project.knows_tests
    for kind, key in PUBLIC.items():
        values = project.texts.printed() if kind is ClauseText else project.of(kind)
        yield key, _encoded(kind, key, values, project, context)
    yield "clauses", _encoded(Clause, "clauses", project.walk_clauses(), project, context)
    yield "root", write_place(project.root)
    yield "sources", list(project.sources)
    yield "source_map", context.source_map


def _encoded(
    kind: type[Record | Clause], key: str, values: Iterable[Record | Clause], project: Project, context: Context
) -> Iterator[object]:
    for index, value in enumerate(values):
        yield codecs().object(kind).encode(value, f"/{key}/{index}", project.root, context)


def read_profile(path: Path) -> Project:
    """The project that a ``profile.json`` describes: its clauses, its public records in document order, and its text.

    Rules have no texts in it to judge. Keys that are not known are passed over, so that a later minor version can be
    read.

    Raises:
        ProfileError: the file cannot be read, or has another major version of the format.
    """
    try:
        with reading():
            return project_of(from_json(path.read_text("utf-8")))
    except UnreadError as error:
        message = f"{path}: {error}"
        raise ProfileError(message) from error


def project_of(data: object) -> Project:
    """The project that the plain values describe.

    Raises:
        UnreadableError: they do not.
    """
    if not isinstance(data, dict) or "schema_version" not in data:
        message = "this is not a profile.json: it has no schema_version"
        raise UnreadableError(message)
    version = str(data["schema_version"])
    if version.partition(".")[0] not in READABLE:
        message = f"the format has version {version}, but only {' and '.join(READABLE)} can be read"
        raise UnreadableError(message)
    root = read_place(data.get("root"))
    source_map = data.get("source_map")
    context = Context(source_map if isinstance(source_map, dict) else {})
    clauses = _clauses(data, root, context)
    read = {kind: _decoded(kind, key, data, root, context) for kind, key in PUBLIC.items()}
    printed = cast("tuple[ClauseText, ...]", read.pop(ClauseText))
    records = tuple(record for found in read.values() for record in found)
    return Project(
        records=records,
        texts=Texts(printed=printed if PUBLIC[ClauseText] in data else None),
        clauses=clauses,
        root=root,
        sources=tuple(map(str, _list(data, "sources"))),
        registry=_named_classes(data, records),
        knows_tests=data.get("review") is True,
    )


def _named_classes(data: Mapping[str, Any], records: Iterable[Record]) -> Registry:
    """The classes that OBIS rows and objects name: the file says their class_ids, so no other source is needed."""
    known = tuple(records)
    codes = [record for record in known if isinstance(record, ObisTable)]
    objects = [record for record in known if isinstance(record, Objects)]
    # A row may say the number alone: what the class is called stands where it is defined.
    own = {each.id_number: unmarked(each.name.value) for each in known if isinstance(each, InterfaceClass)}
    found: dict[RegisteredClass, None] = {}
    rows: list[tuple[ObisRow | CosemObject, dict[str, Any], str]] = [
        (row, values, "version")
        for table, written in zip(codes, _list(data, PUBLIC[ObisTable]), strict=True)
        for row, values in zip(table.rows, written.get("rows", ()), strict=True)
    ]
    rows += [
        (each, values, "class_version")
        for listed, written in zip(objects, _list(data, PUBLIC[Objects]), strict=True)
        for each, values in zip(listed.entries, written.get("entries", ()), strict=True)
    ]
    for row, values, key in rows:
        class_id, version = values.get("class_id"), values.get(key)
        if row.interface_class and isinstance(class_id, int):
            name = written_class(row.interface_class.value)[0] or own.get(class_id, "")
            highest = (
                version if isinstance(version, int) and not (isinstance(row, CosemObject) and row.version) else None
            )
            found[RegisteredClass(class_id=class_id, name=name, current_version=highest)] = None
    return Registry(tuple(found))


def _clauses(data: Mapping[str, Any], root: Location, context: Context) -> tuple[Clause, ...]:
    """The top-level clauses. Subclauses come after the clause that has them, so the last is read first."""
    codec = codecs().object(Clause)
    known: dict[str, Clause] = {}
    context.clauses = known
    for index, each in reversed(list(enumerate(_list(data, "clauses")))):
        clause = cast("Clause", codec.decode(each, f"/clauses/{index}", root, context))
        known[section_id(clause)] = clause
    below = {section_id(child) for clause in known.values() for child in clause.children}
    return tuple(clause for name, clause in reversed(known.items()) if name not in below)


def _decoded(
    kind: type[Record], key: str, data: Mapping[str, Any], root: Location, context: Context
) -> tuple[Record, ...]:
    codec = codecs().object(kind)
    return tuple(
        cast("Record", codec.decode(each, f"/{key}/{index}", root, context))
        for index, each in enumerate(_list(data, key))
    )


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    """A list of the file; one that an older version does not have is empty."""
    found = data.get(key, [])
    if not isinstance(found, list):
        message = f"/{key} is not a list"
        raise UnreadableError(message)
    return found
