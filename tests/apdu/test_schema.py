"""What the schema says of each APDU is decided, and each of its types can be read and written."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.ber.codecs import Integer
from sphinx_dlmsprofile.apdu.coding import READERS, WRITERS
from sphinx_dlmsprofile.apdu.describe import as_yaml, describe
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.apdu.schema.apdus import apdus, apdus_by_name, inline_types
from sphinx_dlmsprofile.apdu.types import Leaf, SequenceOf, walk
from sphinx_dlmsprofile.model.apdu import Side
from sphinx_dlmsprofile.registry.services import services
from tests.apdu.samples import VALID

_PLAIN = [apdu for apdu in apdus().values() if not apdu.content]
_OPENING = {"initiaterequest", "initiateresponse"}
"""They belong to COSEM-OPEN, which is known by the AARQ and AARE that hold them."""

_CONFIRM = {"data-notification-confirm"}
"""Of a service which is known by the APDU that it confirms."""

_NO_SERVICE = {"confirmedserviceerror", "exception-response", "gateway-request", "gateway-response"}

_MADE = (
    "data-notification-confirm: {invoke-id: 1}",
    "unconfirmedWriteRequest: {variable-access-specification: [{variable-name: 8}], list-of-data: [{unsigned: 1}]}",
    "gateway-request: {network-id: 1, physical-device-address: '31', apdu: {readRequest: [{variable-name: 8}]}}",
    "gateway-response: {network-id: 1, physical-device-address: '31', apdu: {readResponse: [{data: null-data}]}}",
)
"""APDUs of which no sample is published."""


def test_each_type_is_read_and_written() -> None:
    used = {type(kind) for apdu in apdus().values() for kind in walk(apdu.type)}
    assert used == set(READERS) == set(WRITERS)


def test_services_are_those_of_the_registry() -> None:
    known = {name: service.name for service in services() for name in service.apdus}
    said = {apdu.name.casefold(): apdu.service for apdu in _PLAIN}
    assert {name: service for name, service in said.items() if name in known} == known
    assert set(said) - set(known) == _OPENING | _CONFIRM | _NO_SERVICE
    assert {name for name, service in said.items() if not service} == _NO_SERVICE
    assert set(said.values()) - {""} <= {service.name for service in services()}


def test_senders() -> None:
    """Transfer and protection serve both ends; what a server sends unasked is called a request, too."""
    unasked = {"event-notification-request", "informationReportRequest", "data-notification"}
    carriers = {service.name for service in services() if service.family in {"transfer", "protection"}}
    for apdu in _PLAIN:
        asks = apdu.name.casefold().endswith(("request", "aarq", "rlrq", "confirm")) and apdu.name not in unasked
        wanted = Side.CLIENT if asks else Side.SERVER
        assert apdu.sender is (None if apdu.service in carriers else wanted), apdu.name


def test_ciphered_forms() -> None:
    for apdu in _PLAIN:
        for prefix, tag in zip(("glo", "ded"), apdu.ciphered or (), strict=False):
            form = apdus()[tag]
            assert (form.name, form.content) == (f"{prefix}-{apdu.name}", apdu.name)
            assert (form.service, form.sender, form.dedicated) == (apdu.service, apdu.sender, prefix == "ded")
    dedicated = {apdu.name for apdu in apdus().values() if apdu.dedicated}
    assert dedicated == {name for name in apdus_by_name() if name.startswith(("ded-", "general-ded-"))}


def test_inline_types() -> None:
    assert inline_types() == {"Cosem-Attribute-Descriptor", "Cosem-Method-Descriptor", "Notification-Body"}


@pytest.mark.parametrize("description", _MADE)
def test_made_up(description: str) -> None:
    octets = encode_text(description).octets
    found = dissect(octets)
    assert found.valid
    assert found.element
    assert encode_text(as_yaml(describe(found.element))).octets == octets


def test_each_apdu_has_a_sample() -> None:
    """A new APDU needs a published sample, or a description above."""
    shown = [dissect(sample.octets).element for sample in VALID]
    names = {element.name for each in shown if each for element in each.walk()}
    names |= {description.partition(":")[0] for description in _MADE}
    assert [apdu.name for apdu in _PLAIN if apdu.name not in names] == []


def test_the_items_of_a_sequence_are_types_of_it() -> None:
    item = Leaf("INTEGER", Integer())
    listed = SequenceOf(item)
    assert list(walk(listed)) == [listed, item]
