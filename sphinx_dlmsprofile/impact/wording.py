"""Which provisions rest on a piece of text: on what stands before it, on the table or figure that it is in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.extent import extent_of
from sphinx_dlmsprofile.model.fields.table import PUBLIC
from sphinx_dlmsprofile.model.printed import ClauseText
from sphinx_dlmsprofile.model.prose import REMARKS, TextKind
from sphinx_dlmsprofile.model.provision import Provision, as_sentence
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_dlmsprofile.diff.text_edits import BlockEdit, PlacedBlock, TextComparison
    from sphinx_dlmsprofile.impact.mentions import Mentions
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.text.location import Location

_IN_FIGURE = frozenset({TextKind.FIGURE, TextKind.PICTURE})
_SHOWN = frozenset({TextKind.FORMULA, TextKind.CODE, TextKind.RAW})
_WITHIN = regex(r"(?i)\b(?:tables?|figures?|values?|columns?|rows?|lists?|follow\w*|below|above)\b|:\s*$")
"""What a sentence has that points to what stands beside it."""

_BEHIND_COLON = regex(r"(?<=:)\s+")
_WORD = regex(r"\w+")
_LABELLED = regex(r"\b(?:Table|Figure)s?\s+(?:[A-Z]\.)?[0-9]")


class Wording:
    """The text of the new edition with its provisions."""

    def __init__(self, old: Project, new: Project, text: TextComparison, mentions: Mentions) -> None:
        """Take both editions, the text of the new one beside that of the old one, and who mentions what."""
        self._former = {provision.identifier: provision for provision in old.of(Provision)}
        self._mentions = mentions
        self._at: dict[Location, list[Provision]] = defaultdict(list)
        self._in: dict[int, list[Provision]] = defaultdict(list)
        self._provisions = new.of(Provision)
        for provision in self._provisions:
            self._at[provision.at].append(provision)
            self._in[id(provision.clause)].append(provision)
        self._edits = text.blocks
        self._places = {id(edit): place for place, edit in enumerate(self._edits)}
        self._labels = {each.block.at: each.block.label or "" for each in self._captions()}
        self._extents = list(self._captioned(new))

    def _captions(self) -> Iterator[PlacedBlock]:
        for edit in self._edits:
            if edit.new and edit.new.block.kind is TextKind.CAPTION and edit.new.block.label:
                yield edit.new

    def _captioned(self, project: Project) -> Iterator[tuple[str, int, int, str, Clause | None]]:
        """The lines of records that have a caption, with the label of that."""
        for kind in PUBLIC:
            for record in project.of(kind) if kind is not ClauseText else ():
                caption = getattr(record, "caption", None)
                label = self._labels.get(record.at) or (self._labels.get(caption.at, "") if caption else "")
                for source, (first, last) in extent_of(record).items() if caption else ():
                    yield source, first, last, label, record.clause

    def rest_on_place(self, at: Location) -> Iterator[tuple[Provision, str]]:
        """The provisions that rest on the table or figure in which a value of a record stands, and why."""
        for source, first, last, label, clause in self._extents:
            if source == at.source and first <= at.line <= last:
                yield from self._of_exhibit(label, clause)

    def rest_on(self, edit: BlockEdit) -> Iterator[tuple[Provision, str]]:
        """The provisions that rest on what has been edited, and why."""
        place, block = self._places[id(edit)], edit.place.block
        clause = edit.place.clause
        if block.kind in REMARKS or _ends_otherwise(edit):
            return
        if block.kind is TextKind.CAPTION:
            yield from self._of_exhibit(block.label or "", clause)
        elif block.kind is TextKind.CELL or block.kind in _IN_FIGURE:
            yield from self._of_exhibit(self._label_near(place), clause)
        elif block.kind in _SHOWN:
            yield from self._at_block(self._before(place), "ends with it")
        else:
            yield from self._at_block(edit.new, "stands in this text")
            if block.text.rstrip().endswith(":"):
                for follower in self._led_by(place):
                    yield from self._at_block(follower, "follows it")
            yield from self._limited_by(edit)

    def at(self, at: Location) -> list[Provision]:
        """The provisions of the text that begins at a place."""
        return self._at.get(at, [])

    def _at_block(self, placed: PlacedBlock | None, why: str) -> Iterator[tuple[Provision, str]]:
        return ((provision, why) for provision in (self._at.get(placed.block.at, ()) if placed else ()))

    def _limited_by(self, edit: BlockEdit) -> Iterator[tuple[Provision, str]]:
        """The provisions of a list that its lead-in limits, or has limited: "Where the mains is on:"."""
        for placed, verb in ((edit.new, "follows"), (edit.old, "followed")):
            if placed is None or not (lead_in := _lead_in(placed.block.text)):
                continue
            for provision in self._provisions:
                one = provision if placed is edit.new else self._former.get(provision.identifier)
                if one and one.clause is placed.clause and _is_led_in_by(one, lead_in):
                    yield provision, f"{verb} it"

    def _of_exhibit(self, label: str, clause: Clause | None) -> Iterator[tuple[Provision, str]]:
        """Those that name the table or figure, and in its clause those that point to one without a number."""
        if label:
            yield from ((provision, f"refers to {label}") for provision in self._mentions.of(label))
        for provision in self._in.get(id(clause), ()):
            if _WITHIN.search(provision.text) and not _LABELLED.search(provision.text):
                yield provision, f"stands beside {label or 'the table'}"

    def _label_near(self, place: int) -> str:
        """The label of the table or figure in which a block is: a caption is above a table and below a figure."""
        clause = self._edits[place].place.clause
        is_cell = self._edits[place].place.block.kind is TextKind.CELL
        for edit in self._neighbours(place, forward=not is_cell):
            block = edit.place.block
            if edit.place.clause is not clause or block.kind is TextKind.TITLE:
                break
            if block.kind is TextKind.CAPTION and edit.new:
                return block.label or ""
        return ""

    def _neighbours(self, place: int, *, forward: bool) -> Sequence[BlockEdit]:
        return self._edits[place + 1 :] if forward else self._edits[:place][::-1]

    def _before(self, place: int) -> PlacedBlock | None:
        """The text before something that is shown below it."""
        for edit in self._neighbours(place, forward=False):
            if edit.new and edit.new.block.kind not in _SHOWN:
                return edit.new
        return None

    def _led_by(self, place: int) -> Iterable[PlacedBlock]:
        """What a text that ends with a colon leads to: the next block, and with an item the items after it."""
        clause = self._edits[place].place.clause
        for number, edit in enumerate(self._neighbours(place, forward=True)):
            if edit.new is None:
                continue
            if edit.place.clause is not clause or (number and not edit.new.block.label):
                return
            yield edit.new


def _lead_in(text: str) -> str:
    """The last sentence of a text, where it leads in what follows; "" elsewhere."""
    if not text.rstrip().endswith(":"):
        return ""
    first, last = sentence_spans(text)[-1]
    return text[first:last]


def _is_led_in_by(provision: Provision, lead_in: str) -> bool:
    """Whether a lead-in is in the context of a provision, which lacks what is printed beside words: marks of notes."""
    printed = _WORD.findall(lead_in)
    led_in_by = (_WORD.findall(each) for each in _BEHIND_COLON.split(provision.context) if each.endswith(":"))
    return any(_are_in_order(words, printed) for words in led_in_by)


def _are_in_order(words: Iterable[str], others: Iterable[str]) -> bool:
    """Whether others are the same words in the same order, with further ones between them."""
    rest = iter(others)
    return all(word in rest for word in words)


def _ends_otherwise(edit: BlockEdit) -> bool:
    """Whether nothing but the mark at the end of an item has changed, since another one follows it now or none."""
    if edit.old is None or edit.new is None:
        return False
    return as_sentence(edit.old.block.text) == as_sentence(edit.new.block.text)
