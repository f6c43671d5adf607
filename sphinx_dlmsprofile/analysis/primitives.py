"""The service primitives that the adaptation layers offer (IEC TS 62056-1-1, 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.lower_layers import AdaptationLayer
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

PRIMITIVE = regex(
    r"(?<![\w-])(?P<name>[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*)"
    r"\.(?P<kind>request|indication|response|confirm|req|ind|rsp|cnf)(?:ation)?\b"
)
_KINDS = {"req": "request", "ind": "indication", "rsp": "response", "cnf": "confirm"}


def offered_primitives(project: Project) -> dict[str, set[str]]:
    """The names of services that adaptation layers offer, with the kinds of their primitives.

    Empty where a layer could not be read: what it offers is then not known.
    """
    found: dict[str, set[str]] = {}
    if any(record.unread for record in project.of(AdaptationLayer)):
        return found
    for text in _services(project):
        for match in PRIMITIVE.finditer(text):
            found.setdefault(match["name"], set()).add(_KINDS.get(match["kind"], match["kind"]))
    return found


def _services(project: Project) -> Iterator[str]:
    for record in project.of(AdaptationLayer):
        services = record.part("services")
        for text in services.texts if services else ():
            yield f"{text.label or ''} {text.text}"
