"""Fingerprints of the template's wording: enough to recognise it, and none of it.

The template orders certain paragraphs into every profile, and other passages to be removed. Their
wording is not ours to pass on. What is kept of a paragraph is, for each stretch between its
placeholders, the number of words and the SHA-256 of its normalised words, and beside it the sorted
32-bit hashes of its five-word shingles, which show how much of it is there.
"""

from __future__ import annotations

import hashlib
import json
from enum import Enum
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.template.words import read_words
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = resources.files(__package__).joinpath("fingerprints.json")
"""The fingerprints of IEC TS 62056-1-1; ``tools/fingerprint_template.py`` makes them."""

SHINGLE = 5
"""Words in a shingle."""

_PLACEHOLDER = regex(r"<(?P<kind>[a-z]+)>")


class Gap(Enum):
    """What an author puts in the place of a placeholder."""

    DESCRIPTION = "description"
    """The one description of technology and interfaces: to the end of the sentence."""

    YEAR = "year"
    """The year of an edition with its amendments, or nothing."""

    DOCUMENTS = "documents"
    """A list of standards."""


class Stretch(NamedTuple):
    """Literal words: how many, and the SHA-256 of them, normalised and joined by spaces."""

    words: int
    sha256: str


class Form(NamedTuple):
    """One wording of a paragraph: stretches with a gap after each, the last one perhaps without."""

    stretches: tuple[Stretch, ...]
    gaps: tuple[Gap, ...]
    shingles: frozenset[int]


class Paragraph(NamedTuple):
    """A paragraph that the template orders into each profile.

    ``clause`` is that of the template ("introduction", "1", "2", "3.1", "B"); ``gist`` says in our own
    words what it is about; ``forms`` are the template's wording and what newer drafting makes of it.
    """

    id: str
    clause: str
    gist: str
    forms: tuple[Form, ...]


class Passage(NamedTuple):
    """A passage that an author has to remove: its words, their hash, and that of its first shingle."""

    id: str
    clause: str
    words: int
    sha256: str
    opening: int


@frozen
class Fingerprints:
    """All fingerprints; ``salt`` goes into the hashes of shingles."""

    salt: str
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]

    def shingle(self, words: Sequence[str]) -> int:
        """The hash of the shingle that begins with the first of the words."""
        return shingle_hash(self.salt, words)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The shingles of all paragraphs."""
        return frozenset().union(*(form.shingles for paragraph in self.paragraphs for form in paragraph.forms))

    @cached_property
    def openings(self) -> dict[int, tuple[Passage, ...]]:
        """The passages by their first shingle."""
        found: dict[int, tuple[Passage, ...]] = {}
        for passage in self.passages:
            found[passage.opening] = (*found.get(passage.opening, ()), passage)
        return found


def shingle_hash(salt: str, words: Sequence[str]) -> int:
    """The 32-bit salted hash of the first five of the words."""
    text = " ".join((salt, *words[:SHINGLE]))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def stretch_hash(words: Sequence[str]) -> str:
    """The SHA-256 of words."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


@lru_cache(maxsize=1)
def fingerprints() -> Fingerprints:
    """The fingerprints of IEC TS 62056-1-1."""
    return from_json(json.loads(DATA.read_text(encoding="utf-8")))


def from_json(data: dict[str, Any]) -> Fingerprints:
    """Read what :func:`to_json` made."""
    paragraphs = tuple(
        Paragraph(entry["id"], entry["clause"], entry["gist"], tuple(_form(form) for form in entry["forms"]))
        for entry in data["paragraphs"]
    )
    passages = tuple(Passage(**entry) for entry in data["passages"])
    return Fingerprints(data["salt"], paragraphs, passages)


def _form(entry: dict[str, Any]) -> Form:
    return Form(
        tuple(Stretch(**stretch) for stretch in entry["stretches"]),
        tuple(Gap(gap) for gap in entry["gaps"]),
        frozenset(entry["shingles"]),
    )


def to_json(prints: Fingerprints) -> dict[str, Any]:
    """The fingerprints as they are stored."""
    return {
        "salt": prints.salt,
        "paragraphs": [
            {
                "id": paragraph.id,
                "clause": paragraph.clause,
                "gist": paragraph.gist,
                "forms": [
                    {
                        "stretches": [stretch._asdict() for stretch in form.stretches],
                        "gaps": [gap.value for gap in form.gaps],
                        "shingles": sorted(form.shingles),
                    }
                    for form in paragraph.forms
                ],
            }
            for paragraph in prints.paragraphs
        ],
        "passages": [passage._asdict() for passage in prints.passages],
    }


def fingerprint_form(text: str, salt: str) -> Form:
    """The fingerprint of a wording, in which ``<description>``, ``<year>`` and ``<documents>`` are placeholders.

    Raises:
        ValueError: the text does not begin with five literal words, by which it could be found.
    """
    pieces = _PLACEHOLDER.split(text)
    literals = [read_words(piece).words for piece in pieces[::2]]
    if len(literals[0]) < SHINGLE:
        message = "a wording has to begin with five literal words"
        raise ValueError(message)
    gaps = tuple(Gap(kind) for kind in pieces[1::2])
    stretches = tuple(Stretch(len(words), stretch_hash(words)) for words in literals if words)
    shingles = frozenset(
        shingle_hash(salt, words[index:]) for words in literals for index in range(len(words) - SHINGLE + 1)
    )
    return Form(stretches, gaps, shingles)


def fingerprint_passage(ident: str, clause: str, text: str, salt: str) -> Passage:
    """The fingerprint of a passage to be removed."""
    words = read_words(text).words
    return Passage(ident, clause, len(words), stretch_hash(words), shingle_hash(salt, words))
