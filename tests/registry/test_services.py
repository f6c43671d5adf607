"""The data files of services and OBIS codes: well formed, and with facts that anybody in the field knows."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.registry.obis_codes import known_codes
from sphinx_dlmsprofile.registry.services import (
    fold_service,
    open_parameters,
    parameter_by_name,
    profile_parameters,
    service_by_name,
    services,
)
from sphinx_dlmsprofile.registry.shipped import shipped_registry


def test_each_service_names_its_sources() -> None:
    data = json.loads(files("sphinx_dlmsprofile.registry").joinpath("services.json").read_text("utf-8"))
    known = set(data["head"]["sources"])
    for entry in (*data["services"], *data["open_parameters"].values()):
        assert entry["sources"]
        assert set(entry["sources"]) <= known


def test_names_are_unique() -> None:
    names = [fold_service(name) for service in services() for name in (service.name, *service.also)]
    assert len({service.name for service in services()}) == len(services())
    for service in services():
        assert service_by_name(service.name) is service
        assert all(service_by_name(name) is service for name in service.also)
    assert all(names)
    assert len(set(open_parameters())) == len(open_parameters())


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GET.request", "GET"),
        ("get", "GET"),
        ("ACTION service", "ACTION"),
        ("Data-Notification", "DataNotification"),
        ("InformationReport (SN)", "InformationReport"),
        ("SET-with-list", "SET"),
        ("UnconfirmedWrite", "UnconfirmedWrite"),
        ("GBT", "general-block-transfer"),
    ],
)
def test_ways_of_writing_a_service(written: str, name: str) -> None:
    service = service_by_name(written)
    assert service
    assert service.name == name


@pytest.mark.parametrize("written", ["FETCH", "", "Confirmed", "GETTER", "response"])
def test_no_service(written: str) -> None:
    assert service_by_name(written) is None


def test_what_a_service_can_be() -> None:
    for service in services():
        assert service.confirmed in {"always", "never", "either", None}
        assert (service.confirmed is None) == (service.solicited is None)


def test_parameters() -> None:
    assert profile_parameters() == ("Protocol_Connection_Parameters", "User_Information", "Service_Class")
    assert parameter_by_name("service class") == "Service_Class"
    assert parameter_by_name("Local_Or_Remote") == "Local_or_Remote"
    assert parameter_by_name("Protocol (Profile) Identifier")
    assert parameter_by_name("Colour") is None


def test_codes_belong_to_existing_classes() -> None:
    assert len(known_codes()) > 100
    assert all(shipped_registry().class_by_id(known.class_id) for known in known_codes())


@pytest.mark.parametrize(
    ("code", "class_ids"),
    [
        ("0-0:1.0.0.255", {8}),
        ("0-b:25.9.0.255", {40}),
        ("0-0:40.0.0.255", {12, 15}),
        ("0-0:41.0.0.255", {17}),
        ("0-b:39.0.0.255", set()),
        ("1-0:1.8.0.255", set()),
    ],
)
def test_classes_of_codes(code: str, class_ids: set[int]) -> None:
    read = read_obis(code)
    assert read
    assert set(shipped_registry().classes_with(read)) == class_ids
