"""Two projects of two languages in one process: Sphinx keeps what translates them in one place for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sphinx.locale import get_translation, translators

from sphinx_dlmsprofile.commands.standard import judge_project
from sphinx_dlmsprofile.locale import say
from tests.support import Source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.session.session import Session
    from tests.session.conftest import Sessions

_INDEX = "Profile\n=======\n\nScope\n-----\n\nA station shall join{}.\n"


def _project(directory: Path, language: str, **words: str) -> Path:
    catalogue = Catalog(locale=language)
    for message, translated in words.items():
        catalogue.add(message, translated)
    files = {"index.rst": _INDEX.format("")}
    source = Source(files, {"language": language, "gettext_auto_build": False}).write(directory)
    path = source / "locales" / language / "LC_MESSAGES" / "index.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return source


def _words(session: Session) -> tuple[str, str, str]:
    """The title of a project, and words of Sphinx and of our own, as they are after it was judged."""
    assert session.judge()
    assert session._app
    return session._app.env.titles["index"].astext(), get_translation("sphinx")("Index"), say("Table")


@pytest.mark.parametrize("order", [("de", "fr", "en"), ("en", "fr", "de"), ("fr", "de", "fr")])
def test_each_session_has_its_own_language(order: tuple[str, ...], tmp_path: Path, make_session: Sessions) -> None:
    titles = {"de": "Profil (de)", "fr": "Profil (fr)", "en": "Profile"}
    expected = {
        "de": ("Profil (de)", "Stichwortverzeichnis", "Tabelle"),
        "fr": ("Profil (fr)", "Index", "Tableau"),
        "en": ("Profile", "Index", "Table"),
    }
    sessions = []
    for place, language in enumerate(order):
        words = {} if language == "en" else {"Profile": titles[language]}
        session = make_session(_project(tmp_path / f"{place}", language, **words))
        sessions.append(session)
        assert _words(session) == expected[language]
    # Each is judged again after all the others, too.
    for session, language in zip(sessions, order, strict=True):
        session.show(session.srcdir / "index.rst", _INDEX.format(" once").encode())
        assert _words(session) == expected[language]


def test_what_a_command_judges_is_not_translated_by_what_it_judged_before(tmp_path: Path) -> None:
    for place, (language, title) in enumerate((("de", "Profil (de)"), ("fr", "Profil (fr)"))):
        assert judge_project(_project(tmp_path / f"{place}", language, Profile=title))
        assert get_translation("index")("Profile") == title


def test_catalogues_do_not_pile_up(tmp_path: Path, make_session: Sessions) -> None:
    """Sphinx asks one after the other, each from within the one before it."""
    session = make_session(_project(tmp_path / "source", "de", Profile="Profil (de)"))
    for time in range(5):
        session.show(session.srcdir / "index.rst", _INDEX.format(f" in {time} s").encode())
        assert session.judge()
        assert getattr(translators["general", "index"], "_fallback", None) is None
