"""The one way to the records of all documents while pages are written: in document order, opening few harvests."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.sphinx.building.review_pages import review_matcher
from sphinx_dlmsprofile.sphinx.common.build_memo import once
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.common.packed import Packed
    from sphinx_dlmsprofile.sphinx.reading.harvest import Harvest
    from sphinx_dlmsprofile.sphinx.reading.record_node import Target

R = TypeVar("R", bound="Record")

APDU_EXAMPLES = ("ApduExample", "PendingExample", "Exchange", "PendingExchange")
"""The kinds of records with encoded APDUs, by name."""


def kinds_of(records: Iterable[Record]) -> tuple[str, ...]:
    """The kinds of records that a document holds, kept beside its harvest so that this need not be opened."""
    from sphinx_dlmsprofile.model.record import Record  # noqa: PLC0415  who asks holds records

    bases = {base for record in records for base in type(record).__mro__}
    return tuple(sorted(base.__name__ for base in bases if issubclass(base, Record)))


def harvests_of(env: BuildEnvironment) -> Packed[Harvest]:
    """What each document holds, by docname: for assembling the project alone, all others ask for records."""
    harvests: Packed[Harvest] = env.domaindata["dlms"]["harvests"]
    return harvests


def documents(env: BuildEnvironment) -> tuple[str, ...]:
    """The documents of the standard in the order of the toctrees, the root first; pages for the review come last.

    What no toctree reaches is not part of it. Where there is no standard, all documents are.
    """
    return once(env, _documents)


def _documents(env: BuildEnvironment) -> tuple[str, ...]:
    known = harvests_of(env)
    reached = [docname for docname in contents_of(env).documents or (env.config.root_doc,) if docname in known]
    others = sorted(known.keys() - set(reached))
    if env.config.dlms_standard:
        others = list(filter(review_matcher(env), others))
    return (*reached, *others)


def targets_of(env: BuildEnvironment) -> Iterator[tuple[str, Target]]:
    """All that can be pointed to, each with its document, in document order; what is not in the standard comes last."""
    targets: Mapping[str, list[Target]] = env.domaindata["dlms"]["targets"]
    order = documents(env)
    order = (*order, *sorted(targets.keys() - set(order)))
    return ((docname, target) for docname in order for target in targets[docname])


def documents_with(env: BuildEnvironment, kind: type[Record]) -> tuple[str, ...]:
    """The documents that hold records of a kind."""
    return once(env, _documents_by_kind).get(kind.__name__, ())


def _documents_by_kind(env: BuildEnvironment) -> Mapping[str, tuple[str, ...]]:
    kinds: Mapping[str, tuple[str, ...]] = env.domaindata["dlms"]["kinds"]
    found = defaultdict(list)
    for docname in documents(env):
        for kind in kinds.get(docname, ()):
            found[kind].append(docname)
    return {kind: tuple(docnames) for kind, docnames in found.items()}


def holds(env: BuildEnvironment, kind: str, docname: str | None = None) -> bool:
    """Whether a document, or any one, holds records of a kind; by its name, so that the kind need not be loaded."""
    kinds: Mapping[str, tuple[str, ...]] = env.domaindata["dlms"]["kinds"]
    return any(kind in held for held in (kinds.values() if docname is None else [kinds.get(docname, ())]))


def records_of(env: BuildEnvironment, kind: type[R]) -> tuple[R, ...]:
    """All records of a kind, in document order."""
    return tuple(record for docname in documents_with(env, kind) for record in records_in(env, docname, kind))


def records_in(env: BuildEnvironment, docname: str, kind: type[R]) -> tuple[R, ...]:
    """The records of a kind in one document."""
    if not holds(env, kind.__name__, docname):
        return ()
    return tuple(record for record, _ in harvests_of(env)[docname].records if isinstance(record, kind))
