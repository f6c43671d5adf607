"""Which interface class a text means: one of IEC 62056-6-2 or one that the profile defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.registry.cosem_names import read_names
from sphinx_dlmsprofile.registry.extended import class_by_id, class_by_name

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.registry.extended import Meant


def meant_class(project: Project, name: str, class_id: int | None) -> Meant | None:
    """The class of a name, or else of a class_id; None if there is none."""
    if name:
        return class_by_name(project.registry, project.of(InterfaceClass), name)
    return class_of_id(project, class_id) if class_id is not None else None


def class_of_id(project: Project, class_id: int) -> Meant | None:
    """The class of a class_id."""
    return class_by_id(project.registry, project.of(InterfaceClass), class_id)


def knows_all(project: Project) -> bool:
    """Whether all classes of the profile could be read."""
    return not any(record.incomplete or not record.name.value for record in project.of(InterfaceClass))


def meant_by_role(project: Project, target: str) -> Meant | None:
    """The class that the role ``cosem`` names: "Clock", "8", "Clock.time", "Clock@0.2"."""
    for name in read_names(target):
        if found := meant_class(project, *written_class(name.interface_class)):
            return found
    return None
