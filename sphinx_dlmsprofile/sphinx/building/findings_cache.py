"""The findings of the last run, kept beside the environment: a build in which nothing has changed is not judged again.

They depend on what is given, the configuration, the files that are read when the project is judged, and the package
itself; and on the documents. Where the environment is as Sphinx has stored it then, not even the project is put
together. Where documents were read again, it may be made of the same as before. Where all this is not known, nothing is
kept.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.sphinx.building.configuration import wrong_in_conf
from sphinx_dlmsprofile.sphinx.building.domain import domain_of
from sphinx_dlmsprofile.sphinx.common.cache_file import load, store
from sphinx_dlmsprofile.sphinx.common.installed import package_digest
from sphinx_dlmsprofile.sphinx.reading.notices import heard_of_configuration
from sphinx_dlmsprofile.sphinx.reading.registry import registry_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_dlmsprofile.model.finding import Finding

NAME = "dlms-findings.pickle"

CONFIGURATION = (
    *(option.name for option in OPTIONS),
    "root_doc",
    "project",
    "numfig_format",
    "suppress_warnings",
    "nitpicky",
    "nitpick_ignore",
    "nitpick_ignore_regex",
    "myst_ref_domains",
)
"""All values of the configuration that are read when a project is judged."""

_ENVIRONMENT = "environment.pickle"


class _UnknownError(Exception):
    """What is given cannot be told in short."""


class Basis(NamedTuple):
    """Digests of what is given besides documents, and of the environment."""

    given: bytes
    environment: bytes


@dataclass
class Kept:
    """What a run has found: on which basis, in a project made of what, None and b"" if that is not known.

    ``profile`` is a digest of the ``profile.json`` with its model, "" before it is written.
    """

    basis: Basis | None
    project: bytes
    findings: list[Finding]
    profile: str = ""

    def holds(self, basis: Basis | None, project: bytes) -> bool:
        """Whether the same would be found in a project that is made of this."""
        return bool(self.basis and basis and self.basis.given == basis.given and self.project == project)


def basis_of(app: Sphinx) -> Basis | None:
    """What the findings depend on, in short; None if that is not known.

    Documents that were read have changed the environment: only when Sphinx has stored it, the file says what it is.
    """
    if domain_of(app.env).unsaved:
        return None
    try:
        given = given_digest(app)
        with Path(app.doctreedir, _ENVIRONMENT).open("rb") as environment:
            return Basis(given, file_digest(environment, new_digest).digest()) if given else None
    except OSError:
        return None


def given_digest(app: Sphinx) -> bytes | None:
    """What is judged by, besides documents, in short; None if that is not known."""
    try:
        reviewed = _reviewed(app) if app.config.dlms_review else ()
        return _digest(repr((*_configuration(app), *_files(app), *reviewed, package_digest())).encode())
    except (OSError, _UnknownError):
        return None


new_digest = partial(blake2b, digest_size=20)
"""Begins a digest that tells whether what is kept is still that of the present build."""


def _digest(octets: bytes) -> bytes:
    return new_digest(octets).digest()


def _configuration(app: Sphinx) -> Iterator[object]:
    yield from ((name, app.config[name]) for name in CONFIGURATION if name in app.config)
    yield from wrong_in_conf(app)
    yield _octets(app, str(Path(app.confdir, "conf.py")))
    yield from heard_of_configuration(app)


def _files(app: Sphinx) -> Iterator[object]:
    """The files that are read when a project is judged, with their contents."""
    yield from registry_files(app.config, Path(app.srcdir))
    config = app.config
    names = (
        *(config.dlms_waivers, config.dlms_template_file, config.dlms_baseline, config.dlms_logo),
        *(config.dlms_architecture, config.dlms_catalogue, config.dlms_words, config.dlms_docx_template),
    )
    for name in filter(None, names):
        yield _octets(app, name)
    yield from (_octets(app, name) for name in config.dlms_pdf_fonts)


def _reviewed(app: Sphinx) -> Iterator[object]:
    """What a review build is given besides: test results, confirmations, the previous edition, needs of others.

    Raises:
        _UnknownError: only reading it could tell whether it has changed.
    """
    config = app.config
    from sphinx_dlmsprofile.text.file_patterns import matching  # noqa: PLC0415  in a review build alone

    results = (file for name in config.dlms_test_results for file in matching(Path(app.srcdir), name))
    yield from (_octets(app, name) for name in (*results, config.dlms_confirmations) if name)
    yield from ((value.name, value.value) for value in config if value.name.startswith("needs_"))
    for name in _files_of_needs(config):
        yield _octets(app, str(Path(app.confdir, name)))
    if config.dlms_previous_edition:
        from sphinx_dlmsprofile.exports.edition_state import state_of  # noqa: PLC0415  few builds compare

        state = state_of(config.dlms_previous_edition, Path(app.srcdir))
        if state is None:
            raise _UnknownError
        yield state


def _files_of_needs(config: Config) -> Iterator[str]:
    """The files that sphinx-needs reads in each build, seen from the configuration."""
    for source in getattr(config, "needs_external_needs", ()):
        if not source.get("json_path"):
            raise _UnknownError
        yield source["json_path"]
    if name := getattr(config, "needs_variant_data_file", None):
        yield name


def _octets(app: Sphinx, name: str) -> bytes | None:
    # As text/foreign.py does, which is not loaded for it: each build asks.
    with suppress(OSError, ValueError, RuntimeError):
        return Path(app.srcdir, Path(name).expanduser()).read_bytes()
    return None


def last_kept(app: Sphinx) -> Kept | None:
    """What the last run has kept."""
    kept: Kept | None = load(Path(app.doctreedir, NAME), package_digest())
    return kept


def keep(app: Sphinx, kept: Kept) -> None:
    """Keep it for the next run."""
    store(Path(app.doctreedir, NAME), package_digest(), kept)
