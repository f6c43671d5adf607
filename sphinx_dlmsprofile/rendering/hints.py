"""The hint that a reader gets on an interface class, its parts or an OBIS code where the text names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.model.registered import RegisteredAttribute
from sphinx_dlmsprofile.registry.obis_groups import meanings

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.model.registered import Registry
    from sphinx_dlmsprofile.registry.cosem_names import Named

_STATIC = mark({True: "static", False: "dynamic", None: ""})
_MANDATORY = mark({True: "mandatory", False: "optional", None: ""})
_MOST_CLASSES = 3


def class_hint(found: Named) -> str:
    """The class with its class_id and version, and what a part of it is: "attribute 2, octet-string, dynamic"."""
    known, part = found.interface_class, found.part
    version = found.name.version
    if version is None:
        version = found.layout.version if found.layout and part else known.current_version
    identity = say("{}, class_id {}", known.name, known.class_id)
    if version is not None:
        identity += say(", version {}", version)
    if part is None:
        return identity
    if isinstance(part, RegisteredAttribute):
        facts = (say("attribute {}, {}", part.number, part.name), part.type, say(_STATIC[part.static]))
    else:
        facts = (say("method {}, {}", part.number, part.name), part.type, say(_MANDATORY[part.mandatory]))
    return f"{identity}{say(': ')}{', '.join(fact for fact in facts if fact)}"


def obis_hint(code: ObisCode, known: Registry) -> str:
    """The object or its classes, and the value groups in words."""
    relations = tuple(known.relations_of(code))
    objects = [relation.name for relation in relations if relation.name][:1]
    classes = [say("{} (class_id {})", known.class_name(class_id), class_id) for class_id in known.classes_with(code)]
    if len(classes) > _MOST_CLASSES:
        classes = [*classes[:_MOST_CLASSES], "…"]
    groups = [f"{group}{say(': ')}{meaning}" for group, meaning in meanings(code)]
    return say("; ").join(filter(None, (*objects, say(" or ").join(classes), ", ".join(groups))))
