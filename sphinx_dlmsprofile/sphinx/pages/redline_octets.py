"""Which octets of examples differ from those of the previous edition, and where these are shown."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Area
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.publishing.standard import ChangedOctets
from sphinx_dlmsprofile.sphinx.building.project import project_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.pages.redline import comparison_of
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


def changed_octets(env: BuildEnvironment) -> dict[Location, list[ChangedOctets]]:
    """By the directive of the example or exchange, whose messages may stand in a file that several of them show."""
    comparison = once(env, comparison_of)
    found: dict[Location, list[ChangedOctets]] = defaultdict(list)
    shown = _messages(env)
    for change in dict.fromkeys(comparison.by_area.get(Area.EXAMPLES, ()) if comparison else ()):
        octets = next((each for each in change.details if each.what == "octets" and each.old and each.new), None)
        if change.new is None or octets is None:
            continue  # the caption says that an example is new or gone
        for at, number in shown.get(change.new.at, [(change.new.at, None)]):
            found[at].append(ChangedOctets(number, octets.old or "", octets.new or ""))
    return found


def _messages(env: BuildEnvironment) -> dict[Location, list[tuple[Location, int | None]]]:
    """By its place, the exchanges that show a message, and as which."""
    found: dict[Location, list[tuple[Location, int | None]]] = defaultdict(list)
    for exchange in project_of(env).of(Exchange):
        for number, message in enumerate(exchange.messages, 1):
            found[message.example.at].append((exchange.at, number))
    return found


def place_of(env: BuildEnvironment, node: nodes.Element) -> Location:
    """Where a node was written; the same as that of the record that it shows."""
    return Location(relative_source(node.source, Path(env.srcdir), ""), node.line or 0)
