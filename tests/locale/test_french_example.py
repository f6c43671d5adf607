"""The French edition of the example: three clauses and Annex B from catalogues, model and findings unchanged."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po

from sphinx_dlmsprofile.exports.catalogues import compare_catalogues
from sphinx_dlmsprofile.locale import say_number, speak, vocabulary
from tests.builds.building import Built, build, text, write
from tests.support import EXAMPLE, findings_of_command

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

TRANSLATED = ("01-scope", "06-addressing", "09-application-process", "annex-b", "index")
FRENCH = ("-D", "language=fr")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The example in both languages."""
    out = tmp_path_factory.mktemp("editions")
    return {"en": build(EXAMPLE, out / "en"), "fr": build(EXAMPLE, out / "fr", *FRENCH)}


def _model(built: Built) -> dict[str, Any]:
    model: dict[str, Any] = json.loads((built.out / "profile.json").read_text("utf-8"))
    # How exhibits are called is a word of the page, and so are the printed texts.
    del model["text"]
    called = {"Tableau ": "Table ", "Article ": "Clause ", "Annexe ": "Annex "}
    said = re.sub("|".join(called), lambda match: called[match[0]], json.dumps(model))
    same: dict[str, Any] = json.loads(said)
    return same


def test_the_model_of_both_editions_is_the_same(editions: dict[str, Built]) -> None:
    english, french = _model(editions["en"]), _model(editions["fr"])
    assert [key for key in english if english[key] != french[key]] == []


def test_the_standard_is_judged_once_whatever_its_language() -> None:
    assert findings_of_command(str(EXAMPLE)) == findings_of_command(str(EXAMPLE), *FRENCH)


def test_each_text_of_the_translated_clauses_is_translated() -> None:
    found = compare_catalogues(EXAMPLE, "fr", [])
    assert [each for each in found if each.what == "message"] == []
    assert not {each.message for each in found}.intersection(TRANSLATED)


def _words(page: BeautifulSoup) -> str:
    main = page.select_one("[role=main], div.body")
    assert main is not None
    return text(main)


def test_nothing_of_a_translated_clause_is_english(editions: dict[str, Built]) -> None:
    for name in TRANSLATED[:-1]:
        words = _words(editions["fr"].page(name))
        assert not re.findall(r"(?i)\b(?:the|of|which|station that|octets of|and)\b", words), name
        assert " \u00a0" not in words


@pytest.mark.parametrize("said", ["SAP client", "Nom logique\u00a0:", "enabled\u00a0: Indique si", "C\u00a0: M si non"])
def test_our_words_and_those_of_the_author_stand_side_by_side(editions: dict[str, Built], said: str) -> None:
    assert any(said in editions["fr"].page(name).get_text() for name in TRANSLATED)


def test_paper_has_the_translated_title_and_begins_flush(tmp_path: Path) -> None:
    built = build(EXAMPLE, tmp_path / "out", *FRENCH, builder="dlmssts")
    written = next(built.out.glob("*.xml")).read_text("utf-8")
    assert "Profil de communication IEEE 802.11ah pour les réseaux de voisinage</" in written
    assert ">Tout dispositif physique" in written


def test_what_is_left_says_that_it_is_english(editions: dict[str, Built]) -> None:
    page = editions["fr"].page("05-layers")
    paragraphs = [each for each in page.select("[role=main] p") if "shall be configured through" in each.text]
    assert [each.get("lang") for each in paragraphs] == ["en"]
    assert "“IEEE 802.11ah setup”" in paragraphs[0].text
    assert "«\u00a0MAC address setup\u00a0»" in editions["fr"].page("06-addressing").text
    assert not editions["en"].page("05-layers").select("[lang=en]:not(html)")


FORMS = {
    "index.rst": "Title\n=====\n\n.. toctree::\n\n   terms\n",
    "terms.rst": """\
        Terms and definitions
        =====================

        relay
        -----

        .. term::

           definition: device
           deprecated: [hop]
           notes:
             - It waits.
             - |
               It *hears*.

               It answers.
           source: IEC 1, shortened

        .. standard-usage:: Use of RFC 8724
           :standard: RFC 8724

           selected:
             - Section 7: the rules
        """,
}


@pytest.mark.parametrize("is_markdown", [False, True])
def test_translators_are_given_the_words_of_the_author_alone(tmp_path: Path, *, is_markdown: bool) -> None:
    files = dict(FORMS)
    if is_markdown:
        body = FORMS["terms.rst"].replace("\n        ", "\n").strip()
        body = re.sub(r"(?m)^(?P<title>.+)\n=+$", r"# \g<title>", body)
        body = re.sub(r"(?m)^(?P<title>.+)\n-+$", r"## \g<title>", body)
        body = re.sub(
            r"(?ms)^\.\. (?P<name>[\w-]+)::(?P<rest>[^\n]*)\n(?P<body>(?:(?:   [^\n]*)?\n)+)",
            lambda match: (
                f"```{{{match['name']}}}{match['rest']}\n"
                + re.sub("(?m)^   ", "", match["body"]).lstrip("\n")
                + "```\n"
            ),
            body + "\n",
        )
        files = {"index.rst": FORMS["index.rst"], "terms.md": body}
    source = write(tmp_path / "source", files, 'locale_dirs = ["locale"]\n')
    build(source, tmp_path / "pot", builder="gettext")
    with (tmp_path / "pot" / "terms.pot").open("rb") as file:
        messages = [str(message.id) for message in read_po(file) if message.id]
    assert {"device", "hop", "It waits.", "It *hears*.", "It answers.", "IEC 1, shortened"} <= set(messages)
    assert not [each for each in messages if each in vocabulary("fr") or "Note" in each or "SOURCE" in each]
    told = {"It waits.": "Il attend.", "It *hears*.": "Il *entend* : tout.", "IEC 1, shortened": "IEC 1, abrégé"}
    entries = "".join(f'\nmsgid "{text}"\nmsgstr "{said}"\n' for text, said in told.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    write(
        source, {"locale/fr/LC_MESSAGES/terms.po": head + entries, "conf.py": (source / "conf.py").read_text("utf-8")}
    )
    built = build(source, tmp_path / "out", *FRENCH)
    words = text(built.page("terms").select_one("div.body"))
    assert "Note 1 à l’article : Il attend." in words
    assert "Note 2 à l’article : Il entend : tout." in words
    assert "[SOURCE : IEC 1, abrégé]" in words


def test_spaces_before_high_signs_do_not_break_and_code_stays(tmp_path: Path) -> None:
    line = "Il dit : «\u202fnon » ; ``a : b`` ! Est-ce 12:30 ?"
    source = write(tmp_path / "source", {"index.rst": f"Titre\n=====\n\n{line}\n\n::\n\n   a : b ?\n"})
    for language, kept in (("fr", "\u00a0"), ("en", " ")):
        page = build(source, tmp_path / language, "-D", f"language={language}").page("index")
        said = page.select("div.body p")[0].text
        assert said == f"Il dit{kept}: «\u202fnon{kept}»{kept}; a : b{kept}! Est-ce 12:30{kept}?"
        assert "a : b ?" in page.select("div.body pre")[0].text


def test_values_have_the_decimal_sign_of_the_language() -> None:
    try:
        assert say_number("0.5\u00a0s") == "0.5\u00a0s"
        speak("fr")
        assert (
            say_number("0.5\u00a0s to 1.25\u00a0s, 5.2.1 and 10.0.0.1")
            == "0,5\u00a0s to 1,25\u00a0s, 5.2.1 and 10.0.0.1"
        )
    finally:
        speak(None)
