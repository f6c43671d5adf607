"""Whether the subject of a demand occurs in a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.apdu_examples import all_examples
from sphinx_dlmsprofile.analysis.emptiness import is_vacant
from sphinx_dlmsprofile.analysis.template_clauses import alignment
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.obis_table import ObisTable
from sphinx_dlmsprofile.model.title import Deliverable, ProfileTitle
from sphinx_dlmsprofile.template.outline import ANNEX_B

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.layers import Profile
    from sphinx_dlmsprofile.model.project import Project

Condition = tuple["Callable[[Project, Clause | None], bool]", str]


def profile_names(project: Project, kind: str) -> list[str]:
    """The names of the profiles of one kind, "general" or "ip"."""
    return [profile.name.value for _, profile in _profiles(project) if profile.kind == kind]


def _profiles(project: Project) -> list[tuple[LayerStack, Profile]]:
    return [(stack, profile) for stack in project.of(LayerStack) for profile in stack.profiles]


def _has_profile(kind: str) -> Callable[[Project, Clause | None], bool]:
    # Without any profile nobody knows: that is a fault of its own.
    return lambda project, _: not _profiles(project) or bool(profile_names(project, kind))


def _has_adaptation(kind: str | None = None) -> Callable[[Project, Clause | None], bool]:
    def adapts(project: Project, _place: Clause | None) -> bool:
        return not _profiles(project) or any(
            layer.role == "adaptation"
            for stack, profile in _profiles(project)
            if kind in {None, profile.kind}
            for _, layers in stack.levels(profile)
            for layer in layers
        )

    return adapts


def _defines(project: Project, _place: Clause | None) -> bool:
    annex = alignment(project).counterparts.get(ANNEX_B.number)
    # Classes may be written in plain tables.
    in_tables = annex is not None and _has_content(project, annex)
    return in_tables or bool(project.of(InterfaceClass) or project.of(ObisTable))


def _has_content(project: Project, place: Clause | None) -> bool:
    return place is None or ((place.has_content or bool(place.children)) and not is_vacant(project, place))


def _has_examples(project: Project, _place: Clause | None) -> bool:
    return any(all_examples(project))


def _is_specification(project: Project, _place: Clause | None) -> bool:
    titles = project.of(ProfileTitle)
    written = titles[0].deliverable if titles else None
    return not titles or (written is not None and Deliverable.of(written.value) is Deliverable.TS)


CONDITIONS: dict[str, Condition] = {
    "ip": (_has_profile("ip"), "no profile is IP based"),
    "general": (_has_profile("general"), "every profile is IP based"),
    "adaptation": (_has_adaptation(), "no profile has an adaptation layer"),
    "general-adaptation": (_has_adaptation("general"), "no general profile has an adaptation layer"),
    "ip-adaptation": (_has_adaptation("ip"), "no IP based profile has an adaptation layer"),
    "definitions": (_defines, "no new class and no new code is defined"),
    "content": (_has_content, "there is nothing of the kind: the clause is empty"),
    "technical-specification": (_is_specification, "the document is not a Technical Specification"),
}
"""The conditions of demands by name: whether one holds, and why a demand does not apply where it does not."""

SEEN: dict[str, Condition] = {
    "apdu-examples": (_has_examples, "no APDU is shown with the directive apdu-example"),
}
"""The conditions under which rules see what they judge, and why a reader has to judge where one does not hold."""
