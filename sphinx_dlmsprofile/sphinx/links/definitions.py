"""What a standard defines, by all that a text may call it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.name_index import WORD, Measure, NameForm, NameIndex, Place
from sphinx_dlmsprofile.model.obis import read_obis
from sphinx_dlmsprofile.model.terms import AbbreviationList, called
from sphinx_dlmsprofile.sphinx.building.record_query import documents, records_of, targets_of
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of, store_of
from sphinx_dlmsprofile.sphinx.reading.registry import load_registry
from sphinx_dlmsprofile.sphinx.reading.words import Words, unpacked
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.obis import ObisCode
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target

_TELLING = regex(r"\A(?:(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])|(?=[^0-9]*[0-9])(?=[\W\d]*[^\W\d]))|[^\W_][_ ][^\W_]")
"""A name that is not an everyday word: several capitals, letters with digits, several words."""

_KIND_OF_NUMBER = {"section": "clause", "table": "table", "figure": "figure", "displaymath": "formula"}
"""What a text calls that which Sphinx has a number for."""


class Definitions(NamedTuple):
    """What is defined.

    ``names`` are those that are found by their words. ``references`` has the entries of the lists by their handles
    ("iso/iec 62056-5-3"), ``editions`` their years, ``publishers`` the words of their designations. ``codes`` are the
    OBIS codes of Annex B. ``numbers`` has clauses, tables, figures and formulae by kind and number, ``expansions`` what
    abbreviations stand for, by their entry.
    """

    names: NameIndex
    references: Mapping[str, frozenset[Place]]
    editions: Mapping[Place, str | None]
    publishers: frozenset[str]
    codes: tuple[tuple[ObisCode, Place], ...]
    numbers: Mapping[tuple[str, str], Place]
    expansions: Mapping[Place, str]


def definitions_of(env: BuildEnvironment) -> Definitions:
    """What the documents define; made once a build."""
    return once(env, _definitions)


def words_of(env: BuildEnvironment, docname: str) -> Words:
    """The words of a document."""
    return unpacked(env.domaindata["dlms"]["words"].get(docname, ""))


def _definitions(env: BuildEnvironment) -> Definitions:
    listed = frozenset(documents(env))
    targets = [(Place(docname, each.anchor), each) for docname, each in targets_of(env) if docname in listed]
    references = _references(targets)
    codes = ((read_obis(each.names[0]), place) for place, each in targets if each.kind == "obis")
    return Definitions(
        names=NameIndex(_forms(env, targets)),
        references=references,
        editions={
            place: next((each.year for each in read_designations(target.names[0]) if each.year), None)
            for place, target in targets
            if target.kind == "reference"
        },
        publishers=frozenset(_publishers(targets)),
        codes=tuple((code, place) for code, place in codes if code),
        numbers=_numbers(env),
        expansions=_expansions(env, targets),
    )


def _forms(env: BuildEnvironment, targets: Iterable[tuple[Place, Target]]) -> Iterator[NameForm]:
    """The forms of all names but designations, codes and numbers, which are read in ways of their own."""
    small: frozenset[str] | None = None
    members: frozenset[str] | None = None
    for place, target in targets:
        if target.kind == "term":
            names = dict.fromkeys(each for name in target.names for each in called(name))
            yield from (NameForm(name, Measure.TERM, place) for name in names)
        elif target.kind == "abbreviation":
            small = _written_small(env) if small is None else small
            if target.names[0].lower() not in small:
                yield from (NameForm(name, Measure.EXACT, place, yields=True) for name in target.names)
        elif target.kind == "class" and _TELLING.search(target.names[0]):
            yield NameForm(target.names[0], Measure.JOINTS, place)
        elif target.kind in {"attribute", "method"}:
            members = _known_members(env) if members is None else members
            yield from _of_member(target.names[0], place, members)
        elif target.kind == "sap" and _is_one_address(target) and _TELLING.search(target.names[1]):
            yield NameForm(target.names[1], Measure.LETTERS, place)


def _is_one_address(target: Target) -> bool:
    """Whether the name is not one for many, such as what is reserved."""
    return len(target.values) == 1 and target.values[0][0] == target.values[0][1]


def _of_member(name: str, place: Place, known: frozenset[str]) -> Iterator[NameForm]:
    """An attribute or method: with its class, and by itself where no other class has one that is called so."""
    yield NameForm(name, Measure.JOINTS, place)
    _, _, bare = name.rpartition(".")
    if _TELLING.search(bare) and bare not in known:
        yield NameForm(bare, Measure.EXACT, place)


def _written_small(env: BuildEnvironment) -> frozenset[str]:
    """All words that the standard writes in small letters: what is also a word of them is not surely abbreviated."""
    return frozenset().union(*(words_of(env, docname).small for docname in documents(env)))


def _known_members(env: BuildEnvironment) -> frozenset[str]:
    """The names of the attributes and methods of all classes that exist: each has logical_name."""
    registry, _ = load_registry(env.config, Path(env.srcdir))
    layouts = [layout for known in registry.classes for layout in known.layouts]
    attributes = {each.name for layout in layouts for each in layout.attributes}
    return frozenset(attributes.union(each.name for layout in layouts for each in layout.methods))


def _references(targets: Iterable[tuple[Place, Target]]) -> Mapping[str, frozenset[Place]]:
    found: dict[str, set[Place]] = {}
    for place, target in targets:
        if target.kind == "reference":
            for name in target.names:
                found.setdefault(fold_case(name), set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}


def _publishers(targets: Iterable[tuple[Place, Target]]) -> Iterator[str]:
    """The words of designations in small letters: a text without any of them cites nothing that is listed."""
    for _, target in targets:
        if target.kind == "reference":
            for name in (target.names[0], *(each.name for each in read_designations(target.names[0]))):
                yield from (word.lower() for word in WORD.findall(name) if word.isalpha() and word[0].isupper())


def _numbers(env: BuildEnvironment) -> Mapping[tuple[str, str], Place]:
    printed, contents = store_of(env).printed, contents_of(env)
    found: dict[tuple[str, str], Place] = {}
    for section in contents.tree:
        if section.number and section.ids:
            kind = "annex" if section.number.isalpha() else "clause"
            found.setdefault((kind, section.number), Place(section.docname, section.ids[0]))
            if section.number[0].isalpha():
                found.setdefault(("annex", section.number), Place(section.docname, section.ids[0]))
    for docname in contents.documents:
        for identifier, each in printed.get(docname, {}).items():
            if each.kind != "section" and each.number and (kind := _KIND_OF_NUMBER.get(each.kind, "")):
                found.setdefault((kind, each.number), Place(docname, identifier))
    return found


def _expansions(env: BuildEnvironment, targets: Iterable[tuple[Place, Target]]) -> Mapping[Place, str]:
    entries = (entry for record in records_of(env, AbbreviationList) for entry in record.entries)
    meant = {unmarked(each.abbreviation.value): unmarked(each.expansion.value) for each in entries if each.expansion}
    named = ((place, each.names[0]) for place, each in targets if each.kind == "abbreviation")
    return {place: meant[name] for place, name in named if name in meant}


def shown_in(env: BuildEnvironment, docname: str) -> object:
    """What the page of a document shows of what others define: where its names lead."""
    if not env.config.dlms_links or docname not in documents(env):
        return None
    words, known = words_of(env, docname), definitions_of(env)
    forms = {
        (form.text, form.measure.value, form.place, known.expansions.get(form.place, ""))
        for form in known.names.forms_within(words.words)
    }
    return (
        sorted(forms),
        sorted(known.references.items()) if not known.publishers.isdisjoint(words.words) else None,
        known.codes if words.codes else None,
        sorted(known.numbers.items()) if words.typed else None,
    )
