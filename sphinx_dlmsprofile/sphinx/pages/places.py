"""Where the blocks of a page stand in the sources, as classes: by them a script puts notes beside the right ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from docutils import nodes
from sphinx.util import get_filetype

from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.reading.source_lines import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.text.location import Location

_CLASS = "dlms-at-"
_BLOCKS = (nodes.TextElement, nodes.table, nodes.figure, nodes.image)


def mark(env: BuildEnvironment, doctree: nodes.document, docname: str) -> None:
    """Give each block of a page the class of its place."""
    filetype = get_filetype(env.config.source_suffix, str(env.doc2path(docname)))
    places = Places(docname, doctree, Path(env.srcdir), underlined=filetype == "restructuredtext")
    for node in nodes_in(doctree, nodes.Element):
        is_block = isinstance(node, _BLOCKS) and not isinstance(node, nodes.Inline)
        if is_block and (node.line or isinstance(node.parent, nodes.entry)):
            node["classes"].append(f"{_CLASS}{key(places.of(node), places.source)}")


def key(at: Location, source: str) -> str:
    """A place, as the pages of a document name it: the line; with a mark of its file, if it was included."""
    return f"{at.line}" if at.source == source else f"{at.line}-{crc32(at.source.encode()):08x}"


def free_name(env: BuildEnvironment, name: str) -> str:
    """The name of a page of ours; another one where a document has it."""
    return f"dlms-{name}" if name in env.found_docs else name


class Pages:
    """The page on which a place of the sources is shown."""

    def __init__(self, app: Sphinx) -> None:
        self._env = app.env
        self._srcdir = Path(app.srcdir)
        self._included = dict(self._inclusions())

    def of(self, at: Location) -> tuple[str, str] | None:
        """The document, and the key of the place on its page; None for what no page shows, as ``conf.py``."""
        docname = self._env.path2doc(str(self._srcdir / at.source)) or ""
        if docname not in self._env.all_docs:
            docname = self._included.get(at.source, "")
        if not docname:
            return None
        return docname, key(at, self._env.doc2path(docname, base=False).as_posix())

    def _inclusions(self) -> Mapping[str, str]:
        """The documents that read other files, by these."""
        found: dict[str, str] = {}
        for docname in sorted(self._env.dependencies):
            for path in self._env.dependencies[docname]:
                whole = Path(self._srcdir, path)
                if whole.is_relative_to(self._srcdir):
                    found.setdefault(whole.relative_to(self._srcdir).as_posix(), docname)
        return found
