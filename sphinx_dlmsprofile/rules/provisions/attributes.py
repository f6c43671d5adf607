"""Attributes of provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ProvisionAttributes
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location


@rule("provision-attributes-unused", "ISO/IEC Directives, Part 2, 7", WARNING)
def provision_attributes_unused(project: Project) -> Iterator[Fault]:
    """Attributes are given to a provision that does not exist, or that has some already.

    They are in no report then. An identifier that is made of the words of its sentence changes with them: write it
    before the sentence.

    Given (in 5.5)::

        :prov:`join-once` A station shall join once.

    Bad (in 5.5)::

        .. provision-attributes::

           join-twice: {verification: test}

    Good (in 5.5)::

        .. provision-attributes::

           join-once: {verification: test}
    """
    first: dict[str, Location] = {}
    entries = [entry for record in project.of(ProvisionAttributes) for entry in record.entries]
    known = [provision.identifier for provision in project.of(Provision)] if entries else []
    names = frozenset(known)
    for entry in entries:
        name, at = entry.identifier.value, entry.identifier.at
        if name not in names:
            advice = suggest(closest(name, known), "name one by its identifier")
            yield Fault(at, f'attributes are given to "{name}", a provision that does not exist: {advice}')
        elif name in first:
            before = f"{first[name].source}:{first[name].line}"
            yield Fault(at, f'attributes of "{name}" are given before, in {before}, and these are left out: join them')
        first.setdefault(name, at)
