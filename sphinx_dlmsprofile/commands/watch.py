"""``dlmsprofile watch``: findings as they come and go, and the pages in a browser."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.commands.project_arguments import add_project_arguments, reading_options
from sphinx_dlmsprofile.commands.standard import no_conf, settings_of
from sphinx_dlmsprofile.commands.status import OK, CannotRunError
from sphinx_dlmsprofile.commands.terminal import add_color, base_of, painter
from sphinx_dlmsprofile.exports.findings_text import as_text, summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.session.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_project_arguments(parser)
    parser.add_argument(
        "--port", type=int, default=8000, metavar="N", help="where the pages are served (default: 8000)"
    )
    parser.add_argument("--open-browser", action="store_true", help="open them in the browser")
    parser.add_argument("--no-pages", action="store_true", help="only report findings: build and serve no pages")
    add_color(parser)


def run(arguments: argparse.Namespace) -> int:
    """Watch until it is interrupted; returns the exit status.

    Raises:
        CannotRunError: a library is not installed, or there is no project.
    """
    directory: Path = arguments.sourcedir
    if not (directory / "conf.py").is_file():
        raise CannotRunError(no_conf(directory))
    if find_spec("sphinx_autobuild") is None:
        message = 'watching needs sphinx-autobuild: pip install "sphinx-dlmsprofile[watch]"'
        raise CannotRunError(message)
    # So that the pages are no longer served then, either.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(KeyboardInterrupt))
        if not arguments.no_pages:
            output = stack.enter_context(tempfile.TemporaryDirectory(prefix="dlmsprofile-"))
            pages = stack.enter_context(_pages(arguments, output))
            stack.callback(pages.terminate)
        _watch(arguments)
    return OK


def _pages(arguments: argparse.Namespace, output: str) -> subprocess.Popen[bytes]:
    """Build the pages again and again, and serve them; what that says of findings is said here."""
    command = [
        sys.executable,
        "-m",
        "sphinx_autobuild",
        str(arguments.sourcedir),
        output,
        "-q",
        f"--port={arguments.port}",
    ]
    command += [f"-t{tag}" for tag in arguments.tags]
    overrides = settings_of(dict(arguments.overrides), stage=arguments.stage)
    command += [f"-D{name}={value}" for name, value in overrides.items()]
    command += ["--open-browser"] if arguments.open_browser else []
    _tell(f"pages: http://127.0.0.1:{arguments.port}")
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  no shell


def _watch(arguments: argparse.Namespace) -> None:
    from watchfiles import watch  # noqa: PLC0415  sphinx-autobuild brings it

    from sphinx_dlmsprofile.session.session import Session  # noqa: PLC0415  Sphinx is slow to import

    options = reading_options(arguments)
    settings = settings_of(options["overrides"], stage=options["stage"])
    session = Session(arguments.sourcedir, settings=settings, tags=options["tags"])
    base, paint = base_of(arguments.sourcedir), painter(arguments.color)

    def line(finding: Finding) -> str:
        return as_text(finding, base, paint)

    try:
        known = _judged(session, None, line)
        for changes in watch(session.srcdir, raise_interrupt=True):
            for _, path in changes:
                session.note_saved(Path(path))
            known = _judged(session, known, line)
    finally:
        session.close()


def _judged(session: Session, known: list[Finding] | None, line: Callable[[Finding], str]) -> list[Finding] | None:
    """Judge, and tell what is new and what is gone; what only stands in another line is neither. None: not yet."""
    from sphinx_dlmsprofile.session.session import StoppedError  # noqa: PLC0415

    try:
        judgement = session.judge()
    except StoppedError as error:
        _tell(f"dlmsprofile: {error}")
        return known
    found = [finding for finding in judgement.findings if finding.waived is None] if judgement else []
    before = known or []
    new, gone = _without(found, before), _without(before, found)
    for finding in gone:
        _tell(f"- {line(finding)}")
    for finding in new:
        _tell(line(finding) if known is None else f"+ {line(finding)}")
    if new or gone or known is None:
        _tell(summary(found))
    return found


def _without(findings: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """The findings that are not among others, whatever their lines."""
    left = Counter(map(_key, others))
    kept = []
    for finding in findings:
        if left[_key(finding)]:
            left[_key(finding)] -= 1
        else:
            kept.append(finding)
    return kept


def _key(finding: Finding) -> tuple[str, str, str, str | None]:
    return finding.rule, finding.at.source, finding.message, finding.waived


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201
