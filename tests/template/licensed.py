"""The template itself, where a copy of it lies beside the repository: nothing of it stands in here."""

from __future__ import annotations

import importlib.util
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

COPY = Path(os.environ.get("DLMS_TEMPLATE_COPY", ROOT.parent / "shared" / "template" / "IEC-TS-62056-1-1.txt"))
needs_copy = pytest.mark.skipif(not COPY.is_file(), reason=f"no copy of IEC TS 62056-1-1 at {COPY}")

_ASKED = re.compile(r"\{\{(?P<form>exact|altered):(?P<id>[\w-]+)\}\}")


def tool() -> Any:
    """The script that makes the fingerprints."""
    path = ROOT / "tools" / "fingerprint_template.py"
    spec = importlib.util.spec_from_file_location("fingerprint_template", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    import sys  # noqa: PLC0415

    sys.modules["fingerprint_template"] = module
    spec.loader.exec_module(module)
    return module


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """All fingerprinted paragraphs and passages of the copy by id, with placeholders in pointed brackets."""
    script = tool()
    copy = list(script.paragraphs_of(COPY.read_text(encoding="utf-8")))
    return {place.id: script.find(copy, place) for place in (*script.PARAGRAPHS, *script.PASSAGES)}


def filled(name: str, *, description: str = "radio between meters", year: str = ":2023") -> str:
    """A paragraph as an author would have it."""
    text = re.sub(r"(?<=\d):\d{4}\b", year, texts()[name]).replace("<description>", description)
    return text if text.endswith(".") else f"{text}."


def expand(text: str) -> str:
    """Put the wording in place of ``{{exact:id}}``, and one without a word in place of ``{{altered:id}}``."""
    if not _ASKED.search(text):
        return text
    if not COPY.is_file():
        pytest.skip(f"no copy of IEC TS 62056-1-1 at {COPY}")

    def wording(match: re.Match[str]) -> str:
        words = filled(match["id"]).split(" ")
        return " ".join(words if match["form"] == "exact" else (*words[:2], *words[3:]))

    return _ASKED.sub(wording, text)


def copy_of(directory: Path) -> Path:
    """The copy's path, with a directory to work in beside it; skips without it."""
    directory.mkdir(parents=True, exist_ok=True)
    return COPY
