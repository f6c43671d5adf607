"""Provisions that were split into several, or several that were merged into one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.diff.matching import contained

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.provision import Provision

    Pairs = Sequence[tuple[Provision | None, Provision | None]]

_PART = 0.6
"""So much of a part has to be in the whole, and so much of what the rest of the whole has lost in the part."""

_FEWEST = 2


class Divided(NamedTuple):
    """A provision that is a part of another one: ``whole`` is that in one edition, ``rest`` what it is in the other."""

    part: Provision
    whole: Provision
    rest: Provision


def splits(pairs: Pairs) -> Iterator[Divided]:
    """New provisions with words that another one had before."""
    return _divided([new for old, new in pairs if new and not old], [(old, new) for old, new in pairs if old and new])


def merges(pairs: Pairs) -> Iterator[Divided]:
    """Provisions that are gone, with words that another one has now."""
    return _divided([old for old, new in pairs if old and not new], [(new, old) for old, new in pairs if old and new])


def _divided(parts: Sequence[Provision], wholes: Sequence[tuple[Provision, Provision]]) -> Iterator[Divided]:
    changed = [(whole, rest) for whole, rest in wholes if whole.text != rest.text]
    found: dict[int, list[int]] = defaultdict(list)
    texts = [each.text for each in parts], [whole.text for whole, _ in changed]
    for first, second in contained(*texts, least=_PART):
        found[first].append(second)
    for index, candidates in found.items():
        for candidate in candidates:
            whole, rest = changed[candidate]
            if _has_lost(whole, rest, parts[index]):
                yield Divided(parts[index], whole, rest)
                break


def _has_lost(whole: Provision, rest: Provision, part: Provision) -> bool:
    """Whether the part has most of what the whole has and its rest has not."""
    lost = _words(whole) - _words(rest)
    return (lost & _words(part)).total() >= max(_FEWEST, _PART * lost.total())


def _words(provision: Provision) -> Counter[str]:
    return Counter("".join(each if each.isalnum() else " " for each in provision.text.casefold()).split())
