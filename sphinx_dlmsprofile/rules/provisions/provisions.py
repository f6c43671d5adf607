"""Identifiers of provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.provision import LabelFault, Provision, StrayLabel
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_CLAUSE = "ISO/IEC Directives, Part 2, 7"
_ADVICE = {
    LabelFault.NO_FORM: "remove it, or say with shall, should, may or can what is provided",
    LabelFault.NO_SENTENCE: "write it before the sentence that it names",
    LabelFault.SECOND: "remove one of them",
    LabelFault.INFORMATIVE: "remove it, or move the provision into a clause or a normative annex",
}


@rule("provision-id-duplicate", _CLAUSE, ERROR)
def provision_id_duplicate(project: Project) -> Iterator[Fault]:
    """Two provisions have been given the same identifier.

    Test cases, examples and reports name a provision by its identifier: it can stand for one only.
    A file that is included twice is one place, and not a fault.

    Given (in 7.4)::

        :prov:`keys-own` Each server shall have keys of its own.

    Bad (in 7.4)::

        :prov:`keys-own` A key shall not be used for two purposes.

    Good (in 7.4)::

        :prov:`keys-one-use` A key shall not be used for two purposes.
    """
    first: dict[str, Provision] = {}
    for provision in project.of(Provision):
        if not provision.given:
            continue
        known = first.setdefault(provision.given.casefold(), provision)
        if known is not provision and (known.at != provision.at or known.text != provision.text):
            place = f"{known.at.source}:{known.at.line}"
            yield Fault(
                provision.at,
                f'the identifier "{provision.given}" belongs to another provision ({place}): give this one another',
            )


@rule("provision-id-unused", _CLAUSE, WARNING)
def provision_id_unused(project: Project) -> Iterator[Fault]:
    """An identifier is before something that is not a provision.

    A provision is a sentence with a verbal form (shall, should, may, can) in normative text: in a
    clause or normative annex, and neither in the scope, the references or the terms, nor in a note,
    an example, a caption or a quotation.

    Bad (in 5.5)::

        :prov:`join-once` A station joins once.

    Good (in 5.5)::

        :prov:`join-once` A station shall join once.
    """
    for label in project.of(StrayLabel):
        if label.fault:
            message = f'the identifier "{label.identifier}" does not name a provision, since {label.fault.value}'
            yield Fault(label.at, f"{message}: {_ADVICE[label.fault]}")


@rule("provision-id-form", _CLAUSE, ERROR)
def provision_id_form(project: Project) -> Iterator[Fault]:
    """An identifier is not made of letters, digits and single hyphens.

    Identifiers become names in links, in files of other programs and in reports of test benches.

    Bad (in 5.5)::

        :prov:`join, once` A station shall join once.

    Good (in 5.5)::

        :prov:`join-once` A station shall join once.
    """
    for label in project.of(StrayLabel):
        if label.fault is None:
            yield Fault(
                label.at,
                f'"{label.identifier}" is not an identifier of a provision: begin with a letter, and write only letters'
                " A to Z, digits and single hyphens between them",
            )
