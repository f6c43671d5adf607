"""What the last build has made, kept beside the environment: one in which nothing has changed takes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.sphinx.building.findings_cache import basis_of
from sphinx_dlmsprofile.sphinx.common.cache_file import load, store
from sphinx_dlmsprofile.sphinx.common.installed import package_digest
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.sphinx.building.findings_cache import Basis

    Parts = dict[str, Any]
    Kept = tuple[Basis, Parts]

NAME = "dlms-last-build.pickle"

_READ: KeptOn[Kept | None] = KeptOn("last_build_read")
_LAST: KeptOn[Parts] = KeptOn("last_build")
_NOW: KeptOn[Parts] = KeptOn("made_parts")


def last_made(app: Sphinx, part: str) -> Any | None:
    """What the last build has made of the same; None where anything has changed, or it was not kept."""
    return _LAST.once(app, lambda: _load(app)).get(part)


def last_made_of(app: Sphinx, part: str, key: object) -> Any | None:
    """What a build has made of the same key, whatever else has changed since; kept for the next one, too."""
    last = _READ.once(app, lambda: _read(app))
    made = last[1].get(f"{part} by key") if last else None
    return made[1] if made and made[0] == key else None


def keep_made_of(app: Sphinx, part: str, key: object, value: object) -> None:
    """Keep what was made of this key."""
    keep_made(app, f"{part} by key", (key, value))


_WRITTEN: KeptOn[bool] = KeptOn("written_pages")
"""Whether a document was written in this build."""


def keep_made(app: Sphinx, part: str, value: object) -> None:
    """Keep what this build has made for the next one."""
    _NOW.once(app, dict)[part] = value


def keep_files(app: Sphinx, what: str, names: Iterable[str]) -> None:
    """Keep which files of the output directory this build has made, none of them from one document."""
    keep_made(app, _files(app, what), list(names))


def stand_already(app: Sphinx, what: str) -> bool:
    """Whether those of the last build are there, no document was written, and nothing else has changed."""
    if _WRITTEN.get(app.builder):
        return False
    names: list[str] | None = last_made(app, _files(app, what))
    return names is not None and all(Path(app.outdir, name).is_file() for name in names)


def _files(app: Sphinx, what: str) -> str:
    return f"{what} of {app.builder.name} in {app.builder.outdir}"


def _note_written(app: Sphinx, _doctree: object, _docname: str) -> None:
    _WRITTEN.set(app.builder, True)  # noqa: FBT003  the value that is kept


def _begin(app: Sphinx, *_given: object) -> None:
    """A process can build more than once."""
    _READ.drop(app)
    _LAST.drop(app)
    _NOW.drop(app)


def _read(app: Sphinx) -> Kept | None:
    kept: Kept | None = load(Path(app.doctreedir, NAME), package_digest())
    return kept


def _load(app: Sphinx) -> Parts:
    basis = basis_of(app)
    kept = _READ.once(app, lambda: _read(app)) if basis else None
    return kept[1] if kept and kept[0] == basis else {}


def _store(app: Sphinx, exception: Exception | None) -> None:
    made = _NOW.get(app)
    if exception is None and made and (basis := basis_of(app)):
        store(Path(app.doctreedir, NAME), package_digest(), (basis, (_LAST.get(app) or {}) | made))


def setup(app: Sphinx) -> None:
    """Begin anew with each build, and store when all has ended that makes something."""
    app.connect("env-before-read-docs", _begin)
    app.connect("doctree-resolved", _note_written)
    app.connect("build-finished", _store, priority=900)
