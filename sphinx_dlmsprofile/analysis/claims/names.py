"""The names of the model's things, and where a text has them."""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.claims.variants import Variant, Variants
from sphinx_dlmsprofile.analysis.vocabulary import named_terms, vocabulary
from sphinx_dlmsprofile.model.constants import Constants
from sphinx_dlmsprofile.model.cosem import InterfaceClass
from sphinx_dlmsprofile.model.layers import PREDEFINED, LayerStack
from sphinx_dlmsprofile.model.sap import SapTable
from sphinx_dlmsprofile.registry.interface_classes import interface_classes
from sphinx_dlmsprofile.registry.services import open_parameters, services
from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_WORD = regex(r"[^\W_]\w*")
_MARK = regex(r"‹[A-Z]([0-9]+)›")
_SHORT = regex(r"(?<!\s)\s*\([^()]*\)$")
_CLASS_BEFORE = regex(r"(?:[\"\u201c]|\bclass(?:es)? )$")
_CLASS_AFTER = regex(r"[\"\u201d]?,? (?:\(?class[_ -]?id\b|class\b|objects?\b|instances?\b)")
_QUOTED = regex('["\u201c][^"\u201c\u201d]*["\u201d]')
_DRIFTING = frozenset("PLSTX")
"""The kinds whose names are looked for in other words, too."""

_TELLING = 2
"""In blanks: shorter expansions are everyday words."""

_MEMBER_BEFORE = regex(r"\b(?:attribute|method)s?(?: (?:number )?[0-9]{1,2},?)? \W?$")
_FAMILIES = frozenset({"ln", "sn", "notification", "trigger"})
"""The services that a table of xDLMS services is about."""

_ABBREVIATED = regex(r"[A-Z].*[A-Z]")


class Kind(Enum):
    """What has a name; the value is the letter of its marks."""

    CLASS = "C"
    MEMBER = "A"
    """An attribute, a method, or an element of a structure."""
    SAP = "S"
    PROFILE = "P"
    LAYER = "L"
    SERVICE = "V"
    PARAMETER = "O"
    TERM = "T"
    DEPRECATED = "D"
    CONSTANT = "K"
    EXPANSION = "X"
    """What an abbreviation stands for; looked for in other words alone."""


class Name(NamedTuple):
    """A name as its owner writes it."""

    kind: Kind
    name: str


def own_names(project: Project) -> tuple[tuple[str, str], ...]:
    """The names that a standard gives, as values of an analysis: the letter of the kind, and the name."""
    return project.memo(_own_names)


def _own_names(project: Project) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((name.kind.value, name.name) for name in _given(project) if name.name))


def _given(project: Project) -> Iterator[Name]:
    for record in project.of(InterfaceClass):
        yield Name(Kind.CLASS, unmarked(record.name.value))
        names = [*(each.name for each in record.attributes), *(each.name for each in record.methods)]
        types = [*(each.type for each in record.attributes), *(each.type for each in record.methods)]
        names += [part.label for each in types if each for part in each.walk()]
        yield from (Name(Kind.MEMBER, unmarked(name.value)) for name in names if name)
    published = {known.name for known in interface_classes()}
    yield from (Name(Kind.CLASS, known.name) for known in project.registry.classes if known.name not in published)
    for constants in project.of(Constants):
        yield from (Name(Kind.CONSTANT, unmarked(name)) for each in constants.entries for name in each.called)
    for table in project.of(SapTable):
        for row in table.rows:
            if len(row.ranges) == 1 and row.ranges[0].first == row.ranges[0].last:
                yield from (Name(Kind.SAP, name) for name in called(row.name.value))
    for entry in project.memo(vocabulary).abbreviations:
        if entry.expansion and entry.expansion.value.count(" ") >= _TELLING:
            yield Name(Kind.EXPANSION, unmarked(entry.expansion.value))
    for term in named_terms(project):
        yield from (Name(Kind.TERM, unmarked(name)) for name in term.called if " " in name)
        yield from (Name(Kind.DEPRECATED, unmarked(name.value)) for name in term.deprecated)
    for stack in project.of(LayerStack):
        yield from (Name(Kind.PROFILE, unmarked(profile.name.value)) for profile in stack.profiles)
        yield from (Name(Kind.LAYER, unmarked(layer.name)) for layer in stack.layers)


def called(name: str) -> tuple[str, ...]:
    """What a text calls a SAP: its name, and that without what stands in parentheses at its end."""
    plain = unmarked(name)
    return tuple(dict.fromkeys((plain, _SHORT.sub("", plain))))


@cache
def _published() -> tuple[Name, ...]:
    """The names that all standards share."""
    members = {
        member
        for known in interface_classes()
        for layout in known.layouts
        for member in [*(each.name for each in layout.attributes), *(each.name for each in layout.methods)]
    }
    return (
        *(Name(Kind.CLASS, known.name) for known in interface_classes()),
        *(Name(Kind.MEMBER, name) for name in sorted(members)),
        *(
            Name(Kind.SERVICE, name)
            for each in services()
            if each.family in _FAMILIES
            for name in (each.name, *each.also)
        ),
        *(Name(Kind.PARAMETER, name) for name in open_parameters()),
        *(Name(Kind.LAYER, layer.name) for key, layer in PREDEFINED.items() if key != "open"),
    )


class _Known(NamedTuple):
    name: Name
    folded: str
    exact: bool


class Finder:
    """Finds names in texts: by their first word, the longest first."""

    def __init__(self, own: tuple[tuple[str, str], ...]) -> None:
        """Take the names of a standard; where several are equal, the first counts."""
        self._by_word: dict[str, list[_Known]] = {}
        self._variants = Variants((letter, text) for letter, text in own if letter in _DRIFTING)
        taken: set[str] = set()
        names = [Name(Kind(letter), text) for letter, text in own]
        for place, name in enumerate((*names, *_published())):
            folded = _folded(name.name)
            first = _WORD.match(folded)
            if first is None or folded in taken or not _is_telling(name, own=place < len(names)):
                continue
            taken.add(folded)
            known = _Known(name, folded, exact=" " not in folded and "_" not in folded)
            self._by_word.setdefault(first[0], []).append(known)
        for several in self._by_word.values():
            several.sort(key=lambda known: -len(known.folded))
        self._words = self._by_word.keys() | self._variants.last_words

    def marked(self, text: str) -> tuple[str, list[Name], list[Variant]]:
        """The text with a mark for each name, ‹C0›, ‹A1›; the names by number of mark; names that drifted."""
        plain = _folded(text)
        tokens = _WORD.findall(plain)
        hits = self._words.intersection(tokens)
        if not hits:
            return text, [], []
        pieces: list[str] = []
        names: list[Name] = []
        drifted: list[Variant] = []
        words = [match.span() for match in _WORD.finditer(plain)]
        done = 0
        for place, word in enumerate(tokens):
            start = words[place][0]
            if word not in hits or start < done:
                continue
            if word in self._variants:
                drifted += self._variants.ending_at(text, tokens, words, place)
            for known in self._by_word.get(word, ()):
                end = start + len(known.folded)
                if not plain.startswith(known.folded, start) or (known.exact and text[start:end] != known.name.name):
                    continue
                plural = plain.startswith("s", end) and not known.exact
                end += plural
                if plain[end : end + 1].isalnum() or plain.startswith("_", end):
                    continue
                if not _is_meant(text, start, end, known):
                    continue
                if plural and known.name.kind is Kind.CLASS and _QUOTED.fullmatch(text, max(0, start - 1), end + 1):
                    drifted.append(Variant(Kind.CLASS.value, known.name.name, text[start:end]))
                pieces += (text[done:start], f"‹{known.name.kind.value}{len(names)}›")
                names.append(known.name)
                done = end
                break
        return "".join((*pieces, text[done:])), names, drifted


def _is_meant(text: str, start: int, end: int, known: _Known) -> bool:
    """Whether a word that is also an everyday one is the name."""
    if known.name.kind is Kind.CLASS:
        return _is_class(text, start, end, known)
    if known.name.kind is Kind.MEMBER and known.exact:
        return _MEMBER_BEFORE.search(text, max(0, start - 24), start) is not None
    return True


def _is_class(text: str, start: int, end: int, known: _Known) -> bool:
    """Whether a class is meant: one that is written without its capital, or is an everyday word, needs a sign of it."""
    written = text[start:end]
    if not known.exact and (written[0].isupper() or written[0].isdigit()):
        return True
    return (
        _CLASS_BEFORE.search(text, max(0, start - 12), start) is not None or _CLASS_AFTER.match(text, end) is not None
    )


def _is_telling(name: Name, *, own: bool) -> bool:
    """Whether it is looked for, and not an everyday word: a word alone has several capitals, or an underscore.

    Classes such as "Clock" are kept: they are looked for beside a number only. So are words that a standard has for
    its own attributes: they count after "attribute".
    """
    if name.kind is Kind.EXPANSION:
        return False
    if name.kind in {Kind.CLASS, Kind.DEPRECATED} or " " in name.name or "_" in name.name or "-" in name.name:
        return True
    return own if name.kind is Kind.MEMBER else _ABBREVIATED.search(name.name) is not None


def _folded(text: str) -> str:
    """The text in small letters, with blanks for hyphens: as long as it was."""
    lower = text.lower()
    plain = plain_blanks(lower if len(lower) == len(text) else text)
    return plain.replace("-", " ").replace("\u2010", " ").replace("\u2011", " ")


@lru_cache(maxsize=8)
def finder(own: tuple[tuple[str, str], ...]) -> Finder:
    """What finds these names, and those that all standards share."""
    return Finder(own)


def named(text: str, names: list[Name]) -> str:
    """A text with the names in place of their marks."""
    return _MARK.sub(lambda mark: names[int(mark[1])].name, text)
