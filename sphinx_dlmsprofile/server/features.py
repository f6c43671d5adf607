"""What the server answers to: the requests and notifications of the protocol, each with the one who answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sphinx_dlmsprofile.server.actions import KINDS, actions
from sphinx_dlmsprofile.server.completion import proposals
from sphinx_dlmsprofile.server.hover import hover
from sphinx_dlmsprofile.server.language_server import ProfileServer
from sphinx_dlmsprofile.server.positions import Positions
from sphinx_dlmsprofile.server.renaming import RENAMED, changes, refusal
from sphinx_dlmsprofile.server.symbols import outline
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sphinx_dlmsprofile.server.completion import Proposal
    from sphinx_dlmsprofile.server.names import Name, Use
    from sphinx_dlmsprofile.server.projects import Opened


def make_server() -> ProfileServer:
    """A server with all that it answers to."""
    server = ProfileServer()
    for method, answer in FEATURES.items():
        server.feature(method, OPTIONS.get(method))(answer)
    return server


# Files


async def _initialize(ls: ProfileServer, params: types.InitializeParams) -> None:
    """An editor that pulls would show all twice, since findings are pushed: it has to ask for both."""
    document = params.capabilities.text_document
    options = params.initialization_options
    wants_both = isinstance(options, dict) and options.get("pull")
    if document and document.diagnostic and not wants_both:
        ls.protocol.fm.features.pop(types.TEXT_DOCUMENT_DIAGNOSTIC, None)


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


# Names


class _There(NamedTuple):
    """A place in a project: ``line`` counts from 1, ``place`` from 0."""

    opened: Opened
    source: str
    line: int
    place: int

    @property
    def name(self) -> Name | None:
        """The name that it means."""
        return self.opened.names().at(self.source, self.line, self.place)


async def _there(ls: ProfileServer, document: types.TextDocumentIdentifier, position: types.Position) -> _There | None:
    """What an editor asks about; None if that is in no project."""
    opened = await ls.settled(document.uri)
    path = ls.path_of(document.uri)
    if opened is None or path is None:
        return None
    source = opened.source(path)
    lines = opened.lines(source)
    line = lines[position.line] if position.line < len(lines) else ""
    return _There(opened, source, position.line + 1, ls.positions.column(line, position.character))


async def _hovered(ls: ProfileServer, params: types.HoverParams) -> types.Hover | None:
    there = await _there(ls, params.text_document, params.position)
    if there is None:
        return None
    said = await ls.in_turn(lambda: hover(there.opened, there.opened.names(), *there[1:]))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said)) if said else None


async def _completed(ls: ProfileServer, params: types.CompletionParams) -> types.CompletionList:
    there = await _there(ls, params.text_document, params.position)
    if there is None:
        return types.CompletionList(is_incomplete=False, items=[])
    opened, source, line, index = there

    def items() -> list[types.CompletionItem]:
        lines = opened.lines(source)
        found = {each.word: each for each in proposals(opened, opened.names(), lines, line, index)}
        return [_item(ls, each, lines, line, index) for each in found.values()]

    return types.CompletionList(is_incomplete=False, items=await ls.in_turn(items))


_COMPLETED = {
    "directive": types.CompletionItemKind.Class,
    "option": types.CompletionItemKind.Property,
    "key": types.CompletionItemKind.Property,
    "role": types.CompletionItemKind.Function,
    "value": types.CompletionItemKind.EnumMember,
}


def _item(ls: ProfileServer, each: Proposal, lines: list[str], line: int, index: int) -> types.CompletionItem:
    start = Location("", line, index - len(each.typed) + 1)
    place = ls.positions.between(lines, start, Location("", line, index + 1))
    return types.CompletionItem(
        label=each.word,
        kind=_COMPLETED.get(each.kind, types.CompletionItemKind.Reference),
        detail=each.kind,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, each.said) if each.said else None,
        filter_text=each.word,
        text_edit=types.TextEdit(place, each.word),
    )


def _location(ls: ProfileServer, opened: Opened, use: Use) -> types.Location:
    start, end = (Location(use.source, use.line, index + 1) for index in (use.start, use.end))
    return types.Location(
        ls.uri_of(opened.path(use.source)), ls.positions.between(opened.lines(use.source), start, end)
    )


async def _defined(ls: ProfileServer, params: types.DefinitionParams) -> types.Location | None:
    there = await _there(ls, params.text_document, params.position)
    if there is None:
        return None
    opened = there.opened

    def found() -> types.Location | None:
        name = there.name
        use = opened.names().definition(name) if name else None
        if name and use is None:
            lines = opened.lines(name.at.source)
            return types.Location(ls.uri_of(opened.path(name.at.source)), ls.positions.rest_of_line(lines, name.at))
        return _location(ls, opened, use) if use else None

    return await ls.in_turn(found)


async def _referred(ls: ProfileServer, params: types.ReferenceParams) -> list[types.Location]:
    there = await _there(ls, params.text_document, params.position)
    if there is None:
        return []
    opened = there.opened

    def found() -> list[types.Location]:
        names = opened.names()
        name = there.name
        uses = [use for use, _ in names.uses(name)] if name else []
        own = names.definition(name) if name and params.context.include_declaration else None
        return [_location(ls, opened, use) for use in ([own] if own else []) + uses]

    return await ls.in_turn(found)


async def _outlined(ls: ProfileServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    there = await _there(ls, params.text_document, types.Position(0, 0))
    if there is None:
        return []
    opened, source, *_ = there
    return await ls.in_turn(outline, opened, source, ls.positions)


async def _can_rename(ls: ProfileServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    there = await _there(ls, params.text_document, params.position)
    if there is None:
        return None
    opened, source, line, index = there

    def found() -> types.PrepareRenamePlaceholder | None:
        names = opened.names()
        name = there.name
        if name is None or name.kind not in RENAMED:
            return None
        at = next((use for use, _ in changes(opened, names, name, "x") if _holds(use, source, line, index)), None)
        return types.PrepareRenamePlaceholder(_location(ls, opened, at).range, name.words) if at else None

    return await ls.in_turn(found)


def _holds(use: Use, source: str, line: int, index: int) -> bool:
    return (use.source, use.line) == (source, line) and use.start <= index <= use.end


async def _renamed(ls: ProfileServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    there = await _there(ls, params.text_document, params.position)
    if there is None:
        return None
    opened = there.opened

    def found() -> types.WorkspaceEdit | None:
        names = opened.names()
        name = there.name
        if name is None or name.kind not in RENAMED:
            return None
        if why := refusal(opened, names, name, params.new_name):
            raise JsonRpcException(why, types.LSPErrorCodes.RequestFailed)
        edits: dict[str, list[types.TextEdit]] = {}
        for use, words in changes(opened, names, name, params.new_name):
            where = _location(ls, opened, use)
            edits.setdefault(where.uri, []).append(types.TextEdit(where.range, words))
        return types.WorkspaceEdit(changes=edits)

    return await ls.in_turn(found)


async def _offered(ls: ProfileServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    there = await _there(ls, params.text_document, params.range.start)
    if there is None:
        return []
    opened, source, *_ = there

    def found() -> list[types.CodeAction]:
        return list(actions(opened, source, params.range, ls.positions, lambda name: ls.uri_of(opened.path(name))))

    only = params.context.only
    offered = await ls.in_turn(found)
    return [each for each in offered if not only or any(str(each.kind).startswith(kind) for kind in only)]


FEATURES: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _written,
    types.SHUTDOWN: _shutdown,
    types.TEXT_DOCUMENT_DIAGNOSTIC: _pulled,
    types.TEXT_DOCUMENT_HOVER: _hovered,
    types.TEXT_DOCUMENT_COMPLETION: _completed,
    types.TEXT_DOCUMENT_DEFINITION: _defined,
    types.TEXT_DOCUMENT_REFERENCES: _referred,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _outlined,
    types.TEXT_DOCUMENT_PREPARE_RENAME: _can_rename,
    types.TEXT_DOCUMENT_RENAME: _renamed,
    types.TEXT_DOCUMENT_CODE_ACTION: _offered,
}

OPTIONS: dict[str, Any] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=["`", ":", "{", ".", " "]),
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=KINDS),
    types.TEXT_DOCUMENT_DIAGNOSTIC: types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier="dlmsprofile"
    ),
}
