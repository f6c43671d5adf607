"""Entries of abbreviations and references: each is a line of a directive, and a paragraph in print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.intake import records
from sphinx_dlmsprofile.intake.fitted import escaped
from sphinx_dlmsprofile.intake.surroundings import Kind, surroundings
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.intake.edits import Edits

_KINDS = {
    "abbreviations": records.abbreviation_of,
    "normative-references": records.reference_of,
    "informative-references": records.reference_of,
}
"""How the paragraph of an entry of each of these directives is read."""

_BEGIN = regex(r"(?m)^[ \t]*(?:\.\. |(?:`{3,}|:{3,})\{)(?P<kind>[\w-]+)(?:::|\})")
_LINE = regex(
    r"(?m)^(?P<indent>[ \t]*)(?P<key>\"[^\"\n]*\"|'[^'\n]*'|[^\s:#\"'][^:\n]*(?::(?! )[^:\n]*)*):[ ]+"
    r"(?P<value>\S.*?)[ \t]*$\n?"
)
_SIGN = regex(r"\W+")


class Entry(NamedTuple):
    """An entry in a file: its line, and the directive in which it stands."""

    name: str
    start: int
    end: int
    indent: str
    kind: str


def entry_at(edited: Edits, printed: str) -> Entry | None:
    """The one entry that prints a paragraph."""
    wanted = _said(printed)
    found = [entry for entry, said in _entries(edited) if said == wanted]
    return found[0] if len(found) == 1 and wanted else None


def written_as(entry: Entry, printed: str) -> str | None:
    """The line of a new entry beside another, None where the paragraph is none."""
    pair = _KINDS[entry.kind](printed)
    if pair is None:
        return None
    key, value = (escaped(text, entry.name) for text in pair)
    return f"{entry.indent}{records.key_of(key)}: {json.dumps(value, ensure_ascii=False)}\n"


def _entries(edited: Edits) -> Iterator[tuple[Entry, str]]:
    for name, start, end in edited.clause():
        text = edited.files[name]
        for begin in _BEGIN.finditer(text, start, end):
            body = text.find("\n", begin.end()) + 1
            line = _LINE.search(text, body) if begin["kind"] in _KINDS else None
            if line is None:
                continue
            around = surroundings(name, text, line.start("value"), edited.bodies)
            stop = around.end if around.kind is Kind.YAML else body
            for each in _LINE.finditer(text, line.start(), stop):
                if each["indent"] == line["indent"]:
                    entry = Entry(name, each.start(), each.end(), each["indent"], begin["kind"])
                    yield entry, _said(each["key"] + each["value"])


def _said(text: str) -> str:
    """The letters and digits of a text."""
    return _SIGN.sub("", text).casefold()
