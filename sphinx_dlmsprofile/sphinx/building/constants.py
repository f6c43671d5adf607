"""What constants are worth, while references are resolved and texts are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.building.record_query import holds, records_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.text.names import fold_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment


def constant_values(env: BuildEnvironment) -> Mapping[str, str]:
    """What each name of a constant prints, by the name with case folded; of several, the first in the standard."""
    return once(env, _values)


def _values(env: BuildEnvironment) -> Mapping[str, str]:
    if not holds(env, "Constants"):
        return {}
    from sphinx_dlmsprofile.model.constants import Constants  # noqa: PLC0415  few standards have any

    found: dict[str, str] = {}
    for table in records_of(env, Constants):
        for constant in table.entries:
            for name in constant.called:
                found.setdefault(fold_case(name), constant.printed)
    return found
