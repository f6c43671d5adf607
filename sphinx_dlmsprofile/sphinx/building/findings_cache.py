"""The findings of the last run, kept beside the environment: a build in which nothing has changed is not judged again.

What they depend on is put into one key: the environment as Sphinx has stored it, the configuration, the files that
are read when the project is judged, and the package itself. Where that is not known, nothing is kept.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.config import OPTIONS
from sphinx_dlmsprofile.sphinx.building.configuration import wrong_in_conf
from sphinx_dlmsprofile.sphinx.building.domain import domain_of
from sphinx_dlmsprofile.sphinx.common.cache_file import load, store
from sphinx_dlmsprofile.sphinx.common.installed import package
from sphinx_dlmsprofile.sphinx.reading.notices import heard_of_configuration
from sphinx_dlmsprofile.sphinx.reading.registry import registry_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_dlmsprofile.model.finding import Finding

NAME = "dlms-findings.pickle"

CONFIGURATION = (
    *(option.name for option in OPTIONS),
    "root_doc",
    "numfig_format",
    "suppress_warnings",
    "nitpicky",
    "nitpick_ignore",
    "nitpick_ignore_regex",
    "myst_ref_domains",
)
"""All values of the configuration that are read when a project is judged."""

_ENVIRONMENT = "environment.pickle"


@dataclass
class Kept:
    """What a run has found, and a digest of the ``profile.json`` with its model, "" before it is written."""

    key: str
    findings: list[Finding]
    profile: str = ""


def key_of(app: Sphinx) -> str | None:
    """All that the findings depend on, in short; None if that is not known.

    Documents that were read have changed the environment: only when Sphinx has stored it, the file says what it is.
    The tests of a review build come from elsewhere.
    """
    if app.config.dlms_review or domain_of(app.env).unsaved:
        return None
    try:
        digest = blake2b(Path(app.doctreedir, _ENVIRONMENT).read_bytes(), digest_size=20)
        for part in (*_configuration(app), *_files(app), *package()):
            digest.update(repr(part).encode())
    except OSError:
        return None
    return digest.hexdigest()


def _configuration(app: Sphinx) -> Iterator[object]:
    yield from ((name, app.config[name]) for name in CONFIGURATION if name in app.config)
    yield from wrong_in_conf(app)
    yield _octets(app, str(Path(app.confdir, "conf.py")))
    yield from heard_of_configuration(app)


def _files(app: Sphinx) -> Iterator[object]:
    """The files that are read when a project is judged, with their contents."""
    yield from registry_files(app.config, Path(app.srcdir))
    config = app.config
    for name in filter(None, (config.dlms_waivers, config.dlms_template_file, config.dlms_baseline)):
        yield _octets(app, name)
    yield from (_octets(app, name) for name in config.dlms_pdf_fonts)


def _octets(app: Sphinx, name: str) -> bytes | None:
    # As text/foreign.py does, which is not loaded for it: each build asks.
    with suppress(OSError, ValueError, RuntimeError):
        return Path(app.srcdir, Path(name).expanduser()).read_bytes()
    return None


def find(app: Sphinx, key: str | None) -> Kept | None:
    """What the last run has kept under this key."""
    return load(Path(app.doctreedir, NAME), key.encode()) if key else None


def keep(app: Sphinx, kept: Kept) -> None:
    """Keep it for the next run."""
    store(Path(app.doctreedir, NAME), kept.key.encode(), kept)
