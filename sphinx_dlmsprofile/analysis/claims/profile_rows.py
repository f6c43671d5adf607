"""Rows of tables that are on layers of profiles: below "Profile", or in the column of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.claim import Claim
from sphinx_dlmsprofile.analysis.claims.names import Kind
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.analysis.claims.names import Finder
    from sphinx_dlmsprofile.model.prose import TextBlock

_HEAD = frozenset({"profile", "profiles", "used in profile", "communication profile"})
_LONGEST = 60
"""In characters: longer cells are sentences, which may speak of other profiles."""

_NAMES_OF = {Kind.LAYER, Kind.CLASS}
_ENTIRE = regex(r"\W*(?:‹[CL][0-9]+›|(?:[A-Za-z]+s?) (?:of|in|by|over|on) ‹L[0-9]+›)\W*")
"""A cell that is the name, or says what is done by it: "fragmentation of IPv6"."""


def of_profiles(
    heads: Mapping[int | None, str], row: Sequence[TextBlock], find: Finder
) -> Iterator[tuple[TextBlock, Claim]]:
    """The profile in a row on a layer or on a class, and layers in the columns of profiles."""
    for block in row:
        head = heads.get(block.column, "").strip()
        if "rofile" not in head or not block.column:
            continue
        if head.casefold() in _HEAD:
            sentence, names, _ = find.marked(row[0].text)
            if row[0].column == 0 and len(names) == 1 and names[0].kind in _NAMES_OF and _ENTIRE.fullmatch(sentence):
                yield block, Claim("row-profile", "", block.text, f"{names[0].kind.value} {names[0].name}", "")
            continue
        named = find.marked(head)[1]
        if len(named) == 1 and named[0].kind is Kind.PROFILE and len(block.text) < _LONGEST:
            for name in find.marked(block.text)[1]:
                if name.kind is Kind.LAYER:
                    yield block, Claim("column-layer", named[0].name, name.name, "", block.text)
