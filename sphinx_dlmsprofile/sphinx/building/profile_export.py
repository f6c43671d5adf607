"""``profile.json`` beside the pages of a standard."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.sphinx.building.findings_cache import new_digest
from sphinx_dlmsprofile.sphinx.building.judgement import judgement_of
from sphinx_dlmsprofile.sphinx.common.builders import output_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

NAME = "profile.json"


def write_profile(app: Sphinx, exception: Exception | None) -> None:
    """Write the model that this build has judged, if it has changed; remove it where the project is not a standard."""
    if exception is not None or not output_of(app.builder).published:
        return
    path = Path(app.outdir, NAME)
    judgement = judgement_of(app.builder)
    if judgement is None:
        if not app.config.dlms_standard:
            path.unlink(missing_ok=True)
        return
    present = _digest_of_file(path)
    if present and present == judgement.profile:
        return
    from sphinx_dlmsprofile.exports.profile import profile_pieces  # noqa: PLC0415  other builds do without

    unfinished = path.with_suffix(".new")
    try:
        judgement.profile = _write(unfinished, profile_pieces(judgement.project))
        if present != judgement.profile:
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, pieces: Iterable[str]) -> str:
    """Write a file piece by piece, since as a whole it takes more room than the model; its digest."""
    digest = new_digest()
    with path.open("wb") as file:
        for piece in pieces:
            octets = piece.encode()
            digest.update(octets)
            file.write(octets)
    return digest.hexdigest()


def _digest_of_file(path: Path) -> str:
    """The digest of what a file holds; "" if it does not exist."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file_digest(file, new_digest).hexdigest()


def setup(app: Sphinx) -> None:
    """Write when the build has ended: then nobody waits for it who writes pages in parallel."""
    app.connect("build-finished", write_profile)
