"""Helpers of the build tests: write a small project, build it with Sphinx, look at the pages."""

from __future__ import annotations

import os
import textwrap
import time
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from sphinx.cmd.build import build_main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONF = 'extensions = ["sphinx_dlmsprofile"]\nhtml_theme = "alabaster"\n'
IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


@dataclass(frozen=True)
class Built:
    """A finished build."""

    out: Path
    status: int
    said: str
    warnings: str

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.out / f"{name}.html").read_text("utf-8"), "html.parser")

    def pages(self) -> dict[str, bytes]:
        """The bytes of all pages."""
        return {path.name: path.read_bytes() for path in sorted(self.out.glob("*.html"))}

    def titles(self, *names: str) -> list[str]:
        """The headings and captions of pages, as a reader sees them."""
        return [
            text(found)
            for name in names
            for found in self.page(name).select("div.body :is(h1, h2, h3, h4, h5, h6, caption, figcaption p)")
        ]

    def links(self, name: str) -> list[str]:
        """The texts of all references in the running text of a page."""
        return [text(found) for found in self.page(name).select("div.body p a.reference.internal")]


def text(tag: object) -> str:
    """What a reader sees of an element."""
    return " ".join(getattr(tag, "text", "").replace("¶", "").split())


def write(directory: Path, files: Mapping[str, str], conf: str = "") -> Path:
    """Write a project; its texts may be indented."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in {"conf.py": CONF + conf, "x.svg": IMAGE, **files}.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(content), "utf-8")
    return directory


def edit(path: Path, old: str, new: str) -> None:
    """Change a source file, and make sure that Sphinx takes it as changed."""
    # Sphinx compares with the time when it read the file.
    before = max(path.stat().st_mtime_ns, time.time_ns())
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
    os.utime(path, ns=(before + 2_000_000_000, before + 2_000_000_000))


def build(source: Path, out: Path, *options: str, builder: str = "html") -> Built:
    """Build as the command does, in this process."""
    said, told = StringIO(), StringIO()
    with redirect_stdout(said), redirect_stderr(told), warnings.catch_warnings():
        # MyST-Parser has its own pace in following Sphinx.
        warnings.filterwarnings("ignore", message="'myst_parser")
        arguments = ["-b", builder, "--no-color", "-d", str(out.parent / f"{out.name}.doctrees"), *options]
        status = build_main([*arguments, str(source), str(out)])
    return Built(out, status, said.getvalue(), told.getvalue())
