"""EPUB: what is put into the book, and what is said of it.

Its list of files says which pages hold drawings and formulae, as the format asks (OPF-014); Sphinx does not say it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from sphinx_dlmsprofile.sphinx.common.builders import output_of
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from re import Match

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_SILENT = frozenset({".js", ".xml"})
"""Of these, Sphinx does not warn."""

_LIST = "content.opf"
_PAGE = regex(r'<item (?P<what>[^>]*href="(?P<name>[^"]+)" media-type="application/xhtml\+xml") */>')


def leave_out(app: Sphinx, builder: Builder) -> None:
    """Leave out what lies beside the pages and no book can hold, as doctrees and reports: Sphinx warns of each file."""
    if not (output_of(builder).is_epub and app.config.dlms_standard):
        return
    known: Collection[str] = getattr(builder, "media_types", ())
    beside = sorted(path for path in Path(app.outdir).rglob("*") if path.is_file() and path.suffix not in known)
    names = [str(path.relative_to(app.outdir)) for path in beside if path.suffix not in _SILENT]
    app.config.epub_exclude_files = [*app.config.epub_exclude_files, *names]


def declare_drawings(app: Sphinx, exception: Exception | None) -> None:
    """Write the finished file again, with that declaration."""
    if exception is not None or not (output_of(app.builder).is_epub and app.config.dlms_standard):
        return
    path = Path(app.outdir, f"{app.config.epub_basename}.epub")
    if not path.is_file():
        return
    with ZipFile(path) as book:
        infos = book.infolist()
        content = {info.filename: book.read(info) for info in infos}
    listed = next((name for name in content if name.endswith(_LIST)), None)
    if listed is None:
        return
    declared = _declared(content[listed].decode(), listed.removesuffix(_LIST), content).encode()
    if declared == content[listed]:
        return
    content[listed] = declared
    Path(app.outdir, _LIST).write_bytes(declared)
    with ZipFile(path, "w") as book:
        for info in infos:
            book.writestr(info, content[info.filename])


def _declared(text: str, folder: str, content: Mapping[str, bytes]) -> str:
    def declare(item: Match[str]) -> str:
        page = content.get(folder + item["name"], b"")
        found = " ".join(name for name, tag in (("mathml", b"<math"), ("svg", b"<svg")) if tag in page)
        return f'<item {item["what"]} properties="{found}" />' if found else item[0]

    return _PAGE.sub(declare, text)


def setup(app: Sphinx) -> None:
    """Look at the files when pages are written, and at the book when the build has ended."""
    app.connect("write-started", leave_out, priority=990)
    app.connect("build-finished", declare_drawings)
