"""The directives ``term`` and ``abbreviations``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.terms import Abbreviation, AbbreviationList, PartKind, Term, TermPart
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

TERM_OPTIONS = ("name", "file", "class")
TERM_KEYS = ("definition", "admitted", "deprecated", "examples", "notes", "source")
ABBREVIATIONS_OPTIONS = ("name", "file", "class")


def parse_term(source: DirectiveSource, reader: BodyReader) -> Term:
    """Read a terminological entry: the term from the argument, all else from the body, in any order."""
    options = reader.options(source, TERM_OPTIONS)
    if source.argument is None:
        reader.fault("body-value-type", source.at, "the entry has no term: write it behind the directive's name")
    before = len(reader.faults)
    fields = reader.fields(reader.body(source.body), TERM_KEYS, "a term")
    definition = reader.text(fields.get("definition"), "the definition")
    parts = [TermPart(PartKind.DEFINITION, definition)] if definition else []
    examples = tuple(_texts(fields.get("examples"), "an example", reader))
    parts += [
        TermPart(PartKind.EXAMPLE, text, number if len(examples) > 1 else None)
        for number, text in enumerate(examples, 1)
    ]
    notes = _texts(fields.get("notes"), "a note to entry", reader)
    parts += [TermPart(PartKind.NOTE, text, number) for number, text in enumerate(notes, 1)]
    if origin := reader.text(fields.get("source"), "the source"):
        parts.append(TermPart(PartKind.SOURCE, origin))
    return Term(
        at=source.at,
        # A definition may stand in what could not be read.
        unread=reader.unreadable or len(reader.faults) > before,
        term=source.argument or Text("", source.at),
        name=options.get("name"),
        admitted=tuple(_texts(fields.get("admitted"), "an admitted term", reader)),
        deprecated=tuple(_texts(fields.get("deprecated"), "a deprecated term", reader)),
        parts=tuple(parts),
        numbered=True,
    )


def _texts(node: Node | None, what: str, reader: BodyReader) -> Iterator[Text]:
    """The texts of a list; a single one needs no list."""
    for item in node.items if isinstance(node, Sequence) else (node,):
        if text := reader.text(item, what):
            yield text


def parse_abbreviations(source: DirectiveSource, reader: BodyReader) -> AbbreviationList:
    """Read a list of abbreviations, one a key."""
    reader.options(source, ABBREVIATIONS_OPTIONS)
    before = len(reader.faults)
    entries = reader.entries(reader.body(source.body), "a list of abbreviations")
    if reader.is_empty(entries, before):
        message = "the list of abbreviations is empty: write one a line, abbreviation: what it stands for"
        reader.fault("body-value-type", source.at, message)
    return AbbreviationList(
        at=source.at,
        unread=reader.unreadable,
        entries=tuple(
            Abbreviation(key.text, _expansion(key.text, value, reader)) for key, value in entries if key.value.strip()
        ),
    )


def _expansion(abbreviation: Text, node: Node, reader: BodyReader) -> Text | None:
    before = len(reader.faults)
    text = reader.text(node, f'what "{abbreviation}" stands for')
    if text is None and len(reader.faults) == before:
        message = f'the abbreviation "{abbreviation}" has no meaning: write what it stands for behind the colon'
        reader.fault("body-value-type", abbreviation.at, message)
    return text
