"""What an example shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.class_references import meant_by_role
from sphinx_dlmsprofile.analysis.clause_texts import usual_signs
from sphinx_dlmsprofile.model.meant_class import meant_class
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.model.exchange_example import Exchange
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration

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


_OPENING = frozenset({"aarq", "aare"})


def shown_by_configuration(project: Project, example: LowerLayerConfiguration) -> Shown:
    """What a configuration shows: the profiles that head its columns, the classes that it names."""
    classes: dict[tuple[str, int | None], None] = {}
    for match in re.finditer(_COSEM_ROLE, example.words):
        if meant := meant_by_role(project, match[1] or match[2]):
            classes[meant.name, meant.class_id] = None
    return Shown(
        provisions=tuple(text.value for text in example.shows),
        profiles=tuple(usual_signs(column.value) for column in example.columns),
        classes=tuple(classes),
    )
