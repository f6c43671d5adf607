"""``dlmsprofile new``: the scaffold of a profile standard."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sphinx_dlmsprofile.commands.new.asking import ask, can_ask
from sphinx_dlmsprofile.commands.new.extras import EXTRAS
from sphinx_dlmsprofile.commands.new.markup import MARKUPS
from sphinx_dlmsprofile.commands.new.scaffold import Answers, scaffold
from sphinx_dlmsprofile.commands.status import OK, CannotRunError
from sphinx_dlmsprofile.model.layers import KINDS
from sphinx_dlmsprofile.model.title import DELIVERABLES, NETWORK_SECTIONS, SECTION_OF_FIGURE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Mapping

T = TypeVar("T")

_PART = regex(r"([1-9][0-9]{0,3})-([1-9][0-9]{0,3})")

_NETWORKS = ", ".join(f"{short} ({spelled[0]})" for short, spelled in NETWORK_SECTIONS.items())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments; what has no default is asked for at a terminal."""
    parser.add_argument(
        "directory", type=Path, metavar="DIR", nargs="?", help="the directory to write to, new or empty"
    )
    parser.add_argument("--part", metavar="N-M", help="the number of the part, such as 8-31")
    parser.add_argument("--technology", metavar="NAME", help="the technology, as its standard calls it")
    parser.add_argument("--networks", metavar="NN,…", help=f"any of {_NETWORKS}")
    parser.add_argument("--profiles", metavar="KIND,…", help=f"any of {', '.join(KINDS)} (default: general)")
    parser.add_argument("--markup", metavar="MARKUP", help=f"{' or '.join(MARKUPS)} (default: rst)")
    parser.add_argument("--deliverable", metavar="KIND", help=f"one of {', '.join(DELIVERABLES)} (default: IS)")
    parser.add_argument("--with", dest="extras", metavar="WHAT,…", help=f"add files for any of {', '.join(EXTRAS)}")


def run(arguments: argparse.Namespace) -> int:
    """Write the scaffold; returns the exit status.

    Raises:
        CannotRunError: an answer is missing or cannot be used, or the directory holds something already.
    """
    lacks = [name for name, value in _needed(arguments).items() if value is None]
    if lacks and not can_ask():
        message = f"the following arguments are required: {', '.join(lacks)}"
        raise CannotRunError(message)
    read = _asked if lacks else _given
    part = read("The number of the part, such as 8-31", arguments.part, _part)
    answers = Answers(
        part=part,
        technology=read("The technology, as its standard calls it", arguments.technology, _technology),
        networks=read(f"The networks, any of {_NETWORKS}", arguments.networks, partial(_networks, part)),
        profiles=read(f"The profiles, any of {', '.join(KINDS)}", arguments.profiles, _profiles, "general"),
        markup=read(f"The markup, {' or '.join(MARKUPS)}", arguments.markup, _markup, "rst"),
        deliverable=read(
            f"The deliverable, one of {', '.join(DELIVERABLES)}", arguments.deliverable, _deliverable, "IS"
        ),
    )
    directory: Path = read("The directory to write to, new or empty", arguments.directory, Path)
    extras = _chosen(arguments.extras, tuple(EXTRAS), "kind of files") if arguments.extras else ()
    files = {**scaffold(answers), **{name: text for extra in extras for name, text in EXTRAS[extra].items()}}
    _write(directory, files)
    print(f"{len(files)} files written to {directory}; see what is left to do: dlmsprofile check {directory}")  # noqa: T201
    return OK


def _needed(arguments: argparse.Namespace) -> dict[str, object]:
    """What has no default."""
    names = {"DIR": arguments.directory, "--part": arguments.part, "--technology": arguments.technology}
    return {**names, "--networks": arguments.networks}


def _given(_question: str, value: str | None, read: Callable[[str], T], default: str = "") -> T:
    return read(default if value is None else value)


def _asked(question: str, value: str | None, read: Callable[[str], T], default: str = "") -> T:
    return ask(question, read, default) if value is None else read(value)


def _networks(part: str, text: str) -> tuple[str, ...]:
    networks = _chosen(text, tuple(NETWORK_SECTIONS), "network")
    figure = part.partition("-")[0]
    fitting = SECTION_OF_FIGURE.get(int(figure))
    if fitting and fitting not in networks:
        parts = " or ".join(f"{first}-x" for first, short in SECTION_OF_FIGURE.items() if short in networks)
        wrong = f"parts {figure}-x are for {fitting}, but the networks are {', '.join(networks)}"
        message = f"{wrong}: the part of such networks is {parts}"
        raise CannotRunError(message)
    return networks


def _profiles(text: str) -> tuple[str, ...]:
    return _chosen(text, KINDS, "kind of profile")


def _markup(text: str) -> str:
    return _one(text, MARKUPS, "markup")


def _deliverable(text: str) -> str:
    return _one(text, DELIVERABLES, "deliverable")


def _write(directory: Path, files: Mapping[str, str]) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if any(directory.iterdir()):
            message = f"{directory} is not empty: name a new directory"
            raise CannotRunError(message)
        for name, text in files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        message = f"{directory} cannot be written: {error.strerror}"
        raise CannotRunError(message) from error


def _part(text: str) -> str:
    from sphinx_dlmsprofile.registry.parts import published_parts  # noqa: PLC0415  reads a file

    match = _PART.fullmatch(text.strip())
    if match is None:
        message = f"{text!r} is not a part number: write two numbers such as 8-31"
        raise CannotRunError(message)
    number = int(match[1]), int(match[2])
    if number == (1, 1):
        message = "1-1 is the number of the template itself: write the number of this part"
        raise CannotRunError(message)
    if number in published_parts():
        message = f"Part {text.strip()} exists already: take a free number"
        raise CannotRunError(message)
    return text.strip()


def _technology(text: str) -> str:
    words = " ".join(text.split())
    if not re.search(r"\w", words) or not words.isprintable():
        message = f"{text!r} does not name a technology: write the name that its standard uses"
        raise CannotRunError(message)
    return words


def _chosen(text: str, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The names in a list with commas, each once, in the order of those known."""
    names = {_one(part, known, what) for part in text.split(",") if part.strip()}
    if not names:
        message = f"no {what} is named: write {' or '.join(known)}, or several with commas"
        raise CannotRunError(message)
    return tuple(name for name in known if name in names)


def _one(text: str, known: Collection[str], what: str) -> str:
    found = next((name for name in known if name.casefold() == text.strip().casefold()), None)
    if found is None:
        message = f"{text.strip()!r} is not a {what}: write {' or '.join(known)}"
        raise CannotRunError(message)
    return found
