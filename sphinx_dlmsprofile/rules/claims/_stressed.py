"""Names in emphasis that no class has: "the method *clear*" for *reset*."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.claims._common import claims_of, own_members
from sphinx_dlmsprofile.text.names import closest

if TYPE_CHECKING:
    from sphinx_dlmsprofile.analysis.claims.claim import Claim
    from sphinx_dlmsprofile.model.project import Project

_FEW = 3
"""How many names may be told in place of one that is unlike all of them."""

_HABIT = 3
"""How many attributes have to stand in emphasis elsewhere for it to be how the author writes them."""

_LIKE = 0.6
_GENERIC = frozenset(
    "count counter number time delay mode id state status limit length size type value interval rate".split()  # noqa: SIM905  words
)
"""Words that many names end with, of other things as well."""

_STEM = 4
"""In letters: what two forms of a word have in common at their beginning."""


def unknown_name(project: Project, claim: Claim) -> str | None:
    """A name in emphasis that the text calls an attribute or a method, or that is nearly an own attribute's."""
    own = {member.name: member.kind for member in own_members(project) if member.name}
    if not own or claim.value in own or claim.value in project.memo(_known_names):
        return None
    if claim.subject:
        names = [name for name, kind in own.items() if kind == claim.subject]
        return _no_such(claim, names) if names else None
    if "_" not in claim.value or project.memo(_counted)[claim.value] > 1:
        return None
    habit = {each.value for _, each in claims_of(project, "stressed") if each.value in own}
    close = _kin(claim.value, list(own)) if len(habit) >= _HABIT else None
    return f'no class has "{claim.value}", but "{close}"' if close else None


def _no_such(claim: Claim, names: list[str]) -> str:
    close = _kin(claim.value, names) or closest(claim.value, names, _LIKE)
    shown = [close] if close else sorted(dict.fromkeys(names))
    meant = f", but {' and '.join(f'{chr(34)}{name}{chr(34)}' for name in shown)}" if len(shown) <= _FEW else ""
    return f'no class has the {claim.subject} "{claim.value}"{meant}'


def _known_names(project: Project) -> frozenset[str]:
    """The names of all attributes, methods and elements that are known."""
    layouts = [layout for known in project.registry.classes for layout in known.layouts]
    names = {each.name for layout in layouts for each in layout.attributes}
    names |= {each.name for layout in layouts for each in layout.methods}
    names |= {member.name for member in own_members(project)}
    return frozenset(names)


def _counted(project: Project) -> Counter[str]:
    """How often each name stands in emphasis, and how often an identifier stands anywhere."""
    found = Counter(claim.value for _, claim in claims_of(project, "stressed"))
    return found | Counter(claim.value for _, claim in claims_of(project, "identifier"))


def _kin(written: str, names: list[str]) -> str | None:
    """The one name that has all words but one, or one word less or more; forms of a word count as that word."""
    kin = [name for name in names if "_" in name and _are_kin(written.split("_"), name.split("_"))]
    return closest(written, kin, 0) if kin else None


def _are_kin(ours: list[str], theirs: list[str]) -> bool:
    shared = set(ours) & set(theirs)
    differing = _differing(ours, theirs)
    return differing == 0 or (differing == 1 and (len(shared) > 1 or not shared <= _GENERIC))


def _differing(ours: list[str], theirs: list[str]) -> int:
    """In how many words two names differ."""
    if len(ours) == len(theirs):
        return sum(not _is_form(one, other) for one, other in zip(ours, theirs, strict=True))
    fewer, more = sorted((ours, theirs), key=len)
    missing = sum(all(not _is_form(word, other) for other in fewer) for word in more)
    return missing if len(more) == len(fewer) + 1 and len(fewer) > 1 else len(more)


def _is_form(one: str, other: str) -> bool:
    """Whether two words are the same in singular and plural, or begin alike."""
    return one == other or (len(one) > _STEM <= len(other) and one[:_STEM] == other[:_STEM])
