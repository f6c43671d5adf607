"""Wording made up for tests: the template's own may not stand here."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.template import fingerprints
from sphinx_dlmsprofile.template.fingerprints import (
    Fingerprints,
    Paragraph,
    fingerprint_form,
    fingerprint_passage,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

SALT = "test"

TEXTS = {
    "introduction-suite": (
        "introduction",
        ["Meters talk to each other in a language that all of them have learnt at school."],
    ),
    "introduction-subject": ("introduction", ["This document tells how meters are reached over <description>."]),
    "introduction-rules": ("introduction", ["All of this obeys the rules of IEC 62056-5-3, Annex A."]),
    "scope-subject": ("1", ["This document tells how meters are reached over <description>."]),
    "scope-restriction": (
        "1",
        ["Meters that do not talk at all are none of our business. Neither are people who do not listen to them."],
    ),
    "references-application": (
        "2",
        [
            "Whoever reads this text has to read the following ones too, from the first page to the last.",
            "The following texts are needed to understand this one.",
        ],
    ),
    "terms-sources": (
        "3.1",
        ["Words mean here just what they mean in <documents> and, beyond these, in the list below."],
    ),
    "annex-b-content": ("B", ["New things are put on show in this annex and old ones are left in peace."]),
    "annex-b-supersession": (
        "B",
        ["One day a newer edition of another text will make this annex a thing of the past."],
    ),
}

PASSAGES = {
    "template-purpose": ("introduction", "This document is a form, and its blanks are to be filled in with care."),
    "scope-boundary": ("1", "Write here what else the reader ought to know."),
}


def constructed() -> Fingerprints:
    """The fingerprints of the made-up wording."""
    return Fingerprints(
        SALT,
        tuple(
            Paragraph(name, clause, f"about {name}", tuple(fingerprint_form(text, SALT) for text in texts))
            for name, (clause, texts) in TEXTS.items()
        ),
        tuple(fingerprint_passage(name, clause, text, SALT) for name, (clause, text) in PASSAGES.items()),
    )


@contextmanager
def in_use(monkeypatch: pytest.MonkeyPatch, directory: Path) -> Iterator[None]:
    """Let the made-up wording be the template's."""
    path = directory / "fingerprints.json"
    path.write_text(json.dumps(to_json(constructed())), encoding="utf-8")
    monkeypatch.setattr(fingerprints, "DATA", path)
    fingerprints.fingerprints.cache_clear()
    try:
        yield
    finally:
        fingerprints.fingerprints.cache_clear()
