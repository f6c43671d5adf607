"""Items that an edition has: described for each edition by itself, then compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Change, Detail, ordered
from sphinx_dlmsprofile.diff.facts import NOTHING, Facts
from sphinx_dlmsprofile.diff.matching import pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.diff.change import Area, Place
    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
    from sphinx_dlmsprofile.diff.facts import Part, Value

_KEYS = 6
"""The most keys that an item or a part has."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that an edition has, and by which another edition finds it.

    ``subject`` names it. ``keys`` lead to it within its ``kind``, the surest first; one that is None does not.
    ``facts`` are what can change, ``content`` is what is said of it where the other edition does not have it.
    ``actions`` are the words for changes of some values. ``inside`` are items that are looked for in its partner
    alone. It is ``placed`` if it counts in which clause it stands.
    """

    area: Area
    kind: str
    subject: str
    place: Place
    keys: tuple[Hashable, ...]
    facts: Facts = field(default_factory=Facts)
    content: Value = NOTHING
    actions: Mapping[str, Action] = field(default_factory=dict)
    inside: tuple[Item, ...] = ()
    placed: bool = False

    def key(self, rank: int) -> Hashable:
        """The key of that rank, None if it has none."""
        key = self.keys[rank] if rank < len(self.keys) else None
        return None if key is None else (self.kind, key)


def compare_items(old: Sequence[Item], new: Sequence[Item], clauses: ClausePairs | None = None) -> Iterator[Change]:
    """What has become of the items, and of those in them; ``clauses`` say which have moved."""
    for one, other in pairs(old, new, *map(_key, range(_KEYS))):
        if one and other:
            yield from _changed(one, other, clauses)
        elif other:
            yield appeared(other, Action.ADDED)
        elif one:
            yield appeared(one, Action.REMOVED)
        yield from compare_items(one.inside if one else (), other.inside if other else (), clauses)


def _key(rank: int) -> Callable[[Item], Hashable]:
    return lambda item: item.key(rank)


def appeared(item: Item, action: Action) -> Change:
    """The change of what one edition has alone: ``action`` is ADDED or REMOVED."""
    is_new = action is Action.ADDED
    content = item.content.text
    detail = Detail("", None if is_new else content, content if is_new else None, item.content.prose)
    return Change(
        area=item.area,
        subject=item.subject,
        actions=(action,),
        details=() if content is None else (detail,),
        old=None if is_new else item.place,
        new=item.place if is_new else None,
    )


def _changed(old: Item, new: Item, clauses: ClausePairs | None) -> Iterator[Change]:
    known = {**old.actions, **new.actions}
    details = list(_details(old.facts, new.facts))
    actions = {known.get(each.what, Action.CHANGED) for each in details}
    if clauses and (old.placed or new.placed) and not clauses.same(old.place.clause, new.place.clause):
        details.append(clauses.moved(old.place.clause, new.place.clause))
        actions.add(Action.MOVED)
    if details:
        yield Change(
            area=new.area,
            subject=new.subject,
            previous=old.subject if old.subject != new.subject else "",
            actions=ordered(actions),
            details=tuple(details),
            old=old.place,
            new=new.place,
        )


def _details(old: Facts, new: Facts) -> Iterator[Detail]:
    changed = set()
    for name in dict.fromkeys((*old.values, *new.values)):
        one, other = old.values.get(name, NOTHING), new.values.get(name, NOTHING)
        if not one.is_same(other):
            changed.add(name)
            yield Detail(name, one.text, other.text, one.prose or other.prose)
    for before, after in pairs(old.parts, new.parts, *(_part_key(rank) for rank in range(_KEYS))):
        if before and after:
            yield from _of_part(before, after)
        elif after and after.shown_in not in changed:
            yield Detail(after.title, None, after.content)
        elif before and before.shown_in not in changed:
            yield Detail(before.title, before.content, None)


def _of_part(old: Part, new: Part) -> Iterator[Detail]:
    name = old.title
    if old.name != new.name:
        name = old.alias
        yield Detail(name, old.name, new.name)
    for each in _details(old.facts, new.facts):
        yield Detail(" ".join(filter(None, (name, each.what))), each.old, each.new, each.prose)


def _part_key(rank: int) -> Callable[[Part], Hashable]:
    return lambda part: part.keys[rank] if rank < len(part.keys) else None
