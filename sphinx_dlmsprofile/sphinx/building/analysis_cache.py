"""What analyses have found in the texts of documents, kept beside the environment from one run to the next."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx_dlmsprofile.sphinx.common.cache_file import load, store
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.sphinx.common.installed import package_digest
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn
from sphinx_dlmsprofile.sphinx.common.packed import Sealed
from sphinx_dlmsprofile.sphinx.common.processes import shared_out
from sphinx_dlmsprofile.sphinx.reading.document_texts import found_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.texts import Analysis
    from sphinx_dlmsprofile.sphinx.reading.document_texts import DocumentTexts, Found, PlacedText

T = TypeVar("T")

NAME = "dlms-analyses.pickle"

WORTH_SHARING = 1_000_000
"""In octets of texts: for fewer, a process of their own costs more than it saves."""


ROOM = 1_000_000
"""In octets of texts, as they are kept: open, they take some times as much."""


class AnalysisCache:
    """What analyses have found in texts with given values: the same question on the same text has the same answer."""

    def __init__(self, known: Mapping[bytes, Sealed[Any]] | None = None) -> None:
        """Begin with what another run has kept."""
        self._known = dict(known or {})
        self._used: dict[bytes, Sealed[Any]] = {}
        self._opened: dict[bytes, list[PlacedText]] = {}
        self._room = ROOM

    def ask(self, texts: DocumentTexts, look: Analysis[Any], values: tuple[Any, ...]) -> list[Found]:
        """What is found in a document; its texts are opened at the first request only."""
        early = None if values else texts.found(look)
        if early is not None:
            return early
        return self.kept((look.name, values, texts.digest), lambda: found_in(self._open(texts), look, *values))

    def look_ahead(
        self, documents: Iterable[DocumentTexts], look: Analysis[Any], values: tuple[Any, ...], jobs: int
    ) -> None:
        """Share what has to be looked at out to processes, before documents are asked about one after the other."""
        if jobs < 2 or not values:  # noqa: PLR2004  serial; without values it was found while they were read
            return
        keys = {_key((look.name, values, texts.digest)): texts for texts in documents}
        new = [(key, texts) for key, texts in keys.items() if key not in self._known]
        if sum(texts.size for _, texts in new) < WORTH_SHARING:
            return

        def found(pairs: Iterable[tuple[bytes, DocumentTexts]]) -> dict[bytes, Sealed[Any]]:
            return {key: Sealed(found_in(texts.open(), look, *values)) for key, texts in pairs}

        heaviest_first = sorted(new, key=lambda pair: -pair[1].size)
        for known in shared_out(found, heaviest_first, jobs):
            self._known.update(known)

    def kept(self, asked: tuple[object, ...], answer: Callable[[], T]) -> T:
        """The answer to what ``repr`` shows of the question; it is looked for at the first time only."""
        key = _key(asked)
        known = self._known.get(key)
        found = answer() if known is None else known.open()
        self._used[key] = self._known[key] = known or Sealed(found)
        return found

    def used(self) -> Mapping[bytes, Sealed[Any]]:
        """What was asked for since this was last called; all else is forgotten, as nobody asks for it any more."""
        self._known, self._used = self._used, {}
        self._opened, self._room = {}, ROOM
        return self._known

    def _open(self, texts: DocumentTexts) -> list[PlacedText]:
        """The texts of a document; as far as there is room for them, they stay open until all is asked."""
        opened = self._opened.get(texts.digest)
        if opened is None:
            opened = texts.open()
            if texts.size <= self._room:
                self._room -= texts.size
                self._opened[texts.digest] = opened
        return opened


def _key(asked: tuple[object, ...]) -> bytes:
    return blake2b(repr(asked).encode(), digest_size=20).digest()


_CACHE: KeptOn[AnalysisCache] = KeptOn("analyses")


def analysis_cache_of(env: BuildEnvironment) -> AnalysisCache:
    """What is known in this process, and what the last run has kept."""
    return _CACHE.once(app_of(env), lambda: AnalysisCache(load(_path(env), package_digest())))


def keep_analyses(env: BuildEnvironment) -> None:
    """Keep what was used in this run for the next one."""
    store(_path(env), package_digest(), analysis_cache_of(env).used())


def _path(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir, NAME)
