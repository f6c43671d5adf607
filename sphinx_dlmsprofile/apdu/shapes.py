"""What structures of Data are by their shape: a scaler with its unit, a reference to an attribute, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.apdu.codecs import show_name
from sphinx_dlmsprofile.apdu.quantities import ScalerUnit
from sphinx_dlmsprofile.model.apdu import Form
from sphinx_dlmsprofile.registry.obis_names import name_of_code
from sphinx_dlmsprofile.registry.units import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_dlmsprofile.model.apdu import Element

_NAME_OCTETS = 6
_MAX_GROUP_A = 15
_NOT_USED = 255
_BILLING_PERIODS = range(101, 127)
_ENTRY_PARTS = 4
_MODES = {0: "-", 1: "r", 2: "w", 3: "rw", 4: "auth r", 5: "auth w", 6: "auth rw"}


class ObjectEntry(NamedTuple):
    """An entry of an object list: the object, its version, and the rights in words."""

    logical_name: str
    class_id: int
    words: str


def listed(data: Element) -> tuple[Element, ...] | None:
    """The items of an array or structure, None of another value."""
    (value,) = data.children
    return value.children if value.form is Form.LIST and value.type in {"array", "structure"} else None


def leaf_of(data: Element) -> Element | None:
    """A plain value, None of one that holds others."""
    (value,) = data.children
    return value if value.form is Form.LEAF else None


def is_logical_name(octets: bytes) -> bool:
    """Whether six octets are a logical name: they begin with a medium, and end with 255.

    A billing period counted from the last one may stand there as well, if the code has a name.
    """
    if len(octets) != _NAME_OCTETS or octets[0] > _MAX_GROUP_A:
        return False
    return octets[-1] == _NOT_USED or (octets[-1] in _BILLING_PERIODS and bool(name_of_code(show_name(octets))))


def logical_name_of(data: Element) -> str:
    """The logical name that an octet-string holds, else an empty text."""
    leaf = leaf_of(data)
    if leaf is None or leaf.type != "octet-string" or len(leaf.value) != 2 * _NAME_OCTETS:
        return ""
    octets = bytes.fromhex(leaf.value)
    return show_name(octets) if is_logical_name(octets) else ""


def _types(items: Sequence[Element]) -> tuple[str, ...]:
    return tuple(item.children[0].type for item in items)


def _number(data: Element) -> int:
    return int(data.children[0].value)


def scaler_unit(items: Sequence[Element]) -> ScalerUnit | None:
    """A structure of scaler and unit, if the unit is known."""
    if _types(items) != ("integer", "enum"):
        return None
    found = ScalerUnit(_number(items[0]), _number(items[1]))
    return found if found.unit in units() else None


def reference(items: Sequence[Element]) -> tuple[str, int, int] | None:
    """A reference to an attribute, as in capture_objects and push_object_list: name, class_id, attribute."""
    if _types(items[:3]) != ("long-unsigned", "octet-string", "integer") or not (name := logical_name_of(items[1])):
        return None
    rest = _types(items[3:])
    return (name, _number(items[0]), _number(items[2])) if rest[:1] in {(), ("long-unsigned",)} else None


def object_entry(items: Sequence[Element]) -> ObjectEntry | None:
    """An entry of an object list: class_id, version, logical name, access rights."""
    if len(items) != _ENTRY_PARTS or _types(items)[:3] != ("long-unsigned", "unsigned", "octet-string"):
        return None
    name, rights = logical_name_of(items[2]), listed(items[3])
    if not name or rights is None:
        return None
    parts = [f"version {_number(items[1])}"]
    for kind, each in zip(("attributes", "methods"), rights, strict=False):
        said = [right for item in listed(each) or () if (right := _right(listed(item) or ()))]
        parts += [f"{kind} {', '.join(said)}"] if said else []
    return ObjectEntry(name, _number(items[0]), "; ".join(parts))


def _right(items: Sequence[Element]) -> str:
    """A number with its access mode: "2 rw"; a mode whose bits say more is given as its number."""
    if len(items) < 2 or leaf_of(items[0]) is None or (mode := leaf_of(items[1])) is None:  # noqa: PLR2004
        return ""
    number = items[0].children[0].value
    if mode.type == "boolean":
        return f"{number} {'yes' if mode.value != 'false' else 'no'}"
    return f"{number} {_MODES.get(int(mode.value), f'mode {mode.value}') if mode.type == 'enum' else mode.value}"
