"""Examples of encoded APDUs against clause 7 and Annex B: services, classes, objects, types (template: Annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import knows_all
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.value_table import Associations, is_none
from sphinx_dlmsprofile.registry.extended import known_objects
from sphinx_dlmsprofile.registry.obis_groups import Owner, owner_of
from sphinx_dlmsprofile.registry.services import service_by_name
from sphinx_dlmsprofile.rules.examples._common import is_decoded, judged, layers, mentions, once, service_rows
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Mention
    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.registered import RegisteredClass
    from sphinx_dlmsprofile.model.xdlms import ServiceUse
    from sphinx_dlmsprofile.registry.services import Service
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "Annex A"
_LISTED = frozenset({"ln", "sn", "notification"})
"""The families of services that a table of services has to list for them to be used."""

_FIRST_PRIVATE_CLASS = 8192
_ABSTRACT, _CONTEXTS = 0, 99
"""Value group A, and the last C, of the codes of abstract objects."""


@rule("apdu-service-unspecified", _CLAUSE, WARNING)
def apdu_service_unspecified(project: Project) -> Iterator[Fault]:
    """An example shows a service that 7.3 does not allow, or an association that 7.2 does not allow.

    It is compared with the directives ``xdlms-services`` and ``associations``. Block transfer and ciphering
    are allowed unless the table says that they are not used. A service is reported at its first APDU.

    Given (in Annex A)::

        .. apdu-example:: Invoking a push

           C3 01 C1 00 28 00 00 19 09 00 FF 01 01 0F 00

    Bad (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}

    Good (in 7.3)::

        .. xdlms-services:: Use of the xDLMS services

           GET: {confirmed: unicast}
           ACTION: {confirmed: unicast}
    """
    yield from once((at, problem) for _, at, problem in project.memo(service_problems))


def service_problems(project: Project) -> list[tuple[str, Location, str]]:
    """The services that examples show and 7.3 or 7.2 does not allow: the name, the place, what is wrong."""
    rows = list(service_rows(project))
    no_associations = _no_associations(project)
    found: list[tuple[str, Location, str]] = []
    for example, dissection in judged(project):
        if not is_decoded(dissection):
            continue
        for layer, place in layers(example, dissection):
            own = [field.offset for field in layer.fields if field.part.value in {"apdu", "plaintext"}]
            inner = layer.content.services if layer.content else ()
            for service in filter(None, map(service_by_name, layer.services)):
                problem = _service_problem(service, layer, rows, no_associations=no_associations)
                if problem and service.name not in inner:
                    found.append((service.name, place(min(own, default=0)), problem))
    return found


def _no_associations(project: Project) -> bool:
    """Whether 7.2 says that no association is established by an exchange of APDUs."""
    groups = [
        group
        for record in project.of(Associations)
        for kind in ("confirmed", "unconfirmed")
        if (group := record.group(kind))
    ]
    texts = [cell.text.value for group in groups for row in group.rows for cell in row.cells]
    return len(groups) > 1 and all(map(is_none, texts))


def _service_problem(
    service: Service, apdu: Dissection, rows: list[tuple[ServiceUse, Service]], *, no_associations: bool
) -> str | None:
    if service.family == "acse" and no_associations:
        return f"the APDU belongs to {service.name}, but 7.2 has associations that do not need it"
    own = [row for row, listed in rows if listed.name == service.name]
    what = f"the APDU belongs to the service {service.name}"
    if not own and rows and service.family in _LISTED:
        return f"{what}, which is not in the table of services: add it there, or take another example"
    if own and not any(row.used for row in own):
        return f"{what}, which the table of services marks as not used: take another example"
    mode = "confirmed" if apdu.confirmed else "unconfirmed"
    stated = [getattr(row, mode) for row in own]
    if own and apdu.confirmed is not None and all(each is not None and not each.allowed for each in stated):
        return f"the APDU is {mode}, but in the table of services {service.name} is not {mode}"
    return None


@rule("apdu-object-unknown", _CLAUSE, WARNING)
def apdu_object_unknown(project: Project) -> Iterator[Fault]:
    """An example names a class, attribute, method or OBIS code that neither the registry nor Annex B has.

    Classes from 8 192 on and negative numbers of attributes and methods belong to manufacturers and
    others, and so do codes in their ranges: these are not reported. The registry knows the codes of
    abstract objects (value group A 0, C up to 99); of a class that it does not tie to a code, any is accepted.

    Bad::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 0B 00

    Good::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 09 00
    """
    if not knows_all(project):
        return
    for mention, place in mentions(project):
        known = known_objects(project).class_by_id(mention.class_id)
        if known is None:
            if mention.class_id < _FIRST_PRIVATE_CLASS:
                message = f"class_id {mention.class_id} is not an interface class of IEC 62056-6-2 or Annex B"
                yield Fault(place(mention.class_offset), f"{message}: correct it, or define the class there")
        elif problem := _member_problem(known, mention):
            yield Fault(place(mention.number_offset), problem)
        elif problem := _code_problem(project, known, mention):
            yield Fault(place(mention.name_offset), problem)


def _member_problem(known: RegisteredClass, mention: Mention) -> str | None:
    """An attribute or method that no version of the class has; nothing where a version is not known for sure."""
    number = mention.attribute if mention.attribute is not None else mention.method
    layouts = [known.layout(version) for version in known.versions]
    certain = [layout for layout in layouts if layout and layout.confirmed]
    if not number or number < 0 or not layouts or len(certain) < len(layouts):
        return None
    kind = "attribute" if mention.attribute is not None else "method"
    numbers = [member.number for layout in certain for member in getattr(layout, f"{kind}s")]
    if not numbers or number in numbers:
        return None
    last = max(numbers)
    return f'the class "{known.name}" has no {kind} {number}: the last one is {last}'


def _code_problem(project: Project, known: RegisteredClass, mention: Mention) -> str | None:
    """A code that belongs to other classes, or to none although those of the class are known."""
    code = read_obis(mention.logical_name)
    if code is None or not _is_assigned(code):
        return None
    owners = known_objects(project).classes_with(code)
    if known.class_id in owners:
        return None
    if owners:
        owner = known_objects(project).class_name(owners[0]) or f"class_id {owners[0]}"
        return f'{mention.logical_name} is not an object of the class "{known.name}", but of "{owner}"'
    # That the profile ties one code to an existing class does not make all others of that class known.
    source = project.registry if known in project.registry.classes else known_objects(project)
    if any(relation.class_id == known.class_id for relation in source.relations):
        message = f'neither IEC 62056-6-1 nor Annex B gives {mention.logical_name} to an object of "{known.name}"'
        return f"{message}: correct it, or define the code in Annex B"
    return None


def _is_assigned(code: ObisCode) -> bool:
    """Whether IEC 62056-6-1 alone assigns the code, and the registry knows most of its kind."""
    media, _, context, *_ = (first for first, _ in code.groups)
    return media == _ABSTRACT and context <= _CONTEXTS and owner_of(code) is Owner.STANDARD
