"""``dlmsprofile fix``: the changes that rules know, made in the source."""

from __future__ import annotations

import os
import sys
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.rule_names import rule_names
from sphinx_dlmsprofile.commands.standard import no_conf, settings_of
from sphinx_dlmsprofile.commands.status import FOUND, OK, CannotRunError
from sphinx_dlmsprofile.commands.terminal import add_color, base_of, painter
from sphinx_dlmsprofile.exports.findings_text import as_text, summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sphinx_dlmsprofile.session.fixing import Fixed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument("--select", type=rule_names, metavar="RULE,…", help="fix what these rules find, and no other")
    parser.add_argument("--unsafe", action="store_true", help="make also fixes that may change what the text says")
    add_color(parser)
    parser.add_argument("--diff", action="store_true", help="print what would change, and write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Fix; returns the exit status: 1 if ``--diff`` has printed something, else 0.

    Raises:
        CannotRunError: the project cannot be read, or a file not be written.
    """
    fixed = _fixed(arguments)
    if arguments.diff:
        for path in sorted(fixed.texts):
            print("".join(_diff(path, fixed.texts[path])), end="")  # noqa: T201
        return FOUND if fixed.texts else OK
    # All of them, or none.
    for path in sorted(fixed.texts):
        if not os.access(path, os.W_OK):
            message = f"{path} cannot be written, so nothing was: make it writable, or fix it by hand"
            raise CannotRunError(message)
    for path, text in sorted(fixed.texts.items()):
        try:
            path.write_bytes(text)
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror}"
            raise CannotRunError(message) from error
    for finding in fixed.made:
        print(as_text(finding, base_of(arguments.sourcedir), painter(arguments.color), "fixed"))  # noqa: T201
    print(_summary(fixed, unsafe=arguments.unsafe))  # noqa: T201
    return OK


def _fixed(arguments: argparse.Namespace) -> Fixed:
    from sphinx_dlmsprofile.session.fixing import fix  # noqa: PLC0415  Sphinx is slow to import
    from sphinx_dlmsprofile.session.session import Session, StoppedError  # noqa: PLC0415

    directory: Path = arguments.sourcedir
    if not (directory / "conf.py").is_file():
        raise CannotRunError(no_conf(directory))
    options = reading_options(arguments)
    session = Session(
        directory, settings=settings_of(options["overrides"], stage=options["stage"]), tags=options["tags"]
    )
    try:
        fixed = fix(session, select=arguments.select, unsafe=arguments.unsafe)
    except StoppedError as error:
        raise CannotRunError(str(error)) from error
    finally:
        session.close()
    if session.not_loaded:
        print(session.not_loaded, file=sys.stderr)  # noqa: T201
    if fixed is None:
        message = f"{directory} is not a standard: dlms_standard is off"
        raise CannotRunError(message)
    return fixed


def _summary(fixed: Fixed, *, unsafe: bool) -> str:
    count, files = len(fixed.made), len(fixed.texts)
    more = sum(1 for finding in fixed.left if finding.edit and finding.waived is None and not finding.edit.safe)
    hint = f"; {more} more can be fixed with --unsafe" if more and not unsafe else ""
    done = f"{count} fixed in {files} {'file' if files == 1 else 'files'}" if count else "nothing to fix"
    return f"{done}{hint}; left: {summary(fixed.left)}"


def _diff(path: Path, text: bytes) -> Iterator[str]:
    """A unified diff that ``patch`` and ``git apply`` take, from the working directory on."""
    name = _shown(path)
    old, new = (octets.decode("utf-8").splitlines(keepends=True) for octets in (path.read_bytes(), text))
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _shown(path: Path) -> str:
    here = Path.cwd().resolve()
    return Path(os.path.relpath(path, here)).as_posix() if path.is_relative_to(here) else path.as_posix().lstrip("/")
