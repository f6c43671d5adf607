"""What exists once the standard is published."""

from __future__ import annotations

from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.registry.extended import with_new
from sphinx_dlmsprofile.registry.shipped import shipped_registry
from sphinx_dlmsprofile.text.location import Location, Text

AT = Location("annex-b.rst", 1)


def new_class(name: str, class_id: str | None) -> InterfaceClass:
    return InterfaceClass(at=AT, name=Text(name, AT), class_id=Text(class_id, AT) if class_id else None)


def test_a_class_that_takes_the_number_of_another_changes_nothing_in_the_registry() -> None:
    registry = with_new(shipped_registry(), [new_class("Wide radio set-up", "8")])
    assert registry.class_name(8) == "Clock"
    assert registry.class_by_name("Wide radio set-up") is None
