"""Rules on references and the labels that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.lost_names import MEMBER_ROLES, renamed_class
from sphinx_dlmsprofile.model.body import BodyFault
from sphinx_dlmsprofile.model.finding import meant
from sphinx_dlmsprofile.model.source import DuplicateLabel, TakenId, UndefinedReference
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.rules.source._common import noted
from sphinx_dlmsprofile.text.names import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "Sphinx, docutils, MyST"


@rule("reference-undefined", _CLAUSE, ERROR, warning_in_draft=True, on_source=True, fixes=True)
def reference_undefined(project: Project) -> Iterator[Fault]:
    """A reference leads nowhere: a reader sees the label in place of "Table 1".

    All that may know of its target is asked, also other projects through intersphinx. What ``nitpick_ignore`` names
    is not reported.

    Bad (in 6)::

        See :ref:`tab-sap`.

        .. _tab-saps:

        Addresses
        ---------

    Good (in 6)::

        See :ref:`tab-saps`.

        .. _tab-saps:

        Addresses
        ---------
    """
    # What a body that could not be read would have named is not known.
    is_unread = any(fault.kind.startswith("body-") for fault in project.of(BodyFault))
    for record in project.of(UndefinedReference):
        if is_unread and record.role.startswith("dlms:"):
            continue
        renamed = renamed_class(project) if record.role in MEMBER_ROLES else None
        if renamed and renamed.is_called(record.target.rpartition(".")[0]):
            continue  # class-unknown
        kind = f"{record.role} " if record.role else ""
        if record.numberless:
            problem, advice = "leads to what has no number", "refer to a clause, or give what is meant a caption"
        else:
            problem, advice = "leads nowhere", suggest(record.close, "correct it, or write what it refers to")
        edit = None if record.numberless else meant(record.target, record.close)
        yield noted(record, f'the reference {kind}"{record.target}" {problem}: {advice}', edit)


@rule("label-duplicate", _CLAUSE, ERROR, warning_in_draft=True, on_source=True)
def label_duplicate(project: Project) -> Iterator[Fault]:
    """Two things have one label.

    References to it lead to one of them, or nowhere.

    Bad (in 6)::

        .. _clients:

        Clients
        -------

        .. _clients:

        Servers
        -------

    Good (in 6)::

        .. _clients:

        Clients
        -------

        .. _servers:

        Servers
        -------
    """
    for record in project.of(DuplicateLabel):
        place = f"in {record.first.source}, line {record.first.line}, too" if record.first else "more than once"
        message = f'the label "{record.name}" stands {place}: give each thing a label of its own'
        yield noted(record, message, also=(record.first,) if record.first else ())


@rule("id-taken", _CLAUSE, WARNING, on_source=True)
def id_taken(project: Project) -> Iterator[Fault]:
    """A label or heading has the id by which a page names something else by its number.

    Each clause, figure, table and class of a page is found by its printed number: ``#clause-6.2``, ``#table-1``. What
    an author calls so keeps the name, and an address with the number leads there instead.

    Given (in 6)::

        .. sap-table:: Client SAPs

           client:
             0x10: Public Client

    Bad (in 10)::

        .. _table-1:

        Clients have the SAPs of this list.

    Good (in 10)::

        .. _client-saps:

        Clients have the SAPs of this list.
    """
    for record in project.of(TakenId):
        message = f'"{record.identifier}" is the id of {record.called} in this edition, and names something else here'
        yield Fault(record.at, f"{message}: give another label, or another title")
