"""The directive ``xdlms-services``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.support import is_code, read_support, unread_support
from sphinx_dlmsprofile.model.xdlms import Mode, ServiceUse, XdlmsServices
from sphinx_dlmsprofile.parsing.body import YES_NO
from sphinx_dlmsprofile.parsing.support import checked_support
from sphinx_dlmsprofile.registry.services import CASTS, GROUP_CASTS, service_by_name
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource
    from sphinx_dlmsprofile.registry.services import Service

OPTIONS = ("name", "file", "class")
ROW_KEYS = ("confirmed", "unconfirmed", "cast", "solicited", "support", "note")
VALUES = {"confirmed": CASTS, "unconfirmed": CASTS, "cast": CASTS, "solicited": YES_NO}
"""What a key can be."""

_SEPARATOR = regex(r"(?<!\s)(?:\s*[,/;]\s*|\s+and\s+)")
_PRIMITIVES = frozenset({"request", "indication", "response", "confirm"})
"""In "GET.request/response" what follows the stroke is not a service of its own."""
_YES = frozenset({"yes", "true", "y", "on", "used"})
_NO = frozenset({"no", "false", "n", "off", "not used", "none", "–", "-"})


def parse_xdlms_services(source: DirectiveSource, reader: BodyReader) -> XdlmsServices:
    """Read a row for each service, or for several of the same use."""
    with reader.directive(source, OPTIONS) as directive:
        entries = reader.entries(directive.body, "the table of services")
        advice = "write a service a line, GET: {confirmed: unicast}"
        directive.expect(entries, f"the table of services is empty: {advice}")
    seen: set[str] = set()
    return XdlmsServices(
        at=source.at,
        unread=directive.unread,
        caption=source.argument,
        name=directive.options.get("name"),
        rows=tuple(_row(key, value, seen, reader) for key, value in entries),
    )


def _row(key: Scalar, value: Node, seen: set[str], reader: BodyReader) -> ServiceUse:
    parts = [name for name in _SEPARATOR.split(key.value) if name.strip() and name.casefold() not in _PRIMITIVES]
    names = tuple(Text(name, key.at) for name in parts) or (key.text,)
    for name in names:
        if name.value in seen:
            reader.fault("body-key-duplicate", key.at, f'the service "{name}" is listed twice: remove one of them')
        seen.add(name.value)
    with reader.part() as part:
        row = _use(names, key, value, reader)
    return replace(row, damaged=part.damaged)


def _use(names: tuple[Text, ...], key: Scalar, value: Node, reader: BodyReader) -> ServiceUse:
    known = [service for name in names if (service := service_by_name(name.value))]
    kinds = {service.solicited for service in known}
    row = ServiceUse(services=names, solicited=kinds.pop() if len(kinds) == 1 else None)
    what = f'the service "{key.value}"'
    if isinstance(value, Scalar):
        word = value.value.strip().casefold()
        if word in _NO:
            return replace(row, used=False)
        if word in _YES or not word:
            return row
        if is_code(value.value) or not unread_support(value.value):
            support = checked_support(value.text, f"the support of {what}", reader)
            return replace(row, support=support, used=not _excluded(support))
    if not isinstance(value, Mapping):
        return _with_casts(row, _casts(value, what, reader), key, _kinds(known), reader)
    fields = reader.fields(value, ROW_KEYS, what)
    row = replace(
        row,
        confirmed=_mode(fields.get("confirmed"), what, reader),
        unconfirmed=_mode(fields.get("unconfirmed"), what, reader),
        support=checked_support(
            reader.text(fields.get("support"), f"the support of {what}"), f"the support of {what}", reader
        ),
        note=reader.text(fields.get("note"), f"the note of {what}"),
    )
    written = reader.text(fields.get("solicited"), "solicited")
    solicited = reader.boolean(written, f'"solicited" of {what}')
    row = row if solicited is None else replace(row, solicited=solicited)
    shared = _casts(fields["cast"], what, reader) if "cast" in fields else ()
    row = _with_casts(row, shared, key, _kinds(known), reader)
    nothing_allowed = all(mode and not mode.allowed for mode in (row.confirmed, row.unconfirmed))
    return replace(row, used=not nothing_allowed and not _excluded(row.support))


def _excluded(support: Text | None) -> bool:
    """Whether nobody may support it, whatever the conditions."""
    found = read_support(support.value) if support else None
    return found is not None and found.cases[0].condition is None and found.cases[0].symbol.is_denied


def _kinds(known: list[Service]) -> frozenset[str]:
    """How the services can be invoked by what they are: "always", "never", "either"."""
    return frozenset(str(service.confirmed) for service in known)


def _with_casts(
    row: ServiceUse, shared: tuple[Text, ...], key: Scalar, kinds: frozenset[str], reader: BodyReader
) -> ServiceUse:
    """Give ``cast:`` to the kind that it is about; "confirmed: no" alone means unconfirmed."""
    confirmed, unconfirmed = row.confirmed, row.unconfirmed
    if confirmed and not confirmed.allowed and unconfirmed is None:
        unconfirmed = Mode(allowed=True, at=confirmed.at)
    elif confirmed is None and unconfirmed is None and shared:
        if kinds == {"never"}:
            unconfirmed = Mode(allowed=True, at=shared[0].at)
        elif kinds == {"always"}:
            confirmed = Mode(allowed=True, at=shared[0].at)
    open_modes = [mode for mode in (confirmed, unconfirmed) if mode and mode.allowed and not mode.casts]
    if shared and len(open_modes) > 1 and any(cast.value in GROUP_CASTS for cast in shared):
        message = (
            f'"cast" of "{key.value}" does not distinguish confirmed and unconfirmed: '
            "write confirmed: unicast, unconfirmed: [multicast]"
        )
        reader.fault("body-value-type", shared[0].at, message)
        return replace(row, confirmed=confirmed, unconfirmed=unconfirmed)
    if shared:
        confirmed, unconfirmed = (
            replace(mode, casts=shared) if mode and any(mode is other for other in open_modes) else mode
            for mode in (confirmed, unconfirmed)
        )
    return replace(row, confirmed=confirmed, unconfirmed=unconfirmed)


def _mode(node: Node | None, what: str, reader: BodyReader) -> Mode | None:
    """Yes, no, or the casts for which it is so."""
    if node is None or (isinstance(node, Scalar) and not node.value.strip()):
        return None
    word = node.value.strip().casefold() if isinstance(node, Scalar) else ""
    if word in _YES | _NO:
        return Mode(allowed=word in _YES, at=node.at)
    casts = _casts(node, what, reader)
    return Mode(allowed=True, at=node.at, casts=casts)


def _casts(node: Node, what: str, reader: BodyReader) -> tuple[Text, ...]:
    return tuple(_each_cast(node, what, reader))


def _each_cast(node: Node, what: str, reader: BodyReader) -> Iterator[Text]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        text = reader.text(item, f"the cast of {what}")
        for word in _SEPARATOR.split(text.value) if text else ():
            if text and word.strip():
                chosen = reader.choice(Text(word.strip().casefold(), text.at), CASTS, f"the cast of {what}")
                if chosen:
                    yield Text(chosen, text.at)
