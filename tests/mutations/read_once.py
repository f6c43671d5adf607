"""The example, read once: each break is judged as an author's change is, by reading what has changed.

That such a build finds what a clean one does is tested in ``tests/builds``.
"""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from tests.support import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding


class ReadOnce:
    """A copy of the example, and what Sphinx knows of it after it has read the whole."""

    def __init__(self, directory: Path, *, review: bool) -> None:
        """Copy and read it."""
        self._directory = directory
        self._project = directory / "profile"
        self._review = review
        self._kept = directory / "kept"
        self._build(self.whole(), self._kept)

    def whole(self) -> Path:
        """The copy without a change, at the place where it was read; files are as old as those of the example."""
        shutil.rmtree(self._project, ignore_errors=True)
        shutil.copytree(EXAMPLE, self._project)
        return self._project

    def judge(self, asked_for: str = "") -> list[Finding]:
        """All findings in the copy as it is now; ``asked_for`` is a rule that is off otherwise."""
        doctrees = self._directory / "doctrees"
        shutil.rmtree(doctrees, ignore_errors=True)
        shutil.copytree(self._kept, doctrees)
        return self._build(self._project, doctrees, asked_for)

    def _build(self, project: Path, doctrees: Path, asked_for: str = "") -> list[Finding]:
        settings: dict[str, object] = {"dlms_review": True} if self._review else {}
        if asked_for:
            settings["dlms_severity"] = {asked_for: "warning"}
        with patch_docutils(project), docutils_namespace():
            places = project, project, self._directory / "out", doctrees
            app = Sphinx(*places, "dlmscheck", settings, status=None, warning=io.StringIO())
            app.build()
            judgement = judgement_of(app.builder)
        assert judgement
        return judgement.findings
