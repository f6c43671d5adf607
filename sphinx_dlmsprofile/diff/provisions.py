"""Provisions: added, removed, split, merged, strengthened, weakened, reversed, reworded, moved to another clause."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change, Detail, Place, ordered
from sphinx_dlmsprofile.diff.comparable_text import fold, listed, said
from sphinx_dlmsprofile.diff.divided import merges, splits
from sphinx_dlmsprofile.diff.matching import alike, pairs
from sphinx_dlmsprofile.model.provision import Provision, as_sentence
from sphinx_dlmsprofile.model.provision_attributes import ATTRIBUTES
from sphinx_dlmsprofile.text.marks import OPAQUE, UNSAID
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.diff.clause_pairs import ClausePairs
    from sphinx_dlmsprofile.model.project import Project

_SIMILAR = 0.6
"""Two sentences that share at least this part of their words are one, reworded."""

_BINDING = {ProvisionKind.REQUIREMENT: 2, ProvisionKind.RECOMMENDATION: 1}
"""How much is asked for; permissions and possibilities ask for nothing."""

_NUMBER = regex(r"\b(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*\b")
_LABELLED = regex(rf"\b(Table|Figure|Clause|Annex) {_NUMBER.pattern}")

_SUBSTANCE = frozenset(
    {
        Action.REMOVED,
        Action.STRENGTHENED,
        Action.WEAKENED,
        Action.REVERSED,
        Action.SPLIT,
        Action.MERGED,
        Action.REWORDED,
        Action.CHANGED,
    }
)


def provision_changes(old: Project, new: Project, clauses: ClausePairs) -> Iterator[Change]:
    """What has become of the provisions."""
    found = list(_paired(old, new))
    split, merged = list(splits(found)), list(merges(found))
    parts = {id(each.part): each for each in (*split, *merged)}
    divided = {id(each.rest): Action.SPLIT for each in split} | {id(each.whole): Action.MERGED for each in merged}
    for one, other in found:
        if one and other:
            yield from _changed(one, other, clauses, divided.get(id(other)))
        elif other and (origin := parts.get(id(other))):
            yield _change(origin.whole, other, {Action.SPLIT}, (Detail("", None, other.text, prose=True),))
        elif other:
            yield _change(None, other, {Action.ADDED}, (Detail("", None, other.text, prose=True),))
        elif one and (target := parts.get(id(one))):
            yield _change(one, target.whole, {Action.MERGED}, (Detail("", one.text, None, prose=True),))
        elif one:
            yield _change(one, None, {Action.REMOVED}, (Detail("", one.text, None, prose=True),))


def touches_substance(change: Change) -> bool:
    """Whether what relied on the provision has to be looked at again: not if it has only been added or moved."""
    return not _SUBSTANCE.isdisjoint(change.actions)


def _paired(old: Project, new: Project) -> Iterator[tuple[Provision | None, Provision | None]]:
    """By identifier, by the whole text, then by most of the words."""
    found = pairs(old.of(Provision), new.of(Provision), lambda each: each.identifier, lambda each: fold(each.text))
    gone = [one for one, other in found if one and not other]
    come = [other for one, other in found if other and not one]
    similar = alike([each.text for each in gone], [each.text for each in come], least=_SIMILAR)
    before = {come[second].identifier: gone[first] for first, second in similar}
    reworded = {each.identifier for each in before.values()}
    for one, other in found:
        if one and other:
            yield one, other
        elif other:
            yield before.get(other.identifier), other
        elif one and one.identifier not in reworded:
            yield one, None


def _changed(old: Provision, new: Provision, clauses: ClausePairs, divided: Action | None) -> Iterator[Change]:
    actions = set(_force(old, new))
    if divided:
        actions.add(divided)
    details: list[Detail] = []
    if old.forms != new.forms:
        details.append(Detail("verbal form", listed(old.forms), listed(new.forms)))
    if not _same_words(old, new, clauses):
        details.append(Detail("", old.text, new.text, prose=True))
        actions |= set() if actions else {Action.REWORDED}
    if details and not actions:
        actions.add(Action.CHANGED)
    if not clauses.same(old.clause, new.clause):
        details.append(clauses.moved(old.clause, new.clause))
        actions.add(Action.MOVED)
    if old.identifier != new.identifier and (old.given or new.given):
        # One made from the words changes with them.
        details.append(Detail("identifier", old.identifier, new.identifier))
        actions.add(Action.RENAMED)
    attributes = list(_attributes(old, new))
    if attributes:
        details += attributes
        # When it is met, and how that is shown, is what tests go by, once it has been said.
        binding = any(detail.what in {"criterion", "verification"} and detail.old for detail in attributes)
        actions.add(Action.CHANGED if binding else Action.ANNOTATED)
    if actions:
        yield _change(old, new, actions, tuple(details))


def _same_words(old: Provision, new: Provision, clauses: ClausePairs) -> bool:
    """Whether nothing has changed but blanks, and what references print: numbers and titles of where they lead."""
    before, after = (as_sentence(said(each.text) or "") for each in (old, new))
    if clauses.same_words(before, after):
        return True
    if old.digest and new.digest:
        plain = [_NUMBER.sub("", text) for text in (clauses.retitled(before), after)]
        return old.digest == new.digest and plain[0] == plain[1]
    # A file of an older version does not say where its references lead, nor what its code and formulae are.
    written = [as_sentence(each.written.replace(OPAQUE, UNSAID)) for each in (old, new)]
    left_open = ".*".join(map(re.escape, written[0].split(UNSAID)))
    return bool(re.fullmatch(left_open, written[1])) and _LABELLED.sub(r"\1", before) == _LABELLED.sub(r"\1", after)


def _attributes(old: Provision, new: Provision) -> Iterator[Detail]:
    """What else is kept of it, before and after."""
    before, after = (dict(each.attributes.items()) if each.attributes else {} for each in (old, new))
    for name, title in ATTRIBUTES.items():
        if before.get(name) != after.get(name):
            prose = name in {"criterion", "rationale"}
            yield Detail(title.lower(), before.get(name), after.get(name), prose=prose)


def _change(old: Provision | None, new: Provision | None, actions: set[Action], details: tuple[Detail, ...]) -> Change:
    before, after = (each.identifier if each else "" for each in (old, new))
    previous = before if after and before != after else ""
    return Change(
        area=Area.PROVISIONS,
        subject=after or before,
        previous=previous,
        actions=ordered(actions),
        details=details,
        old=Place(old.at, old.clause) if old else None,
        new=Place(new.at, new.clause) if new else None,
        identifier=after or before,
        previous_identifier=previous,
    )


def _force(old: Provision, new: Provision) -> Iterator[Action]:
    """How the change of verbal forms changes what is asked for."""
    before, after = _BINDING.get(old.kind, 0), _BINDING.get(new.kind, 0)
    if before < after:
        yield Action.STRENGTHENED
    elif before > after:
        yield Action.WEAKENED
    elif old.kind is not new.kind:
        yield Action.CHANGED
    if _is_negative(old) != _is_negative(new) and not _only_more(old.forms, new.forms):
        yield Action.REVERSED


def _only_more(before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether one edition asks for more than the other, which stays as it is: "shall", and "shall not" besides."""
    old, new = Counter(before), Counter(after)
    return old <= new or new <= old


def _is_negative(provision: Provision) -> bool:
    """Whether it has an odd number of negative forms."""
    return sum(form.endswith("not") for form in provision.forms) % 2 == 1
