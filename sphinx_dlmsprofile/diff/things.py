"""Things that an edition has: described for each edition by itself, then compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Change, Detail, ordered
from sphinx_dlmsprofile.diff.matching import pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.diff.change import Area, Spot

_KEYS = 3


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something that an edition has, and by which another edition finds it.

    ``subject`` names it. ``keys`` lead to it within its ``kind``, the surest first; one that is None does not.
    ``values`` are what can change: what it is → what is said, ``prose`` those that are sentences. ``content`` is what
    is said of it where the other edition has it not. ``actions`` are the words for changes of some values.
    """

    area: Area
    kind: str
    subject: str
    spot: Spot
    keys: tuple[Hashable, ...]
    values: Mapping[str, str | None] = field(default_factory=dict)
    prose: frozenset[str] = frozenset()
    content: str | None = None
    actions: Mapping[str, Action] = field(default_factory=dict)

    def key(self, rank: int) -> Hashable:
        """The key of that rank, None if it has none."""
        key = self.keys[rank] if rank < len(self.keys) else None
        return None if key is None else (self.kind, key)


def compare_things(old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[Change]:
    """What has become of the things."""
    for one, other in pairs(old, new, *map(_key, range(_KEYS))):
        if one and other:
            yield from _changed(one, other)
        elif other:
            yield appeared(other, Action.ADDED)
        elif one:
            yield appeared(one, Action.REMOVED)


def _key(rank: int) -> Callable[[Thing], Hashable]:
    return lambda thing: thing.key(rank)


def appeared(thing: Thing, action: Action) -> Change:
    """The change of what one edition has alone: ``action`` is ADDED or REMOVED."""
    is_new = action is Action.ADDED
    content = thing.content
    detail = Detail("", None if is_new else content, content if is_new else None, "" in thing.prose)
    return Change(
        area=thing.area,
        subject=thing.subject,
        actions=(action,),
        details=() if content is None else (detail,),
        old=None if is_new else thing.spot,
        new=thing.spot if is_new else None,
    )


def _changed(old: Thing, new: Thing) -> Iterator[Change]:
    names = dict.fromkeys((*old.values, *new.values))
    details = tuple(
        Detail(name, old.values.get(name), new.values.get(name), name in old.prose | new.prose)
        for name in names
        if old.values.get(name) != new.values.get(name)
    )
    if details:
        known = {**old.actions, **new.actions}
        yield Change(
            area=new.area,
            subject=new.subject,
            previous=old.subject if old.subject != new.subject else "",
            actions=ordered({known.get(each.what, Action.CHANGED) for each in details}),
            details=details,
            old=old.spot,
            new=new.spot,
        )
