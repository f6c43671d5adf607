"""What exists once the standard is published, and which class a name means."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.registry.extended import Meant, class_by_id, class_by_name, with_new
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.text.location import Location, Text

AT = Location("annex-b.rst", 1)


def new_class(name: str, class_id: str | None) -> InterfaceClass:
    return InterfaceClass(at=AT, name=Text(name, AT), class_id=Text(class_id, AT) if class_id else None)


@pytest.mark.parametrize(("class_id", "meant"), [("9000", 9000), ("8", 8), (None, None)])
def test_a_name_means_the_class_of_the_profile_even_while_its_number_is_wrong(
    class_id: str | None, meant: int | None
) -> None:
    classes = [new_class("Wide radio set-up", class_id)]
    assert class_by_name(shipped_registry(), classes, "wide radio setup") == Meant(meant, "Wide radio set-up", new=True)


def test_else_the_class_that_exists() -> None:
    classes = [new_class("Wide radio set-up", "9000")]
    assert class_by_name(shipped_registry(), classes, "clock") == Meant(8, "Clock", new=False)
    assert class_by_id(shipped_registry(), classes, 8) == Meant(8, "Clock", new=False)
    assert class_by_id(shipped_registry(), classes, 9000) == Meant(9000, "Wide radio set-up", new=True)
    assert class_by_name(shipped_registry(), classes, "Nothing") is None


def test_a_class_that_takes_the_number_of_another_changes_nothing_in_the_registry() -> None:
    registry = with_new(shipped_registry(), [new_class("Wide radio set-up", "8")])
    assert registry.class_name(8) == "Clock"
    assert registry.class_by_name("Wide radio set-up") is None
