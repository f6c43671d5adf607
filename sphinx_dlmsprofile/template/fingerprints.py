"""Fingerprints of the template's wording: enough to recognise it, and none of it.

The template orders certain paragraphs into every profile, and other passages to be removed. Their
wording is not ours to pass on, and cannot be put together from what is kept of it. That is, for each
wording, how many words and letters each stretch between its placeholders has, 24 bits of the SHA-256
of its letters, and 14 bits of the hash of every five-word shingle of a sample that does not overlap:
about three bits a word, where the letters of English alone have ten. ``tests/template/attack.py`` tries.
"""

from __future__ import annotations

import json
from enum import Enum
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dlmsprofile.template.words import letters_of, read_words
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = resources.files(__package__).joinpath("fingerprints.json")
"""The fingerprints of IEC TS 62056-1-1; ``tools/fingerprint_template.py`` makes them."""

SHINGLE = 5
"""Words in a shingle."""

SHINGLE_BITS = 14
"""Bits kept of the hash of a shingle: a text of 500 words has one of a paragraph by chance in 3 % of all cases."""

DIGEST_BITS = 24
"""Bits kept of the SHA-256 of a wording, which is asked only where one of its shingles is."""

FEWEST = 8
"""Of fewer words nothing is kept."""

_PLACEHOLDER = regex(r"<(?P<kind>[a-z]+)>")


class Gap(Enum):
    """What an author puts in the place of a placeholder."""

    DESCRIPTION = "description"
    """The one description of technology and interfaces: to the end of the sentence."""

    DOCUMENTS = "documents"
    """A list of standards."""


class Form(NamedTuple):
    """One wording of a paragraph: stretches of literal words with a gap after each, the last one perhaps without.

    ``words`` and ``letters`` count those of each stretch, ``digest`` is of all its letters. ``shingles`` are
    hashes in the order of the first stretch.
    """

    words: tuple[int, ...]
    letters: tuple[int, ...]
    gaps: tuple[Gap, ...]
    digest: int
    shingles: tuple[int, ...]

    @property
    def sample(self) -> tuple[tuple[int, int], ...]:
        """The shingles, each after the number of words before it."""
        return tuple(zip(sampled(self.words[0]), self.shingles, strict=True))


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
    """A passage that an author has to remove: its letters, their digest, and the hash of its first shingle."""

    id: str
    clause: str
    letters: int
    digest: int
    opening: int


@frozen
class Fingerprints:
    """All fingerprints; ``salt`` goes into the hashes of shingles."""

    salt: str
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]

    def shingle(self, words: Sequence[str], start: int) -> int:
        """The hash of the shingle that begins with the word at ``start``."""
        return shingle_hash(self.salt, words[start : start + SHINGLE])

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The shingles of all paragraphs."""
        forms = (form for paragraph in self.paragraphs for form in paragraph.forms)
        return frozenset(shingle for form in forms for shingle in form.shingles)

    @cached_property
    def followers(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """For each shingle the next ones of its forms, each after the number of words between their beginnings.

        The last of a form is followed by the one before it.
        """
        found: dict[int, tuple[tuple[int, int], ...]] = {}
        for form in (form for paragraph in self.paragraphs for form in paragraph.forms):
            for (offset, shingle), (other, following) in pairwise((*form.sample, form.sample[-2])):
                found[shingle] = (*found.get(shingle, ()), (other - offset, following))
        return found

    @cached_property
    def openings(self) -> dict[int, tuple[Passage, ...]]:
        """The passages by their first shingle."""
        found: dict[int, tuple[Passage, ...]] = {}
        for passage in self.passages:
            found[passage.opening] = (*found.get(passage.opening, ()), passage)
        return found


def sampled(words: int) -> tuple[int, ...]:
    """Where the shingles of a stretch begin that are kept: spread over it, and apart from 10 words on."""
    count = max(2, words // SHINGLE)
    return tuple(round(index * (words - SHINGLE) / (count - 1)) for index in range(count))


def shingle_hash(salt: str, words: Sequence[str]) -> int:
    """The salted hash of the first five of the words."""
    hashed = _salted(salt).copy()
    hashed.update(" ".join(words[:SHINGLE]).encode())
    digest: bytes = hashed.digest()
    return (digest[0] << 8 | digest[1]) >> (16 - SHINGLE_BITS)


@lru_cache(maxsize=1)
def _salted(salt: str) -> Any:
    """The hash of what is before the words, which is the same each time."""
    return sha256(f"{salt} ".encode())


def letters_digest(letters: str) -> int:
    """The digest of words without the spaces between them: a word may be divided at the end of a line."""
    return int.from_bytes(sha256(letters.encode()).digest()[: DIGEST_BITS // 8], "big")


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
    lists = {key: tuple(value) for key, value in entry.items() if key != "digest"}
    return Form(**(lists | {"digest": entry["digest"], "gaps": tuple(Gap(gap) for gap in entry["gaps"])}))


def to_json(prints: Fingerprints) -> dict[str, Any]:
    """The fingerprints as they are stored."""
    return {
        "salt": prints.salt,
        "paragraphs": [
            paragraph._asdict()
            | {"forms": [form._asdict() | {"gaps": [gap.value for gap in form.gaps]} for form in paragraph.forms]}
            for paragraph in prints.paragraphs
        ],
        "passages": [passage._asdict() for passage in prints.passages],
    }


def fingerprint_form(text: str, salt: str) -> Form:
    """The fingerprint of a wording, in which ``<description>`` and ``<documents>`` are placeholders.

    Raises:
        ValueError: the text does not begin with eight literal words.
    """
    pieces = _PLACEHOLDER.split(text)
    literals = [words for words in (read_words(piece).words for piece in pieces[::2]) if words]
    first = literals[0]
    if len(first) < FEWEST:
        message = f"a wording has to begin with {FEWEST} literal words"
        raise ValueError(message)
    return Form(
        tuple(map(len, literals)),
        tuple(len(letters_of(words)) for words in literals),
        tuple(Gap(kind) for kind in pieces[1::2]),
        letters_digest("".join(map(letters_of, literals))),
        tuple(shingle_hash(salt, first[at:]) for at in sampled(len(first))),
    )


def fingerprint_passage(ident: str, clause: str, text: str, salt: str) -> Passage:
    """The fingerprint of a passage to be removed.

    Raises:
        ValueError: the text has fewer than eight words.
    """
    words = read_words(text).words
    if len(words) < FEWEST:
        message = f"a passage has to have {FEWEST} words"
        raise ValueError(message)
    letters = letters_of(words)
    return Passage(ident, clause, len(letters), letters_digest(letters), shingle_hash(salt, words))
