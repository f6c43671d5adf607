"""An editor without a window: talks to the server as one does, and keeps what it is told."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from pathlib import Path

_PATIENCE = 60


class Editor:
    """Texts that are open, and the diagnostics of each file."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.texts: dict[str, str] = {}
        self.offered = types.ServerCapabilities()
        self._versions: dict[str, int] = {}
        self._news = asyncio.Condition()

    async def take(self, params: types.PublishDiagnosticsParams) -> None:
        """The server tells of a file."""
        async with self._news:
            self.told[params.uri] = list(params.diagnostics)
            self._news.notify_all()

    async def open(self, path: Path, language: str = "restructuredtext") -> str:
        """Open a file, and wait for what is found in it; returns its address."""
        uri = path.as_uri()
        self.texts[uri] = path.read_text("utf-8")  # noqa: ASYNC240  nothing else waits
        item = types.TextDocumentItem(uri, language, 1, self.texts[uri])
        self._versions[uri] = 1
        await self._told_of(uri, lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(item)))
        return uri

    async def type(self, uri: str, text: str) -> list[types.Diagnostic]:
        """Replace the text of an open file, and wait for what is found in it."""
        await self._told_of(uri, lambda: self.change(uri, text))
        return self.told[uri]

    def change(self, uri: str, text: str) -> None:
        """Replace the text of an open file."""
        self.texts[uri] = text
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(version=self._versions[uri], uri=uri)
        params = types.DidChangeTextDocumentParams(document, [types.TextDocumentContentChangeWholeDocument(text)])
        self.client.text_document_did_change(params)

    async def _told_of(self, uri: str, act: Any) -> None:
        async with self._news:
            self.told.pop(uri, None)
        act()
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: uri in self.told), _PATIENCE)
        # What is told of other files has come when an answer comes.
        await self.pull(uri)

    async def pull(self, uri: str) -> list[types.Diagnostic]:
        """Ask for what is found in a file."""
        document = types.TextDocumentIdentifier(uri)
        report = await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        return list(report.items)

    def rules(self, uri: str) -> list[object]:
        """The rules that have found something in a file."""
        return [each.code for each in self.told.get(uri, [])]


@asynccontextmanager
async def editing(
    root: Path, capabilities: types.ClientCapabilities | None = None, options: object = None
) -> AsyncIterator[Editor]:
    """An editor with a workspace, talking to a server of its own; what that writes to standard error has to be none."""
    client = LanguageClient("editor", "1")
    editor = Editor(client)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    async def take(params: types.PublishDiagnosticsParams) -> None:
        await editor.take(params)

    await client.start_io(sys.executable, "-m", "sphinx_dlmsprofile.cli", "lsp", "--stdio")
    try:
        folder = types.WorkspaceFolder(root.as_uri(), root.name)
        params = types.InitializeParams(
            capabilities or types.ClientCapabilities(), workspace_folders=[folder], initialization_options=options
        )
        editor.offered = (await client.initialize_async(params)).capabilities
        client.initialized(types.InitializedParams())
        yield editor
        await client.shutdown_async(None)
        client.exit(None)
    except BaseException:
        # It would wait for the server to end by itself.
        if client._server:
            client._server.kill()
        raise
    finally:
        await client.stop()  # type: ignore[no-untyped-call]


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end."""
    asyncio.run(work)
