"""Tables of provisions: what a profile lays down, row by row, under a few headings.

Several directives share their form; each is a record of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.model.support import is_to_answer, label_of, read_support
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.text.location import Location, Text

ADDRESSING_KEYS = ("physical", "intermediate", "groups")
ASSOCIATION_KEYS = ("confirmed", "unconfirmed", "pre-established", "establishment", "release")
ASSOCIATION_FIELDS = ("support", "establishment", "release", "note")
PARAMETER_FIELDS = ("value", "use", "note")
SECURITY_KEYS = ("suites", "policies", "authentication", "keys", "certificates", "lower-layer")
LONG_MESSAGE_KEYS = ("block-transfer", "segmentation", "limits")

_SUPPORT = frozenset({"support", "conformance"})
_PERHAPS = regex(
    r"(?i)(?:(?:[\w-]+ ){0,2}(?:support|status|conformance)|m ?/ ?o(?: ?/ ?[cx])*)(?:\W.*|(?:ed)? (?:by|in|of|for) .*)?"
)
"""The heads of columns that say what support is demanded; some heads do where a cell of their column says it."""

_NOTHING = frozenset({"none", "no", "nothing", "not used", "n/a", "-", "–", "—", "x"})
_AFFIRMED = frozenset({"yes", "true", "used"})


@frozen(kw_only=True)
class Cell:
    """A text; ``column`` is what it holds for, None if for all columns."""

    text: Text
    column: Text | None = None


@frozen(kw_only=True)
class Row:
    """What is provided on one element; ``label`` is None where the heading says it all."""

    cells: tuple[Cell, ...]
    label: Text | None = None

    @property
    def at(self) -> Location:
        """Where it begins."""
        return self.label.at if self.label else self.cells[0].text.at

    @property
    def words(self) -> str:
        """All that it says, without regard to capitals."""
        return f"{self.label or ''} {' '.join(cell.text.value for cell in self.cells)}".casefold()


@frozen(kw_only=True)
class Group:
    """The rows under one key of the body; ``key`` is empty where the body has no headings."""

    key: str
    at: Location
    rows: tuple[Row, ...] = ()

    @property
    def says_none(self) -> bool:
        """Whether it states that there is nothing of its kind: "none", "no"."""
        texts = [cell.text.value for row in self.rows for cell in row.cells]
        return len(texts) == 1 and is_none(texts[0])


def is_none(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.strip(" .").casefold() in _NOTHING


def is_affirmed(text: str) -> bool:
    """Whether a text says no more than that something is used."""
    return text.strip(" .").casefold() in _AFFIRMED


@frozen(kw_only=True)
class ValueTable(Record):
    """A table of provisions; ``columns`` are the heads of its further columns, none where it has one."""

    caption: Text | None = None
    name: Text | None = None
    columns: tuple[Text, ...] = ()
    groups: tuple[Group, ...] = ()

    def head_of(self, cell: Cell) -> str | None:
        """The head over a cell; what holds for all columns stands under the only one, None where there are several."""
        only = self.columns[0] if len(self.columns) == 1 else None
        column = cell.column or only
        return column.value if column else None

    def group(self, key: str) -> Group | None:
        """The group of that key that says something."""
        return next((group for group in self.groups if group.key == key and group.rows), None)

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, in the author's order."""
        return (row for group in self.groups for row in group.rows)

    @property
    def words(self) -> str:
        """All that it says, in one text."""
        texts = ((row.label, *(cell.text for cell in row.cells)) for row in self.rows)
        return "\n".join(text.value for several in texts for text in several if text)


def demand_of(table: ValueTable, cell: Cell) -> Text | None:
    """The text of a cell that says what support is demanded: in a column for that, or alone in its row."""
    head = table.head_of(cell)
    if head is None:
        return cell.text if isinstance(table, (Associations, Security)) else None
    if not _may_demand(head):
        return None
    is_only = all(other.value == head or not _may_demand(other.value) for other in table.columns)
    return cell.text if (is_only and _is_support(head)) or head in _demanding(table) else None


def _is_support(head: str) -> bool:
    return head.strip().casefold() in _SUPPORT


@lru_cache(maxsize=512)
def _may_demand(head: str) -> bool:
    return _is_support(head) or _PERHAPS.fullmatch(head.strip()) is not None


def _demanding(table: ValueTable) -> frozenset[str]:
    """The heads of the columns that say what support is demanded.

    Where another column has the status, and Support has room for answers alone, as in a proforma, that is none.
    """
    cells = [
        (head, cell.text.value)
        for row in table.rows
        for cell in row.cells
        if (head := table.head_of(cell)) and _may_demand(head)
    ]
    stated = {head for head, text in cells if read_support(text) or label_of(text)}
    answers = {head for head, _ in cells} - stated - {head for head, text in cells if not is_to_answer(text)}
    found = stated | {head for head, _ in cells if _is_support(head)}
    return frozenset(found - answers if stated else found)


@frozen(kw_only=True)
class Addressing(ValueTable):
    """How physical devices, intermediate layers and groups are addressed (Clause 6)."""


@frozen(kw_only=True)
class Associations(ValueTable):
    """Which kinds of application association are used, how they come and go (7.2)."""


@frozen(kw_only=True)
class OpenParameters(ValueTable):
    """Values and use of parameters of COSEM-OPEN (7.2)."""


@frozen(kw_only=True)
class Security(ValueTable):
    """Security suites, policies, keys and certificates, and the security of the lower layers (7.4)."""


@frozen(kw_only=True)
class LongMessages(ValueTable):
    """How long application messages are transferred (7.5)."""


@frozen(kw_only=True)
class LowerLayerConfiguration(ValueTable):
    """An example of the configuration of the lower layers (Annex A); ``shows`` names provisions that it illustrates."""

    shows: tuple[Text, ...] = ()
