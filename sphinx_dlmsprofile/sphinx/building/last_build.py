"""What the last build has made, kept beside the environment: one in which nothing has changed takes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from sphinx_dlmsprofile.sphinx.building.findings_cache import basis_of
from sphinx_dlmsprofile.sphinx.common.cache_file import load, store
from sphinx_dlmsprofile.sphinx.common.installed import package_digest
from sphinx_dlmsprofile.sphinx.common.kept import KeptOn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.sphinx.building.findings_cache import Basis

T = TypeVar("T")

NAME = "dlms-last-build.pickle"


class _Part(NamedTuple):
    """What was made, and what it was made of: None where that is all there is."""

    value: Any
    key: object = None


class _Build(NamedTuple):
    """What a build has made, and on which basis: None where that is not known."""

    basis: Basis | None
    parts: dict[str, _Part]


_LAST: KeptOn[_Build] = KeptOn("last_build")
_UNCHANGED: KeptOn[bool] = KeptOn("nothing_changed")
_NOW: KeptOn[dict[str, _Part]] = KeptOn("made_parts")


def last_made(app: Sphinx, part: str) -> Any | None:
    """What the last build has made of the same; None where anything has changed, or it was not kept."""
    last = _last(app).parts.get(part)
    return last.value if last and _is_unchanged(app) else None


def keep_made(app: Sphinx, part: str, value: object) -> None:
    """Keep what this build has made for the next one."""
    _keep(app, part, _Part(value))


def made(app: Sphinx, part: str, make: Callable[[], T], made_of: Callable[[], object] | None = None) -> T:
    """What the last build has made of the same, else what ``make`` makes; kept for the next one.

    ``made_of`` says what it is made of: where that is as it was, so is the part, whatever else has changed. It is
    called where anything has.
    """
    last = _last(app).parts.get(part)
    if last and _is_unchanged(app):
        return cast("T", last.value)
    key = made_of() if made_of else None
    value = last.value if last and key is not None and last.key == key else make()
    _keep(app, part, _Part(value, key))
    return cast("T", value)


def _keep(app: Sphinx, part: str, kept: _Part) -> None:
    _NOW.once(app, dict)[part] = kept


_WRITTEN: KeptOn[bool] = KeptOn("written_pages")
"""Whether a document was written in this build."""


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
    for kept in (_LAST, _UNCHANGED, _NOW):
        kept.drop(app)


def _last(app: Sphinx) -> _Build:
    return _LAST.once(app, lambda: load(Path(app.doctreedir, NAME), package_digest()) or _Build(None, {}))


def _is_unchanged(app: Sphinx) -> bool:
    """Whether nothing has changed since the last build."""
    last = _last(app).basis
    return _UNCHANGED.once(app, lambda: last is not None and basis_of(app) == last)


def _store(app: Sphinx, exception: Exception | None) -> None:
    made_now = _NOW.get(app)
    if exception is None and made_now and (basis := basis_of(app)):
        kept = _last(app).parts if _is_unchanged(app) else {}
        store(Path(app.doctreedir, NAME), package_digest(), _Build(basis, kept | made_now))


def setup(app: Sphinx) -> None:
    """Begin anew with each build, and store when all has ended that makes something."""
    app.connect("env-before-read-docs", _begin)
    app.connect("doctree-resolved", _note_written)
    app.connect("build-finished", _store, priority=900)
