"""What the text of one block names: where, and what that leads to."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.typed import LIVE, numbered_parts, typed_in
from sphinx_dlmsprofile.analysis.name_index import WORD
from sphinx_dlmsprofile.model.obis import OBIS_CODE, read_obis
from sphinx_dlmsprofile.model.references import handles_of
from sphinx_dlmsprofile.text.citations import find_citations, normalised
from sphinx_dlmsprofile.text.names import fold_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.analysis.name_index import NameIndex, Place
    from sphinx_dlmsprofile.sphinx.links.definitions import Definitions
    from sphinx_dlmsprofile.sphinx.reading.words import Words
    from sphinx_dlmsprofile.text.designations import Designation


class Mention(NamedTuple):
    """Something named in a text, from ``start`` to ``end``; ``expansion`` is what an abbreviation stands for."""

    start: int
    end: int
    place: Place
    expansion: str = ""


class Mentions:
    """Finds what the blocks of one document name."""

    def __init__(self, known: Definitions, words: Words) -> None:
        """Take what is defined, and of that what can be in a document of these words."""
        self._known = known
        self._codes = words.codes and bool(known.codes)
        self._publishers = known.publishers & words.words
        self._names: NameIndex = known.names.within(words.words)
        self._openers = frozenset(self._names.openers)

    def of(self, text: str, *, typed: bool) -> list[Mention]:
        """What a text names, in its order and without overlaps; ``typed`` if it may name places by numbers.

        The longest counts, whether it leads anywhere or not: "IEEE 802.11ah" does not mention IEEE, and "IEEE 802.11ah
        setup" none of the standard.
        """
        text = _in_one_line(text)
        words = set(WORD.findall(text.lower()))
        found: list[tuple[int, int, Place | None]] = []
        if not self._publishers.isdisjoint(words):
            found += self._cited(text)
        if typed:
            found += self._numbers(text)
        if self._codes and ":" in text:
            found += self._obis(text)
        if not self._openers.isdisjoint(words):
            found += ((start, end, form.place) for start, end, form in self._names.find(text))
        return list(self._apart(found))

    def _apart(self, found: list[tuple[int, int, Place | None]]) -> Iterator[Mention]:
        """Those that do not overlap with longer ones."""
        kept: list[tuple[int, int, Place | None]] = []
        for each in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
            behind = bisect(kept, each[0], key=lambda other: other[0])
            is_free = behind == 0 or kept[behind - 1][1] <= each[0]
            if is_free and (behind == len(kept) or each[1] <= kept[behind][0]):
                kept.insert(behind, each)
        for start, end, place in kept:
            if place:
                yield Mention(start, end, place, self._known.expansions.get(place, ""))

    def _cited(self, text: str) -> Iterator[tuple[int, int, Place | None]]:
        """The designations in a text, each with its entry in the lists, None where it has none, or several."""
        if len(normalised(text)) != len(text):
            return
        for citation in find_citations(text):
            yield citation.start, citation.end, self._entry(citation.designation)

    def _entry(self, cited: Designation) -> Place | None:
        """The one entry that is meant, by the closest handle that any has; another edition is another document."""
        for handle in handles_of(cited.dated):
            places = self._known.references.get(fold_case(handle))
            if places:
                years = self._known.editions
                meant = [each for each in places if not cited.year or years.get(each) in {None, cited.year}]
                return meant[0] if len(meant) == len(places) == 1 else None
        return None

    def _numbers(self, text: str) -> Iterator[tuple[int, int, Place]]:
        for typed, start in typed_in(text):
            if typed.kind in LIVE:
                for first, last, number in numbered_parts(typed):
                    if place := self._known.numbers.get((typed.kind, number)):
                        yield start + first, start + last, place

    def _obis(self, text: str) -> Iterator[tuple[int, int, Place | None]]:
        """The codes, each with the row of Annex B that alone has it."""
        for match in OBIS_CODE.finditer(text):
            code = read_obis(match[0])
            rows = {place for row, place in self._known.codes if code and row.overlaps(code)}
            yield *match.span(), rows.pop() if len(rows) == 1 else None


def _in_one_line(text: str) -> str:
    """The text with a plain blank for each white space, so that all places stay."""
    return "".join(" " if character.isspace() else character for character in text) if _has_blanks(text) else text


def _has_blanks(text: str) -> bool:
    return "\n" in text or "\u00a0" in text or "\u202f" in text or "\t" in text
