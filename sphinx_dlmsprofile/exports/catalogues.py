"""The catalogues of a translation against the texts of today: what is not translated, or in vain."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.pofile import PoFileError, read_po

from sphinx_dlmsprofile.diff.languages import numbers_in
from sphinx_dlmsprofile.text.crash import cause_of_crash
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message


_ROLE = regex(r"(?<![\w:])[:{][\w-]+(?::[\w-]+)*[:}]`[^`]+`")
_WORD = regex(r"[^\W\d_]{2,}")


class CatalogueError(ValueError):
    """The messages of a project cannot be made, or a catalogue cannot be read; its text says why, in one line."""


class Untold(NamedTuple):
    """A message and what is the matter with it; ``at`` is the file and line where it stands, "" if unknown."""

    message: str
    says: str
    at: str
    what: str = "message"


def compare_catalogues(sourcedir: Path, language: str, reading: list[str]) -> list[Untold]:
    """What the catalogues of a language do not translate, and what they translate that is in no text any more.

    Raises:
        CatalogueError: the texts or a catalogue cannot be read, or there is none of the language.
    """
    rooms = sorted(path for path in sourcedir.glob(f"**/{language}/LC_MESSAGES") if path.is_dir())
    if not rooms:
        message = f"{sourcedir} has no catalogue of the language {language}: sphinx-intl update -l {language} makes it"
        raise CatalogueError(message)
    found: list[Untold] = []
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory, "messages")
        command = [sys.executable, "-P", "-m", "sphinx", "-q", "-b", "gettext", *reading, "-D", "gettext_compact=0"]
        command += ["-d", f"{directory}/doctrees", str(sourcedir), str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        templates = sorted(out.rglob("*.pot"))
        if not templates:  # findings alone give a status, too
            said = cause_of_crash(done.stderr) or ["it cannot be read", *done.stderr.strip().splitlines()][-1]
            message = f"{sourcedir}: {said}"
            raise CatalogueError(message)
        for template in templates:
            domain = template.relative_to(out).with_suffix(".po")
            known = [_read(room / domain) for room in rooms if (room / domain).is_file()]
            texts = _read(template)
            if not known and (count := sum(_is_text(message) for message in texts)):
                told = f"has no catalogue: {count} text{'s' * (count != 1)} to translate"
                found.append(Untold(template.stem, told, "", "document"))
                continue
            found += _differences(texts, known, str(domain))
    return found


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        message = f"{path} cannot be read: {' '.join(str(error).split())}"
        raise CatalogueError(message) from error


def _differences(texts: Catalog, catalogues: list[Catalog], domain: str) -> Iterator[Untold]:
    told = {message.id: message for catalogue in catalogues for message in catalogue if message.id}
    for message in texts:
        if not _is_text(message):
            continue
        known = told.get(message.id)
        if known is None or not known.string:
            yield Untold(str(message.id), "is not translated", _place(message))
        elif known.fuzzy:
            yield Untold(str(message.id), "has a translation that is marked as fuzzy: look at it", _place(message))
        elif kept := _lost(str(message.id), str(known.string)):
            yield Untold(str(message.id), f"has a translation without {', '.join(kept)}", _place(message))
    for message in told.values():
        if message.id not in texts:
            at = f"{domain}:{message.lineno}" if message.lineno else domain
            yield Untold(str(message.id), "is translated, and in no text any more", at)


def _is_text(message: Message) -> bool:
    return bool(message.id) and _WORD.search(str(message.id)) is not None


def _lost(text: str, translation: str) -> list[str]:
    """The numbers and references of a text that its translation does not have."""
    wanted, found = (numbers_in(_ROLE.sub(" ", each)) | set(_ROLE.findall(each)) for each in (text, translation))
    return sorted(wanted - found)


def _place(message: Message) -> str:
    return next((f"{Path(name).name}:{line}" for name, line in message.locations), "")
