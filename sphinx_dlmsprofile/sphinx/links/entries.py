"""What a reader can jump to, and is shown of it: all that is defined, has a number or an identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.name_index import Place
from sphinx_dlmsprofile.locale import mark
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.sap import ValueRange
from sphinx_dlmsprofile.sphinx.building.domain import DlmsDomain
from sphinx_dlmsprofile.sphinx.building.link_resolver import LinkResolver
from sphinx_dlmsprofile.sphinx.building.record_query import documents, holds, records_of, targets_of
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of, store_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.links.provisions import SiteProvision
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target

_NUMBERED = mark({"clause": "clause", "table": "table", "figure": "figure", "formula": "formula"})
KINDS = _NUMBERED | {name: kind.lname for name, kind in DlmsDomain.object_types.items()}
"""All kinds with what a reader is told of them, in the order in which they are offered."""

_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_CAPTIONS = {"table": "table", "figure": "figure", "displaymath": "formula"}


Ranges = tuple[tuple[int, int], ...]


class Entry(NamedTuple):
    """Something to jump to.

    ``label`` is its number or value as it is printed, ``head`` its name or title, ``body`` what is said of it, both ""
    where the page knows better. ``names`` are further names, ``ranges`` the values or value groups that it stands for;
    those of a class with several logical names follow each other.
    ``form`` is what a provision expresses, ``state`` how it stands with its proof in a review build.
    """

    kind: str
    place: Place
    label: str = ""
    head: str = ""
    body: str = ""
    names: tuple[str, ...] = ()
    ranges: Ranges = ()
    form: str = ""
    state: str = ""


def entries_of(env: BuildEnvironment, provisions: Iterable[SiteProvision]) -> list[Entry]:
    """All of the standard, by kind and in document order."""
    listed = frozenset(documents(env))
    codes = _codes_of_classes(env)
    targets = ((docname, each) for docname, each in targets_of(env) if docname in listed and each.kind != "provision")
    found = [*_numbered(env), *_named(provisions), *(_target(docname, each, codes) for docname, each in targets)]
    return sorted(found, key=lambda entry: _ORDER[entry.kind])


def _numbered(env: BuildEnvironment) -> Iterator[Entry]:
    """Clauses with their titles, tables and figures: their captions are in the pages."""
    contents = contents_of(env)
    links = LinkResolver(env, contents)
    for section in contents.tree:
        if section.level and section.ids:
            label = links.label(section.docname, section.ids[0]) if section.number.isalpha() else section.number
            yield Entry("clause", Place(section.docname, section.ids[0]), label, section.shown)
    printed = store_of(env).printed
    for docname in contents.documents:
        told: set[tuple[str, str]] = set()
        for identifier, each in printed.get(docname, {}).items():
            kind = _CAPTIONS.get(each.kind, "")
            if kind and each.number and (kind, each.number) not in told:
                told.add((kind, each.number))
                yield Entry(kind, Place(docname, identifier), links.label(docname, identifier))


def _named(provisions: Iterable[SiteProvision]) -> Iterator[Entry]:
    """Those that have a place of their own in the page."""
    for each in provisions:
        if each.anchor:
            place = Place(each.docname, each.anchor)
            yield Entry("provision", place, "", each.identifier, each.text, form=each.form, state=each.state)


def _codes_of_classes(env: BuildEnvironment) -> Mapping[str, Ranges]:
    """The value groups of the logical names that the instances of new classes have, by the names of the classes."""
    if not holds(env, "InterfaceClass"):
        return {}
    from sphinx_dlmsprofile.model.cosem import InterfaceClass  # noqa: PLC0415  where there is one

    found: dict[str, Ranges] = {}
    for record in records_of(env, InterfaceClass):
        groups = tuple(group for text in record.obis if (code := read_obis(text.value)) for group in code.groups)
        found[record.name.value] = found.get(record.name.value, ()) + groups
    return found


def _target(docname: str, target: Target, codes: Mapping[str, Ranges]) -> Entry:
    place, (name, *others) = Place(docname, target.anchor), target.names
    if target.kind == "sap":
        label = ", ".join(ValueRange(*values).written(target.width, "…") for values in target.values)
        return Entry("sap", place, label, others[0], names=(name,), ranges=target.values)
    if target.kind in {"obis", "object"}:
        code = read_obis(name)
        return Entry(target.kind, place, name, names=tuple(others), ranges=code.groups if code else ())
    if target.kind == "class":
        label = f"class_id {others[0]}" if others else ""
        return Entry("class", place, label, name, names=tuple(others), ranges=codes.get(name, ()))
    if target.kind in {"attribute", "method"}:
        return Entry(target.kind, place, "", name, names=(*others, name.rpartition(".")[2]))
    if target.kind == "layer" and others:  # the first name is the key in the stack
        return Entry("layer", place, "", others[0], names=(name,))
    return Entry(target.kind, place, "", name, names=tuple(others))
