"""Which interface class a text means: one that the profile defines, or one that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.model.class_notation import written_class
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.objects import CosemObject
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.registered import RegisteredClass


class MeantClass(NamedTuple):
    """A class that a text means; ``new`` if the profile defines it.

    ``version`` is that of the profile, else the highest one that exists; None where it is not known.
    """

    class_id: int | None
    version: int | None
    name: str
    new: bool


def meant_class(project: Project, name: str, class_id: int | None) -> MeantClass | None:
    """The class of a name, or of a class_id where no name is given; None if there is none."""
    if name:
        return class_by_name(project, name)
    return class_by_id(project, class_id) if class_id is not None else None


def meant_object(project: Project, each: CosemObject) -> tuple[int | None, int | None]:
    """The class_id and version of the class of an object; the version that is said comes first."""
    if each.interface_class is None:
        return None, None
    name, class_id = written_class(each.interface_class.value)
    meant = meant_class(project, name, class_id) or (meant_class(project, "", class_id) if class_id else None)
    said = read_integer(each.version.value) if each.version else None
    return (meant.class_id if meant else class_id), (said if said is not None or meant is None else meant.version)


def class_by_name(project: Project, name: str) -> MeantClass | None:
    """The class of a name, one of the profile before one that exists; None if there is none.

    A class of the profile is meant even while its class_id is missing or taken: that is reported as what it is.
    """
    own = project.memo(_own_by_name).get(fold_joints(name))
    return _meant(own, project.registry.class_by_name(name))


def class_by_id(project: Project, class_id: int) -> MeantClass | None:
    """The class of a class_id, one of the profile before one that exists; None if there is none."""
    return _meant(project.memo(_own_by_id).get(class_id), project.registry.class_by_id(class_id))


def _own_by_name(project: Project) -> dict[str, InterfaceClass]:
    """The classes of the profile by their names; where several are equal, the first."""
    return {fold_joints(unmarked(own.name.value)): own for own in reversed(project.of(InterfaceClass))}


def _own_by_id(project: Project) -> dict[int | None, InterfaceClass]:
    """The classes of the profile by their class_ids; where several are equal, the first."""
    return {own.id_number: own for own in reversed(project.of(InterfaceClass))}


def _meant(own: InterfaceClass | None, known: RegisteredClass | None) -> MeantClass | None:
    if own:
        version = read_integer(own.version.value) if own.version else None
        return MeantClass(own.id_number, version, own.name.value, new=True)
    return MeantClass(known.class_id, known.current_version, known.name, new=False) if known else None
