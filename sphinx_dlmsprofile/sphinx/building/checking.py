"""The builder of ``dlmsprofile check``: reads and judges, but does not write pages."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util.parallel import make_chunks

from sphinx_dlmsprofile.sphinx.common.compat import forget_doctrees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class CheckBuilder(Builder):
    """Reads all documents, so that they can be judged, and writes nothing."""

    name = "dlmscheck"
    format = ""
    epilog = ""
    allow_parallel = True
    logs_findings = True
    """False where who runs the build prints what was found, and the log holds the warnings of Sphinx alone."""
    keeps_findings = True
    """False where no build comes after this one that could take them up."""

    def init(self) -> None:
        """Nothing to prepare."""

    def get_outdated_docs(self) -> str | list[str]:
        """No document has a page that could be old."""
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """There are no pages to point to."""
        return ""

    def write_documents(self, docnames: Sequence[str]) -> None:  # type: ignore[override]
        """Write nothing: resolving references of every page would cost more than reading."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Never called."""

    def finish(self) -> None:
        """Free what Sphinx keeps for writing: a process that stays would hold all documents open."""
        forget_doctrees(self.env)


def leave_findings(app: Sphinx) -> None:
    """Leave the findings to the command that has chosen the builder ``dlmscheck``."""
    assert isinstance(app.builder, CheckBuilder)  # noqa: S101  the command has chosen it
    app.builder.logs_findings = False
    app.builder.keeps_findings = False


def discard_doctrees(app: Sphinx) -> None:
    """Let a build in a directory of its own, that is not used afterwards, only judge.

    It keeps nothing of its documents and leaves the findings to the command, which prints them. For the builder
    ``dlmscheck`` alone: what is written or read back from the doctrees would be empty.
    """
    leave_findings(app)
    # After all who take something from a document.
    app.connect("doctree-read", _forget, priority=1000)
    app.connect("env-before-read-docs", _deal)


def _forget(_app: Sphinx, doctree: nodes.document) -> None:
    """Empty a document: to keep, pickle and finally free them all costs a third of a check."""
    for name, known in vars(doctree).items():
        if isinstance(known, dict | list) and known is not doctree.attributes:
            # Not cleared: others hold the same, as the environment the slugs of MyST.
            setattr(doctree, name, type(known)())


def _deal(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Deal the documents out to parallel readers by size: Sphinx cuts the list into chunks of equal number."""
    if app.parallel < 2:  # noqa: PLR2004  serial
        return
    chunks = make_chunks(docnames, app.parallel)
    length = max(map(len, chunks), default=0)
    full = sum(len(chunk) == length for chunk in chunks)
    heavy = sorted(docnames, key=lambda docname: (-env.doc2path(docname).stat().st_size, docname))
    dealt = [heavy[start : full * length : full] for start in range(full)]
    docnames[:] = [*chain.from_iterable(dealt), *heavy[full * length :]]


def setup(app: Sphinx) -> None:
    """Register the builder ``dlmscheck``."""
    app.add_builder(CheckBuilder)
