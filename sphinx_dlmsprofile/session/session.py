"""A project that is read once, and then judged again as often as it is asked."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util import docutils
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.session.languages import Language
from sphinx_dlmsprofile.session.overlay import real, shown
from sphinx_dlmsprofile.session.stopped import not_loaded, why_stopped
from sphinx_dlmsprofile.sphinx.building.checking import discard_doctrees
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx_dlmsprofile.sphinx.building.judgement import Judgement


_LONGEST = 1024
"""Characters of the name of a file, at most."""


class _Nowhere(io.StringIO):
    """Takes what Sphinx logs, which is found again among the findings."""

    def write(self, text: str) -> int:
        return len(text)


class StoppedError(Exception):
    """Sphinx cannot start on the project, or stopped; its text says why in one line."""


class Session:
    """A project, kept in this process.

    ``show`` gives a file a text that is not in it yet, ``judge`` judges the project as it then is. Of the documents
    only those are read again whose text, or that of a file that they include, has changed. Not for several threads
    at once: while it judges, the texts are shown to the whole process.
    """

    def __init__(self, srcdir: Path, *, settings: Mapping[str, Any] | None = None, tags: Collection[str] = ()) -> None:
        self.srcdir = srcdir.resolve()
        self.not_loaded = ""
        """A line that says so, where ``conf.py`` does not load this package, when it has been judged."""
        self._settings = dict(settings or {})
        self._tags = tuple(tags)
        self._texts: dict[str, bytes] = {}
        self._changed: set[str] = set()
        self._app: Sphinx | None = None
        self._output: tempfile.TemporaryDirectory[str] | None = None
        self._registered: tuple[dict[str, Any], dict[str, Any], set[Any]] | None = None
        self._language = Language()

    def show(self, path: Path, text: bytes | None) -> None:
        """Take a text for that of a file; None: what is in the file counts again."""
        name = real(path)
        if self._texts.get(name) != text:
            self._changed.add(name)
        if text is None:
            self._texts.pop(name, None)
        else:
            self._texts[name] = text

    def note_saved(self, path: Path) -> None:
        """A file has another text than before."""
        self._changed.add(real(path))

    def text(self, path: Path) -> bytes:
        """The text of a file as it is shown.

        Raises:
            OSError: it cannot be read.
        """
        shown_text = self._texts.get(real(path))
        return path.read_bytes() if shown_text is None else shown_text

    def judge(self) -> Judgement | None:
        """Judge the project as it is now; None if it is not a standard.

        Raises:
            StoppedError: Sphinx cannot read it.
        """
        if self._app and self._changed & self._given(self._app):
            self.close()
        try:
            with shown(self._texts), patch_docutils(self.srcdir), self._namespace():
                self._language.speak()
                if self._app is None:
                    self._app = self._started()
                    self._language.keep(self._app)
                self._app.build()
                self.not_loaded = not_loaded(self._app, self.srcdir) or ""
                judgement = judgement_of(self._app.builder)
                if judgement:
                    # Their edits are looked up in the texts that are shown now.
                    _ = judgement.findings
        except Exception as error:
            self.close()
            raise StoppedError(why_stopped(error, self.srcdir)) from error
        self._changed.clear()
        return judgement

    def sources(self) -> list[str]:
        """The files below the source directory that documents are made of, as records name them."""
        names = sorted({name for names in self._files().values() for name in names}) if self._app else []
        paths = [Path(name) for name in names]
        return [path.relative_to(self.srcdir).as_posix() for path in paths if path.is_relative_to(self.srcdir)]

    def configured(self, option: str) -> str:
        """The text that an option of ``conf.py`` has, "" where it is none."""
        value = getattr(self._app.config, option, "") if self._app else ""
        return value if isinstance(value, str) else ""

    def close(self) -> None:
        """Forget what was read."""
        self._app = None
        self._registered = None
        self._language = Language()
        if self._output:
            self._output.cleanup()
            self._output = None

    def _given(self, app: Sphinx) -> set[str]:
        """``conf.py``, and the files that its options name: what they say is read when a project begins."""
        values = (app.config[option.name] for option in OPTIONS if option.name in app.config)
        names = [name for value in values for name in (value if isinstance(value, list | tuple) else [value])]
        # A text that is too long, or has a null byte, names no file.
        paths = [name for name in names if isinstance(name, str) and 0 < len(name) < _LONGEST and "\0" not in name]
        return {real(self.srcdir / name) for name in ("conf.py", *paths)}

    def _started(self) -> Sphinx:
        self._output = tempfile.TemporaryDirectory(prefix="dlmsprofile-")
        app = Sphinx(
            self.srcdir,
            self.srcdir,
            self._output.name,
            Path(self._output.name, "doctrees"),
            "dlmscheck",
            self._settings,
            status=None,
            warning=_Nowhere(),
            freshenv=True,
            tags=self._tags,
        )
        discard_doctrees(app)
        app.connect("env-get-outdated", self._outdated)
        return app

    def _files(self) -> dict[str, set[str]]:
        """The files that each document is made of, by their real names."""
        assert self._app  # noqa: S101
        env = self._app.env
        return {
            docname: {real(env.doc2path(docname)), *(real(self.srcdir / name) for name in env.dependencies[docname])}
            for docname in env.all_docs
        }

    def _outdated(self, *_: object) -> list[str]:
        files = self._files()
        known = {name for names in files.values() for name in names}
        # A document may name a file that it could not read before.
        new = [os.path.basename(name).encode() for name in self._changed - known]  # noqa: PTH119  a name
        return [
            docname
            for docname, names in files.items()
            if names & self._changed or (new and self._names_one(docname, new))
        ]

    def _names_one(self, docname: str, names: list[bytes]) -> bool:
        assert self._app  # noqa: S101
        try:
            text = self.text(self._app.env.doc2path(docname))
        except OSError:
            return False
        return any(name in text for name in names)

    @contextmanager
    def _namespace(self) -> Iterator[None]:
        """What the extensions of this project have given to docutils, which has one place for all."""
        with docutils_namespace():
            if self._registered:
                known, own_roles, nodes = self._registered
                directives._directives.update(known)  # type: ignore[attr-defined]  # noqa: SLF001  so does Sphinx
                roles._roles.update(own_roles)  # type: ignore[attr-defined]  # noqa: SLF001
                for node in nodes:
                    docutils.register_node(node)
            try:
                yield
            finally:
                self._registered = (
                    copy(directives._directives),  # type: ignore[attr-defined]  # noqa: SLF001
                    copy(roles._roles),  # type: ignore[attr-defined]  # noqa: SLF001
                    copy(docutils.additional_nodes),
                )
