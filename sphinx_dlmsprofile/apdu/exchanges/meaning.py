"""What a message says in the light of those before it: of what a response speaks, and in which unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.apdu.content import main_apdu
from sphinx_dlmsprofile.apdu.explanations import explain
from sphinx_dlmsprofile.apdu.values import read_values

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.names import Names
    from sphinx_dlmsprofile.apdu.quantities import ScalerUnit
    from sphinx_dlmsprofile.model.apdu import Dissection, Element, Mention


class Before:
    """What earlier messages have said: scalers and units of objects, by logical name."""

    def __init__(self, lookup: Names | None) -> None:
        self._lookup = lookup
        self._units: dict[str, ScalerUnit] = {}
        self._last: Dissection | None = None

    def follow(self, said: Dissection) -> Dissection:
        """A message after the one that was followed last, which is its request if the invoke-ids are the same."""
        request = self._last if self._last and _invoke_id(self._last) == _invoke_id(said) is not None else None
        self._last = said
        return self.explain(said, request)

    def explain(self, said: Dissection, request: Dissection | None = None) -> Dissection:
        """A message with the objects of its ``request``, and with the units that are known; those in it are kept."""
        if said.content is not None:
            return replace(said, content=self.explain(said.content, request))
        if said.element is None:
            return said
        *_, asked = request.layers() if request else (None,)
        mentions = _answered(main_apdu(said.element), asked) if asked else ()
        reading = read_values(main_apdu(said.element), mentions or said.mentions, self._lookup, self._units)
        fields = explain(said.fields, said.octets, said.mentions, reading, self._lookup)
        return replace(said, fields=fields, values=reading.values)


def _invoke_id(said: Dissection) -> str | None:
    """That of the innermost message; None where it has none."""
    *_, inner = said.layers()
    elements = inner.element.walk() if inner.element else ()
    return next((element.value for element in elements if element.name == "invoke-id-and-priority"), None)


def _answered(response: Element, request: Dissection) -> tuple[Mention, ...]:
    """The attributes of a request with the values that a response has for them; nothing where these are not as many."""
    results = [element for element in response.walk() if element.type == "Get-Data-Result"]
    if len(results) != len(request.mentions):
        return ()
    return tuple(
        replace(mention, data=result.child("data"), name_offset=result.octets[0])
        for mention, result in zip(request.mentions, results, strict=True)
    )
