"""What the server answers to: the requests and notifications of the protocol, each with the one who answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from sphinx_dlmsprofile.server.language_server import ProfileServer
from sphinx_dlmsprofile.server.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def make_server() -> ProfileServer:
    """A server with all that it answers to."""
    server = ProfileServer()
    for method, answer in FEATURES.items():
        server.feature(method, OPTIONS.get(method))(answer)
    return server


# Files


async def _initialized(ls: ProfileServer, _params: types.InitializedParams) -> None:
    ls.positions = Positions(ls.workspace.position_encoding)
    await ls.watch_files()


async def _opened(ls: ProfileServer, params: types.DidOpenTextDocumentParams) -> None:
    ls.note_open(params.text_document.uri)


async def _changed(ls: ProfileServer, params: types.DidChangeTextDocumentParams) -> None:
    ls.note_change(params.text_document.uri)


async def _saved(ls: ProfileServer, params: types.DidSaveTextDocumentParams) -> None:
    ls.note_saved(params.text_document.uri)


async def _closed(ls: ProfileServer, params: types.DidCloseTextDocumentParams) -> None:
    ls.note_close(params.text_document.uri)


async def _written(ls: ProfileServer, params: types.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        ls.note_saved(change.uri)


async def _shutdown(ls: ProfileServer, _params: None) -> None:
    ls.end()


# Findings


async def _pulled(
    ls: ProfileServer, params: types.DocumentDiagnosticParams
) -> types.RelatedFullDocumentDiagnosticReport:
    return types.RelatedFullDocumentDiagnosticReport(items=await ls.pulled(params.text_document.uri))


FEATURES: dict[str, Callable[..., Any]] = {
    types.INITIALIZED: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _written,
    types.SHUTDOWN: _shutdown,
    types.TEXT_DOCUMENT_DIAGNOSTIC: _pulled,
}

OPTIONS: dict[str, Any] = {
    types.TEXT_DOCUMENT_DIAGNOSTIC: types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier="dlmsprofile"
    ),
}
