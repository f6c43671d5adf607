"""The text of the standard as it is printed, put together from what each document keeps."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.printed import ClauseText, Exhibit, PrintedBlock
from sphinx_dlmsprofile.model.prose import Literal, TextKind
from sphinx_dlmsprofile.text.marks import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.sphinx.building.link_resolver import LinkResolver
    from sphinx_dlmsprofile.sphinx.reading.document_texts import DocumentTexts


class PrintedText:
    """Makes the text; documents are opened one by one, and what has been taken from them is forgotten."""

    def __init__(
        self,
        documents: Mapping[str, DocumentTexts],
        beside: Mapping[str, Sequence[tuple[Record, str]]],
        sections: Mapping[tuple[str, str], Clause],
        links: LinkResolver,
        clauses: Sequence[Clause],
    ) -> None:
        """Take the texts of documents, their records, and the clauses of their sections; open nothing yet."""
        self._documents = documents
        self._beside = beside
        self._sections = sections
        self._links = links
        self._clauses = clauses

    def clauses(self) -> Iterator[ClauseText]:
        """The texts of all clauses that have any, in document order; first what stands in none."""
        if outside := list(chain.from_iterable(map(self._outside, self._documents))):
            yield ClauseText(at=outside[0].at, blocks=tuple(outside))
        opened: dict[str, dict[str, list[PrintedBlock]]] = {}
        for clause in chain.from_iterable(top.walk() for top in self._clauses):
            if clause.docname in self._documents:
                if clause.docname not in opened:
                    opened[clause.docname] = self._blocks(clause.docname)
                if blocks := opened[clause.docname].pop(clause.anchor, None):
                    yield ClauseText(at=clause.at, clause=clause, blocks=tuple(_headed(blocks, clause)))

    def _outside(self, docname: str) -> Iterator[PrintedBlock]:
        """What stands before the first clause of a document."""
        if all((docname, anchor) in self._sections for anchor in self._documents[docname].anchors):
            return
        for block, anchor in self._open(docname):
            if (docname, anchor) not in self._sections:
                yield block

    def _blocks(self, docname: str) -> dict[str, list[PrintedBlock]]:
        """The blocks of a document by the first id of the section that contains them."""
        found: dict[str, list[PrintedBlock]] = {}
        for block, anchor in self._open(docname):
            found.setdefault(anchor, []).append(block)
        others: dict[str, list[PrintedBlock]] = {}
        for record, anchor in self._beside[docname]:
            if isinstance(record, Literal) and record.block:
                others.setdefault(anchor, []).append(
                    PrintedBlock(TextKind.CODE, record.text, record.at, _first_line(record))
                )
            elif isinstance(record, Exhibit):
                label = self._links.label(docname, record.numbered) if record.numbered else ""
                others.setdefault(anchor, []).append(PrintedBlock(record.kind, record.text, record.at, label or None))
        return {anchor: _merged(found.get(anchor, []), others.get(anchor, [])) for anchor in {**found, **others}}

    def _open(self, docname: str) -> list[tuple[PrintedBlock, str]]:
        """The blocks of a document, each with the first id of its section."""
        notes: dict[str, str] = {}
        opened = []
        for block, anchor in self._documents[docname].open():
            printed = self._printed(block, docname)
            opened.append((printed, anchor))
            if block.kind is TextKind.FOOTNOTE:
                notes[block.shown or block.text] = printed.text
        # What a footnote refers to is printed in it, too.
        return [
            (
                replace(block, notes=tuple(notes.get(note, note) for note in block.notes)) if block.notes else block,
                anchor,
            )
            for block, anchor in opened
        ]

    def _printed(self, block: TextBlock, docname: str) -> PrintedBlock:
        text = block.shown or block.text
        for reference in block.references:
            text = text.replace(OPAQUE, self._links.shown(reference) or "…", 1)
        label = block.mark or (self._links.label(docname, block.numbered) if block.numbered else block.warning)
        return PrintedBlock(block.kind, text, block.at, label or None, block.cell or None, block.notes)


def _first_line(code: Literal) -> str | None:
    return None if code.first_line is None else str(code.first_line)


def _merged(blocks: list[PrintedBlock], others: list[PrintedBlock]) -> list[PrintedBlock]:
    """Both in one, each of the others after the last block that stands before it in its file."""
    if not others:
        return blocks
    last: dict[str, list[tuple[int, int]]] = {}
    for place, each in enumerate(blocks):
        lines = last.setdefault(each.at.source, [])
        lines.append((max(each.at.line, lines[-1][0] if lines else 0), place))
    after: dict[int, list[PrintedBlock]] = {}
    for each in others:
        lines = last.get(each.at.source, [])
        behind = bisect_right(lines, each.at.line, key=lambda known: known[0])
        after.setdefault(lines[behind - 1][1] if behind else -1, []).append(each)
    merged = after.get(-1, [])
    for place, each in enumerate(blocks):
        merged += [each, *after.get(place, [])]
    return merged


def _headed(blocks: list[PrintedBlock], clause: Clause) -> Iterator[PrintedBlock]:
    """The blocks, the title with the number of the clause."""
    for each in blocks:
        is_title = each.kind is TextKind.TITLE and each.at == clause.at
        yield replace(each, label=clause.number) if is_title else each
