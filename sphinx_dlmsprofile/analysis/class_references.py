"""Which interface class a text means: one of IEC 62056-6-2 or one that the profile defines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.registered import fold_name
from sphinx_dlmsprofile.registry.cosem_names import read_names, written_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


class Meant(NamedTuple):
    """A class that a text means; ``new`` if the profile defines it."""

    class_id: int | None
    name: str
    new: bool


def meant_class(project: Project, name: str, class_id: int | None) -> Meant | None:
    """The class of a name, or else of a class_id; None if there is none."""
    return _by_name(project, name) if name else _by_id(project, class_id)


def class_of_id(project: Project, class_id: int) -> Meant | None:
    """The class of a class_id."""
    return _by_id(project, class_id)


def knows_all(project: Project) -> bool:
    """Whether all classes of the profile could be read."""
    return not any(record.incomplete or not record.name.value for record in project.of(InterfaceClass))


def _own(project: Project) -> Iterator[InterfaceClass]:
    yield from project.of(InterfaceClass)


def _by_name(project: Project, name: str) -> Meant | None:
    for record in _own(project):
        if fold_name(record.name.value) == fold_name(name):
            return Meant(record.id_number, record.name.value, new=True)
    known = project.registry.class_by_name(name)
    return Meant(known.class_id, known.name, new=False) if known else None


def _by_id(project: Project, class_id: int | None) -> Meant | None:
    if class_id is None:
        return None
    for record in _own(project):
        if record.id_number == class_id:
            return Meant(class_id, record.name.value, new=True)
    known = project.registry.class_by_id(class_id)
    return Meant(class_id, known.name, new=False) if known else None


def meant_by_role(project: Project, target: str) -> Meant | None:
    """The class that the role ``cosem`` names: "Clock", "8", "Clock.time", "Clock@0.2"."""
    for name in read_names(target):
        if found := meant_class(project, *written_class(name.interface_class)):
            return found
    return None
