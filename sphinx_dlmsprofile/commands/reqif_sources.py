"""Reading a standard with all that ReqIF has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.analysis.trace import trace
from sphinx_dlmsprofile.commands.source_dates import SourceDates
from sphinx_dlmsprofile.commands.standard import judge_standard
from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.source_date import source_date
from sphinx_dlmsprofile.sphinx.building.rich_text import rich_text

try:
    from sphinx_dlmsprofile.exports.reqif import Sources
except ModuleNotFoundError as error:
    message = 'ReqIF needs a library: pip install "sphinx-dlmsprofile[reqif]"'
    raise CannotRunError(message) from error

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.rich_text import RichBlock
    from sphinx_dlmsprofile.model.trace import Trace


def read_for_reqif(sourcedir: Path, **options: Any) -> tuple[Project, Trace, Sources]:
    """The project, its trace, and what else is exported; the options are those of ``judge_project``."""
    texts: dict[tuple[str, str], tuple[RichBlock, ...]] = {}
    name = ""

    def read(app: Sphinx) -> None:
        nonlocal name
        name = str(app.config.project)
        texts.update(rich_text(app))

    project = judge_standard(sourcedir, also=read, **options).project
    date = source_date()
    return project, trace(project), Sources(name, texts, SourceDates(sourcedir, date), date)
