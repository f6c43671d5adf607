"""Helpers of the tests: small projects, built and judged in this process."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.commands.standard import check_project

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.finding import Finding

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "example_profile"
MARK = "«»"


@dataclass(frozen=True)
class Source:
    """Source files of a project; a mark at the end of a line says that a finding belongs there."""

    files: dict[str, str]
    conf: dict[str, Any] = field(default_factory=dict)

    @property
    def marks(self) -> list[tuple[str, int]]:
        """The marked places."""
        return sorted(
            (name, number)
            for name, text in self.files.items()
            for number, line in enumerate(text.splitlines(), 1)
            for _ in range(line.count(MARK))
        )

    def write(self, directory: Path) -> Path:
        """Write the project, without its marks, and return its directory."""
        directory.mkdir(parents=True, exist_ok=True)
        settings = {"extensions": ["sphinx_dlmsprofile"], **self.conf}
        lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
        (directory / "conf.py").write_text("".join(lines), encoding="utf-8")
        for name, text in self.files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(re.sub(rf"[ ]*(?:{MARK})+", "", text), encoding="utf-8")
        return directory

    def as_myst(self) -> Source:
        """The same project in MyST."""
        files = {
            (name.removesuffix(".rst") + ".md" if name.endswith(".rst") else name): (
                to_myst(text) if name.endswith(".rst") else text
            )
            for name, text in self.files.items()
        }
        return Source(files, self.conf)

    def included(self) -> Source:
        """The same project with the text of its root document in an included file."""
        files = dict(self.files)
        text = files.pop("index.rst")
        return Source({**files, "index.rst": ".. include:: text.inc\n", "text.inc": text}, self.conf)


def check(source: Source, directory: Path) -> list[Finding]:
    """Write and judge a project."""
    return check_project(source.write(directory), log=io.StringIO())


def run_command(*arguments: str) -> tuple[int, str, str]:
    """Run ``dlmsprofile`` in this process: exit status, standard output, standard error."""
    from sphinx_dlmsprofile.cli import main  # noqa: PLC0415

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return status, out.getvalue(), err.getvalue()


def findings_of_command(*arguments: str) -> list[dict[str, Any]]:
    """The findings that ``dlmsprofile check --format json`` prints."""
    _, out, _ = run_command("check", *arguments, "--format", "json")
    found: list[dict[str, Any]] = json.loads(out)["findings"]
    return found


_UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, '"': 5}
_DIRECTIVE = re.compile(r"(?P<indent> *)\.\. (?P<name>[a-z-]+)::(?: (?P<argument>.*))?$")
_LABEL = re.compile(r"\.\. _(?P<label>[^:]+):(?P<rest>.*)$")
_ROLE = re.compile(r":(?P<role>[a-z:]+):`(?P<text>[^`]*)`")


def to_myst(text: str) -> str:
    """The small part of rST that test cases use, as MyST, line by line where possible."""
    lines = text.splitlines()
    result: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if line.strip() and _is_underline(following, line):
            result.append(f"{'#' * _UNDERLINES[following[0]]} {line}")
            index += 2
        elif match := _DIRECTIVE.match(line):
            block, index = _block(lines, index + 1, len(match["indent"]))
            indent = match["indent"]
            result.append(f"{indent}````{{{match['name']}}} {match['argument'] or ''}".rstrip())
            result += [indent + inner for inner in block]
            result.append(f"{indent}````")
        elif match := _LABEL.match(line):
            result.append(f"({match['label']})={match['rest']}")
            index += 1
        else:
            result.append(_ROLE.sub(r"{\g<role>}`\g<text>`", line))
            index += 1
    return "\n".join(result) + "\n"


def _is_underline(line: str, title: str) -> bool:
    bare = line.strip()
    return len(bare) >= 3 and bare[0] in _UNDERLINES and set(bare) == {bare[0]} and not title.startswith((" ", ".."))


def _block(lines: list[str], index: int, indent: int) -> tuple[list[str], int]:
    """The indented lines from ``index`` on, dedented by what rST asks (three), and the next index."""
    block: list[str] = []
    while index < len(lines) and (not lines[index].strip() or lines[index].startswith(" " * (indent + 1))):
        block.append(lines[index])
        index += 1
    while block and not block[-1].replace(MARK, "").strip():
        if MARK in block[-1]:
            break
        block.pop()
    margin = min((len(line) - len(line.lstrip()) for line in block if line.strip()), default=0)
    return [line[margin:] for line in block], index
