"""From the harvests of all documents to the one project that rules judge."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.model.apdu_example import PendingExample
from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.clause_names import given_label
from sphinx_dlmsprofile.model.document import Clause
from sphinx_dlmsprofile.model.editorial import DecimalSign, KnownWords
from sphinx_dlmsprofile.model.environment import CommunicationEnvironment
from sphinx_dlmsprofile.model.exchange_example import PendingExchange
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.model.prose import Link
from sphinx_dlmsprofile.model.provision import Provision, Statement, as_provisions
from sphinx_dlmsprofile.model.record import Record, placed
from sphinx_dlmsprofile.model.references import ReferenceOrder
from sphinx_dlmsprofile.model.review_records import with_runs
from sphinx_dlmsprofile.model.source import TypedNumber
from sphinx_dlmsprofile.model.typed import TypedPlace
from sphinx_dlmsprofile.sphinx.building.analysis_cache import analysis_cache_of
from sphinx_dlmsprofile.sphinx.building.configuration import conf_faults, configured_name, named_in_conf
from sphinx_dlmsprofile.sphinx.building.known_registry import known_registry
from sphinx_dlmsprofile.sphinx.building.link_resolver import LinkResolver
from sphinx_dlmsprofile.sphinx.building.printed_text import PrintedText, beside_words
from sphinx_dlmsprofile.sphinx.building.project_texts import ProjectTexts
from sphinx_dlmsprofile.sphinx.building.record_query import documents, harvests_of
from sphinx_dlmsprofile.sphinx.building.review_pages import review_matcher
from sphinx_dlmsprofile.sphinx.building.skeleton import answers, declarations
from sphinx_dlmsprofile.sphinx.building.source_records import source_records
from sphinx_dlmsprofile.sphinx.building.test_cases import legible, written_cases
from sphinx_dlmsprofile.sphinx.building.typed_numbers import typed_numbers
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.garbage import settling
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.sphinx.reading.harvest import Harvest, SectionFacts
from sphinx_dlmsprofile.sphinx.reading.registry import load_registry, unread_registry_files
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.conf_lines import place_of_unread
from sphinx_dlmsprofile.text.foreign import UnreadError, conf_path, read_text
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedSection
    from sphinx_dlmsprofile.text.conf_lines import NamedAt

R = TypeVar("R", bound=Record)


def assemble(env: BuildEnvironment) -> Project:
    """The whole project, with its documents in the order of the toctrees; pages for the review come last."""
    with settling():
        return _Assembly(env).assembled()


def project_of(env: BuildEnvironment) -> Project:
    """The project of this build: assembled once, and again when something has been read."""
    return once(env, assemble)


class NormativePlaces:
    """Says whether a statement is where provisions are: in a clause or normative annex, in the author's words.

    By the ISO/IEC Directives, Part 2, scope, normative references and terms have none. The wording that the template
    orders binds who writes a profile, not who implements one.
    """

    def __init__(self, clauses: Iterable[Clause], mandated: Collection[Location]) -> None:
        """Take the clauses, and the places of the wording that the template orders."""
        self._mandated = mandated
        self._without = {id(part) for top in clauses if _holds_no_provisions(top) for part in top.walk()}

    def __call__(self, statement: Statement) -> bool:
        """Whether it is one of normative text."""
        clause = statement.clause
        if clause is None or statement.informative or id(clause) in self._without or statement.at in self._mandated:
            return False
        return clause.kind is SectionKind.CLAUSE or (
            clause.kind is SectionKind.ANNEX and clause.status != "informative"
        )


def _holds_no_provisions(top: Clause) -> bool:
    return any(clause.number in top.answers or clause.has_title(top.title) for clause in CLAUSES[:3])


class _Assembly:
    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        harvests = harvests_of(env)
        self._harvests = {docname: harvests.look(docname) for docname in harvests}
        self._clauses: dict[tuple[str, str], Clause] = {}
        self._typed: dict[tuple[str, str], tuple[str, str, str]] = {}

    def assembled(self) -> Project:
        numbering = contents_of(self._env)
        typed = self._typed = typed_numbers(numbering.tree)
        sections = [section for section in numbering.tree if section.level]
        self._skeleton = answers(self._harvests.values())
        clauses = self._siblings(deque(sections), 1)
        order = documents(self._env)
        harvests = [self._harvests[docname] for docname in order]
        is_for_review = review_matcher(self._env)
        judged = {docname: self._harvests[docname].words for docname in order if not is_for_review(docname)}
        links = LinkResolver(self._env, numbering)
        records = [
            self._in_clause(harvest, links.resolved(record) if isinstance(record, Link) else record, anchor)
            for harvest in harvests
            for record, anchor in harvest.records
        ]
        records = self._with_examples(records)
        beside = {docname: beside_words(self._harvests[docname].records) for docname in judged}
        printed = PrintedText(judged, beside, self._clauses, links, clauses)
        jobs = app_of(self._env).parallel
        texts = ProjectTexts(judged, self._clauses, analysis_cache_of(self._env), printed.clauses, jobs)
        is_normative = NormativePlaces(clauses, texts.mandated)
        root = self._harvests.get(self._env.config.root_doc)
        registry, faults = load_registry(self._env.config, srcdir := Path(self._env.srcdir))
        records = list(as_provisions(records, is_normative, links.shown))
        numbered = {part.number: part for clause in clauses for part in clause.walk() if part.number}
        not_harvested = (
            *declarations(records, numbered),
            *self._tests([record.identifier for record in records if isinstance(record, Provision)], links),
            *self._waivers(),
            *self._confirmations(),
            *self._baseline(),
            *self._catalogue(),
            *self._licensed_wording(),
            *self._architecture(records),
            *self._habits(),
            *once(self._env, source_records),
            *configured_name(app_of(self._env)),
            *(
                TypedNumber(at=self._clauses[place].at, number=number, title=title, written=written)
                for place, (number, title, written) in typed.items()
            ),
            *faults,
            *unread_registry_files(self._env.config, srcdir, self._named_at("dlms_registry")),
            *conf_faults(app_of(self._env)),
            *self._added_fonts(),
            *(links.labels() if any(isinstance(record, TypedPlace) for record in records) else ()),
        )
        project = Project(
            records=(*records, *not_harvested),
            texts=texts,
            clauses=clauses,
            root=Location(root.source if root else self._env.config.root_doc, 1),
            registry=registry,
            extended=known_registry(self._env),
            knows_tests=bool(self._env.config.dlms_review),
            sources=tuple(dict.fromkeys(source for harvest in harvests for source in harvest.sources)),
        )
        return self._with_changed(project)

    def _with_examples(self, records: list[Record]) -> list[Record]:
        """The records, with those examples taken apart that have waited for the envelopes of other documents."""
        if not any(isinstance(record, (PendingExample, PendingExchange)) for record in records):
            return records
        from sphinx_dlmsprofile.sphinx.building.described_examples import with_examples  # noqa: PLC0415

        return list(with_examples(self._env, records))

    def _with_changed(self, project: Project) -> Project:
        """In a review build, with provisions that have changed since the previous edition, or what they rest on has."""
        config = self._env.config
        if not (config.dlms_review and config.dlms_previous_edition):
            return project
        from sphinx_dlmsprofile.analysis.trace import derive  # noqa: PLC0415  few builds compare
        from sphinx_dlmsprofile.impact.suspects import changed_provisions  # noqa: PLC0415
        from sphinx_dlmsprofile.sphinx.building.impact import find_impact  # noqa: PLC0415

        found = find_impact(self._env, project)
        return project.with_records(changed_provisions(found, project), derive) if found else project

    def _in_clause(self, harvest: Harvest, record: R, anchor: str) -> R:
        return placed(record, self._clauses.get((harvest.docname, anchor)))

    def _named_at(self, option: str) -> NamedAt:
        return named_in_conf(app_of(self._env), option)

    def _waivers(self) -> Iterable[Record]:
        name = self._env.config.dlms_waivers
        if not name:
            return ()
        from sphinx_dlmsprofile.parsing.waivers import read_waivers  # noqa: PLC0415

        return read_waivers(Path(self._env.srcdir), name, self._named_at("dlms_waivers"))

    def _confirmations(self) -> Iterable[Record]:
        """In a review build, who has looked at which provision."""
        config = self._env.config
        if not (config.dlms_review and config.dlms_confirmations):
            return ()
        from sphinx_dlmsprofile.parsing.confirmations import read_confirmations  # noqa: PLC0415

        named_at = self._named_at("dlms_confirmations")
        return read_confirmations(Path(self._env.srcdir), config.dlms_confirmations, named_at)

    def _architecture(self, records: Iterable[Record]) -> Iterable[Record]:
        """What is wrong in the file of the architecture, where no figure has read it and said so."""
        name = self._env.config.dlms_architecture
        if not name:
            return ()
        from sphinx_dlmsprofile.parsing.architecture import read_architecture_file  # noqa: PLC0415  few have one
        from sphinx_dlmsprofile.parsing.body import BodyReader  # noqa: PLC0415

        reader = BodyReader()
        try:
            read_architecture_file(srcdir := Path(self._env.srcdir), name, reader)
        except UnreadError as error:
            at = place_of_unread(srcdir, name, self._named_at("dlms_architecture"))
            message = f'the architecture "{name}" cannot be read ({error}): correct dlms_architecture'
            return (BodyFault(at=at, kind="body-file-missing", message=message),)
        is_drawn = any(isinstance(record, CommunicationEnvironment) and not record.own for record in records)
        return () if is_drawn else tuple(reader.faults)

    def _baseline(self) -> Iterable[Record]:
        name = self._env.config.dlms_baseline
        if not name:
            return ()
        from sphinx_dlmsprofile.parsing.baseline import read_baseline  # noqa: PLC0415  few projects have one

        return read_baseline(Path(self._env.srcdir), name, self._named_at("dlms_baseline"))

    def _catalogue(self) -> Iterable[Record]:
        name = self._env.config.dlms_catalogue
        if not name:
            return ()
        from sphinx_dlmsprofile.parsing.catalogue import read_catalogue  # noqa: PLC0415  few projects have one

        return read_catalogue(Path(self._env.srcdir), name)

    def _licensed_wording(self) -> Iterable[Record]:
        if not self._env.config.dlms_template_file:
            return ()
        from sphinx_dlmsprofile.sphinx.building.template_values import licensed_wording  # noqa: PLC0415  few have it

        return licensed_wording(self._env)

    def _added_fonts(self) -> Iterable[Record]:
        if not self._env.config.dlms_pdf_fonts:
            return ()
        from sphinx_dlmsprofile.sphinx.building.fonts import added_fonts  # noqa: PLC0415  few projects add one

        return added_fonts(app_of(self._env))

    def _tests(self, provisions: Collection[str], links: LinkResolver) -> Iterable[Record]:
        """In a review build, the test cases that authors have written, and those of a test bench."""
        config = self._env.config
        if not config.dlms_review:
            return
        written = [legible(case, links.shown) for case in once(self._env, written_cases)]
        read: Iterable[Record] = ()
        if config.dlms_test_results:
            from sphinx_dlmsprofile.parsing.test_results import read_test_results  # noqa: PLC0415

            names = [case.identifier for case in written]
            read = read_test_results(
                Path(self._env.srcdir),
                config.dlms_test_results,
                provisions,
                names,
                pattern=config.dlms_test_pattern,
                types=config.dlms_test_types,
                named_at=self._named_at("dlms_test_results"),
            )
        yield from with_runs(written, read)

    def _habits(self) -> Iterable[Record]:
        """The habits of the house: the order of references, the decimal sign, the words that it knows."""
        if self._env.config.dlms_decimal_sign != ",":
            yield DecimalSign(at=Location("conf.py", 1), sign=self._env.config.dlms_decimal_sign)
        if name := self._env.config.dlms_words:
            with suppress(UnreadError):  # reported as other files of conf.py are
                words = read_text(conf_path(Path(self._env.srcdir), name)).split()
                yield KnownWords(at=Location("conf.py", 1), words=tuple(words))
        publishers = self._env.config.dlms_reference_order
        if publishers:
            yield ReferenceOrder(at=Location("conf.py", 1), publishers=tuple(map(str, publishers)))

    def _siblings(self, sections: deque[NumberedSection], level: int, annex: str | None = None) -> tuple[Clause, ...]:
        """The clauses of a level with their subclauses, removed from the front of the sections in document order.

        ``annex`` is the status of the annex that contains them.
        """
        clauses = []
        while sections and sections[0].level >= level:
            section = sections.popleft()
            status = section.status or annex
            clauses.append(self._clause(section, status, self._siblings(sections, section.level + 1, status)))
        return tuple(clauses)

    def _clause(self, section: NumberedSection, status: str | None, children: tuple[Clause, ...]) -> Clause:
        anchor = section.ids[0] if section.ids else ""
        harvest = self._harvests[section.docname]
        facts = harvest.sections.get(anchor) or SectionFacts(Location(harvest.source, 1))
        clause = Clause(
            number=section.number or None,
            title=self._typed.get((section.docname, anchor), ("", section.title, ""))[1],
            kind=section.kind,
            at=facts.at,
            docname=section.docname,
            anchor=anchor,
            status=status,
            has_content=facts.has_content,
            index_entries=facts.index_entries,
            answers=(*facts.answers, *self._skeleton.get(section.number, ())),
            children=children,
            given=given_label(section.ids, section.title),
        )
        self._clauses[section.docname, anchor] = clause
        return clause
