"""What an editor can ask of a place: what is said of it, what can be written, where it is defined, used and renamed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from sphinx_dlmsprofile import parsing as declarations
from sphinx_dlmsprofile.server.completion import declared
from sphinx_dlmsprofile.session.apply import applied
from sphinx_dlmsprofile.sphinx.directives import DIRECTIVES
from tests.server.editor import editing, run
from tests.support import Source, check

if TYPE_CHECKING:
    from tests.server.editor import Editor

_INDEX = """\
Profile
=======

.. toctree::

   services

Scope
-----

The NTP object \U0001f600 of :cosem:`Mesh radio setup` is read as :cosem:`Mesh radio setup.mode`, see :ref:`sec-read`.

Terms
-----

.. abbreviations::

   NTP: network time protocol

.. _sec-time:

Time
----

:prov:`keep-time` The station shall keep the time by NTP.

.. cosem-class:: Mesh radio setup
   :class-id: 8192

   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: mode, type: enum, description: How it joins.}

.. cosem-class:: Mesh log
   :class-id: 8193

   description: Is kept as long as :dlms:attribute:`Mesh log.last` is used.
   attributes:
     1: {name: logical_name, type: octet-string}
     2: {name: last, type: unsigned}
"""

_SERVICES = """\
(sec-read)=
# Reading

Object 1-0:1.8.0.255 and {cosem}`Clock.time` are read, in the {cosem}`Mesh radio setup`, as
{dlms:provision}`keep-time` says; 10%. {cosem}`Clock.2`, {attribute}`Clock.time_zone`, {cosem}`Clock.2()` and
{method}`Clock.adjust_to_quarter` are read by {sap}`Public Client` over the {layer}`mac` of the {profile}`Mesh profile`.

```{sap-table} SAPs
:width: 8

client:
  0x10: Public Client
```

```{layer-stack} Stacks
layers:
  mac: {role: mac, name: Mesh MAC, standard: IEEE 802.15.4}
profiles:
  Mesh profile: {kind: general, stack: [ap, al, mac]}
```

```{apdu-example} Reading
:apdu: get-request-normal

C0 01 C1 00 08 00 00 01 00 00 FF 02 00
```
"""


_STACK = "\n.. layer-stack:: Stacks\n\n   profiles:\n     General: {kind: ge\n"


def _at(text: str, words: str, shift: int = 1) -> types.Position:
    """A place within words of a text, in UTF-16."""
    before = text[: text.index(words) + shift]
    line = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


async def _hover(editor: Editor, uri: str, words: str, shift: int = 1) -> str:
    document = types.TextDocumentIdentifier(uri)
    found = await editor.client.text_document_hover_async(
        types.HoverParams(document, _at(editor.texts[uri], words, shift))
    )
    return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""


async def _completed(editor: Editor, uri: str, text: str, words: str) -> list[str]:
    await editor.type(uri, text)
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), _at(text, words, len(words)))
    found = await editor.client.text_document_completion_async(params)
    return [item.label for item in found.items] if isinstance(found, types.CompletionList) else []


def _changed(editor: Editor, edit: types.WorkspaceEdit | None) -> dict[str, str]:
    """The texts after an edit, as an editor makes it."""
    texts = dict(editor.texts)
    for uri, edits in ((edit and edit.changes) or {}).items():
        lines = (texts.get(uri) or Path(str(to_fs_path(uri))).read_text("utf-8")).split("\n")
        for each in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            start, end = each.range.start, each.range.end
            first, last = lines[start.line].encode("utf-16-le"), lines[end.line].encode("utf-16-le")
            joined = first[: start.character * 2] + each.new_text.encode("utf-16-le") + last[end.character * 2 :]
            lines[start.line : end.line + 1] = joined.decode("utf-16-le").split("\n")
        texts[uri] = "\n".join(lines)
    return texts


def _project(directory: Path) -> Path:
    waivers = "- rule: sap-gap\n  place: provision keep-time\n  reason: None.\n"
    files = {"index.rst": _INDEX, "services.md": _SERVICES, "waivers.yaml": waivers}
    return Source(files, {"dlms_waivers": "waivers.yaml"}).write(directory)


def test_names(tmp_path: Path) -> None:
    directory = _project(tmp_path / "source")

    async def work() -> None:
        async with editing(directory) as editor:
            index = await editor.open(directory / "index.rst")
            services = await editor.open(directory / "services.md", "markdown")
            await _hovers(editor, index, services)
            await _places(editor, index, services)
            await _renames(editor, index, services)
            await _actions(editor, services, directory)
            await _completes(editor, index, services)

    run(work())


async def _hovers(editor: Editor, index: str, services: str) -> None:
    assert "network time protocol" in await _hover(editor, index, "NTP object")
    assert "class_id 8192" in await _hover(editor, index, "Mesh radio setup`")
    assert "How it joins." in await _hover(editor, index, "setup.mode`")
    assert "active energy" in await _hover(editor, services, "1-0:1.8")
    assert "time" in await _hover(editor, services, "Clock.time")
    assert (await _hover(editor, services, "Clock.2`")).endswith("\n\n- 2: time, octet-string")
    assert (await _hover(editor, services, "Clock.time_zone")).endswith("\n\n- 3: time_zone, long")
    assert "\n\n- method 2:" in await _hover(editor, services, "Clock.2()")
    assert "\n\n- method 1:" in await _hover(editor, services, "Clock.adjust")
    assert "`0x10`: Public Client" in await _hover(editor, services, "Public Client`")
    assert await _hover(editor, services, "mac` of") == "**Mesh MAC** (mac): IEEE 802.15.4"
    assert "general" in await _hover(editor, services, "Mesh profile`")
    assert "Mesh MAC" in await _hover(editor, services, "Mesh profile`")
    assert "shall keep" in await _hover(editor, services, "keep-time")
    # The octets 00 08 are the class of the clock.
    assert "Clock" in await _hover(editor, services, "00 08", 3)
    assert await _hover(editor, index, "Scope") == ""


async def _places(editor: Editor, index: str, services: str) -> None:
    client, texts = editor.client, editor.texts
    document = types.TextDocumentIdentifier(index)
    at = _at(texts[index], "sec-read")
    defined = await client.text_document_definition_async(types.DefinitionParams(document, at))
    assert isinstance(defined, types.Location)
    assert (defined.uri, defined.range.start) == (services, types.Position(0, 1))
    at = _at(texts[index], "setup.mode`")
    defined = await client.text_document_definition_async(types.DefinitionParams(document, at))
    assert isinstance(defined, types.Location)
    assert defined.range.start == _at(texts[index], "mode, type", 0)
    at = _at(texts[index], "Mesh radio setup\n")
    context = types.ReferenceContext(include_declaration=False)
    found = await client.text_document_references_async(types.ReferenceParams(context, document, at))
    assert {place.uri for place in found or ()} == {index, services}
    outline = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [each.name for each in outline or ()][:2] == ["Clause 2 Scope", "Clause 3 Terms"]


async def _renames(editor: Editor, index: str, services: str) -> None:
    async def renamed(uri: str, words: str, new: str) -> dict[str, str]:
        at = _at(editor.texts[uri], words)
        params = types.RenameParams(types.TextDocumentIdentifier(uri), at, new)
        return _changed(editor, await editor.client.text_document_rename_async(params))

    texts = await renamed(services, "sec-read", "sec-get")
    assert texts[index] == _INDEX.replace("sec-read", "sec-get")
    assert texts[services] == _SERVICES.replace("sec-read", "sec-get")
    texts = await renamed(index, "Mesh radio setup`", "Mesh setup")
    assert texts[index] == _INDEX.replace("Mesh radio setup", "Mesh setup")
    assert texts[services] == _SERVICES.replace("Mesh radio setup", "Mesh setup")
    texts = await renamed(index, "mode, type", "join_mode")
    assert texts[index] == _INDEX.replace("setup.mode", "setup.join_mode").replace("{name: mode", "{name: join_mode")
    texts = await renamed(index, "NTP object", "SNTP")
    assert texts[index] == _INDEX.replace("NTP", "SNTP")
    texts = await renamed(services, "keep-time", "hold-time")
    assert texts[index] == _INDEX.replace("keep-time", "hold-time")
    assert texts[services] == _SERVICES.replace("keep-time", "hold-time")
    assert [text for uri, text in texts.items() if "place: provision hold-time" in text]
    for words, new, why in (
        ("sec-read", "sec read", "has no spaces"),
        ("sec-read", "sec-time", "is there already"),
        ("Mesh radio setup`", "Clock", "is a class of"),
        ("Mesh radio setup`", "Mesh: radio", "YAML"),
        ("mode, type", "Logical_Name", "is there already, in line 31 of index.rst"),
        ("mode, type", "", "is not a name for this attribute"),
        ("NTP object", "N T P", "is one word"),
        ("keep-time", "keep time", "single hyphens"),
    ):
        with pytest.raises(JsonRpcException, match=why):
            await renamed(index, words, new)
    document = types.TextDocumentIdentifier(index)
    at = _at(_INDEX, "Scope")
    assert await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(document, at)) is None


async def _actions(editor: Editor, services: str, directory: Path) -> None:
    at = _at(_SERVICES, "10%")
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(services), types.Range(at, at), types.CodeActionContext([])
    )
    found = [
        each
        for each in await editor.client.text_document_code_action_async(params) or ()
        if not isinstance(each, types.Command)
    ]
    fix = next(each for each in found if each.title.startswith("Fix: write") and "%" in each.title)
    assert fix.is_preferred
    assert _changed(editor, fix.edit)[services] == _SERVICES.replace("10%", "10\u00a0%")
    assert any(each.kind == types.CodeActionKind.SourceFixAll for each in found)
    waive = next(each for each in found if each.title.startswith("Waive editorial-percent-space"))
    waivers = (directory / "waivers.yaml").as_uri()
    assert waive.edit
    assert waive.edit.changes
    [added] = waive.edit.changes[waivers]
    assert added.new_text == '- rule: editorial-percent-space\n  place: "1"\n  reason:\n'
    assert added.range.start == types.Position(3, 0)


async def _completes(editor: Editor, index: str, services: str) -> None:
    first = _INDEX + "\n:cosem:`Me\n"
    assert {"Mesh radio setup", "Mesh radio setup.mode", "Clock"} <= set(
        await _completed(editor, index, first, ":cosem:`Me")
    )
    assert "sec-read" in await _completed(editor, index, _INDEX + "\n:ref:`se\n", ":ref:`se")
    assert "sap-table" in await _completed(editor, index, _INDEX + "\n.. sap\n", ".. sap")
    assert "NTP" in await _completed(editor, index, _INDEX + "\n:abbr:`N\n", ":abbr:`N")
    options = await _completed(editor, services, _SERVICES + "\n```{sap-table} More\n:wi\n```\n", "More\n:wi")
    assert "width" in options
    keys = await _completed(editor, services, _SERVICES + "\n```{sap-table} More\ncli\n```\n", "More\ncli")
    assert {"client", "server"} <= set(keys)
    codes = await _completed(editor, services, _SERVICES + "\n```{obis-codes} More\n0-0:1\n```\n", "More\n0-0:1")
    assert "0-0:1.0.0.255" in codes
    schemes = await _completed(editor, services, _SERVICES + "\n```{sap-table} More\n:scheme: \n```\n", ":scheme: ")
    assert {"hdlc-1", "wrapper"} <= set(schemes)
    kinds = await _completed(editor, index, _INDEX + _STACK, "{kind: ge")
    assert kinds == ["general", "ip"]
    forms = _SERVICES.replace(":apdu: get-request-normal", ":form: octets, ta")
    assert await _completed(editor, services, forms, "octets, ta") == ["octets", "table", "values", "xml"]
    casts = await _completed(
        editor, index, f"{_INDEX}\n.. xdlms-services:: All\n\n   GET: {{confirmed: [unicast, m", ", m"
    )
    assert casts == ["unicast", "multicast", "broadcast"]


def test_all_choices_are_declared() -> None:
    """What a reader takes as a choice it takes from what is declared, or completion does not know it."""
    undeclared = {
        path.stem
        for path in Path(str(declarations.__file__)).parent.glob("*.py")
        if "reader.choice(" in (text := path.read_text("utf-8")) and "VALUES = {" not in text
    }
    assert not undeclared


def test_each_directive_declares_something() -> None:
    assert not [name for name in DIRECTIVES if name != "guidance" and not any(declared(name))]
    assert declared("sap-table")[0] == ("name", "width", "scheme", "profile", "file", "class")


def test_what_is_waived_without_a_reason_says_so(tmp_path: Path) -> None:
    waivers = "- rule: editorial-percent-space\n  reason:\n"
    files = {"index.rst": "Profile\n=======\n\nScope\n-----\n\nIt is 10%.\n", "waivers.yaml": waivers}
    found = check(Source(files, {"dlms_waivers": "waivers.yaml"}), tmp_path)
    assert {"waiver-reason-missing", "editorial-percent-space"} <= {finding.rule for finding in found}
    assert not [finding for finding in found if finding.waived]


def test_nothing_of_a_file_changes_without_edits() -> None:
    assert applied(b"a\rb\r\nc", []) == (b"a\rb\r\nc", [])
