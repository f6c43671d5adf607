"""The directives ``term`` and ``abbreviations``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.terms import Abbreviation, AbbreviationList, PartKind, Term, TermPart
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.parsing.body import BodyReader, Fields
    from sphinx_dlmsprofile.parsing.source import DirectiveSource

TERM_OPTIONS = ("name", "file", "class")
TERM_KEYS = ("definition", "admitted", "deprecated", "examples", "notes", "source")
ABBREVIATIONS_OPTIONS = ("name", "file", "class")


def parse_term(source: DirectiveSource, reader: BodyReader) -> Term:
    """Read a terminological entry: the term from the argument, all else from the body, in any order."""
    with reader.directive(source, TERM_OPTIONS) as directive:
        fields = reader.fields(directive.body, TERM_KEYS, "a term")
        parts = tuple(_parts(fields, reader))
    if source.argument is None:
        reader.fault("body-value-type", source.at, "the entry has no term: write it after the directive's name")
    return Term(
        at=source.at,
        # A definition may stand in what could not be read.
        unread=directive.unread,
        term=source.argument or Text("", source.at),
        name=directive.options.get("name"),
        admitted=tuple(_texts(fields.get("admitted"), "an admitted term", reader)),
        deprecated=tuple(_texts(fields.get("deprecated"), "a deprecated term", reader)),
        parts=parts,
        numbered=True,
    )


def _parts(fields: Fields, reader: BodyReader) -> Iterator[TermPart]:
    """Definition, examples, notes and source, in the order of an entry."""
    if definition := reader.text(fields.get("definition"), "the definition"):
        yield TermPart(PartKind.DEFINITION, definition)
    examples = tuple(_texts(fields.get("examples"), "an example", reader))
    for number, text in enumerate(examples, 1):
        yield TermPart(PartKind.EXAMPLE, text, number if len(examples) > 1 else None)
    for number, text in enumerate(_texts(fields.get("notes"), "a note to entry", reader), 1):
        yield TermPart(PartKind.NOTE, text, number)
    if origin := reader.text(fields.get("source"), "the source"):
        yield TermPart(PartKind.SOURCE, origin)


def _texts(node: Node | None, what: str, reader: BodyReader) -> Iterator[Text]:
    """The texts of a list; a single one needs no list."""
    for item in node.items if isinstance(node, Sequence) else (node,):
        if text := reader.text(item, what):
            yield text


def parse_abbreviations(source: DirectiveSource, reader: BodyReader) -> AbbreviationList:
    """Read a list of abbreviations, one a key."""
    reader.no_title(source)
    with reader.directive(source, ABBREVIATIONS_OPTIONS) as directive:
        entries = reader.entries(directive.body, "a list of abbreviations")
        advice = "write one a line, abbreviation: what it stands for"
        directive.expect(entries, f"the list of abbreviations is empty: {advice}")
    return AbbreviationList(
        at=source.at,
        unread=reader.unreadable,
        entries=tuple(
            Abbreviation(key.text, _expansion(key.text, value, reader)) for key, value in entries if key.value.strip()
        ),
    )


def _expansion(abbreviation: Text, node: Node, reader: BodyReader) -> Text | None:
    with reader.part() as part:
        text = reader.text(node, f'what "{abbreviation}" stands for')
    if text is None and not part.damaged:
        message = f'the abbreviation "{abbreviation}" has no meaning: write what it stands for after the colon'
        reader.fault("body-value-type", abbreviation.at, message)
    return text
