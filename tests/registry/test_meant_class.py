"""Which class a name or a class_id means."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.fields.cosem import named_class
from sphinx_dlmsprofile.model.meant_class import MeantClass, class_by_id, class_by_name, meant_class
from sphinx_dlmsprofile.model.obis_table import ObisRow
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.text.location import Location, Text

AT = Location("annex-b.rst", 1)
NAME = "Wide radio set-up"


def text(value: str | None) -> Text | None:
    return None if value is None else Text(value, AT)


def with_class(class_id: str | None, version: str | None = None) -> Project:
    new = InterfaceClass(at=AT, name=Text(NAME, AT), class_id=text(class_id), version=text(version))
    return Project(records=(new,), registry=shipped_registry())


@pytest.mark.parametrize(("class_id", "meant"), [("9000", 9000), ("8", 8), (None, None)])
def test_a_name_means_the_class_of_the_profile_even_while_its_number_is_wrong(
    class_id: str | None, meant: int | None
) -> None:
    assert class_by_name(with_class(class_id, "1"), "wide radio setup") == MeantClass(meant, 1, NAME, new=True)


def test_else_the_class_that_exists() -> None:
    project = with_class("9000")
    clock = MeantClass(8, 0, "Clock", new=False)
    assert class_by_name(project, "clock") == class_by_id(project, 8) == clock
    assert class_by_id(project, 9000) == MeantClass(9000, None, NAME, new=True)
    assert class_by_name(project, "Nothing") is None


def test_a_name_counts_before_a_class_id() -> None:
    project = with_class("9000")
    assert meant_class(project, "Clock", 9000) == meant_class(project, "", 8)
    assert meant_class(project, "Nothing", 8) is None
    assert meant_class(project, "", None) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Clock", (8, 0)),
        ("8", (8, 0)),
        ("wide radio setup", (9000, 1)),
        ("9000", (9000, 1)),
        ("8, Nothing", (8, 0)),
        ("60000", (60000, None)),
        ("Nothing", (None, None)),
        (None, (None, None)),
    ],
)
def test_the_class_of_a_row(written: str | None, expected: tuple[int | None, int | None]) -> None:
    row = ObisRow(code=Text("0-0:1.0.0.255", AT), interface_class=text(written), name=None)
    assert named_class(row, with_class("9000", "1")) == expected
