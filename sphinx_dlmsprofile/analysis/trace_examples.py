"""What an example shows."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import meant_by_role
from sphinx_dlmsprofile.analysis.clause_texts import usual_signs
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.meant_class import meant_class
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.model.exchange_example import Exchange
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration

_NAMES = regex(r"\w+")


def _members(new: InterfaceClass) -> Iterator[str]:
    yield from (attribute.name.value for attribute in new.attributes if attribute.name)
    yield from (method.name.value for method in new.methods if method.name)


def _own_names(project: Project) -> dict[int, frozenset[str]]:
    """For each new class the names of attributes and methods that stand for it alone, and are not common words."""
    named = {id(new): {name.casefold() for name in _members(new)} for new in project.of(InterfaceClass)}
    counts = Counter(name for names in named.values() for name in names)
    return {
        new: frozenset(name for name in names if counts[name] == 1 and "_" in name and name != "logical_name")
        for new, names in named.items()
    }


_COSEM_ROLE = r"(?::cosem:|\{cosem\})`(?:[^`<]*<([^`<>]+)>|([^`]+))`"


@frozen(kw_only=True)
class Shown:
    """The names of what an example shows; classes with their class_id."""

    provisions: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    associations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    classes: tuple[tuple[str, int | None], ...] = ()


def shown_by_apdu(project: Project, example: ApduExample) -> Shown:
    """What an APDU shows: its services and theirs within it, the classes it refers to, the kind of association.

    An exchange that opens or closes an association shows a confirmed one, unless it says otherwise.
    """
    services: dict[str, None] = {}
    classes: dict[tuple[str, int | None], None] = {}
    associations: dict[str, None] = {}
    for layer in example.dissection.layers() if example.dissection else ():
        services.update(dict.fromkeys(layer.services))
        for mention in layer.mentions:
            if meant := meant_class(project, "", mention.class_id):
                classes[meant.name, meant.class_id] = None
        if layer.names and layer.names[0] in _OPENING:
            associations["unconfirmed" if layer.confirmed is False else "confirmed"] = None
    return Shown(
        provisions=tuple(text.value for text in example.shows),
        profiles=(usual_signs(example.profile.value),) if example.profile else (),
        associations=tuple(associations),
        services=tuple(services),
        classes=tuple(classes),
    )


def shown_by_exchange(project: Project, exchange: Exchange) -> Shown:
    """What the messages of an exchange show together; the provisions are those that the exchange names."""
    shown = [shown_by_apdu(project, message.example) for message in exchange.messages]
    return Shown(
        provisions=tuple(text.value for text in exchange.shows),
        profiles=tuple(dict.fromkeys(name for each in shown for name in each.profiles)),
        associations=tuple(dict.fromkeys(name for each in shown for name in each.associations)),
        services=tuple(dict.fromkeys(name for each in shown for name in each.services)),
        classes=tuple(dict.fromkeys(meant for each in shown for meant in each.classes)),
    )


def names_word(example: LowerLayerConfiguration, name: str) -> bool:
    """Whether a configuration has a name in it."""
    return name in _NAMES.findall(example.words)


_OPENING = frozenset({"aarq", "aare"})


def shown_by_configuration(project: Project, example: LowerLayerConfiguration) -> Shown:
    """What a configuration shows: the profiles that head its columns, the classes that it names.

    It names a new class also by one of its attributes or methods that no other new class has.
    """
    words = frozenset(_NAMES.findall(example.words))
    classes: dict[tuple[str, int | None], None] = {}
    for new in project.of(InterfaceClass):
        if not words.isdisjoint(project.memo(_own_names)[id(new)]):
            classes[usual_signs(new.name.value), new.id_number] = None
    for match in re.finditer(_COSEM_ROLE, example.words):
        if meant := meant_by_role(project, match[1] or match[2]):
            classes[meant.name, meant.class_id] = None
    return Shown(
        provisions=tuple(text.value for text in example.shows),
        profiles=tuple(usual_signs(column.value) for column in example.columns),
        classes=tuple(classes),
    )
