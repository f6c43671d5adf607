"""What analyses have found in the texts of documents, kept beside the environment from one run to the next."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx_dlmsprofile.sphinx.common.cache_file import load, store
from sphinx_dlmsprofile.sphinx.common.installed import package_digest
from sphinx_dlmsprofile.sphinx.common.packed import Sealed
from sphinx_dlmsprofile.sphinx.reading.document_texts import found_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.model.texts import Analysis
    from sphinx_dlmsprofile.sphinx.reading.document_texts import DocumentTexts, Found

NAME = "dlms-analyses.pickle"


class AnalysisCache:
    """What analyses have found in texts with given values: the same question on the same text has the same answer."""

    def __init__(self, known: Mapping[bytes, Sealed[list[Found]]] | None = None) -> None:
        """Begin with what another run has kept."""
        self._known = dict(known or {})
        self.used: dict[bytes, Sealed[list[Found]]] = {}

    def ask(self, texts: DocumentTexts, look: Analysis[Any], values: tuple[Any, ...]) -> list[Found]:
        """What is found in a document; its texts are opened at the first request only."""
        early = None if values else texts.found(look)
        if early is not None:
            return early
        key = blake2b(repr((look.name, values)).encode() + texts.octets, digest_size=20).digest()
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = Sealed(found_in(texts.open(), look, *values))
        self.used[key] = answer
        return answer.open()


_CACHES: WeakKeyDictionary[BuildEnvironment, AnalysisCache] = WeakKeyDictionary()


def analysis_cache_of(env: BuildEnvironment) -> AnalysisCache:
    """What is known in this process, and what the last run has kept."""
    if env not in _CACHES:
        _CACHES[env] = AnalysisCache(load(_path(env), package_digest()))
    return _CACHES[env]


def keep_analyses(env: BuildEnvironment) -> None:
    """Keep what was used in this run for the next one."""
    store(_path(env), package_digest(), analysis_cache_of(env).used)


def _path(env: BuildEnvironment) -> Path:
    return Path(env.doctreedir, NAME)
