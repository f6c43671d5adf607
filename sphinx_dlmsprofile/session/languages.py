"""The language of a project, of which Sphinx and docutils keep one for the whole process.

Sphinx adds what it loads to what is loaded: the catalogues of a project, and those of its documents, also translate the
next project, whatever its language. Each that a document is read with is added once more, and asked in turn until
Python has no more room for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.locale import translators

from sphinx_dlmsprofile.locale import speak

if TYPE_CHECKING:
    from gettext import NullTranslations

    from sphinx.application import Sphinx

_OF_PROJECTS = "general"
"""The namespace of what is not the console's."""


@dataclass
class Language:
    """The words of one project: none until it has started."""

    _catalogues: dict[tuple[str, str], NullTranslations] = field(default_factory=dict)
    _language: str | None = None
    _given: dict[str, dict[str, str]] = field(default_factory=dict)

    def keep(self, app: Sphinx) -> None:
        """An application has started, and no document of it is read: what is loaded now belongs to all of them."""
        self._catalogues = {key: found for key, found in translators.items() if key[0] == _OF_PROJECTS}
        self._language = app.config.language
        self._given = {language: dict(words) for language, words in app.config.dlms_given_words}

    def speak(self) -> None:
        """From here on, the process has the words of this project and of no other."""
        for key in [key for key in translators if key[0] == _OF_PROJECTS]:
            del translators[key]
        translators.update(self._catalogues)
        speak(self._language, self._given)
