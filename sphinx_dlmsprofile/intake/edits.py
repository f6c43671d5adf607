"""Edits of sources that come back: the files as they become, what was taken into them, what has no place yet."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.clauses import sections_of
from sphinx_dlmsprofile.intake.fitted import Fitted, fit
from sphinx_dlmsprofile.intake.places import DOCUMENTS, Place, Places
from sphinx_dlmsprofile.intake.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_dlmsprofile.intake.clauses import Section


class Edits:
    """``taken`` says what was changed, ``left`` what is for a person, ``open`` what has no one place, by clause.

    ``path`` are the titles of the clause that is compared, ``bodies`` the directives whose body is YAML.
    """

    def __init__(self, bodies: frozenset[str] = frozenset()) -> None:
        self.bodies = bodies
        self.files: dict[str, str] = {}
        self.taken: list[str] = []
        self.left: list[str] = []
        self.open: dict[tuple[str, ...], list[str]] = {}
        self.path: tuple[str, ...] = ()
        self.places = Places(self.files)

    def leave(self, what: str) -> None:
        """Note a change that has no one place; its clause may be taken from print."""
        self.open.setdefault(self.path, []).append(what)

    @staticmethod
    def section_at(files: Mapping[str, str], path: tuple[str, ...]) -> Section | None:
        """The one clause to which titles lead."""
        documents = {name: text for name, text in files.items() if name.endswith(DOCUMENTS)}
        found = [each for name, text in documents.items() for each in sections_of(name, text) if each.is_at(path)]
        longest = max((len(each.path) for each in found), default=0)
        found = [each for each in found if len(each.path) == longest]
        return found[0] if len(found) == 1 else None

    def clause(self) -> list[Place]:
        """Where the clause stands that is compared."""
        section = self.section_at(self.files, self.path)
        return [(section.name, section.start, section.end)] if section else []

    def replace(self, old: str, new: str, scopes: Sequence[Place]) -> None:
        """Put the words that differ into the source; what cannot be placed is left."""
        before, after = old.split(), new.split()
        for kind, a, b, c, d in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
            if kind == "equal":
                continue
            place = self.places.find(before, a, b, scopes) or self.places.find(before, a, b, self.clause())
            if place is None:
                self.leave(f'print has "{new}" in the place of "{old}"')
                return
            name, start, end = place
            words = " ".join(after[c:d])
            text = self.files[name]
            if start == end:
                words = f"{words} " if end < len(text) and text[end - 1 : end].isspace() is not False else f" {words}"
            if not words and (text[end : end + 1].isspace() or end == len(text)) and text[start - 1 : start] == " ":
                start -= 1
            elif not words and text[end : end + 1] == " " and text[start - 1 : start].isspace():
                end += 1
            fitted = fit(name, text, Fitted(start, end, words), surroundings(name, text, start, self.bodies))
            if fitted is None:
                self.leave(f'print has "{new}" in the place of "{old}"')
                return
            self.files[name] = text[: fitted.start] + fitted.text + text[fitted.end :]
            shown, said = " ".join(before[a:b]), " ".join(after[c:d])
            what = (f'"{said}" for "{shown}"' if shown else f'"{said}" is new') if said else f'"{shown}" is gone'
            self.taken.append(f"{name}:{text.count(chr(10), 0, start) + 1}: {what}, as print has it")
