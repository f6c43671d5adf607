"""The command ``dlmsprofile``."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from sphinx.errors import SphinxError

from sphinx_dlmsprofile.commands import decode, diff, export, import_template, label, new, report
from sphinx_dlmsprofile.commands.errors import CannotRunError
from sphinx_dlmsprofile.exports.findings import as_json
from sphinx_dlmsprofile.exports.github import as_annotation
from sphinx_dlmsprofile.exports.sarif import as_sarif
from sphinx_dlmsprofile.judging.catalogue import BY_NAME, RULES
from sphinx_dlmsprofile.model.finding import Finding, Severity
from sphinx_dlmsprofile.parsing.body import did_you_mean
from sphinx_dlmsprofile.version import __version__

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sphinx_dlmsprofile.sphinx.judgement import Judgement

OK, FOUND, CANNOT_RUN = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        raise CannotRunError(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status (0 nothing found, 1 findings, 2 cannot run)."""
    try:
        arguments = _parser().parse_args(argv)
        status: int = arguments.run(arguments)
    except CannotRunError as error:
        print(f"dlmsprofile: {error}", file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    return status


def run() -> NoReturn:
    """Be the command of the shell: end the process with the exit status."""
    status = main()
    # Looking for garbage a last time, in all that Sphinx has loaded, takes a fifth of a check.
    gc.freeze()
    sys.exit(status)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="dlmsprofile", description="Write, check and publish DLMS/COSEM communication profiles.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    check = commands.add_parser("check", help="read and judge a profile, without writing pages")
    check.add_argument("sourcedir", type=Path, metavar="SOURCEDIR", help="the directory with conf.py")
    check.add_argument("--stage", choices=("draft", "final"), help="judge as this stage, instead of the project's own")
    check.add_argument("--review", action="store_true", help="judge as a review build, which knows the test cases")
    check.add_argument("--format", choices=tuple(_PRINTERS), default="text", help="how findings are printed")
    check.add_argument("--select", type=_names, metavar="RULE,…", help="report these rules only")
    check.add_argument("--ignore", type=_names, metavar="RULE,…", default=(), help="leave these rules out")
    check.add_argument(
        "--severity", type=_severities, metavar="RULE=SEVERITY,…", default={}, help="judge these rules as that severe"
    )
    check.add_argument("-j", dest="jobs", type=int, default=1, metavar="N", help="read with N processes")
    check.set_defaults(run=_check)

    rules = commands.add_parser("rules", help="list all rules")
    rules.add_argument("--format", choices=("text", "json"), default="text")
    rules.set_defaults(run=_rules)

    explain = commands.add_parser("explain", help="say what a rule finds and why")
    explain.add_argument("rule", metavar="RULE")
    explain.set_defaults(run=_explain)

    new.add_parser(commands)
    report.add_parser(commands)
    export.add_parser(commands)
    decode.add_parser(commands)
    label.add_parser(commands)
    diff.add_parser(commands)
    import_template.add_parser(commands)
    return parser


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        _known(name)
    return names


def _severities(text: str) -> dict[str, str]:
    """Read "sap-gap=warning,stack-top=advice"."""
    levels = [severity.value for severity in Severity]
    chosen: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, level = (word.strip() for word in part.partition("="))
        if level not in levels:
            message = f"{part!r} gives no severity: write the rule, = and one of {', '.join(levels)}"
            raise CannotRunError(message)
        chosen[_known(name)] = level
    return chosen


def _known(name: str) -> str:
    if name not in BY_NAME:
        close = did_you_mean(name, BY_NAME)
        raise CannotRunError(f"there is no rule {name!r}" + (f", did you mean {close!r}?" if close else ""))
    return name


def _check(arguments: argparse.Namespace) -> int:
    findings = check_project(
        arguments.sourcedir,
        stage=arguments.stage,
        review=arguments.review,
        select=arguments.select,
        severities=arguments.severity,
        jobs=arguments.jobs,
    )
    chosen = [
        finding
        for finding in findings
        if (arguments.select is None or finding.rule in arguments.select) and finding.rule not in arguments.ignore
    ]
    _PRINTERS[arguments.format](chosen, arguments.sourcedir)
    return FOUND if any(finding.counts for finding in chosen) else OK


def _print_text(findings: Sequence[Finding], _sourcedir: Path) -> None:
    for finding in findings:
        _print(as_text(finding))
    _print(_summary(findings))


def _print_json(findings: Sequence[Finding], _sourcedir: Path) -> None:
    _print_object({"findings": [as_json(finding) for finding in findings]})


def _print_sarif(findings: Sequence[Finding], sourcedir: Path) -> None:
    _print_object(as_sarif(findings, RULES, __version__, _base(sourcedir)))


def _print_github(findings: Sequence[Finding], sourcedir: Path) -> None:
    for finding in findings:
        if finding.waived is None:
            _print(as_annotation(finding, _base(sourcedir)))
    _print(_summary(findings))


_PRINTERS = {"text": _print_text, "json": _print_json, "sarif": _print_sarif, "github": _print_github}


def _base(sourcedir: Path) -> str:
    """The source directory as services that know the repository name it: from the working directory."""
    directory, here = sourcedir.resolve(), Path.cwd()
    base = directory.relative_to(here) if directory.is_relative_to(here) else directory
    return "" if base == Path() else base.as_posix()


def _rules(arguments: argparse.Namespace) -> int:
    if arguments.format == "json":
        listed = [
            {"name": rule.name, "clause": rule.clause, "severity": rule.severity.value, "summary": rule.summary}
            for rule in RULES
        ]
        _print_object(listed)
    else:
        for rule in RULES:
            _print(f"{rule.name:32} {rule.severity.value:8} {rule.clause:24} {rule.summary}")
    return OK


def _explain(arguments: argparse.Namespace) -> int:
    rule = BY_NAME[_known(arguments.rule)]
    stage = ", advice in a draft" if rule.relaxed_in_draft else ""
    _print(f"{rule.name} ({rule.severity.value}{stage}; {rule.clause})\n\n{rule.description}")
    return OK


def check_project(  # noqa: PLR0913  all by keyword
    sourcedir: Path,
    *,
    stage: str | None = None,
    review: bool = False,
    select: Collection[str] | None = None,
    severities: Mapping[str, str] | None = None,
    jobs: int = 1,
    log: TextIO | None = None,
) -> list[Finding]:
    """All findings in a project, waived ones and advice included, in document order; as :func:`judge_project`."""
    judgement = judge_project(
        sourcedir, stage=stage, review=review, select=select, severities=severities, jobs=jobs, log=log
    )
    return judgement.findings if judgement else []


def judge_project(  # noqa: PLR0913  all by keyword
    sourcedir: Path,
    *,
    stage: str | None = None,
    review: bool = False,
    select: Collection[str] | None = None,
    severities: Mapping[str, str] | None = None,
    jobs: int = 1,
    log: TextIO | None = None,
    confdir: Path | None = None,
) -> Judgement | None:
    """Read and judge a project; None where ``dlms_standard`` says that it is no standard.

    ``confdir`` is where its ``conf.py`` stands, if not beside the sources.
    ``review`` makes it a review build, whatever the project says.
    ``stage``, ``select`` and ``severities`` (rule → severity) take the place of what the project says;
    without them that holds.
    What Sphinx itself warns of goes to ``log``, standard error without it.

    Raises:
        CannotRunError: there is no such project, or Sphinx cannot start on it.
    """
    confdir = confdir or sourcedir
    if not (confdir / "conf.py").is_file():
        message = f"{confdir} has no conf.py"
        raise CannotRunError(message)
    overrides: dict[str, Any] = {"dlms_stage": stage} if stage else {}
    if review:
        overrides["dlms_review"] = True
    if select is not None:
        overrides |= {"dlms_select": list(select), "dlms_ignore": []}
    overrides |= {f"dlms_severity.{rule}": severity for rule, severity in (severities or {}).items()}
    # Little of what is imported and read is garbage soon: looking for it often is in vain.
    threshold = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        # Sphinx is slow to import: only this command needs it.
        from sphinx.application import Sphinx  # noqa: PLC0415
        from sphinx.util.console import nocolor  # noqa: PLC0415
        from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

        from sphinx_dlmsprofile.sphinx.checking import discard_doctrees  # noqa: PLC0415
        from sphinx_dlmsprofile.sphinx.judgement import judgement_of  # noqa: PLC0415

        nocolor()
        with tempfile.TemporaryDirectory() as output, patch_docutils(confdir), docutils_namespace():
            app = Sphinx(
                sourcedir,
                confdir,
                output,
                Path(output, "doctrees"),
                "dlmscheck",
                overrides,
                status=None,
                warning=log or sys.stderr,
                freshenv=True,
                parallel=jobs,
            )
            discard_doctrees(app)
            app.build()
            return judgement_of(app.builder)
    except SphinxError as error:
        raise CannotRunError(" ".join(str(error).split())) from error
    finally:
        gc.set_threshold(*threshold)


def as_text(finding: Finding) -> str:
    """A finding as one line, in the form that editors jump from."""
    column = f":{finding.at.column}" if finding.at.column else ""
    waived = f" (waived: {finding.waived})" if finding.waived is not None else ""
    place = f"{finding.at.source}:{finding.at.line}{column}"
    return f"{place}: {finding.severity.value}: {finding.message} [{finding.rule}]{waived}"


def _summary(findings: Iterable[Finding]) -> str:
    counts = dict.fromkeys(Severity, 0)
    waived = 0
    for finding in findings:
        if finding.waived is not None:
            waived += 1
        else:
            counts[finding.severity] += 1
    errors, warnings = (_counted(counts[kind], kind.value) for kind in (Severity.ERROR, Severity.WARNING))
    return f"{errors}, {warnings}, {counts[Severity.ADVICE]} advice, {waived} waived"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print_object(content: object) -> None:
    _print(json.dumps(content, ensure_ascii=False, indent=1))


def _print(text: str) -> None:
    print(text)  # noqa: T201


if __name__ == "__main__":
    run()
