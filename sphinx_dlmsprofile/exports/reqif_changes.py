"""What another tool has changed in an exported ReqIF, compared with the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.diff.change import Action, Area, Change, Detail, Place, ordered
from sphinx_dlmsprofile.exports.reqif_names import ATTRIBUTE_NAMES, CHAPTER_NAME, KIND
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.provision_attributes import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.exports.reqif_reading import ReadObject
    from sphinx_dlmsprofile.model.project import Project

_SHORT = 60


def reqif_changes(project: Project, others: Mapping[str, str], read: Sequence[ReadObject]) -> Iterator[Change]:
    """The changes from the standard to the file.

    ``others`` are the words of what else was exported, by identifier: texts and headings between provisions, tests.
    """
    provisions = {provision.identifier: provision for provision in project.of(Provision)}
    seen: set[str] = set()
    for each in read:
        if each.identifier in provisions and each.identifier not in seen:
            yield from _changed(provisions[each.identifier], each)
        elif each.identifier in others:
            yield from _reworded(each.identifier, others[each.identifier], each)
        elif each.identifier or each.text:
            yield _added(each)
        seen.add(each.identifier)
    for identifier, provision in provisions.items():
        if identifier not in seen:
            place = Place(provision.at, provision.clause)
            detail = Detail("", provision.alone, None, prose=True)
            yield _change(identifier, {Action.REMOVED}, (detail,), place)


def _changed(provision: Provision, read: ReadObject) -> Iterator[Change]:
    actions: set[Action] = set()
    details: list[Detail] = []
    if not _same(provision.alone, read.text):
        actions.add(Action.REWORDED)
        details.append(Detail("", provision.alone, read.text, prose=True))
    kind = read.values.get(KIND, "")
    if kind and kind != provision.kind.value:
        actions.add(Action.CHANGED)
        details.append(Detail("kind", provision.kind.value, kind))
    given = dict(provision.attributes.items()) if provision.attributes else {}
    for name, title in ATTRIBUTE_NAMES.items():
        # A tool that does not know an attribute has not emptied it.
        if title in read.known and not _same(given.get(name, ""), read.values.get(title, "")):
            actions.add(Action.ANNOTATED)
            details.append(Detail(ATTRIBUTES[name].lower(), given.get(name), read.values.get(title)))
    if actions:
        place = Place(provision.at, provision.clause)
        yield _change(provision.identifier, actions, tuple(details), place)


def _reworded(identifier: str, text: str, read: ReadObject) -> Iterator[Change]:
    found = read.text or read.values.get(CHAPTER_NAME, "")
    if not _same(text, found):
        yield _change(identifier, {Action.REWORDED}, (Detail("", text, found, prose=True),), None, Area.CLAUSES)


def _added(read: ReadObject) -> Change:
    text = read.text or read.values.get(CHAPTER_NAME, "")
    subject = read.identifier or (text if len(text) <= _SHORT else f"{text[:_SHORT].rpartition(' ')[0]} …")
    return _change(subject, {Action.ADDED}, (Detail("", None, text, prose=True),), None)


def _change(
    subject: str, actions: set[Action], details: tuple[Detail, ...], place: Place | None, area: Area = Area.PROVISIONS
) -> Change:
    return Change(
        area=area,
        subject=subject,
        actions=ordered(actions),
        details=details,
        old=place,
        new=None if actions == {Action.REMOVED} else place,
        identifier=subject if area is Area.PROVISIONS and place else "",
    )


def _same(one: str, other: str) -> bool:
    """Whether two texts have the same characters: where formatted text is broken, tools differ."""
    return "".join(one.split()) == "".join(other.split())
