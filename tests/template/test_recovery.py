"""What the template orders cannot be put together from what is distributed."""

from __future__ import annotations

import re
from itertools import islice, pairwise

import pytest

from sphinx_dlmsprofile.template.fingerprints import (
    DIGEST_BITS,
    FEWEST,
    SHINGLE,
    SHINGLE_BITS,
    Fingerprints,
    Paragraph,
    fingerprint_form,
    fingerprints,
    sampled,
)
from sphinx_dlmsprofile.template.words import read_words
from tests.support import ROOT
from tests.template.attack import candidates, corpus, given, own_texts, shingles_of
from tests.template.licensed import COPY, texts

TRIED = 20_000
"""Sequences of words that are made up; a hundred times as many bring no more to light."""

MOST = 0.05
"""The share of the overlapping shingles that may come out."""

WITHHELD = ROOT / "docs" / "checking.md"
"""A page of our own that is as unknown to the attacker here as the template is."""


def test_few_bits_are_kept() -> None:
    forms = [form for paragraph in fingerprints().paragraphs for form in paragraph.forms]
    assert max(max(form.shingles) for form in forms) < 1 << SHINGLE_BITS <= 1 << 14
    assert max(form.digest for form in forms) < 1 << DIGEST_BITS
    assert all(form.words[0] >= FEWEST for form in forms)
    kept = sum(DIGEST_BITS + SHINGLE_BITS * len(form.shingles) for form in forms)
    assert kept < 5 * sum(sum(form.words) for form in forms)


@pytest.mark.parametrize("words", range(FEWEST, 60))
def test_shingles_that_are_kept_do_not_overlap(words: int) -> None:
    places = sampled(words)
    assert (places[0], places[-1]) == (0, words - SHINGLE)
    # Of eight or nine words, two have to be kept for one to outlast a change.
    assert all(second - first >= min(SHINGLE, words - SHINGLE) for first, second in pairwise(places))


def test_own_paragraphs_do_not_come_out() -> None:
    """The attack on paragraphs that nobody owns but us, of the same lengths: this runs on every machine."""
    salt = fingerprints().salt
    lengths = [sum(paragraph.forms[0].words) for paragraph in fingerprints().paragraphs]
    prose = "\n".join(block for block in WITHHELD.read_text("utf-8").split("\n\n") if block[:1].isalpha())
    words = iter(read_words(prose).words)
    wordings = [tuple(islice(words, length)) for length in lengths]
    forms = [fingerprint_form(" ".join(wording), salt) for wording in wordings]
    prints = Fingerprints(salt, tuple(Paragraph(str(n), "1", "", (form,)) for n, form in enumerate(forms)), ())
    known = corpus(path.read_text("utf-8") for path in own_texts() if path != WITHHELD)
    secret = shingles_of(wordings)
    assert len(secret & given(prints, candidates(prints, known, TRIED))) < MOST * len(secret)


def test_the_attack_finds_what_it_knows() -> None:
    """It would be no test if the attack could not succeed: what stands in the attacker's texts comes out."""
    words = read_words("The radio of a meter listens for beacons of the access point at night").words
    form = fingerprint_form(" ".join(words), "salt")
    prints = Fingerprints("salt", (Paragraph("one", "1", "", (form,)),), ())
    out = given(prints, candidates(prints, corpus([" ".join(words)]), 1000))
    assert len(out & shingles_of([words])) == len(form.shingles)


@pytest.mark.skipif(not COPY.is_file(), reason=f"no copy of IEC TS 62056-1-1 at {COPY}")
def test_ordered_wording_does_not_come_out() -> None:
    prints = fingerprints()
    ordered = [texts()[paragraph.id] for paragraph in prints.paragraphs]
    wordings = [read_words(stretch).words for text in ordered for stretch in re.split("<[a-z]+>", text)]
    known = corpus(path.read_text("utf-8") for path in own_texts())
    secret = shingles_of(wordings)
    assert len(secret & given(prints, candidates(prints, known, TRIED))) < MOST * len(secret)
