"""How a field is declared."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.record import Record


class Shown(Enum):
    """How ``profile.json`` shows a value."""

    PLAIN = "as its type says"
    NUMBER = "a text as an integer; null where it is not an integer"
    VALUE = "a text as a number where it is one, else as written"
    NAME = "a name without its markup"
    LEGIBLE = "with … for what is not prose: code, formulae, notes, numbers of references"
    MAPPED = "in the source map alone"


class Compared(Enum):
    """How editions are compared by a field."""

    VALUE = "value by value"
    PROSE = "word by word"
    WITHIN = "by what is in it"
    NOT = "not at all"


@frozen(kw_only=True)
class Field:
    """The decisions on one field.

    ``words`` describe it in the schema. ``key`` is its key in ``profile.json``, that of the field if empty. ``name``
    is what a change calls it, empty where the subject of the change says it. ``reason`` says why editions are not
    compared by it, and is empty where they are. The key is absent from the file where the value is the default, if
    ``optional``.
    """

    words: str
    key: str = ""
    shown: Shown = Shown.PLAIN
    compared: Compared = Compared.VALUE
    name: str = ""
    reason: str = ""
    optional: bool = False


def _as_written(text: str, _: Record) -> str:
    return text


@frozen
class Around:
    """What a value stands in: the project, and the record that has it, None outside of records.

    ``explained`` puts the explanation in the place of a demand that is the number of one, "C1".
    """

    project: Project
    record: Record | None = None
    explained: Callable[[str, Record], str] = _as_written


@frozen
class Derived:
    """A key for the reader's convenience, made of the others; it is not read back, and editions need it not."""

    words: str
    make: Callable[[Any, Around], object]
    schema: dict[str, Any]
    reason: str = "made from the other values"


@frozen(kw_only=True)
class Shape:
    """How the records of a kind are shown.

    ``name`` is that of the definition in the schema, else the name of the class. ``only`` names the single field that
    stands for the whole object. ``placed`` is False where its place is of no interest, and goes into the source map.
    """

    fields: Mapping[str, Field]
    name: str = ""
    only: str = ""
    placed: bool = True
    derived: Mapping[str, Derived] = field(default_factory=dict)


def told(words: str, name: str = "", *, key: str = "", shown: Shown = Shown.PLAIN) -> Field:
    """A field by whose value editions are compared."""
    return Field(words=words, key=key, shown=shown, name=name)


def prose(words: str, name: str = "", *, key: str = "") -> Field:
    """A field with a sentence: changes show the words that have changed."""
    return Field(words=words, key=key, compared=Compared.PROSE, name=name)


def within(words: str, *, key: str = "", shown: Shown = Shown.PLAIN) -> Field:
    """A field whose parts are compared one by one, or that names what is compared."""
    return Field(words=words, key=key, shown=shown, compared=Compared.WITHIN)


def silent(words: str, reason: str, *, key: str = "", shown: Shown = Shown.PLAIN, optional: bool = False) -> Field:
    """A field by which editions are not compared, and why."""
    return Field(words=words, key=key, shown=shown, compared=Compared.NOT, reason=reason, optional=optional)


def fault(words: str) -> Field:
    """A field that reports faults in the source; its key is absent where there are none."""
    return silent(f"{words} Absent otherwise.", "a finding reports it", optional=True)


def placed(reason: str = "where something stands in the source is not printed") -> Field:
    """A place beyond that of the record, for those who lead to the source."""
    return silent("", reason, shown=Shown.MAPPED)


INTEGER: dict[str, Any] = {"type": "integer"}
STRING: dict[str, Any] = {"type": "string"}
OPTIONAL: dict[str, Any] = {"type": ["string", "null"]}
OPTIONAL_INTEGER: dict[str, Any] = {"type": ["integer", "null"]}


def objects(**properties: object) -> dict[str, Any]:
    """The schema of a list of objects, each with all the properties."""
    item = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "array", "items": item}


CAPTION = told("The caption as the author wrote it, without the number.", "caption")
LABEL = silent(
    "The name by which references find it.", "references print what they lead to, not the label", key="label"
)
SUPPORT = told(
    "What support is demanded of an implementation, as written: M, O, X, a choice, conditions; null where that is not "
    "said.",
    "support",
)
PROFILES = told("The profiles it holds for, by name; none: for all.", "profiles", shown=Shown.NAME)

COMMON: dict[str, Field] = {
    "at": silent(
        "Where it stands in the source: file, line and, where known, column, with colons between.",
        "where something stands in the source is not printed",
        key="source",
    ),
    "unread": fault("Some of it could not be read; the check says why."),
    "clause": told("The id of the clause it stands in; null before the first heading.", "clause", key="section"),
}
"""The fields that all records have; ``at`` is that of their parts, too."""

CLAUSE = Derived(
    "Number of the clause it stands in, as printed (5.3.1, B.2); null in front and back matter.",
    lambda record, _: record.clause.number if record.clause else None,
    OPTIONAL,
)
"""The key ``clause`` of all records."""
