"""Names of defined things in a text: found by their words, in one pass for all names together.

How a name compares is that of its kind, as :mod:`..text.names` has it. A name that leads to several places leads to
none: a wrong link is worse than none.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import fold, fold_case, fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

WORD = regex(r"[^\W_]+")
"""What names are found by; hyphens, underscores and dots stand between words."""

_LONGEST = 12
"""In words; longer names are not looked for."""

_END = 3
"""In letters: how much of the end of a word is compared first."""

_JOINT = regex(r"[\s_/\-\u2010-\u2014]*|\.")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011", "-"))
_CAPITAL = regex(r"\A(?:(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])|(?=[^0-9]*[0-9])(?=[^A-Z]*[A-Z]))")
_GLUE_BEFORE = "-_\u2010\u2011.@#\\:/"
_GLUE_BEHIND = "-_\u2010\u2011.@:/"


class Measure(Enum):
    """When a text has a name."""

    EXACT = "exact"
    """In the same letters: abbreviations, the names of attributes."""

    TERM = "term"
    """In any case, but with the capitals of what is abbreviated in it; all signs count."""

    JOINTS = "joints"
    """Without what joins its words, and with a capital where it begins with one: classes."""

    LETTERS = "letters"
    """By letters and digits alone, where it has capitals within; else by case as it stands: SAPs."""


class Place(NamedTuple):
    """What a name leads to: an id in a document."""

    docname: str
    anchor: str


@frozen
class NameForm:
    """A form in which a text may have a name. One that ``yields`` gives way to others in the same letters."""

    text: str
    measure: Measure
    place: Place
    yields: bool = False


class Found(NamedTuple):
    """A name in a text, from ``start`` to ``end``."""

    start: int
    end: int
    form: NameForm


class NameIndex:
    """All forms of all names, by their words."""

    def __init__(self, forms: Iterable[NameForm]) -> None:
        """Take the forms; those of no word, of one sign, or of very many words are left out."""
        self._by_key: dict[str, list[NameForm]] = {}
        self._longest: dict[str, int] = {}
        self._by_opener: dict[str, list[tuple[frozenset[str], str, NameForm]]] = {}
        for form in forms:
            words = WORD.findall(_lowered(form.text))
            if not words or len(form.text) < 2 or len(words) > _LONGEST:  # noqa: PLR2004  one sign is everywhere
                continue
            known = self._by_key.setdefault("".join(words), [])
            if form in known:
                continue
            known.append(form)
            # A text may join what the name has apart, "setup", or part what it joins, "set-up".
            may_differ = form.measure in {Measure.JOINTS, Measure.LETTERS}
            needs = frozenset(words), "".join(words) if may_differ else "", form
            for count in range(1, len(words) + 1 if may_differ else 2):
                opener = "".join(words[:count])
                self._by_opener.setdefault(opener, []).append(needs)
                self._longest[opener] = max(self._longest.get(opener, 0), len(words) + 2 * may_differ)

    @property
    def openers(self) -> Collection[str]:
        """The words with which names begin, in small letters."""
        return self._longest.keys()

    def forms_within(self, words: frozenset[str]) -> Iterator[NameForm]:
        """Those forms that a text of these words, in small letters, may have."""
        openers = sorted(words & self._by_opener.keys())
        asked = {id(needs): needs for each in openers for needs in self._by_opener[each]}
        tails = frozenset(word[-_END:] for word in words)
        return (
            form
            for parts, joined, form in asked.values()
            if parts <= words or (joined and _can_say(words, tails, joined))
        )

    def within(self, words: frozenset[str]) -> NameIndex:
        """The same as an index of their own."""
        return NameIndex(self.forms_within(words))

    def find(self, text: str) -> Iterator[Found]:
        """The names in a text, the longest at each place, in their order; nothing where it may mean several things."""
        lowered = _lowered(text)
        words = WORD.findall(lowered)
        spans: list[tuple[int, int]] = []
        done = 0
        for index in [place for place, word in enumerate(words) if word in self._longest]:
            if index < done:
                continue
            joined, known = "", []
            for place in range(index, min(index + self._longest[words[index]], len(words))):
                joined += words[place]
                if joined in self._by_key:
                    known.append((place, self._by_key[joined]))
            if known and not spans:
                spans = [match.span() for match in WORD.finditer(lowered)]
            for place, several in reversed(known):
                start, end = spans[index][0], spans[place][1]
                if meant := [form for form in several if _is_meant(form, text, start, end)]:
                    if form := _only(meant):
                        yield Found(start, end, form)
                    done = place + 1
                    break


def _can_say(words: frozenset[str], tails: frozenset[str], joined: str) -> bool:
    """Whether a text of these words can have these letters, however they are parted.

    ``tails`` are those of the words: most names of many that begin alike end as no word does.
    """
    if joined[-_END:] not in tails and words.isdisjoint(joined[-length:] for length in range(1, _END)):
        return False
    reached, begins = {0}, [0]
    for start in begins:
        ends = (end for end in range(start + 1, len(joined) + 1) if end not in reached and joined[start:end] in words)
        for end in list(ends):
            reached.add(end)
            begins.append(end)
    return len(joined) in reached


def _only(meant: list[NameForm]) -> NameForm | None:
    """The form that leads to one place alone."""
    if len({form.place for form in meant}) > 1:
        meant = [form for form in meant if not form.yields]
    return meant[0] if len({form.place for form in meant}) == 1 else None


def _lowered(text: str) -> str:
    """In small letters, with the same places."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_meant(form: NameForm, text: str, start: int, end: int) -> bool:
    if _is_glued(text, start, end):
        return False
    name, written = form.text, " ".join(text[start:end].translate(_HYPHENS).split())
    if form.measure is Measure.EXACT:
        return written == name
    if form.measure is Measure.TERM:
        return fold_case(written) == fold_case(name) and _has_capitals_of(name, written)
    begins_alike = not name[0].isupper() or written[0] == name[0]
    if form.measure is Measure.JOINTS:
        return begins_alike and fold_joints(written) == fold_joints(name)
    has_capitals_within = any(character.isupper() for character in name[1:])
    joined = has_capitals_within and begins_alike and all(map(_JOINT.fullmatch, WORD.split(written)))
    return written == name or (joined and fold(written) == fold(name))


def _has_capitals_of(name: str, written: str) -> bool:
    """Whether the words that are abbreviated in a term, as "L2A" in "L2A message", stand so in the text."""
    pairs = zip(WORD.findall(name), WORD.findall(written), strict=False)
    return all(one == other for one, other in pairs if _CAPITAL.search(one))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether what stands there is a part of a longer name: "AL" in "AL-PDU", "DLMS" in "DLMS/COSEM"."""
    before = start > 1 and text[start - 1] in _GLUE_BEFORE and text[start - 2].isalnum()
    behind = end + 1 < len(text) and text[end] in _GLUE_BEHIND and text[end + 1].isalnum()
    return before or behind or text[start - 1 : start] == "_" or text[end : end + 1] == "_"
