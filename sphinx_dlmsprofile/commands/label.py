"""``dlmsprofile label``: writes missing identifiers of provisions into the sources.

A label that would change anything else is not written: all of them are tried on a copy of the sources, which is
read and compared with the original, block by block.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import FOUND, OK
from sphinx_dlmsprofile.model.provision import Provision
from sphinx_dlmsprofile.parsing.labels import MYST, RST, Label, inserted, sentence_start

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from sphinx_dlmsprofile.model.project import Project

_MARKDOWN = frozenset({".md", ".markdown", ".myst"})
_DATA = frozenset({".yaml", ".yml", ".json", ".csv", ".tsv"})
_NOT_COPIED = ("_build", "build", "__pycache__", ".*")

Block = tuple[str, int, str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if one can be written")


def run(arguments: argparse.Namespace) -> int:
    """Label a project; returns the exit status."""
    outcome = label(arguments.sourcedir, reading_options(arguments), write=not arguments.check)
    for provision, reason in outcome.left:
        print(f"{provision.at.source}:{provision.at.line}: left without identifier, {reason}: {provision.text}")  # noqa: T201
    done = "would be labelled" if arguments.check else "labelled"
    for provision in outcome.labelled if arguments.check else ():
        print(f"{provision.at.source}:{provision.at.line}: {provision.identifier}: {provision.text}")  # noqa: T201
    print(f"{len(outcome.labelled)} {done}, {len(outcome.left)} left without, {outcome.known} had one")  # noqa: T201
    return FOUND if arguments.check and outcome.labelled else OK


@dataclass
class Outcome:
    """What was done: the provisions that got an identifier, those that could not and why, and how many had one."""

    labelled: list[Provision] = field(default_factory=list)
    left: list[tuple[Provision, str]] = field(default_factory=list)
    known: int = 0


@dataclass
class _Attempt:
    """A provision without identifier, and the ways to write one that have not failed, the likeliest first."""

    provision: Provision
    ways: list[Label]

    @property
    def source(self) -> str:
        return self.provision.at.source


def label(sourcedir: Path, options: Mapping[str, Any], *, write: bool = True) -> Outcome:
    """Write the missing identifiers into the sources of a project; without ``write``, only find out which.

    ``options`` are those of :func:`~sphinx_dlmsprofile.commands.standard.judge_project`.

    Raises:
        CannotRunError: the project does not exist, or it is not a standard.
    """

    def read(directory: Path) -> Project:
        return judge_standard(directory, confdir=sourcedir, select=(), log=io.StringIO(), **options).project

    project = read(sourcedir)
    missing, known = _missing(project)
    outcome = Outcome(known=known)
    texts: dict[str, str] = {}
    attempts = []
    for attempt, reason in _attempts(sourcedir, missing, texts):
        if attempt.ways:
            attempts.append(attempt)
        else:
            outcome.left.append((attempt.provision, reason))
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory, "source")
        if attempts:
            # A link that leads nowhere is Sphinx' business; what a link leads to must not be written to.
            ignored = shutil.ignore_patterns(*_NOT_COPIED)
            shutil.copytree(sourcedir, copy, ignore=ignored, ignore_dangling_symlinks=True)
        while attempts and (failed := _failed(project, attempts, texts, copy, read)):
            for attempt in failed:
                del attempt.ways[0]
            reason = "there is no place where it would change nothing else"
            outcome.left += [(attempt.provision, reason) for attempt in failed if not attempt.ways]
            attempts = [attempt for attempt in attempts if attempt.ways]
    outcome.left.sort(key=lambda each: each[0].at)
    outcome.labelled = [attempt.provision for attempt in attempts]
    if write:
        for source, text in _labelled(attempts, texts).items():
            (sourcedir / source).write_bytes(text.encode())
    return outcome


def _missing(project: Project) -> tuple[list[Provision], int]:
    """The provisions without identifier, those of a file that is included twice once; and how many have one."""
    provisions = project.of(Provision)
    known = [_place(provision) for provision in provisions if provision.given]
    first: dict[tuple[str, int, str], Provision] = {}
    for provision in provisions:
        first.setdefault(_place(provision), provision)
    return [provision for place, provision in first.items() if place not in known], len(known)


def _place(provision: Provision) -> tuple[str, int, str]:
    return provision.at.source, provision.at.line, provision.written


def _attempts(sourcedir: Path, missing: Iterable[Provision], texts: dict[str, str]) -> Iterator[tuple[_Attempt, str]]:
    """A way to label each, if there is one, else why there is none; ``texts`` collects the files."""
    reached: dict[tuple[str, int], int] = {}
    for provision in missing:
        at = provision.at
        reason = _obstacle(sourcedir, at.source, texts)
        if reason:
            yield _Attempt(provision, []), reason
            continue
        text = texts[at.source]
        places = list(sentence_start(text, at.line, reached.get((at.source, at.line), 0), provision.written))
        if places:
            reached[at.source, at.line] = places[-1] + 1
        markups = (MYST, RST) if Path(at.source).suffix in _MARKDOWN else (RST, MYST)
        ways = [Label(place, markup.format(provision.identifier)) for markup in markups for place in places]
        yield _Attempt(provision, ways), "its words are not found in the source"


def _obstacle(sourcedir: Path, source: str, texts: dict[str, str]) -> str:
    """Why a file cannot be labelled, "" if it can; then ``texts`` contains it."""
    if source in texts:
        return ""
    path = sourcedir / source
    if Path(source).suffix in _DATA:
        return "it is in a data file"
    if not path.resolve().is_relative_to(sourcedir.resolve()):
        return "its file is outside the source directory"
    try:
        # Line ends and byte order marks stay as they are.
        texts[source] = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return "its file cannot be read as UTF-8"
    return ""


def _labelled(attempts: Iterable[_Attempt], texts: dict[str, str]) -> dict[str, str]:
    """The files with the labels written in."""
    by_source: dict[str, list[Label]] = {}
    for attempt in attempts:
        by_source.setdefault(attempt.source, []).append(attempt.ways[0])
    return {source: inserted(texts[source], labels) for source, labels in by_source.items()}


def _failed(
    before: Project, attempts: list[_Attempt], texts: dict[str, str], copy: Path, read: Callable[[Path], Project]
) -> list[_Attempt]:
    """Write the labels into the copy, read that, and return those that did not do exactly what they should."""
    labelled = _labelled(attempts, texts)
    for source, text in texts.items():
        (copy / source).write_bytes(labelled.get(source, text).encode())
    after = read(copy)
    given = {(*_place(provision), provision.given) for provision in after.of(Provision)}
    failed = [each for each in attempts if (*_place(each.provision), each.provision.identifier) not in given]
    old, new = _blocks(before, labelled), _blocks(after, labelled)
    changed = {(source, line) for source, line, _, _ in (old - new) | (new - old)}
    if failed or not changed:
        # One that fails may take others of its lines with it: only the first has to find another way.
        first = {(each.source, each.provision.at.line): each for each in reversed(failed)}
        return list(first.values())
    # Something else has changed: in the same lines, or else anywhere in the file.
    sources = {source for source, _ in changed}
    there = [each for each in attempts if (each.source, each.provision.at.line) in changed]
    return there or [each for each in attempts if each.source in sources]


def _blocks(project: Project, sources: Iterable[str]) -> Counter[Block]:
    wanted = set(sources)
    texts = ((each.at.source, each.at.line, each.kind.value, each.text) for each in project.texts)
    return Counter(each for each in texts if each[0] in wanted)
