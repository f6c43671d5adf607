"""Links that authors and test benches make to provisions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.suspects import suspects
from sphinx_dlmsprofile.model.apdu_example import ApduExample
from sphinx_dlmsprofile.model.exchange_example import Exchange
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.model.review_records import FormerProvision, TestCase, WrittenNeed
from sphinx_dlmsprofile.model.trace import ItemKind
from sphinx_dlmsprofile.model.value_table import LowerLayerConfiguration
from sphinx_dlmsprofile.rules.rule import ADVICE, ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.names import closest
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.suspects import Suspect
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "Annex A"


@rule("trace-target-unknown", _CLAUSE, WARNING)
def trace_target_unknown(project: Project) -> Iterator[Fault]:
    """An example or a test case names a provision that does not exist.

    What it shows or verifies is then not counted. Test cases are judged in a review build.

    Given (in 5.5)::

        :prov:`join-once` A station shall join once.

    Bad (in Annex A)::

        .. lower-layer-configuration:: A station
           :shows: join-twice

           retries: 0

    Good (in Annex A)::

        .. lower-layer-configuration:: A station
           :shows: join-once

           retries: 0
    """
    links = list(_links(project))
    if not links:
        return
    known = [provision.identifier for provision in project.of(Provision)]
    names = set(known)
    former = {record.identifier: record.now for record in project.of(FormerProvision)}
    for at, what, name in links:
        if name in names:
            continue
        if name in former:
            yield Fault(at, f'{what} "{name}", {_become(former[name])}')
            continue
        close = closest(name, known)
        meant = f', did you mean "{close}"?' if close else ": name one by its identifier"
        yield Fault(at, f'{what} "{name}", a provision that does not exist{meant}')


def _become(now: tuple[str, ...]) -> str:
    """What has become of a provision of the previous edition, and what to do."""
    if not now:
        return "a provision that was removed in this edition: retire what stands for it, or name another provision"
    named = " and ".join(f'"{name}"' for name in now)
    return f"a provision that is now {named}: name {'those' if len(now) > 1 else 'that'}"


def _links(project: Project) -> Iterator[tuple[Location, str, str]]:
    """Where what names a provision; what many test cases of one file name, as by a property of their suite, once."""
    of_file: dict[tuple[str, str], list[TestCase]] = defaultdict(list)
    for record in project.records:
        if isinstance(record, (ApduExample, Exchange, LowerLayerConfiguration)):
            for text in record.shows:
                yield text.at, "the example shows", text.value
        elif isinstance(record, TestCase):
            for name in record.verifies:
                if record.written:
                    yield record.at, f'the test case "{record.title}" verifies', name
                else:
                    of_file[record.at.source, name].append(record)
    for (_, name), cases in of_file.items():
        others = f" and {len(cases) - 1} more verify" if cases[1:] else " verifies"
        yield cases[0].at, f'the test case "{cases[0].title}"{others}', name


@rule("need-id-duplicate", _CLAUSE, ERROR)
def need_id_duplicate(project: Project) -> Iterator[Fault]:
    """A written test case has the identifier of another one, or of a provision.

    Only one of them can be linked to and counted; the later one is left out. Needs are judged that have a type of
    this extension, in a review build.

    Bad:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: join-once

    Good:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. dlms_test:: Join a network
           :id: test-join-once
    """
    first: dict[str, tuple[Location, str]] = {
        provision.identifier: (provision.at, "provision") for provision in project.of(Provision)
    }
    for need in project.of(WrittenNeed):
        if need.identifier in first:
            at, what = first[need.identifier]
            message = f'the identifier "{need.identifier}" belongs to another {what} ({at.source}:{at.line})'
            yield Fault(need.at, f"{message}: give this one another")
        else:
            first[need.identifier] = need.at, "need"


@rule("provision-uncovered", _CLAUSE, ADVICE, in_review=True)
def provision_uncovered(project: Project) -> Iterator[Fault]:
    """No example shows a requirement, and no test case verifies it.

    Then nobody can see whether an implementation meets it. Requirements are judged, in a review build of a
    project in which an example or a test case names a provision. Where its attributes state another method of
    verification than a test, that is enough. A waiver says why one need not be covered; the coverage report
    prints the reason.

    Bad:

    .. code-block:: rst

        :prov:`join-once` A station shall join once. :prov:`leave` It shall leave when it is told to.

        .. lower-layer-configuration:: A station
           :shows: join-once

           retries: 0

    Good:

    .. code-block:: rst

        :prov:`join-once` A station shall join once. :prov:`leave` It shall leave when it is told to.

        .. lower-layer-configuration:: A station
           :shows: join-once

           retries: 0

        .. dlms_test:: Leave a network
           :id: T_LEAVE
           :verifies: leave
    """
    covered = {name for _, _, name in _links(project)}
    if not covered:
        return
    for provision in project.of(Provision):
        stated = provision.attributes is not None and provision.attributes.without_test
        if provision.kind is ProvisionKind.REQUIREMENT and provision.identifier not in covered and not stated:
            advice = "name it with :shows: or :verifies:, or waive it with a reason"
            message = f'no example and no test case covers "{provision.identifier}": {advice}'
            yield Fault(provision.at, message, provision=provision.identifier)


@rule("trace-suspect", _CLAUSE, ADVICE, in_review=True, confirmed=True)
def trace_suspect(project: Project) -> Iterator[Fault]:
    """An example or a test case stands for a provision, and one of both has changed since somebody looked at them.

    Somebody has to check whether it still shows or verifies what is required. That a provision has changed is known
    from dlms_previous_edition; what has only been moved or renumbered is not a change. ``dlmsprofile confirm`` writes
    down who has looked, when, and at which words: when these change again, or the test case or example does, the link
    is suspect again. A waiver cannot say that, and does not count. Judged in a review build.

    Bad:

    .. code-block:: rst

        :prov:`join-once` A station shall join once.

        .. lower-layer-configuration:: A station, of the edition in which it should join twice
           :shows: join-once

           retries: 1

    Good:

    .. code-block:: yaml

        # confirmations.yaml, written by dlmsprofile confirm join-once --by "the editor" --reason "It fits."
        - provision: join-once
          text: 1dd5f80bbf4f7a1c
          links:
            "example-a-station": 0f4a2e3b6c8d9e7f
          by: "the editor"
          date: 2026-05-04
          reason: "It fits."
    """
    for suspect in suspects(project):
        verb = "verifies" if suspect.item.kind is ItemKind.TEST else "shows"
        what = "the example" if suspect.item.kind is ItemKind.EXAMPLE else f'the test case "{suspect.item.title}"'
        advice = f"look at both, then write dlmsprofile confirm {suspect.provision} --by NAME --reason TEXT"
        if suspect.item.at:
            message = f'{what} {verb} "{suspect.provision}", {suspect.why}: {advice}'
            yield Fault(_place(project, suspect), message, provision=suspect.provision)


def _place(project: Project, suspect: Suspect) -> Location:
    """Where an example names the provision; the place of a test case."""
    for record in project.records:
        if isinstance(record, (ApduExample, Exchange, LowerLayerConfiguration)) and record.at == suspect.item.at:
            return next((text.at for text in record.shows if text.value == suspect.provision), record.at)
    return suspect.item.at or project.root
