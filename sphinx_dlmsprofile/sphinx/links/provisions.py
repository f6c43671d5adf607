"""The provisions of a site: from the project, or as the last build has kept them where nothing has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.links.facts_log import FactsLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement


class SiteProvision(NamedTuple):
    """A provision: its document, the first id of its section, and its place there, "" if it has none of its own.

    ``form`` is what it expresses, ``state`` how it stands with its proof in a review build.
    """

    docname: str
    section: str
    anchor: str
    identifier: str
    text: str
    form: str
    state: str


class SiteProvisions(NamedTuple):
    """All of them, and a digest of what they were made of, "" if that is not known."""

    made_of: str
    each: tuple[SiteProvision, ...]


_PROVISIONS: KeptOn[SiteProvisions] = KeptOn("site_provisions")


def provisions_of(app: Sphinx) -> SiteProvisions:
    """Those of this build; the project is not put together for it where the log has them."""
    return _PROVISIONS.once(app.builder, lambda: _provisions(app))


def forget_provisions(app: Sphinx) -> None:
    """A build has ended; the next one of this process may find others."""
    _PROVISIONS.drop(app.builder)


def _provisions(app: Sphinx) -> SiteProvisions:
    judgement = judgement_of(app.builder)
    if judgement is None:
        return SiteProvisions("", ())
    log = FactsLog(app)
    if judgement.made_of and log.made_of == judgement.made_of:
        return SiteProvisions(log.made_of, tuple(SiteProvision(*row) for row in log.provisions))
    return SiteProvisions(judgement.made_of, tuple(_made(judgement, review=app.config.dlms_review)))


def _made(judgement: Judgement, *, review: bool) -> Iterator[SiteProvision]:
    states: Mapping[str, Any] = judgement.verifications if review else {}
    for each in judgement.project.of(Provision):
        if each.clause:
            state = states[each.identifier].state.value if each.identifier in states else ""
            place = each.clause.docname, each.clause.anchor, each.anchor
            yield SiteProvision(*place, each.identifier, each.text if each.anchor else "", each.kind.value, state)
