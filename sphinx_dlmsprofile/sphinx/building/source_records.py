"""What is wrong with the sources of a standard, as records: from what was kept of each document while it was read."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util.logging import is_suppressed_warning, suppress_logging

from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.lost_text import Loss, LostText
from sphinx_dlmsprofile.model.source import (
    ConflictMarker,
    DuplicateLabel,
    OpenFence,
    SourceWarning,
    TakenId,
    UndefinedReference,
    UnknownMarkup,
    UnlistedDocument,
    UnreachedClauses,
)
from sphinx_dlmsprofile.sphinx.building.configuration import place_of_quoted
from sphinx_dlmsprofile.sphinx.building.lasting_anchors import class_ids
from sphinx_dlmsprofile.sphinx.building.record_query import documents, harvests_of
from sphinx_dlmsprofile.sphinx.building.references import References
from sphinx_dlmsprofile.sphinx.building.review_pages import review_matcher
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.markup_names import is_language, markup_names
from sphinx_dlmsprofile.sphinx.numbering.printed_ids import called, printed_ids
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.sphinx.reading.notices import Notice, facts_of, heard_of_configuration, notice_of
from sphinx_dlmsprofile.sphinx.reading.source_lines import relative_source
from sphinx_dlmsprofile.text.encodings import guessed
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.names import closest, fold_case
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.building.references import Unresolved
    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedCaption, NumberedSection
    from sphinx_dlmsprofile.sphinx.reading.notices import SourceFacts

_NAME_OPTION = regex(r"^[ \t>]*:?name:[ \t]*(\S.*?)[ \t]*$")
_LABEL = regex(r"^[ \t>]*(?:\.\. _`?([^`:]+)`?:|\(([^)]+)\)=|:?name:[ \t]*(\S.*?)[ \t]*$)")
_OPTIONS_BELOW = 12
"""How far from a directive or a heading its label is looked for, in lines."""


_MARKS_COUNTED = "Too many autonumbered footnote references"


def source_records(env: BuildEnvironment) -> list[Record]:
    """What is wrong with the sources, in document order; pages for the review and orphans are not part of it."""
    return list(_Sources(env).records())


class _Sources:
    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        is_for_review = review_matcher(env)
        self._documents = [docname for docname in documents(env) if not is_for_review(docname)]
        self._aside = [
            docname
            for docname in sorted(env.all_docs.keys() - set(self._documents))
            if not is_for_review(docname) and "orphan" not in env.metadata.get(docname, {})
        ]
        """What no toctree reaches, though it is not said to be no part of the standard."""
        facts = facts_of(env)
        self._facts: dict[str, SourceFacts] = {name: facts.look(name) for name in self._documents if name in facts}
        self._first: dict[str, Location] = {}
        self._gone = {label for facts in self._facts.values() for label in facts.lost}
        """Labels that are known to be lost with something else that is reported."""

    def records(self) -> Iterator[Record]:
        for notice in heard_of_configuration(app := app_of(self._env)):
            at = place_of_quoted(app, notice.message)
            yield self._warning(notice, at, suppressed=self._is_suppressed(notice))
        yield from self._unlisted()
        yield from self._untitled()
        for facts in self._facts.values():
            yield from self._of_document(facts)
        yield from self._taken()
        yield from self._inconsistent()
        if any(facts.pending for facts in self._facts.values()):
            references = References(self._env)
            for docname, facts in self._facts.items():
                for unresolved in references.unresolved(docname, facts.pending):
                    yield from self._reference(unresolved)

    def _of_document(self, facts: SourceFacts) -> Iterator[Record]:
        for source, start, end, mark in facts.conflicts:
            yield ConflictMarker(at=Location(source, start), end=end, mark=mark)
        for source, start, end, mark, swallows, within in facts.fences:
            yield OpenFence(at=Location(source, start), end=end, mark=mark, swallows=swallows, within=within)
        for source, line, words in facts.cells:
            yield LostText(at=Location(source, line), loss=Loss.BEYOND_COLUMNS, words=words)
        for name, at in facts.labels.items():
            if name in self._first:
                notice = Notice(at.source, at.line, "", None, None, "label", name)
                first, second = self._written(self._first[name], name), self._written(at, name)
                yield DuplicateLabel(at=second, name=name, first=first, echo=notice.echo)
            self._first.setdefault(name, at)
        nowhere = {(notice.source, notice.line) for notice in facts.notices if notice.about == "reference"}
        for notice in dict.fromkeys(facts.notices):
            # docutils counts the marks whose footnotes do not exist, and then names each of them.
            if not (notice.message.startswith(_MARKS_COUNTED) and (notice.source, notice.line) in nowhere):
                yield from self._noticed(notice)
        for at, language in facts.languages:
            if not is_language(language):
                yield self._language(at, language)

    def _is_suppressed(self, notice: Notice) -> bool:
        # Sphinx takes None for no type, whatever its annotation says.
        return is_suppressed_warning(notice.type or "", notice.subtype or "", self._env.config.suppress_warnings)

    def _noticed(self, notice: Notice) -> Iterator[Record]:
        at = Location(notice.source, notice.line)
        suppressed = self._is_suppressed(notice)
        if notice.about in {"directive", "role"}:
            if notice.about == "directive":
                self._gone.update(self._named_by(notice))
            close = closest(notice.name, markup_names(self._env, notice.about))
            yield UnknownMarkup(
                at=at, what=notice.about, name=notice.name, close=close, echo=notice.echo, suppressed=suppressed
            )
        elif notice.about == "reference":
            known = {label for facts in self._facts.values() for label in facts.labels}
            close = closest(notice.name, known)
            yield UndefinedReference(
                at=at, role="", target=notice.name, close=close, echo=notice.echo, suppressed=suppressed
            )
        elif notice.about == "label":
            # Of those that authors give in several documents, each document has told its own.
            if notice.type:
                self._gone.add(notice.name)
                yield DuplicateLabel(at=at, name=notice.name, echo=notice.echo, suppressed=suppressed)
        else:
            yield self._warning(notice, at, suppressed=suppressed)

    @staticmethod
    def _warning(notice: Notice, at: Location, *, suppressed: bool) -> SourceWarning:
        kind = ".".join(part for part in (notice.type, notice.subtype) if part)
        message = notice.name if notice.about == "code" else notice.message
        return SourceWarning(at=at, message=message, kind=kind, echo=notice.echo, suppressed=suppressed)

    def _language(self, at: Location, language: str) -> Record:
        """A language that nobody knows, or a directive of MyST that is printed as code for a slip in its braces."""
        words = str(get_translation("sphinx", "console")("Pygments lexer name %r is not known")) % language
        notice = Notice(at.source, at.line, words, "misc", "highlighting_failure")
        suppressed = self._is_suppressed(notice)
        if not language.startswith("{"):
            return self._warning(notice, at, suppressed=suppressed)
        name = language.strip("{}")
        close = closest(name, markup_names(self._env, "directive")) or name
        return UnknownMarkup(
            at=at,
            what="directive",
            name=language,
            close=f"{{{close}}}",
            echo=notice.echo,
            suppressed=suppressed,
        )

    def _named_by(self, notice: Notice) -> Iterator[str]:
        """The label that an unknown directive would have given to what it shows."""
        for line in self._lines(notice.source)[notice.line : notice.line + _OPTIONS_BELOW]:
            if match := _NAME_OPTION.match(line):
                yield fold_case(match[1])
                return

    def _written(self, at: Location, label: str) -> Location:
        """The line that gives a label: what it stands for begins before or after it."""
        lines = self._lines(at.source)
        near = range(max(at.line - _OPTIONS_BELOW, 1), min(at.line + _OPTIONS_BELOW, len(lines) + 1))
        for number in sorted(near, key=lambda number: abs(number - at.line)):
            match = _LABEL.match(lines[number - 1])
            if match and fold_case(next(filter(None, match.groups()))) == label:
                return Location(at.source, number)
        return at

    def _lines(self, source: str) -> list[str]:
        try:
            return guessed(Path(self._env.srcdir, source).read_bytes()).splitlines()
        except OSError:
            return []

    def _reference(self, unresolved: Unresolved) -> Iterator[Record]:
        notice = unresolved.notice
        suppressed = self._is_suppressed(notice)
        if not unresolved.undefined:
            yield self._warning(notice, unresolved.at, suppressed=suppressed)
        elif fold_case(unresolved.target) not in self._gone:
            names = sorted(unresolved.names)
            yield UndefinedReference(
                at=unresolved.at,
                role=unresolved.role,
                target=unresolved.target,
                close=closest(unresolved.target, names),
                echo=notice._replace(source=unresolved.at.source).echo,
                suppressed=suppressed,
                numberless=unresolved.numberless,
            )

    def _taken(self) -> Iterator[Record]:
        """The labels and headings whose ids are those of other things by their numbers."""
        own = printed_ids(self._env)
        printed = {*own.values(), *chain.from_iterable(class_ids(self._env).values())}
        labels = self._env.domains.standard_domain.anonlabels
        named = {labels[name]: name for name in self._first if name in labels}
        first = {(each.docname, other): each.ids[0] for each in self._numbered() for other in each.ids}
        for (docname, identifier), name in named.items():
            if identifier in printed and own.get((docname, first.get((docname, identifier), ""))) != identifier:
                yield TakenId(
                    at=self._written(self._first[name], name), identifier=identifier, called=called(identifier)
                )
        harvests = harvests_of(self._env)
        for section in contents_of(self._env).tree:
            place = docname, identifier = section.docname, section.ids[0] if section.ids else ""
            # MyST puts a label before the id that the heading has of its words.
            if identifier in printed and place not in named and own.get(place) != identifier:
                at = harvests.look(docname).sections[identifier].at
                yield TakenId(at=at, identifier=identifier, called=called(identifier))

    def _numbered(self) -> Iterator[NumberedSection | NumberedCaption]:
        yield from contents_of(self._env).tree
        yield from contents_of(self._env).captions

    def _inconsistent(self) -> Iterator[Record]:
        """What the domains miss when all has been read; Sphinx asks them only where something was."""
        with suppress_logging() as heard:
            for name in sorted(self._env.domains.keys()):
                self._env.domains[name].check_consistency()
            records = heard.clear()
        for record in records:
            if notice := notice_of(record, self._env, ""):
                yield self._warning(
                    notice, Location(notice.source, notice.line), suppressed=self._is_suppressed(notice)
                )

    def _unlisted(self) -> Iterator[Record]:
        """The documents that no toctree reaches, one for all that it would bring in; or that there are no clauses."""
        contents, root = contents_of(self._env), self._env.config.root_doc
        included = set().union(*self._env.included.values())
        left = [docname for docname in self._aside if docname not in included]
        if not any(section.level and section.kind is SectionKind.CLAUSE for section in contents.tree) and (
            headed := tuple(docname for docname in left if self._env.toc_num_entries.get(docname))
        ):
            yield UnreachedClauses(at=Location(self._source(root), 1), docnames=headed)
            return
        told = [docname for docname in left if docname not in self._env.files_to_rebuild]
        seen = self._below(told)
        for docname in left:
            if docname not in seen:  # in a circle of its own
                told.append(docname)
                seen |= self._below([docname])
        for docname in sorted(told, key=left.index):
            source = self._source(docname)
            notice = Notice(source, 1, "document isn't included in any toctree", "toc", "not_included")
            suppressed = self._is_suppressed(notice)
            yield UnlistedDocument(at=Location(source, 1), docname=docname, echo=notice.echo, suppressed=suppressed)

    def _untitled(self) -> Iterator[Record]:
        """The documents without a title: no toctree can link to them, which Sphinx says when it writes pages."""
        words = get_translation("sphinx", "console")(
            "toctree contains reference to document %r that doesn't have a title: no link will be generated"
        )
        for parent, children in sorted(self._env.toctree_includes.items()):
            for docname in children:
                toc = self._env.tocs.get(docname)
                if docname in self._documents and toc is not None and not toc.children:
                    source, message = self._source(docname), str(words) % docname
                    at = Location(source, 1)
                    notice = Notice(self._source(parent), 1, message, "toc", "no_title")
                    told = SourceWarning(
                        at=at,
                        message="the document has no title, so that no toctree can lead to it",
                        kind="toc.no_title",
                        echo=notice.echo,
                        suppressed=self._is_suppressed(notice),
                    )
                    yield told

    def _below(self, docnames: list[str]) -> set[str]:
        """The documents and all that their toctrees bring in."""
        seen: set[str] = set()
        waiting = list(docnames)
        while waiting:
            docname = waiting.pop()
            if docname not in seen:
                seen.add(docname)
                waiting += self._env.toctree_includes.get(docname, ())
        return seen

    def _source(self, docname: str) -> str:
        return relative_source(str(self._env.doc2path(docname)), Path(self._env.srcdir), docname)
