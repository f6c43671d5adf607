"""Which interface classes roles mean, and whether all of the profile are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.meant_class import meant_class
from sphinx_dlmsprofile.registry.cosem_names import read_names

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.meant_class import MeantClass
    from sphinx_dlmsprofile.model.project import Project


def knows_all(project: Project) -> bool:
    """Whether all classes of the profile could be read."""
    return not any(record.incomplete or not record.name.value for record in project.of(InterfaceClass))


def meant_by_role(project: Project, target: str) -> MeantClass | None:
    """The class that the role ``cosem`` names: "Clock", "8", "Clock.time", "Clock@0.2"."""
    for name in read_names(target):
        if found := meant_class(project, *written_class(name.interface_class)):
            return found
    return None
