"""Nothing of ours is printed in one language alone: in a language that brackets our words, none stands outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from sphinx_dlmsprofile import locale
from sphinx_dlmsprofile.model.number_words import ENGLISH
from tests.builds.building import Built, build, text

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = Path(__file__).parents[2] / "example_profile"
_WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
_INSIDE = re.compile(r"⟦[^⟦⟧]*⟧")


class _Brackets(dict[str, str]):
    """A language of which each word is an English one in brackets; separators stay."""

    def get(self, words: str, default: str | None = None) -> str:  # type: ignore[override]
        """The words, and behind a gap that they begin with."""
        if not any(character.isalpha() for character in words):
            return words
        return "{}".join(f"⟦{part}⟧" if part else "" for part in words.split("{}")) if default is not None else words


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The example with our words in brackets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locale, "vocabulary", lambda _language: _Brackets())
        out = tmp_path_factory.mktemp("bracketed")
        built = build(EXAMPLE, out / "html", "-D", "html_theme=dlms")
        assert built.status == 0, built.warnings
        yield built


def _known() -> set[str]:
    """The words of authors, of the registry, and those before numbers, which a test of their own has."""
    sources = [path for path in EXAMPLE.rglob("*") if path.suffix in {".md", ".rst", ".yaml", ".py"}]
    data = [
        path for room in ("registry", "template") for path in (Path(locale.__file__).parents[1] / room).glob("*.json")
    ]
    texts = (path.read_text(encoding="utf-8") for path in (*sources, *data))
    return {word for text in texts for word in _WORD.findall(text.casefold())} | {word.casefold() for word in ENGLISH}


_NAMES = "pre, code, script, style, noscript, #fallback, tr[class*=dlms-field-]"
"""What has names of ASN.1 and values, and what Sphinx says where no script runs."""


def test_no_word_of_ours_is_outside_the_brackets(bracketed: Built) -> None:
    known = _known()
    found = set()
    for page in sorted(bracketed.out.glob("*.html")):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for names in soup.select(_NAMES):
            names.decompose()
        for part in soup.select("[role=main], .dlms-band, .dlms-lists"):
            for leaf in part.find_all(string=True):
                unknown = [word for word in _WORD.findall(_INSIDE.sub(" ", leaf).casefold()) if word not in known]
                found |= {(page.name, *unknown)} if unknown else set()
    assert not found, f"{sorted(found)}: give these words to say()"


_FURO = {"and", "furo", "pradyunsg", "sphinx"}
"""What furo says of itself."""


@pytest.mark.parametrize("name", ["05-layers.html", "index.html", "genindex.html"])
def test_no_word_around_the_text_is_outside_the_brackets(name: str, bracketed: Built) -> None:
    soup = BeautifulSoup((bracketed.out / name).read_text("utf-8"), "html.parser")
    for names in soup.select(
        "[role=main], script, style, title, svg, .sidebar-tree, .toc-tree, .sidebar-brand, .title"
    ):
        names.decompose()
    said = [_INSIDE.sub(" ", leaf).casefold() for leaf in soup.body.find_all(string=True)]  # type: ignore[union-attr]
    assert {word for leaf in said for word in _WORD.findall(leaf)} <= _FURO | _known()
    assert "⟦On this page⟧" in soup.get_text() or name != "05-layers.html"


def test_no_name_of_a_button_is_outside_the_brackets(bracketed: Built) -> None:
    soup = BeautifulSoup((bracketed.out / "05-layers.html").read_text("utf-8"), "html.parser")
    for names in soup.select("[role=main], head, .sidebar-tree, .toc-tree"):
        names.decompose()
    said = [str(tag["aria-label"]) for tag in soup.select("[aria-label]")] + [
        text(tag) for tag in soup.select("svg title")
    ]
    assert len(said) > 10
    assert {word for each in said for word in _WORD.findall(_INSIDE.sub(" ", each).casefold())} <= {"search"}
