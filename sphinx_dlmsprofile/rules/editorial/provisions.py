"""Requirements and permissions where none can stand (ISO/IEC Directives, Part 2, Clauses 13, 14, 20, 24 to 26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.template_clauses import front_matter, home
from sphinx_dlmsprofile.model.heading import SectionKind
from sphinx_dlmsprofile.rules.editorial._common import PART_2, slips
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project


def _required(project: Project, clause: Clause | None, where: str) -> Iterator[Fault]:
    """The requirements in a clause and its subclauses; what is quoted or said in a note does not count."""
    if clause is None:
        return
    inside = {id(part) for part in clause.walk()}
    for slip in slips(project, "requirement"):
        if id(slip.clause) in inside:
            message = f'{where} holds no requirement, and says "{slip.words}"'
            yield Fault(slip.at, f"{message}: state the fact, or move the sentence to the clause of its subject")


@rule("editorial-requirement-in-scope", f"{PART_2}, Clause 14", WARNING)
def requirement_in_scope(project: Project) -> Iterator[Fault]:
    """The Scope holds a requirement.

    It says what the document is about; who has to fulfil something looks for it in the clauses.

    Bad (in 1)::

        A server shall support the general profile.

    Good (in 1)::

        This document specifies a general profile.
    """
    scope = home(project, "1")
    # Another clause in its place is reported for that.
    return _required(project, scope if scope and scope.title.casefold() == "scope" else None, "the Scope")


@rule("editorial-requirement-in-introduction", f"{PART_2}, Clause 13", WARNING)
def requirement_in_introduction(project: Project) -> Iterator[Fault]:
    """The Introduction holds a requirement.

    It gives the reasons for the document, and is not part of its provisions.

    Bad (in the introduction)::

        A server shall support the general profile.

    Good (in the introduction)::

        The general profile serves servers without IP.
    """
    return _required(project, front_matter(project, "Introduction"), "the Introduction")


@rule("editorial-requirement-in-informative-annex", f"{PART_2}, Clause 20", WARNING)
def requirement_in_informative_annex(project: Project) -> Iterator[Fault]:
    """An informative annex holds a requirement.

    It gives information, and nobody has to follow it. A requirement in it is not one.

    Bad (in Annex A)::

        A server shall answer with these octets.

    Good (in Annex A)::

        A server answers with these octets.
    """
    for clause in project.clauses:
        if clause.kind is SectionKind.ANNEX and clause.status == "informative":
            yield from _required(project, clause, "an informative annex")


@rule("editorial-requirement-in-note", f"{PART_2}, Clause 24", WARNING)
def requirement_in_note(project: Project) -> Iterator[Fault]:
    """A note holds a requirement.

    The document is complete without its notes, so that a requirement in one need not be read.

    Bad (in 7.1)::

        .. note:: A client shall not wait.

    Good (in 7.1)::

        A client shall not wait.
    """
    return _shall(project, "note", "a note")


@rule("editorial-requirement-in-example", f"{PART_2}, Clause 25", WARNING)
def requirement_in_example(project: Project) -> Iterator[Fault]:
    """An example holds a requirement.

    The document is complete without its examples, so that a requirement in one need not be read.

    Bad (in 7.1)::

        EXAMPLE A client shall not wait.

    Good (in 7.1)::

        EXAMPLE A client that does not wait reads the next attribute.
    """
    return _shall(project, "example", "an example")


@rule("editorial-requirement-in-footnote", f"{PART_2}, Clause 26", WARNING)
def requirement_in_footnote(project: Project) -> Iterator[Fault]:
    """A footnote of the text holds a requirement.

    Footnotes give information. Those of a table are a part of it, and may hold requirements.

    Bad (in 7.1)::

        A client reads by GET. [#wait]_

        .. [#wait] It shall not wait.

    Good (in 7.1)::

        A client reads by GET. It shall not wait.
    """
    return _shall(project, "footnote", "a footnote")


def _shall(project: Project, kind: str, what: str) -> Iterator[Fault]:
    for slip in slips(project, f"requirement-in-{kind}"):
        yield Fault(slip.at, f'{what} holds no requirement, and says "{slip.words}": make it a sentence of the text')


@rule("editorial-permission-in-note", f"{PART_2}, Clause 24", WARNING)
def permission_in_note(project: Project) -> Iterator[Fault]:
    """A note holds a permission.

    What is allowed stands in the text, where it can be relied on. What is possible is said by "can".

    Bad (in 7.1)::

        .. note:: A client may ask again.

    Good (in 7.1)::

        .. note:: A client can ask again.
    """
    for slip in slips(project, "permission-in-note"):
        message = f'a note holds no permission, and says "{slip.words}"'
        yield Fault(slip.at, f'{message}: write "can" for what is possible, or make it a sentence of the text')
