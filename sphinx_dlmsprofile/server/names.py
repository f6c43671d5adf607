"""The names that a standard gives: where each is defined, what there is to say of it, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.reference_use import references
from sphinx_dlmsprofile.analysis.vocabulary import vocabulary
from sphinx_dlmsprofile.judging.verification import verifications_of
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.model.terms import spellings
from sphinx_dlmsprofile.server.markup import labels, role_at, roles, word_at
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.names import fold_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.model.cosem import Attribute, Method
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.server.markup import Role


class Name(NamedTuple):
    """A name: what it is of, how roles call it, where it stands as ``words``, and what there is to say."""

    kind: str
    called: tuple[str, ...]
    at: Location
    words: str
    said: str = ""


class Use(NamedTuple):
    """Words in a line that mean a name; ``start`` and ``end`` are indices in the line."""

    source: str
    line: int
    start: int
    end: int


class Names:
    """All names of a project, as it was judged last, in its source files."""

    def __init__(self, project: Project | None, sources: Sequence[str], lines: Callable[[str], Sequence[str]]) -> None:
        self._sources = sources
        self._lines = lines
        self.all: list[Name] = [*(_names(project) if project else ()), *self._labels()]
        self._by_call: dict[tuple[str, str], Name] = {}
        for name in self.all:
            for called in name.called:
                self._by_call.setdefault((name.kind, fold_case(called)), name)

    def _labels(self) -> Iterator[Name]:
        for source in self._sources:
            for label, line, index in labels(self._lines(source)):
                yield Name("label", (label,), Location(source, line, index + 1), label, f"Label `{label}`")

    def of_role(self, role: Role) -> Name | None:
        """What a role leads to, as far as this project defines it."""
        target = role.target.partition("@")[0].removesuffix("()") if "class" in role.kinds else role.target
        found = [name for kind in role.kinds if (name := self._by_call.get((kind, fold_case(target))))]
        return found[0] if found else None

    def called(self, kind: str, words: str) -> Name | None:
        """What of a kind has a name already."""
        return self._by_call.get((kind, fold_case(words)))

    def at(self, source: str, line: int, index: int) -> Name | None:
        """The name that a place means: the target of a role, a definition, or an abbreviation in the text."""
        lines = self._lines(source)
        if role := role_at(lines, line, index):
            return self.of_role(role)
        for name in self.all:
            if (name.at.source, name.at.line) == (source, line) and self._span(name, index):
                return name
        word = word_at(lines[line - 1], index) if line <= len(lines) else None
        return self._by_call.get(("abbreviation", fold_case(word[0]))) if word else None

    def _span(self, name: Name, index: int) -> bool:
        use = self.definition(name)
        return use is not None and use.start <= index <= use.end

    def definition(self, name: Name) -> Use | None:
        """The words that define a name; None where its line does not have them."""
        lines = self._lines(name.at.source)
        line = lines[name.at.line - 1] if name.at.line <= len(lines) else ""
        start = line.find(name.words, (name.at.column or 1) - 1)
        return Use(name.at.source, name.at.line, start, start + len(name.words)) if start >= 0 else None

    def uses(self, name: Name) -> Iterator[tuple[Use, Role]]:
        """The roles that lead to a name, in all files."""
        for source in self._sources:
            for role in roles(self._lines(source)):
                if name.kind in role.kinds and self.of_role(role) is name:
                    yield Use(source, role.line, role.start, role.end), role


def _names(project: Project) -> Iterator[Name]:
    for record in project.of(InterfaceClass):
        yield from _of_class(record)
    yield from _vocabulary(project)
    for table in project.of(SapTable):
        for row in table.rows:
            value = f"{row.side.value} SAP `{row.values}`: {row.name}"
            yield Name("sap", (row.name.value, f"{row.side.value}.{row.name}"), row.name.at, row.name.value, value)
    for constants in project.of(Constants):
        for constant in constants.entries:
            yield Name("constant", constant.called, constant.name.at, constant.name.value, constant.printed)
    for stack in project.of(LayerStack):
        for profile in stack.profiles:
            levels = " / ".join(", ".join(layer.name for layer in layers) for _, layers in stack.levels(profile))
            said = f"**{profile.name}**, communication profile ({profile.kind}): {levels}"
            yield Name("profile", (profile.name.value,), profile.name.at, profile.name.value, said)
        for layer in stack.layers:
            if layer.at:
                said = f"**{layer.name}** ({layer.role}){f': {layer.standard}' if layer.standard else ''}"
                yield Name("layer", (layer.key, layer.name), layer.at, layer.key, said)
    yield from _provisions(project)


def _vocabulary(project: Project) -> Iterator[Name]:
    known = project.memo(vocabulary)
    for entry in known.abbreviations:
        said = f"**{entry.abbreviation}**: {entry.expansion or ''}"
        yield Name("abbreviation", (entry.abbreviation.value,), entry.abbreviation.at, entry.abbreviation.value, said)
    for term in known.terms:
        called = tuple(form for each in term.called for form in spellings(each))
        yield Name("term", called, term.at, term.term.value, f"**{term.term}**: {term.definition or ''}")
    listed = references(project)
    for reference in (*listed.normative, *listed.informative):
        handles = (reference.designation.value, *(each.name for each in reference.designations))
        said = f"**{reference.designation}**: {reference.title or ''}"
        yield Name("reference", handles, reference.at, reference.designation.value, said)


def _provisions(project: Project) -> Iterator[Name]:
    verifications = verifications_of(project)
    for provision in project.of(Provision):
        found = verifications.get(provision.identifier)
        shown = ", ".join((*found.tests, *found.examples)) if found else ""
        state = f"\n\nVerification: {found.state.value}{f' ({shown})' if shown else ''}" if found else ""
        said = f"**{provision.identifier}** ({provision.kind.value}): {provision.alone}{state}"
        yield Name("provision", (provision.identifier,), provision.at, provision.given or provision.identifier, said)


def _of_class(record: InterfaceClass) -> Iterator[Name]:
    said = f"**{record.name}**, class_id {record.class_id or '?'}, version {record.version or '?'}"
    rows = [f"- {part.number}: {part.name}{_typed(part)}" for part in record.attributes]
    rows += [f"- method {part.number}: {part.name}{_typed(part)}" for part in record.methods]
    yield Name("class", (record.name.value,), record.name.at, record.name.value, "\n".join([said, "", *rows]))
    for kind, parts in (("attribute", record.attributes), ("method", record.methods)):
        yield from _parts(kind, record, parts)


def _parts(kind: str, record: InterfaceClass, parts: Iterable[Attribute | Method]) -> Iterator[Name]:
    for part in parts:
        if part.name:
            called = (f"{record.name}.{part.name}", f"{record.name}.{part.number}")
            said = f"**{record.name}.{part.name}**, {kind} {part.number}{_typed(part)}: {part.description or ''}"
            yield Name(kind, called, part.name.at, part.name.value, said)


def _typed(part: Attribute | Method) -> str:
    return f", {part.type}" if part.type else ""
