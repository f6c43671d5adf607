"""Findings for the author: judged when the builder starts to write, reported through Sphinx' logger."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.logging import is_suppressed_warning

from sphinx_dlmsprofile.config import policy_of
from sphinx_dlmsprofile.sphinx.building.configuration import unknown_rules, warn_of_conf
from sphinx_dlmsprofile.sphinx.building.findings_cache import Kept, basis_of, keep, last_kept
from sphinx_dlmsprofile.sphinx.common.garbage import settling
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.reading.notices import said_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_dlmsprofile.judging.judge import Policy
    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.verification import Verification
    from sphinx_dlmsprofile.sphinx.building.findings_cache import Basis

logger = logging.getLogger(__name__)


class Judgement:
    """A project, all findings in it in document order, and how it was judged.

    Where nothing has changed since the last run, the findings are those that it has kept.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._keeps = getattr(app.builder, "keeps_findings", True)
        basis = basis_of(app) if self._keeps else None
        last = last_kept(app) if basis else None
        self._kept = last if last and last.basis == basis else self._judged(basis, last)

    @cached_property
    def project(self) -> Project:
        """The project, assembled at the first request."""
        from sphinx_dlmsprofile.sphinx.building.project import project_of  # noqa: PLC0415  most builds change nothing

        return project_of(self._app.env)

    @property
    def made_of(self) -> str:
        """What distinguishes the project and what it is judged by from others, "" if that is not known."""
        basis, project = self._kept.basis, self._kept.project
        return f"{basis.given.hex()}-{project.hex()}" if basis and project else ""

    @cached_property
    def policy(self) -> Policy:
        """How it was judged."""
        return policy_of(self._app.config)

    @cached_property
    def verifications(self) -> dict[str, Verification]:
        """How it stands with each provision, by its identifier; made at the first request."""
        from sphinx_dlmsprofile.judging.verification import verifications_of  # noqa: PLC0415  few builds report on it

        return verifications_of(self.project)

    @property
    def confirmations(self) -> str:
        """The name of the file of confirmations."""
        return str(self._app.config.dlms_confirmations)

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings, with edits for the source as it is now."""
        if all(finding.change is None for finding in self._kept.findings):
            return self._kept.findings
        from sphinx_dlmsprofile.judging.edits import with_edits  # noqa: PLC0415  where something can be fixed
        from sphinx_dlmsprofile.text.source_files import SourceFiles  # noqa: PLC0415

        return with_edits(self._kept.findings, SourceFiles(Path(self._app.srcdir)).lines)

    @property
    def profile(self) -> str:
        """The digest of the ``profile.json`` of this very project, "" if none was written yet."""
        return self._kept.profile

    @profile.setter
    def profile(self, digest: str) -> None:
        self._kept.profile = digest
        if self._kept.basis:
            keep(self._app, self._kept)

    def _judged(self, basis: Basis | None, last: Kept | None) -> Kept:
        from sphinx_dlmsprofile.sphinx.building.project_digest import project_digest  # noqa: PLC0415

        project = project_digest(self._app.env) if basis else b""
        # Who asks for a fresh environment wants all to be done again.
        if last and last.holds(basis, project) and not self._app.fresh_env_used:
            kept = replace(last, basis=basis)
        else:
            with settling():
                kept = Kept(basis, project, self._found())
        if basis:
            keep(self._app, kept)
        return kept

    def _found(self) -> list[Finding]:
        from sphinx_dlmsprofile.judging.catalogue import RULES  # noqa: PLC0415  a project that is not judged needs none
        from sphinx_dlmsprofile.judging.judge import judge  # noqa: PLC0415
        from sphinx_dlmsprofile.sphinx.building.analysis_cache import keep_analyses  # noqa: PLC0415

        wrong = unknown_rules(self._app)
        findings = judge(self.project.with_records(wrong) if wrong else self.project, RULES, self.policy)
        if self._keeps:
            keep_analyses(self._app.env)
        self.project.texts.close()
        return findings


_JUDGEMENT: KeptOn[Judgement] = KeptOn("judgement")
_ECHOED: KeptOn[list[Finding]] = KeptOn("echoed")


def judgement_of(builder: Builder) -> Judgement | None:
    """How the project was judged in this run; None before, and where it is not a standard."""
    return _JUDGEMENT.get(builder)


def judge_build(app: Sphinx, builder: Builder) -> None:
    """Judge the project and report the findings, unless the builder does not report findings; an error fails the build.

    The event ``dlms-judged`` passes the list of findings to those who need more than log lines.
    """
    if not app.config.dlms_standard:
        warn_of_conf(app)
        return
    judgement = _JUDGEMENT.set(builder, Judgement(app))
    app.emit("dlms-judged", judgement.findings)
    if getattr(builder, "logs_findings", True):
        report_findings(app, builder, judgement.findings)


def report_findings(app: Sphinx, builder: Builder, findings: Sequence[Finding]) -> None:
    """Log each finding with its place, and set the exit status.

    Of what Sphinx warns of itself, only the status is set here: it may say so now, or when pages are written.
    """
    from sphinx_dlmsprofile.model.finding import Severity  # noqa: PLC0415  where there are findings

    own = [finding for finding in findings if not finding.echo]
    echoed = [finding for finding in findings if finding.echo]
    _log(app, builder, own)
    if any(finding.counts and finding.severity is Severity.ERROR for finding in echoed):
        app.statuscode = 1
    _ECHOED.set(builder, echoed)


def _report_unsaid(app: Sphinx, exception: Exception | None) -> None:
    """Log what Sphinx has not warned of in this run, because it has read or written little or nothing."""
    echoed = _ECHOED.get(app.builder)
    if exception is None and echoed:
        said = said_in(app)
        _log(app, app.builder, [finding for finding in echoed if finding.echo not in said])


def _log(app: Sphinx, builder: Builder, findings: Iterable[Finding]) -> None:
    from sphinx_dlmsprofile.model.finding import Severity  # noqa: PLC0415  where there are findings
    from sphinx_dlmsprofile.text.bounded import one_line  # noqa: PLC0415

    for finding in findings:
        location = one_line(f"{Path(builder.srcdir) / finding.at.source}:{finding.at.line}")
        if finding.waived is not None:
            logger.info("%s: waived: %s [dlms.%s] (%s)", location, finding.message, finding.rule, finding.waived)
        elif finding.severity is Severity.ADVICE:
            logger.info("%s: advice: %s [dlms.%s]", location, finding.message, finding.rule)
        elif finding.severity is Severity.WARNING:
            logger.warning(finding.message, type="dlms", subtype=finding.rule, location=location)
        elif not is_suppressed_warning("dlms", finding.rule, app.config.suppress_warnings):
            logger.error(finding.message, type="dlms", subtype=finding.rule, location=location)
            # Sphinx ends with 0 after an error that was only logged.
            app.statuscode = 1


def setup(app: Sphinx) -> None:
    """Judge when the builder starts to write: then also in builds that read nothing anew."""
    app.add_event("dlms-judged")
    # Before sphinx-needs, which takes over what was judged.
    app.connect("write-started", judge_build, priority=400)
    app.connect("build-finished", _report_unsaid, priority=400)
