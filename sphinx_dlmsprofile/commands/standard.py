"""The standard that a command is about: read and judged in this process, without pages."""

from __future__ import annotations

import gc
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.commands.terminal import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement


def check_project(sourcedir: Path, **options: Any) -> list[Finding]:
    """All findings in a project, waived ones and advice included, in document order.

    The options are those of :func:`judge_project`; a project that is not a standard has none.
    """
    judgement = judge_project(sourcedir, **options)
    return judgement.findings if judgement else []


def no_conf(path: Path) -> str:
    """Why there is no project at a path."""
    if not path.exists():
        return f"{path} does not exist: name a directory with conf.py"
    if not path.is_dir():
        return f"{path} is a file: name the directory with conf.py"
    return f"{path} has no conf.py"


def judge_standard(sourcedir: Path, **options: Any) -> Judgement:
    """Read and judge a standard, with the options of :func:`judge_project`.

    Raises:
        CannotRunError: the project does not exist, Sphinx cannot start on it, or it is not a standard.
    """
    judgement = judge_project(sourcedir, **options)
    if judgement is None:
        message = f"{sourcedir} is not a standard: dlms_standard is off"
        raise CannotRunError(message)
    return judgement


def judge_project(  # noqa: PLR0913  all by keyword
    sourcedir: Path,
    *,
    stage: str | None = None,
    review: bool = False,
    select: Collection[str] | None = None,
    severities: Mapping[str, str] | None = None,
    baseline: Path | None = None,
    tags: Collection[str] = (),
    overrides: Mapping[str, Any] | None = None,
    jobs: int = 1,
    log: TextIO | None = None,
    confdir: Path | None = None,
    also: Callable[[Sphinx], None] | None = None,
) -> Judgement | None:
    """Read and judge a project; None where ``dlms_standard`` says that it is not a standard.

    ``confdir`` is the directory of its ``conf.py``, if that is not with the sources.
    ``tags`` and ``overrides`` are what ``-t`` and ``-D`` give to Sphinx.
    ``review`` makes it a review build, whatever the project says.
    ``also`` is called with the application when all is judged, and can open the documents.
    ``stage``, ``select``, ``severities`` (rule → severity) and ``baseline`` take the place of what the project and
    ``overrides`` say; without them that holds.
    The warnings of Sphinx itself go to ``log``, standard error without it.

    Raises:
        CannotRunError: the project does not exist, or Sphinx cannot start on it.
    """
    confdir = confdir or sourcedir
    if not (confdir / "conf.py").is_file():
        raise CannotRunError(no_conf(confdir))
    settings = settings_of(overrides, stage=stage)
    if review:
        settings["dlms_review"] = True
    if select is not None:
        settings |= {"dlms_select": list(select), "dlms_ignore": []}
    if baseline is not None:
        settings["dlms_baseline"] = _seen_from(sourcedir, baseline)
    settings |= {f"dlms_severity.{rule}": severity for rule, severity in (severities or {}).items()}
    # Little of what is imported and read is garbage soon: looking for it often is in vain.
    threshold = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        return _judged(sourcedir, confdir, settings, tags, jobs, log or sys.stderr, also)
    finally:
        gc.set_threshold(*threshold)


def _tell_if_not_loaded(app: Sphinx, confdir: Path, log: TextIO) -> None:
    from sphinx_dlmsprofile.session.stopped import not_loaded  # noqa: PLC0415  it imports Sphinx

    if told := not_loaded(app, confdir):
        print(told, file=log)


def settings_of(overrides: Mapping[str, Any] | None, *, stage: str | None) -> dict[str, Any]:
    """What is given for ``conf.py`` on the command line."""
    return {**(overrides or {}), **({"dlms_stage": stage} if stage else {})}


def _seen_from(sourcedir: Path, path: Path) -> str:
    directory, file = sourcedir.resolve(), path.resolve()
    return file.relative_to(directory).as_posix() if file.is_relative_to(directory) else str(file)


def _judged(  # noqa: PLR0913, PLR0917
    sourcedir: Path,
    confdir: Path,
    settings: dict[str, Any],
    tags: Collection[str],
    jobs: int,
    log: TextIO,
    also: Callable[[Sphinx], None] | None,
) -> Judgement | None:
    # Sphinx is slow to import: only who reads a project needs it.
    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.util.console import nocolor  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    from sphinx_dlmsprofile.session.languages import Language  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.building.checking import discard_doctrees, leave_findings  # noqa: PLC0415
    from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of  # noqa: PLC0415

    nocolor()
    Language().speak()  # and not what was judged before
    try:
        with (
            tempfile.TemporaryDirectory() as output,
            patch_docutils(confdir),
            docutils_namespace(),
            redirect_stdout(log),  # what conf.py prints is not what the command does
        ):
            app = Sphinx(
                sourcedir,
                confdir,
                output,
                Path(output, "doctrees"),
                "dlmscheck",
                settings,
                status=None,
                warning=log,
                freshenv=True,
                tags=tuple(tags),
                parallel=jobs,
            )
            if also is None:
                discard_doctrees(app)
            else:
                leave_findings(app)
            bar = Bar("reading")
            app.connect("doctree-read", lambda _app, _doctree: bar.step(len(app.env.found_docs)), priority=1)
            try:
                app.build()
            finally:
                bar.end()
            _tell_if_not_loaded(app, confdir, log)
            judgement = judgement_of(app.builder)
            if also is not None and judgement is not None:
                also(app)
            return judgement
    except Exception as error:
        from sphinx_dlmsprofile.session.stopped import why_stopped  # noqa: PLC0415  it seldom does

        raise CannotRunError(why_stopped(error, confdir)) from error
