"""What the text says of other standards: which of them specifies what (2, 5, 7, 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.reference_use import is_same, references
from sphinx_dlmsprofile.analysis.unknown_parts import part_of, unknown_parts
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.layers import PREDEFINED, PREDEFINED_STANDARDS, LayerStack
from sphinx_dlmsprofile.model.references import CatalogueEntry
from sphinx_dlmsprofile.registry.cited_titles import documents_on, titles
from sphinx_dlmsprofile.registry.parts import published_parts
from sphinx_dlmsprofile.rules.claims._common import claims_of
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.references import Reference

_SUBJECTS = {
    "interfaceclasses": "6-2",
    "obiscode": "6-1",
    "obiscodes": "6-1",
    "logicalname": "6-1",
    "logicalnames": "6-1",
    "obis": "6-1",
    "applicationlayer": "5-3",
    "wrapper": "4-7",
}
"""What each part of the series is about, by the words of texts."""

_CORE = frozenset({"1-0", "4-7", "5-3", "6-1", "6-2", "9-7"})
"""The parts that each profile rests on; a profile may define classes and codes of its own."""

_LOWER = frozenset({"llc", "adaptation", "mac", "data-link", "physical"})

_PART_IN_TITLE = regex(r"\bPart ([0-9]{1,4}(?:-[0-9]{1,4})*)\b")
_FEW = 3
_IN_PARENTHESES = regex(r"(?<!\s)\s*\([^()]*\)")


@rule("standard-text-mismatch", "2, 5.3, 7, 8", WARNING)
def standard_text_mismatch(project: Project) -> Iterator[Fault]:
    """The text gives a layer, the interface classes or the OBIS codes to a standard that specifies another thing.

    "UDP of RFC 9293" is the standard of TCP. A layer is compared with the standards of the stack, and there with those
    of IP, UDP, TCP and the layers above; what the core parts of IEC 62056 are about is known.

    Bad (in 8)::

        The interface classes of IEC 62056-6-1 are used.

    Good (in 8)::

        The interface classes of IEC 62056-6-2 are used.
    """
    for block, claim in claims_of(project, "part-subject"):
        right = _SUBJECTS[fold(claim.subject)]
        if claim.value != right and claim.value in _CORE:
            message = f"the text gives {claim.subject} to IEC 62056-{claim.value}, but IEC 62056-{right} specifies them"
            yield Fault(block.at, f"{message}: correct the number")
    yield from _predefined(project)
    standards = _standards(project)
    for block, claim in claims_of(project, "layer-standard"):
        own = standards.get(fold(claim.subject), [])
        if not own or any(is_same(claim.value, each) for each in own):
            continue
        if all(_is_unlisted(project, each) for each in own):
            continue  # reference-lower-layer-missing: the stack has the wrong one.
        others = [name for name, several in standards.items() if any(is_same(claim.value, each) for each in several)]
        if others or claim.value.removeprefix("IEC 62056-") in _CORE:
            message = f'the text has "{claim.subject}" specified in {claim.value}, but the stack says {own[0]}'
            yield Fault(block.at, f"{message}: correct the text, or the stack")
    known, called = titles(), documents_on()
    for block, claim in claims_of(project, "rfc-subject"):
        on_it, title = called.get(claim.subject, ()), known.get(claim.value, "")
        # A document on the use of a protocol has its name in the title.
        if on_it and title and claim.value not in on_it and not _speaks_of(title, claim.subject, on_it):
            message = f'the text has {claim.subject} specified in {claim.value}, which is "{title}"'
            yield Fault(block.at, f"{message}: {on_it[-1]} specifies it")


def _predefined(project: Project) -> Iterator[Fault]:
    """Lower layers of the stack that have the standard of a layer above them: IPv6, UDP, the wrapper."""
    for layer in (each for stack in project.of(LayerStack) for each in stack.layers):
        if layer.standard is None or layer.key in PREDEFINED or layer.role not in _LOWER:
            continue
        for key, standard in PREDEFINED_STANDARDS.items():
            if is_same(layer.standard.value, standard):
                name = PREDEFINED[key].name
                message = f'the layer "{unmarked(layer.name)}" has the standard of "{name}", {standard}'
                yield Fault(layer.standard.at, f"{message}: correct the number")


def _is_unlisted(project: Project, standard: str) -> bool:
    found = references(project)
    return found.judged and not any(found.listed_anywhere.covering(each) for each in read_designations(standard))


def _speaks_of(title: str, subject: str, documents: Iterable[str]) -> bool:
    """Whether a title names a subject by its abbreviation, or by the title of a document that specifies it."""
    named = (_IN_PARENTHESES.sub("", titles()[each]).partition(":")[0] for each in documents)
    return subject in title or any(name.casefold() in title.casefold() for name in named)


def _standards(project: Project) -> dict[str, list[str]]:
    """The standards of the layers by their names; several layers, and editions, may share one."""
    found: dict[str, list[str]] = {}
    for key, standard in PREDEFINED_STANDARDS.items():
        found[fold(PREDEFINED[key].name)] = [standard]
    for stack in project.of(LayerStack):
        for layer in stack.layers:
            if layer.standard:
                found[fold(unmarked(layer.name))] = [layer.standard.value]
    return found


@rule("reference-title-mismatch", "2", WARNING)
def reference_title_mismatch(project: Project) -> Iterator[Fault]:
    """A list of references gives a document the title, or the part number, of another one.

    Titles are compared with those of the parts of IEC 62056, of common RFCs, and of the project's own catalogue
    (``dlms_catalogue``), which has to have the same; the number after "Part" with the designation. A title that is that
    of the document but for one word is reported, too; one that is not known is left alone.

    Bad (in 2)::

        .. normative-references::

           RFC 768: Transmission Control Protocol

    Good (in 2)::

        .. normative-references::

           RFC 768: User Datagram Protocol
    """
    known: dict[str, list[str]] = {}
    for designation, title in titles().items():
        known.setdefault(_title(title), []).append(designation)
    for part in published_parts().values():
        if part.title:
            known.setdefault(_title(part.title), []).append(f"IEC 62056-{part.number[0]}-{part.number[1]}")
    own = {
        each.key: entry.title.value
        for entry in project.of(CatalogueEntry)
        if entry.title
        for each in read_designations(entry.designation.value)
    }
    found, unknown = references(project), unknown_parts(project)
    for entry in (*found.normative, *found.informative):
        if entry.title is None or any(part_of(each) in unknown for each in entry.designations):
            continue  # A number that no part has is reported as that.
        wanted = next((own[each.key] for each in entry.designations if each.key in own), None)
        if problem := _of_another(entry, entry.title.value, known) or _but_for_a_word(entry):
            yield Fault(entry.at, f"{problem}: correct the number, or the title")
        elif wanted and fold(wanted) != fold(entry.title.value):
            message = f'{entry.designation} is listed as "{entry.title}", but the catalogue has "{wanted}"'
            yield Fault(entry.at, f"{message}: correct the title, or the catalogue")


def _of_another(entry: Reference, title: str, known: dict[str, list[str]]) -> str | None:
    designation = entry.designation.value
    if len(entry.designations) != 1 or entry.designations[0].all_parts:
        return None
    number = entry.designations[0].number
    parts = _PART_IN_TITLE.findall(title)
    own = number.split("-")[1:]
    if len(parts) == 1 and own and parts[0] not in {"-".join(own), own[0], own[-1]}:
        return f'{designation} is listed with the title of part {parts[0]}, "{title}"'
    last = title.rsplit(": ", 1)[-1] if parts else title
    right = known.get(_title(last), [])
    if not right or any(is_same(designation, each) for each in right):
        return None
    return f'{designation} is listed with the title of {right[-1]}, "{last}"'


def _but_for_a_word(entry: Reference) -> str | None:
    """A title that is the document's own with one word in the place of another; spellings of a word are one."""
    if len(entry.designations) != 1 or entry.designations[0].all_parts:
        return None
    title = entry.title.value if entry.title else ""
    last = title.rsplit(": ", 1)[-1] if _PART_IN_TITLE.search(title) else title
    said = words(_IN_PARENTHESES.sub("", last))
    for right in _titles_of(entry.designation.value, entry.designations[0].number):
        own = words(_IN_PARENTHESES.sub("", right))
        other = [pair for pair in zip(said, own, strict=False) if pair[0] != pair[1]]
        if len(said) == len(own) >= _FEW and len(other) == 1 and not _is_spelling(*other[0]):
            return f'{entry.designation} is listed as "{last}", and its title is "{right}"'
    return None


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words are one in two spellings: "standardisation", "neighbor", "1-0"."""
    return (one[:_FEW] == other[:_FEW] and one[-1:] == other[-1:]) or not (one.isalpha() and other.isalpha())


def _titles_of(designation: str, number: str) -> list[str]:
    parts = {f"IEC 62056-{each.number[0]}-{each.number[1]}": each.title for each in published_parts().values()}
    alike = ((each, title) for each, title in {**titles(), **parts}.items() if title and each.endswith(number))
    return [title for each, title in alike if is_same(designation, each)]


def _title(text: str) -> str:
    return fold(_IN_PARENTHESES.sub("", text))
