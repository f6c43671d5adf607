"""Terms, abbreviations and references of a draft: paragraphs that are one record, or one list, together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake import records
from sphinx_dlmsprofile.intake.parts import Part
from sphinx_dlmsprofile.intake.plain import has_picture, plain, text_of
from sphinx_dlmsprofile.template.outline import CLAUSES
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dlmsprofile.intake.draft import Draft
    from sphinx_dlmsprofile.intake.pandoc import Node
    from sphinx_dlmsprofile.intake.rest import Writer

EXAMPLE = regex(r"EXAMPLE(?:\s+\d+)?\s*:?\s+")
_NOTE = regex(r"Note(?:\s+\d+)?\s+to\s+entry\s*:?\s*")
_SOURCE = regex(r"\[SOURCE:\s*(.*?)\]?\s*", re.DOTALL)
_DEPRECATED = regex(r"DEPRECATED:?\s+")
_PARTS = {"definition": "definition", "admitted": "admitted", "deprecated": "deprecated", "note": "notes",
          "example": "examples", "source": "source"}  # fmt: skip
_TEXT = frozenset({"Para", "Plain"})


class Gathered:
    """What was gathered so far; ``settle`` writes it before something else begins."""

    def __init__(self, draft: Draft, settle: Callable[[], None]) -> None:
        self._draft, self._settle = draft, settle
        self._term: tuple[str, list[tuple[str, str]]] | None = None
        self._references: list[tuple[str, str]] = []
        self._abbreviations: list[tuple[str, str]] = []

    @property
    def is_term(self) -> bool:
        """Whether a term goes on."""
        return self._term is not None

    def take(self, part: Part, text: str, writer: Writer, clause: str, above: str) -> bool:
        """Take a part of a clause, whose title is given with that of the clause at the top; whether it is one."""
        if self._take_term(part, text, writer):
            return True
        if part.block.get("t") == "DefinitionList":
            return self._take_definitions(part.block["c"], writer, clause)
        if part.block.get("t") not in _TEXT or has_picture(part.block):
            return False
        if CLAUSES[1].has_title(above) and (reference := records.reference_of(text)):
            self._references.append(reference)
            return True
        pair = records.abbreviation_of(text) if is_abbreviations(clause) else None
        if pair:
            self._abbreviations.append(pair)
        return pair is not None

    def _take_term(self, part: Part, text: str, writer: Writer) -> bool:
        style = part.style.upper().replace("TERMS-", "TERM-")
        if style.startswith("TERM-NUMBER") or style == "TERM":
            writer.pass_entries(part.block)
        if style.startswith("TERM-NUMBER"):
            self._settle()
            return True
        if style == "TERM" and text.strip():
            self._settle()
            self._term = text.strip(), []
            return True
        if self._term is None or part.block.get("t") not in _TEXT:
            return False
        shown = writer.line(part.block["c"])
        if source := _SOURCE.fullmatch(shown):
            self._term[1].append(("source", source[1]))
            self._draft.said.update({"[SOURCE:", *text.split()[-1:]})
        elif _NOTE.match(shown):
            self._term[1].append(("notes", _NOTE.sub("", shown, count=1)))
            self._draft.said.update(shown.split()[:4])
        elif style.startswith("TERM-"):
            kind = _PARTS.get(style.removeprefix("TERM-").lower(), "definition")
            mark = {"examples": EXAMPLE, "deprecated": _DEPRECATED}.get(kind)
            self._term[1].append((kind, mark.sub("", shown, count=1) if mark else shown))
            self._draft.said.update(shown.split()[:2] if mark else ())
        else:
            return False
        return True

    def _take_definitions(self, entries: Node, writer: Writer, clause: str) -> bool:
        """Take a list of definitions as abbreviations or terms, where it says nothing else."""
        texts = [[block for each in told for block in each] for _, told in entries]
        if any(block["t"] not in _TEXT for each in texts for block in each):
            return False
        if is_abbreviations(clause):
            said = (" ".join(map(text_of, each)) for each in texts)
            self._abbreviations += [(plain(name).strip(), each) for (name, _), each in zip(entries, said, strict=True)]
            return True
        if not CLAUSES[2].children[0].has_title(clause):
            return False
        for (name, _), blocks in zip(entries, texts, strict=True):
            self._take_term(Part("TERM", {"t": "Para", "c": name}), plain(name), writer)
            for block in blocks:
                self._take_term(Part("TERM-definition", block), text_of(block), writer)
        return True

    def written(self, leave: Callable[[str], None]) -> Iterator[str]:
        """The directives of what was gathered; ``leave`` gets what does not fit."""
        if self._term is not None:
            (name, parts), self._term = self._term, None
            self._draft.count("terms")
            yield records.term(name, parts)
        if self._references:
            entries, self._references = self._references, []
            self._draft.count("normative references", len(entries))
            yield records.references(entries)
        if self._abbreviations:
            pairs, self._abbreviations = self._abbreviations, []
            written = records.abbreviations(pairs)
            if written is None:
                leave("the abbreviations do not fit into the directive abbreviations")
                written = "\n\n".join(f"{short}\n   {meaning}" for short, meaning in pairs)
            else:
                self._draft.count("abbreviations", len(pairs))
            yield written


def is_abbreviations(title: str) -> bool:
    """Whether it is the title of 3.2."""
    return CLAUSES[2].children[1].has_title(title)
