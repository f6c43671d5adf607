"""The server: hears what is typed, judges when there is time, and reports what it has found."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from sphinx_dlmsprofile.server.diagnostics import SOURCE, diagnostic, stated
from sphinx_dlmsprofile.server.positions import Positions
from sphinx_dlmsprofile.server.projects import CONF, Opened, directory_of
from sphinx_dlmsprofile.session.overlay import real
from sphinx_dlmsprofile.session.session import Session
from sphinx_dlmsprofile.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_REST = 0.05
"""Seconds without a further change, before it judges."""


class ProfileServer(LanguageServer):
    """Keeps the projects of the files that are open.

    One thread beside that of the protocol does all that reads a project: Sphinx has state of the process. Changes that
    come while it judges wait together for the next time.
    """

    def __init__(self) -> None:
        super().__init__(SOURCE, __version__, types.TextDocumentSyncKind.Incremental)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="judge")
        self._opened: dict[Path, Opened] = {}
        self._waiting: dict[Path, list[Callable[[Opened], None]]] = {}
        self._tasks: dict[Path, asyncio.Task[None]] = {}
        self._uris: dict[str, str] = {}
        self.positions = Positions()

    async def in_turn(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call a function in the thread that reads projects."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, function, *arguments)

    # Files

    def path_of(self, uri: str) -> Path | None:
        """The file of an address; None where it is not one of this machine."""
        path = to_fs_path(uri)
        return Path(path) if path and uri.startswith("file:") else None

    def uri_of(self, path: Path) -> str:
        """The address of a file, as the editor writes it."""
        return self._uris.get(real(path)) or from_fs_path(str(path)) or path.as_uri()

    def project_of(self, path: Path) -> Opened | None:
        """The project of a file; None where it belongs to none."""
        roots = [root for folder in self.workspace.folders.values() if (root := self.path_of(folder.uri))]
        directory = directory_of(Path(real(path)), roots, self._opened)
        if directory is None:
            return None
        if directory not in self._opened:
            self._opened[directory] = Opened(Session(directory))
        return self._opened[directory]

    async def watch_files(self) -> None:
        """Ask the editor to tell which files others write: bodies, waivers, included files, ``conf.py``."""
        watched = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern="**/*.{rst,md,yaml,yml,txt,inc,csv,json,py}")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration(id="files", method=method, register_options=options)
            await self.client_register_capability_async(types.RegistrationParams(registrations=[registration]))

    # Changes

    def note_open(self, uri: str) -> None:
        """A file is open: its text is that of the editor."""
        path = self.path_of(uri)
        if path:
            self._uris[real(path)] = uri
            self.note_change(uri)

    def note_change(self, uri: str) -> None:
        """The text of a file that is open has changed."""
        # Half a character becomes "?", which is as long.
        text = self.workspace.get_text_document(uri).source.encode("utf-8", "replace")
        self._later(uri, lambda opened, path: opened.session.show(path, text))

    def note_close(self, uri: str) -> None:
        """A file is closed: what is in it counts again."""
        self._later(uri, lambda opened, path: opened.session.show(path, None))
        if path := self.path_of(uri):
            self._uris.pop(real(path), None)

    def note_saved(self, uri: str) -> None:
        """A file was written; ``conf.py`` makes the project a new one."""
        self._later(uri, lambda opened, path: opened.session.note_saved(path))

    def _later(self, uri: str, take: Callable[[Opened, Path], None]) -> None:
        path = self.path_of(uri)
        opened = self.project_of(path) if path else None
        if path is None or opened is None:
            return
        directory = opened.session.srcdir
        self._waiting.setdefault(directory, []).append(lambda known: take(known, path))
        task = self._tasks.get(directory)
        if task is None or task.done():
            self._tasks[directory] = asyncio.get_running_loop().create_task(self._judge(opened))

    async def _judge(self, opened: Opened) -> None:
        """Judge until nothing has changed meanwhile."""
        directory = opened.session.srcdir
        while self._waiting.get(directory):
            count = -1
            while count != len(self._waiting[directory]):
                count = len(self._waiting[directory])
                await asyncio.sleep(_REST)
            changes = self._waiting.pop(directory)
            found = await self.in_turn(self._judged, opened, changes)
            if not self._waiting.get(directory):
                self._publish(opened, found)

    def _judged(self, opened: Opened, changes: list[Callable[[Opened], None]]) -> dict[str, list[types.Diagnostic]]:
        for change in changes:
            change(opened)
        is_new = opened.project is None
        opened.judge()
        if is_new:
            # What a project is made of stays: to look for garbage in it each time would be in vain.
            gc.collect()
            gc.freeze()
        return self._diagnostics(opened)

    # What was found

    def _diagnostics(self, opened: Opened) -> dict[str, list[types.Diagnostic]]:
        """By the address of a file."""
        conf = opened.path(CONF)
        if opened.problem:
            return {self.uri_of(conf): [stated(opened.problem, str(conf))]}
        lines_of = cache(opened.lines)
        found = {
            self.uri_of(opened.path(source)): [
                diagnostic(finding, lines_of, self.positions, lambda name: self.uri_of(opened.path(name)))
                for finding in findings
            ]
            for source, findings in opened.by_source().items()
        }
        if opened.session.not_loaded:
            found.setdefault(self.uri_of(conf), []).append(stated(opened.session.not_loaded, str(conf)))
        return found

    def _publish(self, opened: Opened, found: dict[str, list[types.Diagnostic]]) -> None:
        """Report the files that are open, even where nothing is new, and of others where something is."""
        inside = (uri for name, uri in self._uris.items() if self.project_of(Path(name)) is opened)
        told = dict.fromkeys(inside, True)
        for uri in (*told, *found, *opened.published):
            items = found.get(uri, [])
            if uri in told or opened.published.get(uri) != items:
                told.pop(uri, None)
                opened.published[uri] = items
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=items))
        opened.published = {uri: items for uri, items in opened.published.items() if items}

    async def pulled(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of one file, when it is judged with all changes."""
        path = self.path_of(uri)
        opened = self.project_of(path) if path else None
        if opened is None:
            return []
        if task := self._tasks.get(opened.session.srcdir):
            await asyncio.shield(task)
        found = await self.in_turn(self._diagnostics, opened)
        return found.get(uri, [])

    async def settled(self, uri: str) -> Opened | None:
        """The project of a file, when it was judged with all changes; None where there is none."""
        path = self.path_of(uri)
        opened = self.project_of(path) if path else None
        if opened and (task := self._tasks.get(opened.session.srcdir)):
            await asyncio.shield(task)
        return opened if opened and opened.project else None

    def end(self) -> None:
        """Free what is kept."""
        for opened in self._opened.values():
            opened.session.close()
        self._worker.shutdown(wait=False, cancel_futures=True)
