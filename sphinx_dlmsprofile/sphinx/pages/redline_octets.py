"""Which octets of examples differ from those of the previous edition, and where these are shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.diff.comparable_text import fold
from sphinx_dlmsprofile.diff.matching import pairs
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.publishing.standard import ChangedOctets
from sphinx_dlmsprofile.sphinx.building.project import project_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.pages.redline import comparison_of, former
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.diff.change import Change
    from sphinx_dlmsprofile.model.project import Project


def changed_octets(env: BuildEnvironment) -> dict[Location, list[ChangedOctets]]:
    """By the directive of the example or exchange, whose messages may stand in a file that several of them show."""
    comparison = once(env, comparison_of)
    changes = dict.fromkeys(comparison.by_area.get(Area.EXAMPLES, ()) if comparison else ())
    if not changes:
        return {}
    exchanges = _Exchanges.of(former(env), project_of(env))
    found: dict[Location, list[ChangedOctets]] = defaultdict(list)
    for change in changes:
        for at, octets in _of_change(change, exchanges):
            found[at].append(octets)
    for of_one in found.values():
        of_one.sort(key=lambda each: (each.number or 0, each.new))
    return found


@dataclass(frozen=True)
class _Exchanges:
    """The messages of both editions by their place, with what they are in; exchanges that are in both, by their place.

    ``after`` leads from the place of an exchange in the previous edition to that in this one; ``known`` are the latter.
    """

    old: Mapping[Location, list[_Shown]]
    new: Mapping[Location, list[_Shown]]
    after: Mapping[Location, Location]
    known: frozenset[Location]

    @classmethod
    def of(cls, old: Project | None, new: Project) -> _Exchanges:
        """Those of two editions, of which an exchange is found again by its label or its caption."""
        before, after = (project.of(Exchange) if project else () for project in (old, new))
        both = pairs(before, after, lambda each: fold(each.name) or None, lambda each: fold(each.caption) or None)
        places = {one.at: other.at for one, other in both if one and other}
        return cls(_shown(before), _shown(after), places, frozenset(places.values()))


class _Shown(NamedTuple):
    """A message as an exchange shows it: where that is, as which message, and its octets ("" unless known)."""

    exchange: Location
    number: int
    octets: str


def _shown(exchanges: Iterable[Exchange]) -> dict[Location, list[_Shown]]:
    """By its place, what shows a message: messages of a file may be shown by several exchanges."""
    found: dict[Location, list[_Shown]] = defaultdict(list)
    for exchange in exchanges:
        for number, message in enumerate(exchange.messages, 1):
            apdu = message.example.dissection
            octets = apdu.octets.hex(" ").upper() if apdu else ""
            found[message.example.at].append(_Shown(exchange.at, number, octets))
    return found


def _of_change(change: Change, exchanges: _Exchanges) -> Iterator[tuple[Location, ChangedOctets]]:
    """What a change says of octets, and where; of an example or exchange that is new or gone, its caption says it."""
    octets = next((each for each in change.details if each.what == "octets" and each.old and each.new), None)
    if octets and change.new:
        shown = exchanges.new.get(change.new.at)
        for at, number in [each[:2] for each in shown] if shown else [(change.new.at, None)]:
            yield at, ChangedOctets(number, octets.old or "", octets.new or "")
    elif any(each.prose for each in change.details):
        return  # the words of a cell of the exchange, as the sender of a message
    elif change.new and not change.old:
        for each in exchanges.new.get(change.new.at, ()):
            if each.exchange in exchanges.known and each.octets:
                yield each.exchange, ChangedOctets(each.number, "", each.octets)
    elif change.old and not change.new:
        for each in exchanges.old.get(change.old.at, ()):
            if each.octets and (place := exchanges.after.get(each.exchange)):
                yield place, ChangedOctets(each.number, each.octets, "")


def place_of(env: BuildEnvironment, node: nodes.Element) -> Location:
    """Where a node was written; the same as that of the record that it shows."""
    return Location(relative_source(node.source, Path(env.srcdir), ""), node.line or 0)
