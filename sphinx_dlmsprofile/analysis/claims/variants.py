"""Names that a text has in nearly the same words: "L2 adaption layer" for "L2 adaptation layer"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = regex(r"[^\W_]\w*")
_SWAPPED = {"layer": ("sublayer",), "sublayer": ("layer",)}
_ALSO = (
    ("window", "period", "interval", "slot"),
    ("station", "node", "unit"),
    ("message", "packet", "frame"),
    ("address", "identifier"),
)
"""Words at the end of terms for which others are taken by mistake."""

_ENDINGS = {word: tuple(other for other in several if other != word) for several in _ALSO for word in several}
_SYNONYMS = {"general": ("common", "basic", "base")}
"""What "the general profile" is called by mistake; with another article, such a word says how a profile is."""

_OTHERS = frozenset({"conformance", "companion"})
"""Profiles of another kind, which are called as a communication profile nearly is."""

_STEM = 3
"""In letters: what two words have in common at their beginning where they are forms of one."""

_LIKENESS = 0.6
_SHORT_LIKENESS = 0.4
_ANOTHER = regex(r"[^.;]{0,3}\bof (?:the )?(?:IEC|ISO|IEEE|RFC|ITU|EN|ETSI|3GPP)\b")
_NUMBERED = regex(r"[A-Z0-9]{2,}|[A-Z][0-9]")


class Variant(NamedTuple):
    """The letter of the kind, the name, and what the text has for it."""

    kind: str
    name: str
    written: str


class Variants:
    """Names of several words, by their last one."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take letters of kinds with names."""
        self._by_last: dict[str, list[tuple[str, str, list[str]]]] = {}
        known = [(kind, name, [word.lower() for word in _WORD.findall(name)]) for kind, name in names]
        self._names = {" ".join(words) for _, _, words in known}
        for kind, name, words in known:
            if len(words) > 1:
                for last in (words[-1], f"{words[-1]}s", *_endings(kind, words[-1])):
                    self._by_last.setdefault(last, []).append((kind, name, words))

    @property
    def last_words(self) -> frozenset[str]:
        """The words that names end with."""
        return frozenset(self._by_last)

    def __contains__(self, word: str) -> bool:
        """Whether a name ends with the word."""
        return word in self._by_last

    def ending_at(
        self, text: str, words: Sequence[str], places: Sequence[tuple[int, int]], index: int
    ) -> Iterator[Variant]:
        """What ends with one of the ``words`` of a text, in small letters, and is nearly a name."""
        for kind, name, wanted in self._by_last[words[index]]:
            first = index + 1 - len(wanted)
            written = words[first : index + 1] if first >= 0 else wanted
            if written == wanted:
                continue
            start, end = places[first][0], places[index][1]
            if (
                (
                    _is_variant(kind, wanted, written, text[start:end])
                    or _is_synonym(kind, wanted, written, text[:start])
                )
                and sum(map(len, written)) + len(written) - 1 == end - start
                and " ".join(written) not in self._names
                and " ".join(written).removesuffix("s") not in self._names
                and not _ANOTHER.match(text, end)
            ):
                yield Variant(kind, name, text[start:end])


def _is_variant(kind: str, wanted: list[str], written: Sequence[str], shown: str) -> bool:
    """Whether one word alone differs, and what is written can hardly mean another thing."""
    if written[-1].removesuffix("s") != wanted[-1].removesuffix("s"):
        return written[:-1] == wanted[:-1] and written[-1] in _endings(kind, wanted[-1])
    differing = [(one, other) for one, other in zip(wanted[:-1], written[:-1], strict=True) if one != other]
    if len(differing) != 1:
        return False
    ours, theirs = differing[0]
    if ours.rstrip("s") == theirs.rstrip("s") or (kind == "P" and theirs in _OTHERS):
        return False
    if kind == "L" and len(wanted) > 2 and wanted[0] == written[0]:  # noqa: PLR2004  "L2" is telling
        return _NUMBERED.match(shown) is not None and theirs.isalpha()
    if kind == "P" and len(wanted) > 2:  # noqa: PLR2004  "IP based" and "UDP based", or "IP only"
        return wanted[0] == written[0] or _alike(ours, theirs) >= _SHORT_LIKENESS
    same_stem = kind == "X" or (ours[:_STEM] == theirs[:_STEM] and len(ours) > _STEM)
    return same_stem and _alike(ours, theirs) >= _LIKENESS


def _is_synonym(kind: str, wanted: list[str], written: Sequence[str], before: str) -> bool:
    is_other = kind == "P" and written[0] in _SYNONYMS.get(wanted[0], ()) and wanted[1:] == list(written[1:])
    return is_other and before.lower().endswith("the ")


def _endings(kind: str, last: str) -> tuple[str, ...]:
    """The words in place of the last one: another thing of its kind or, of a layer, another form of the word."""
    forms = (f"{last.removesuffix('ion')}ing",) if kind == "L" and last.endswith("ion") else ()
    return (*(_ENDINGS if kind == "T" else _SWAPPED).get(last, ()), *forms)


def _alike(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415  few texts have such names

    return SequenceMatcher(None, one, other, autojunk=False).ratio()
