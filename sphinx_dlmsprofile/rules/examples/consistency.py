"""Examples of encoded APDUs against the other records: classes, services, long messages, stack (template: Annex A)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.open_parameters import CLIENT_PDU_SIZE, parameter_rows
from sphinx_dlmsprofile.model.class_notation import read_span, read_value
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass, read_integer
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.value_table import LongMessages
from sphinx_dlmsprofile.model.xdlms import XdlmsServices
from sphinx_dlmsprofile.registry.conformance_bits import SERVICE_BITS
from sphinx_dlmsprofile.rules.examples._common import is_decoded, judged, layers, once, service_rows
from sphinx_dlmsprofile.rules.examples._stated_sizes import stated_size
from sphinx_dlmsprofile.rules.examples.contents import service_problems
from sphinx_dlmsprofile.rules.examples.types import answered, taken, written
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu import Dissection, Mention
    from sphinx_dlmsprofile.model.cosem import Attribute
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import Row
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "Annex A"
_GENERAL = "general-block-transfer"
_SIZE = r"([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)"
_AT_MOST = regex(rf"{_SIZE} octets at most|\b(?:at most|up to|more than|longer than|exceed) {_SIZE} octets")
_AT_LEAST = regex(rf"\bat least {_SIZE}")
_SIZES = ("client-max-receive-pdu-size", "server-max-receive-pdu-size")
_NUMBER = 0x0F
"""The bits of invoke-id-and-priority that number the exchange."""


@rule("apdu-value-range", _CLAUSE, WARNING)
def apdu_value_range(project: Project) -> Iterator[Fault]:
    """An example carries a value that the attribute of a new class cannot have.

    Compared are the limits and the named values of Annex B. A get-response-normal is compared with the request
    in the example directly before, if the invoke-id is the same.

    Given (in Annex B)::

        .. cosem-class:: Long range radio setup
           :class-id: 180
           :version: 0
           :obis: 0-b:39.0.0.255

           attributes:
             1: {name: logical_name, type: octet-string, static: yes}
             2: {name: waiting_time, type: unsigned, static: yes, min: 10, max: 255}

    Bad (in Annex A)::

        .. apdu-example:: Setting the waiting time

           C1 01 C1 00 B4 00 00 27 00 00 FF 02 00 11 05

    Good (in Annex A)::

        .. apdu-example:: Setting the waiting time

           C1 01 C1 00 B4 00 00 27 00 00 FF 02 00 11 14
    """
    for carried in (*written(project), *answered(project)):
        attribute = _attribute(project, carried.mention)
        element = taken(carried.data)
        value = read_value(element.value) if attribute and not element.children else None
        if attribute is None or value is None:
            continue
        low = read_value(attribute.minimum.value) if attribute.minimum else None
        high = read_value(attribute.maximum.value) if attribute.maximum else None
        spans = [read_span(each.value.value) for each in attribute.type.values] if attribute.type else []
        if (low is not None and value < low) or (high is not None and value > high):
            problem = f"is from {low} to {high}" if low is not None and high is not None else "has a limit"
        elif spans and None not in spans and not any(span and span[0] <= value <= span[1] for span in spans):
            problem = "has no such value"
        else:
            continue
        message = f'the value is {element.value}, but "{attribute.name}" {problem} in its class'
        yield Fault(carried.place(element.octets[0]), f"{message}: correct the octets, or the class")


def _attribute(project: Project, mention: Mention) -> Attribute | None:
    """The attribute of a new class that is meant."""
    if mention.attribute is None or project.registry.class_by_id(mention.class_id):
        return None
    classes = [record for record in project.of(InterfaceClass) if record.id_number == mention.class_id]
    attributes = classes[0].attributes if len(classes) == 1 else ()
    return next((each for each in attributes if read_integer(each.number.value) == mention.attribute), None)


@rule("apdu-pairing-lost", _CLAUSE, ADVICE)
def apdu_pairing_lost(project: Project) -> Iterator[Fault]:
    """A response follows its request and has another invoke-id, so that the two are not read together.

    Data of a response are compared with the attribute that was asked for only where the invoke-id is the same. Where
    the response belongs to another request, a text between the two says so.

    Bad::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

        .. apdu-example:: Response

           C4 01 C2 00 09 0C 07 EA 01 0E 03 0A 1E 00 00 FF C4 00

    Good::

        .. apdu-example:: Reading the clock

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

        .. apdu-example:: Response

           C4 01 C1 00 09 0C 07 EA 01 0E 03 0A 1E 00 00 FF C4 00
    """
    before: tuple[str, str, int] | None = None
    for example, dissection in judged(project, alone=True):
        if not is_decoded(dissection):
            before = None
            continue
        (*_, (layer, place)) = layers(example, dissection)
        kind, number = layer.names[0], _invoke_id(layer)
        if kind.endswith("-response") and before and number is not None:
            request, source, asked = before
            if source == example.at.source and request == kind.replace("-response", "-request") and asked != number:
                field = next(each for each in layer.fields if each.path[-1] == "invoke-id-and-priority")
                message = f"the invoke-id is {number}, and that of the request before is {asked}"
                yield Fault(place(field.offset), f"{message}: write the same, or put a text between the two")
        before = (kind, example.at.source, number) if kind.endswith("-request") and number is not None else None


def _invoke_id(layer: Dissection) -> int | None:
    octet = next((each for each in layer.fields if each.path[-1] == "invoke-id-and-priority"), None)
    return layer.octets[octet.offset] & _NUMBER if octet and octet.length == 1 else None


@rule("apdu-conformance-mismatch", _CLAUSE, WARNING)
def apdu_conformance_mismatch(project: Project) -> Iterator[Fault]:
    """The conformance block of an example has a service that 7.3 does not have, or not the block transfer of 7.5.

    Services are compared where there is a table of them. General block transfer has to be proposed where 7.5 has
    no other means of block transfer, and may not be where 7.5 says that it is not used. A service is reported once,
    and not here where apdu-service-unspecified reports its APDU.

    Given (in 7.3)::

        .. xdlms-services:: Services

           GET: {confirmed: unicast}

    Bad (in Annex A)::

        .. apdu-example:: AARQ

           60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E
           01 00 00 00 06 5F 1F 04 00 00 00 18 04 B0

    Good (in Annex A)::

        .. apdu-example:: AARQ

           60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E
           01 00 00 00 06 5F 1F 04 00 00 00 10 04 B0
    """
    yield from once(_conformance_problems(project))


def _conformance_problems(project: Project) -> Iterator[tuple[Location, str]]:
    tables = project.of(XdlmsServices)
    readable = tables and not any(table.unread or any(row.damaged for row in table.rows) for table in tables)
    used = {service.name for row, service in service_rows(project) if row.used}
    # A service of which an example shows an APDU is reported there.
    used.update(name for name, _, _ in project.memo(service_problems))
    demanded = _general_block_transfer(project)
    for example, dissection in judged(project):
        if not is_decoded(dissection):
            continue
        for layer, place in layers(example, dissection):
            bits = layer.association.conformance
            field = next((each for each in layer.fields if each.type == "Conformance"), None)
            if bits is None or field is None:
                continue
            named = [SERVICE_BITS[bit] for bit in bits if bit in SERVICE_BITS]
            wrong = [name for name in named if name not in used and readable]
            problems = [f"has the bit of {name}, which the table of services does not allow" for name in wrong]
            if demanded is not None and (_GENERAL in bits) != demanded:
                problems.append(f"has {'no' if demanded else 'the'} bit of general block transfer, and 7.5 the reverse")
            for problem in problems:
                yield place(field.offset), f"the conformance block {problem}: correct the octets, or the table"


def _general_block_transfer(project: Project) -> bool | None:
    """Whether general block transfer is the only kind there is, False if it is denied; None if it is left open."""
    tables = project.of(LongMessages)
    groups = [group for table in tables if (group := table.group("block-transfer"))]
    if not groups or any(table.unread for table in tables):
        return None
    texts = [row.words for group in groups for row in group.rows]
    general = [text for text in texts if "general" in text or "gbt" in text]
    if all(group.says_none for group in groups) or (
        general and all(" no" in f" {text}"[-4:] or " not " in text for text in general)
    ):
        return False
    optional = any(word in text for text in texts for word in ("optional", "may ", "where", "if "))
    return True if len(general) == len(texts) and not optional else None


@rule("apdu-pdu-size", _CLAUSE, WARNING)
def apdu_pdu_size(project: Project) -> Iterator[Fault]:
    """An example negotiates a PDU size beyond what 7.5 or the parameters of COSEM-OPEN allow.

    Compared are "500 octets at most" or "at most 500 octets" under ``limits`` of long-messages, "at least 400" in the
    value of Client_Max_Receive_PDU_Size, or "1 024 octets" alone as the most for its profile, and a constant that is
    called so, or Server_Max_Receive_PDU_Size. A size of 0, without limit, is not compared.

    Given (in 7.5)::

        .. long-messages:: Long messages

           block-transfer: general block transfer
           limits: An APDU has 500 octets at most.

    Bad (in Annex A)::

        .. apdu-example:: AARQ

           60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E
           01 00 00 00 06 5F 1F 04 00 40 00 10 04 B0

    Good (in Annex A)::

        .. apdu-example:: AARQ

           60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E
           01 00 00 00 06 5F 1F 04 00 40 00 10 01 F4
    """
    limits = [
        limit
        for table in project.of(LongMessages)
        if (group := table.group("limits"))
        for limit in _sizes(_AT_MOST, group.rows)
    ]
    least = [size for _, row in parameter_rows(project, CLIENT_PDU_SIZE) for size in _sizes(_AT_LEAST, (row,))]
    stated = {
        fold(name): constant.value.value
        for table in project.of(Constants)
        for constant in table.entries
        for name in constant.called
    }
    for example, dissection in judged(project):
        if not is_decoded(dissection):
            continue
        for layer, place in layers(example, dissection):
            for field in layer.fields:
                if field.name not in _SIZES or not field.value.isdecimal() or not (size := int(field.value)):
                    continue
                constant = stated.get(fold(field.name), "")
                if read_value(constant) not in {None, Decimal(size)}:
                    yield Fault(
                        place(field.offset),
                        f"the PDU size is {size}, but the constant is {constant}: correct one of them",
                    )
                elif limits and size > max(limits):
                    yield Fault(
                        place(field.offset),
                        f"the PDU size is {size}, but 7.5 allows {max(limits)} octets: correct one of them",
                    )
                elif field.name == _SIZES[0] and least and size < min(least):
                    yield Fault(
                        place(field.offset),
                        f"the PDU size is {size}, but 7.2 asks for at least {min(least)}: correct one of them",
                    )
                elif field.name == _SIZES[0] and (right := stated_size(project, example)) and size > right:
                    yield Fault(
                        place(field.offset), f"the PDU size is {size}, but 7.2 gives {right}: correct one of them"
                    )


def _sizes(pattern: re.Pattern[str], rows: tuple[Row, ...]) -> list[int]:
    texts = [cell.text.value for row in rows for cell in row.cells]
    found = [match for text in texts for match in pattern.finditer(text)]
    return [int("".join(group.split())) for match in found for group in match.groups() if group]


@rule("apdu-wrapper-missing", _CLAUSE, WARNING)
def apdu_wrapper_missing(project: Project) -> Iterator[Fault]:
    """An example of an IP based profile has no wrapper.

    The DLMS/COSEM transport layer of IEC 62056-4-7 puts a wrapper before each APDU. It is asked for where the stack
    of the profile has that layer and the example names its client or server.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             mac: {role: mac, name: MAC layer, standard: IEEE 802.3}
             phy: {role: physical, name: Physical layer, standard: IEEE 802.3}
           profiles:
             UDP profile: {kind: ip, stack: [ap, al, tl, udp, ipv6, mac, phy]}

    Bad (in Annex A)::

        .. apdu-example:: Reading the clock
           :client: 0x10
           :server: 0x01
           :profile: UDP profile

           C0 01 C1 00 08 00 00 01 00 00 FF 02 00

    Good (in Annex A)::

        .. apdu-example:: Reading the clock
           :client: 0x10
           :server: 0x01
           :profile: UDP profile
           :envelope: wrapper

           0001 0010 0001 000D
           C0 01 C1 00 08 00 00 01 00 00 FF 02 00
    """
    profiles = [each for stack in project.of(LayerStack) for each in stack.profiles]
    wrapped = {fold(each.name.value) for each in profiles if any("tl" in level.keys for level in each.stack)}
    for example, dissection in judged(project):
        if example.envelopes or not example.profile or not (example.client or example.server):
            continue
        if is_decoded(dissection) and fold(example.profile.value) in wrapped:
            message = f'the profile "{example.profile}" has the wrapper of IEC 62056-4-7, and the example does not'
            yield Fault(example.at, f"{message}: add it with :envelope: wrapper")
