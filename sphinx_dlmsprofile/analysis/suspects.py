"""What shows or verifies a provision and has to be looked at again: one of both has changed since somebody did."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.model.confirmation import Confirmation
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.review_records import ChangedProvision
from sphinx_dlmsprofile.model.trace import ItemKind, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.trace import Item


class Suspect(NamedTuple):
    """A link to a provision that nobody stands for as it is now: from which item, and why in words."""

    item: Item
    provision: str
    why: str


def confirmations(project: Project) -> Mapping[str, Confirmation]:
    """The last confirmation of each provision that has one, by its identifier."""
    return {record.provision.value: record for record in project.of(Confirmation)}


def linked_to(project: Project, provision: str) -> tuple[Item, ...]:
    """The test cases and examples that name a provision."""
    known = trace(project)
    return (*known.leading_to(provision, LinkKind.SHOWS), *known.leading_to(provision, LinkKind.VERIFIES))


def suspects(project: Project) -> tuple[Suspect, ...]:
    """All such links, in the order of the examples and test cases; they are found once."""
    return project.memo(_find)


def suspects_by_provision(project: Project) -> dict[str, list[Suspect]]:
    """The same by the identifier of the provision."""
    found: dict[str, list[Suspect]] = defaultdict(list)
    for suspect in suspects(project):
        found[suspect.provision].append(suspect)
    return found


def _find(project: Project) -> tuple[Suspect, ...]:
    changed = {record.identifier: record for record in project.of(ChangedProvision)}
    confirmed = confirmations(project)
    if not changed and not confirmed:
        return ()
    provisions = {provision.identifier: provision for provision in project.of(Provision)}
    return tuple(
        Suspect(item, name, why)
        for item in (*trace(project).of(ItemKind.EXAMPLE), *trace(project).of(ItemKind.TEST))
        for name in (*item.linked(LinkKind.SHOWS), *item.linked(LinkKind.VERIFIES))
        if name in provisions and (why := _why(item, provisions[name], changed.get(name), confirmed.get(name)))
    )


def _why(item: Item, provision: Provision, changed: ChangedProvision | None, confirmed: Confirmation | None) -> str:
    """Why a link is suspect, "" if it is not; ``changed`` says how the provision is since the previous edition.

    Who links to a provision after it was confirmed has read it as it is.
    """
    if confirmed is None:
        return f"which has been {changed.how} since the previous edition" if changed else ""
    who = f"{confirmed.by} on {confirmed.date.isoformat()}"
    if confirmed.text != provision.digest:
        return f"which was confirmed by {who} for another wording"
    if changed and changed.grounds not in {"", confirmed.grounds}:
        return f"which was confirmed by {who} before something changed on which it rests"
    seen = confirmed.links.get(item.identifier)
    return "" if seen in {None, item.facts.get("digest")} else f"and is another one than that confirmed by {who}"


def trail(project: Project, provision: Provision) -> Iterator[str]:
    """All that was confirmed of a provision: who, when, why, and whether it was for another wording."""
    for record in project.of(Confirmation):
        if record.provision.value == provision.identifier:
            old = "" if record.text == provision.digest else " (for another wording)"
            yield f"{record.told}{old}"
