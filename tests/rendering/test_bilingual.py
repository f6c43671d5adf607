"""Both language editions in one PDF: each whole, with pages that are numbered on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.builds.building import write
from tests.support import run_command

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   scope\n",
    "scope.rst": "Scope\n=====\n\n.. csv-table:: Limits\n\n   a, b\n\nThe station answers.\n",
    "locale/fr/LC_MESSAGES/scope.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    'msgid "Scope"\nmsgstr "Domaine"\n\nmsgid "The station answers."\nmsgstr "La station répond."\n',
}
CONF = 'locale_dirs = ["locale"]\nproject = "IEC 1"\n'


def test_the_second_edition_follows_the_first(tmp_path: Path) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    target = tmp_path / "both.pdf"
    status, out, err = run_command("bilingual", str(source), "--to", str(target))
    assert status == 0, err
    reader = PdfReader(target)
    texts = [page.extract_text() for page in reader.pages]
    assert out == f"{target}: {len(texts)} pages\n"
    half = len(texts) // 2
    english, french = "\n".join(texts[:half]), "\n".join(texts[half:])
    assert "The station answers." in english
    assert "Table 1" in english
    assert "La station répond." in french
    assert "Tableau 1" in french
    numbers = [re.findall(r"– (\d+) –", text) for text in texts]
    # Neither title page has a number.
    assert numbers == [[] if page in {0, half} else [str(page + 1)] for page in range(len(texts))]
    assert [each.title for each in reader.outline if not isinstance(each, list)] == ["English", "Français"]
    assert str(reader.root_object["/Lang"]) == "en-GB"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [(("--languages", "en"), "name two languages"), (("--second", "nowhere"), "nowhere, language fr")],
)
def test_it_says_why_it_cannot(tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    source = write(tmp_path / "source", FILES, CONF)
    status, _, err = run_command("bilingual", str(source), "--to", str(tmp_path / "both.pdf"), *arguments)
    assert status == 2
    assert why in err
