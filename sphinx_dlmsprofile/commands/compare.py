"""``dlmsprofile compare``: whether two language editions say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.commands.project_arguments import add_reading_arguments, as_given
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError, write_output
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import argparse

    from sphinx_dlmsprofile.text.location import Location

_LANGUAGE = "language"
_SHOWN = 70
_IDENTIFIER = regex(r"(?::(?:dlms:)?prov:|\{(?:dlms:)?prov\})`([\w.-]+)`")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="DIR", help="the sources of the original")
    parser.add_argument("new", metavar="DIR", help="those of the translation; with -D language=fr the same")
    add_reading_arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how differences are printed")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """Print the differences; returns 0 if there is none, else 1."""
    language = dict(arguments.overrides).get(_LANGUAGE)
    # Catalogues change no structure: that is read from the original.
    arguments.overrides = [each for each in arguments.overrides if each[0] != _LANGUAGE]
    found = _trees(arguments) if Path(arguments.old).resolve() != Path(arguments.new).resolve() else []
    if language:
        found += _catalogues(Path(arguments.new), language, arguments)
    elif not found and Path(arguments.old).resolve() == Path(arguments.new).resolve():
        message = "both are the same directory: name another one, or say -D language=fr to look at its catalogues"
        raise CannotRunError(message)
    text = json.dumps({"differences": found}, ensure_ascii=False, indent=1) + "\n"
    write_output(text if arguments.format == "json" else _as_text(found), arguments.output)
    return FOUND if found else OK


def _trees(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from sphinx_dlmsprofile.diff.languages import compare_languages  # noqa: PLC0415  for this command alone
    from sphinx_dlmsprofile.exports.editions import EditionError, open_editions  # noqa: PLC0415

    try:
        old, new = open_editions(arguments.old, arguments.new, as_given(arguments))
    except EditionError as error:
        raise CannotRunError(str(error)) from error
    found = compare_languages(old, new, _identifiers_in(Path(arguments.new)))
    return [each._asdict() | {"old": _at(each.old), "new": _at(each.new)} for each in found]


def _identifiers_in(directory: Path) -> frozenset[str]:
    """The identifiers that stand before sentences in the sources of an edition."""
    files = [path for suffix in ("*.rst", "*.md") for path in directory.rglob(suffix)] if directory.is_dir() else []
    texts = (path.read_text("utf-8", errors="replace") for path in files if path.is_file())
    return frozenset(match[1] for text in texts for match in _IDENTIFIER.finditer(text))


def _at(place: Location | None) -> str | None:
    return f"{place.source}:{place.line}" if place else None


def _catalogues(sourcedir: Path, language: str, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from sphinx_dlmsprofile.exports.catalogues import CatalogueError, compare_catalogues  # noqa: PLC0415

    reading = [f"-t{tag}" for tag in arguments.tags]
    reading += [word for name, value in arguments.overrides for word in ("-D", f"{name}={value}")]
    try:
        found = compare_catalogues(sourcedir, language, reading)
    except CatalogueError as error:
        raise CannotRunError(str(error)) from error
    return [
        {"what": each.what, "identifier": each.message, "says": each.says, "old": each.at or None, "new": None}
        for each in found
    ]


def _as_text(found: list[dict[str, Any]]) -> str:
    """A line a difference: its places, what it is, what is the matter."""
    lines = []
    for each in found:
        places = " / ".join(place for place in (each["old"], each["new"]) if place)
        named = each["identifier"] if len(each["identifier"]) <= _SHOWN else each["identifier"][: _SHOWN - 1] + "…"
        lines.append(f"{places}{': ' * bool(places)}{each['what']} {named} {each['says']}")
    count = len(found)
    lines.append(f"{count} difference{'s' * (count != 1)}." if count else "Both say the same.")
    return "\n".join(lines) + "\n"
