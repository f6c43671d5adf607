"""What an editor is told: while its author types, of unsaved texts, exactly where."""

from __future__ import annotations

import io
import os
import random
import shutil
from typing import TYPE_CHECKING

from lsprotocol import types

from sphinx_dlmsprofile.commands.standard import check_project
from sphinx_dlmsprofile.server.diagnostics import diagnostic
from sphinx_dlmsprofile.server.positions import Positions
from tests.server.editor import editing, run
from tests.support import EXAMPLE, Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.editor import Editor

EDITS = int(os.environ.get("DLMS_EDITS", "30"))
_TEXT = "Profile\n=======\n\nScope\n-----\n\n"


def _project(directory: Path) -> Path:
    waivers = "- rule: editorial-and-or\n  reason: It is quoted.\n"
    text = f"{_TEXT}.. sap-table:: SAPs\n   :file: saps.yaml\n\n.. include:: own.inc\n"
    files = {
        "index.rst": text,
        "saps.yaml": "client:\n  0x00: No-station\n",
        "own.inc": "Read and/or write.\n",
        "waivers.yaml": waivers,
    }
    return Source(files, {"dlms_waivers": "waivers.yaml"}).write(directory)


def _shown(found: list[types.Diagnostic], rule: str) -> types.Diagnostic:
    return next(each for each in found if each.code == rule)


def test_while_typing(tmp_path: Path) -> None:
    directory = _project(tmp_path / "source")

    async def work() -> None:
        async with editing(directory) as editor:
            uri = await editor.open(directory / "index.rst")
            own = (directory / "own.inc").as_uri()
            waived = _shown(editor.told[own], "editorial-and-or")
            assert waived.severity is types.DiagnosticSeverity.Hint
            assert list(waived.tags or ()) == [types.DiagnosticTag.Unnecessary]
            assert "It is quoted." in waived.message

            # Columns are those of UTF-16, of a text that no file has.
            text = editor.texts[uri]
            found = _shown(await editor.type(uri, f"{text}\n\U0001f600 is 10% of it.\n"), "editorial-percent-space")
            line = text.count("\n") + 1
            assert found.range == types.Range(types.Position(line, 6), types.Position(line, 9))
            assert found.source == "dlmsprofile"
            assert found.code_description
            assert found.code_description.href.endswith("rules/editorial.html#rule-editorial-percent-space")
            assert (directory / "index.rst").read_text("utf-8") == text
            assert [each.code for each in await editor.pull(uri)] == editor.rules(uri)

            # What does not change anything is told of all the same.
            assert "editorial-percent-space" not in [each.code for each in await editor.type(uri, text)]
            await editor.type(uri, f"{text}\n")

            # The body of a directive, and an included text, in files of their own.
            body = await editor.open(directory / "saps.yaml", "yaml")
            rows = "client:\n  0x00: No-station\n  0x00..0x10: Open\n"
            overlap = _shown(await editor.type(body, rows), "sap-overlap")
            assert overlap.severity is types.DiagnosticSeverity.Error
            assert overlap.range.start == types.Position(2, 2)
            assert overlap.related_information
            assert overlap.related_information[0].location.range.start == types.Position(1, 2)
            included = await editor.open(directory / "own.inc")
            assert "editorial-must" in [each.code for each in await editor.type(included, "It must work.\n")]

            # A waiver, too.
            waivers = await editor.open(directory / "waivers.yaml", "yaml")
            unknown = await editor.type(waivers, "- rule: editorial-mustt\n  reason: It is quoted.\n")
            assert "waiver-unused" in [each.code for each in unknown]
            must = "- rule: editorial-must\n  reason: It is quoted.\n"
            await editor.type(waivers, must)
            assert _shown(editor.told[included], "editorial-must").severity is types.DiagnosticSeverity.Hint

            # A file that is closed has what is on the disk again.
            closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(included))
            editor.client.text_document_did_close(closed)
            await editor.type(waivers, f"{must}\n")
            assert "editorial-and-or" in editor.rules(included)

    run(work())


def test_a_conf_py_that_is_broken_and_prints(tmp_path: Path) -> None:
    directory = Source({"index.rst": f"{_TEXT}It is 10%.\n"}).write(tmp_path)
    conf = directory / "conf.py"
    good = conf.read_text("utf-8")
    conf.write_text(f"{good}print('Content-Length: 7')\nraise ValueError('no')\n", "utf-8")

    async def work() -> None:
        async with editing(directory) as editor:
            await editor.open(directory / "index.rst")
            [problem] = editor.told[conf.as_uri()]
            assert (problem.range.start.line, problem.message) == (2, "ValueError: no")
            conf.write_text(good, "utf-8")
            editor.client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([types.FileEvent(conf.as_uri(), types.FileChangeType.Changed)])
            )
            await editor.type((directory / "index.rst").as_uri(), f"{_TEXT}It is 10%.\n")
            assert "editorial-percent-space" in editor.rules((directory / "index.rst").as_uri())
            assert editor.told[conf.as_uri()] == []

            # What Sphinx would not load has to be said, too.
            conf.write_text('project = "IEC 62056-8-99"\nextensions = []\n', "utf-8")
            editor.client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([types.FileEvent(conf.as_uri(), types.FileChangeType.Changed)])
            )
            await editor.type((directory / "index.rst").as_uri(), f"{_TEXT}It is 30%.\n")
            [warning] = editor.told[conf.as_uri()]
            assert (warning.range.start.line, warning.severity) == (1, types.DiagnosticSeverity.Warning)
            assert warning.message.startswith('"sphinx_dlmsprofile" is not in extensions')

            # A project without it is not that of a neighbour, but a broken one.
            conf.unlink()
            editor.client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([types.FileEvent(conf.as_uri(), types.FileChangeType.Deleted)])
            )
            assert await editor.type((directory / "index.rst").as_uri(), f"{_TEXT}It is 20%.\n") == []
            assert "conf.py" in editor.told[conf.as_uri()][0].message

    run(work())


def test_what_is_not_there(tmp_path: Path) -> None:
    """Half a character, a line behind the last one, a file that no project has."""
    directory = Source({"index.rst": f"{_TEXT}It is 10%.\n"}).write(tmp_path)

    async def work() -> None:
        async with editing(directory) as editor:
            uri = await editor.open(directory / "index.rst")
            found = await editor.type(uri, f"{_TEXT}Half \ud83d of 10%.\n")
            assert _shown(found, "editorial-percent-space").range.start == types.Position(6, 10)
            for asked in (uri, (directory / "none.rst").as_uri()):
                place = types.TextDocumentIdentifier(asked), types.Position(999, 9)
                listed = await editor.client.text_document_completion_async(types.CompletionParams(*place))
                assert isinstance(listed, types.CompletionList)
                assert not listed.items

    run(work())


def test_a_file_without_a_project_and_one_that_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "lone.rst").write_text("10%\n", "utf-8")

    async def work() -> None:
        async with editing(tmp_path) as editor:
            for uri in ((tmp_path / "lone.rst").as_uri(), "untitled:one", (tmp_path / "none" / "a.rst").as_uri()):
                item = types.TextDocumentItem(uri, "rst", 1, "10%")
                editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
                assert await editor.pull(uri) == []

    run(work())


_WORDS = (
    "shall",
    "10%",
    "0x10",
    "\n\n",
    ":numref:`",
    "{numref}`",
    "client:",
    "  ",
    "# ",
    "```",
    "..",
    "{",
    "- ",
    "é😀",
    '"',
)


def _edited(text: str, chance: random.Random) -> str:
    """A text as a slip of the hand, or a cut and paste, leaves it."""
    place, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    match chance.randrange(4):
        case 0:
            return text[:place] + chance.choice(_WORDS) + text[place:]
        case 1:
            return text[:place] + text[min(end, place + 40) :]
        case 2:
            return text[:place] + text[place : place + 200] * 2 + text[place + 200 :]
        case _:
            return text[:place] + "\n" + text[place:]


async def _random_edits(editor: Editor, uris: list[str], first: dict[str, str], chance: random.Random) -> None:
    for number in range(EDITS):
        uri = chance.choice(uris)
        # From time to time its author takes it all back.
        text = first[uri] if chance.random() < 0.2 else _edited(editor.texts[uri], chance)
        if number % 5 == 4:
            await editor.type(uri, text)
        else:
            editor.change(uri, text)


def _said(shown: types.Diagnostic) -> tuple[object, ...]:
    return str(shown.range), shown.severity, shown.code, shown.message


def test_random_edits(tmp_path: Path) -> None:
    """After any edits the server says what a cold check of the same texts says; ``DLMS_EDITS`` is how many."""
    directory = tmp_path / "profile"
    shutil.copytree(EXAMPLE, directory)
    chance = random.Random(16)
    names = sorted(path for path in directory.iterdir() if path.suffix in {".md", ".rst"})

    async def work() -> None:
        async with editing(directory) as editor:
            uris = [await editor.open(path) for path in names]
            await _random_edits(editor, uris, dict(editor.texts), chance)
            await editor.type(uris[0], editor.texts[uris[0]])
            for path, uri in zip(names, uris, strict=True):
                path.write_text(editor.texts[uri], "utf-8", newline="")
            told = {uri: found for uri, found in editor.told.items() if found}
        findings = check_project(directory, log=io.StringIO())

        def lines(source: str) -> list[str]:
            return (directory / source).read_text("utf-8").split("\n")

        cold: dict[str, list[types.Diagnostic]] = {}
        for finding in findings:
            uri = (directory / finding.at.source).as_uri()
            shown = diagnostic(finding, lines, Positions(), lambda name: (directory / name).as_uri())
            cold.setdefault(uri, []).append(shown)
        assert {uri: list(map(_said, found)) for uri, found in told.items()} == {
            uri: list(map(_said, found)) for uri, found in cold.items()
        }

    run(work())


def test_who_pulls_is_not_told_twice_unless_asked_for(tmp_path: Path) -> None:
    directory = Source({"index.rst": f"{_TEXT}It is 10%.\n"}).write(tmp_path)
    pulls = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    )

    async def work() -> None:
        for capabilities, options, offered in ((None, None, True), (pulls, None, False), (pulls, {"pull": True}, True)):
            async with editing(directory, capabilities, options) as editor:
                assert bool(editor.offered.diagnostic_provider) is offered

    run(work())
