"""The projects that are open in an editor, and what was found in each when it was last judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.server.names import Names
from sphinx_dlmsprofile.session.overlay import real
from sphinx_dlmsprofile.session.session import Session, StoppedError
from sphinx_dlmsprofile.text.source_files import split_lines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.model.project import Project

CONF = "conf.py"


def directory_of(path: Path, roots: Iterable[Path], known: Container[Path] = ()) -> Path | None:
    """The directory of the project that a file belongs to: the nearest one above it with ``conf.py``, else a workspace.

    Of a workspace it is the directory itself, or the first one directly below it. A ``known`` project stays one
    without its ``conf.py``: that this is missing has to be said.
    """
    above = next((each for each in path.parents if each in known or (each / CONF).is_file()), None)
    if above:
        return above
    for root in roots:
        if path.is_relative_to(root):
            for directory in (root, *sorted(each for each in root.iterdir() if each.is_dir())):
                if (directory / CONF).is_file():
                    return directory
    return None


@dataclass
class Opened:
    """A project that is open: its session, and what was found last."""

    session: Session
    project: Project | None = None
    findings: list[Finding] = field(default_factory=list)
    problem: str = ""
    """Why it could not be read, "" if it was."""

    _names: Names | None = None

    published: dict[str, object] = field(default_factory=dict)
    """What the editor was told last, by the address of a file."""

    def judge(self) -> None:
        """Judge it as it is now; what was known of it stays known where it cannot be read."""
        try:
            judgement = self.session.judge()
        except StoppedError as error:
            self.problem, self.findings = str(error), []
            return
        self.problem = ""
        self._names = None
        self.findings = judgement.findings if judgement else []
        self.project = judgement.project if judgement else None

    def path(self, source: str) -> Path:
        """A source file as records name it."""
        return self.session.srcdir / source

    def source(self, path: Path) -> str:
        """The name of a file as records have it."""
        name, srcdir = Path(real(path)), self.session.srcdir
        return name.relative_to(srcdir).as_posix() if name.is_relative_to(srcdir) else name.as_posix()

    def lines(self, source: str) -> list[str]:
        """The lines of a source file as it is shown."""
        try:
            text = self.session.text(self.path(source)).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return []
        return split_lines(text)

    def sources(self) -> list[str]:
        """The files that documents are made of."""
        return self.session.sources()

    def others(self) -> list[str]:
        """Files in which provisions, rules and places are named."""
        return [name for option in ("dlms_waivers", "dlms_confirmations") if (name := self.session.configured(option))]

    def names(self) -> Names:
        """The names that it gives, as it was judged last."""
        if self._names is None:
            self._names = Names(self.project, self.sources(), self.lines)
        return self._names

    def by_source(self) -> dict[str, list[Finding]]:
        """The findings of each file."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.at.source, []).append(finding)
        return found
