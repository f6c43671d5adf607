"""The items of an implementation conformance statement: what a manufacturer answers, and what is demanded of it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.support_conditions import identity_of
from sphinx_dlmsprofile.analysis.support_items import support_items
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import IMPLEMENTERS
from sphinx_dlmsprofile.model.support_terms import Operator, Symbol
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.limits import limits
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.support_items import SupportItem
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.support import Support
    from sphinx_dlmsprofile.model.support_terms import Condition

MANDATORY, OPTIONAL, CONDITIONAL = "m", "o", "c"
"""The status of a provision: conditional where its own words have a condition."""

LISTED = Symbol.OPTIONAL.value
"""The status of an item that a table lists without a demand, in the letters of tables."""

TO_STATE = "?"
"""The status of an item whose table does not say, or not in a way that can be read, what is demanded of it."""

_CONDITION = regex(
    r"\b(?:if|unless|provided that|in case)\b|\bwhere\b[^,.;]*\b(?:supported|implemented|used)\b"
    r"|\b(?:that|which) (?:supports?|implements?|uses?)\b"
)
_BEHIND_COLON = regex(r"(?<=:)\s+")
"""Between the lead-ins of a context, which come first in it."""

_ALWAYS_ASKED = frozenset({"xDLMS services", "Interface classes"})
"""The groups of which each item is asked, whatever is demanded."""

NAMED = "Named in conditions"
"""The group of what no other one has, and a condition depends on."""


@frozen(kw_only=True)
class IcsItem:
    """An item: ``identifier`` lasts, ``text`` says what is asked, ``clause`` where.

    ``support`` is what is demanded, None of a provision, whose ``status`` is m, o or c, and of what conditions alone
    ask for, which has none. Where the demand cannot be read, ``status`` is ``TO_STATE``; ``written`` is the demand as
    its table has it.
    """

    identifier: str
    group: str
    text: str
    clause: Clause | None = None
    status: str = ""
    support: Support | None = None
    provision: Provision | None = None
    written: str = ""


def ics_items(project: Project, who: str = "") -> tuple[IcsItem, ...]:
    """All items; with ``who`` only the provisions for them and for nobody in particular."""
    bound = frozenset((who,) if who else IMPLEMENTERS)
    found = list(_provisions(project, bound))
    if not who or who in IMPLEMENTERS:
        found += _items(project)
    return tuple(found)


def provision_status(provision: Provision, profiles: frozenset[str]) -> str:
    """Whether a provision is mandatory, conditional, or optional."""
    if provision.kind is not ProvisionKind.REQUIREMENT:
        return OPTIONAL
    led_in_by = takewhile(limits, _BEHIND_COLON.split(provision.context))
    words = " ".join((*led_in_by, provision.text)).casefold()
    limited = len(profiles) > 1 and sum(name in words for name in profiles) == 1
    return CONDITIONAL if limited or _CONDITION.search(words) else MANDATORY


def profile_names(project: Project) -> frozenset[str]:
    """The names of the communication profiles, folded."""
    return frozenset(profile.name.value.casefold() for stack in project.of(LayerStack) for profile in stack.profiles)


def allocated(provision: Provision) -> tuple[str, ...]:
    """Whom a provision binds, as its attributes say; nobody in particular where they do not."""
    return tuple(map(str, provision.attributes.allocation)) if provision.attributes else ()


def _provisions(project: Project, who: frozenset[str]) -> Iterator[IcsItem]:
    profiles = profile_names(project)
    for each in project.of(Provision):
        if each.kind is ProvisionKind.POSSIBILITY or (who.isdisjoint(allocated(each)) and allocated(each)):
            continue
        yield IcsItem(
            identifier=each.identifier,
            group="",
            text=each.alone,
            clause=each.clause,
            status=provision_status(each, profiles),
            provision=each,
        )


def _items(project: Project) -> Iterator[IcsItem]:
    """What tables list, each once; then what their conditions depend on beside it."""
    known = support_items(project)
    needed = {
        identity or f'"{leaf.name}"': leaf
        for item in known
        if item.support
        for condition in item.support.conditions
        for leaf in condition.leaves
        for identity in [identity_of(project, leaf)]
    }
    asked: set[str] = set()
    for item in known:
        if item.identifier not in asked and _is_asked(item, needed):
            asked.add(item.identifier)
            yield IcsItem(
                identifier=item.identifier,
                group=item.group,
                text=item.name,
                clause=item.record.clause,
                support=item.support,
                status="" if item.support else TO_STATE if item.is_asked else LISTED,
                written=item.written,
            )
    for identity, leaf in needed.items():
        if identity not in asked:
            yield IcsItem(identifier=identity, group=NAMED, text=_asks(leaf))


def _is_asked(item: SupportItem, needed: dict[str, Condition]) -> bool:
    if item.identifier in needed or item.support or item.is_asked:
        return not _is_never(item)
    return item.group in _ALWAYS_ASKED and " attribute " not in item.identifier


def _is_never(item: SupportItem) -> bool:
    """What is left out of the profile in words, "not used", is not asked for; X is."""
    return item.demand == "excluded" and not item.is_asked


def _asks(leaf: Condition) -> str:
    return leaf.name[:1].upper() + leaf.name[1:] if leaf.operator is Operator.STATEMENT else leaf.name


def answer_key(project: Project, leaf: Condition) -> str:
    """The identifier of the item whose answer a name or statement in a condition stands for."""
    return identity_of(project, leaf) or f'"{leaf.name}"'
