"""What a client that the text names is said to read, set or invoke, against its rights in the tables of objects (8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.device_objects import device_objects
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.objects import INVOKE, READ, WRITE
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import Fault
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.device_objects import DeviceObject
    from sphinx_dlmsprofile.model.objects import Access
    from sphinx_dlmsprofile.model.project import Project

_RIGHTS = {"read": READ, "writ": WRITE, "set": WRITE, "invo": INVOKE}
_REFUSED = regex(
    r"\b(?:if|when|whenever|where|until|refus\w+|reject\w*|den(?:y|ies|ied)|errors?|fail\w*|tr(?:y|ies)|attempts?"
    r"|never|other|another|former|earlier|factory|manufactur\w+|install\w*|commission\w*)\b"
)
"""What makes of a sentence on access one on what comes of it, or on another time."""

_SAYS = {READ: "read", WRITE: "set", INVOKE: "invoke a method of"}


def access_problems(project: Project) -> Iterator[Fault]:
    """Objects that a client is said to use in a way that no table allows it."""
    found = [each for each in claims_of(project, "client-access") if not _REFUSED.search(each[1].words)]
    objects = device_objects(project) if found else ()
    told: set[tuple[str, int, str]] = set()
    for block, claim in found:
        right = next(right for begin, right in _RIGHTS.items() if claim.value.casefold().startswith(begin))
        said = words(claim.more)
        for name in dict.fromkeys(each.class_name for each in objects if _names(said, each.class_name)):
            known = [each for each in objects if each.class_name == name]
            rights = [access for each in known for access in _rights(each, claim.subject)]
            place = (block.at.source, block.at.line, name)
            if rights and place not in told and not any(right in access.allowed for access in rights):
                told.add(place)
                message = f'the text has the "{claim.subject}" {_SAYS[right]} the object "{name}", but'
                yield Fault(block.at, f"{message} the table of objects does not allow it: correct one of them")


def _names(said: tuple[str, ...], name: str) -> bool:
    own = words(name)
    return any(said[place : place + len(own)] == own for place in range(len(said) - len(own) + 1))


def _rights(each: DeviceObject, client: str) -> list[Access]:
    """All that the client can do with the object and its parts; nothing where the table does not know the client."""
    return [
        access
        for access, _ in each.written.all_access()
        if access.association and fold(unmarked(access.association.value)) == fold(client)
    ]
