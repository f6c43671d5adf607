"""``profile.json`` beside the pages of a standard."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

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
    present = _digest([path.read_bytes()]) if path.is_file() else ""
    if present and present == judgement.profile:
        return
    from sphinx_dlmsprofile.exports.profile import profile_pieces  # noqa: PLC0415  other builds do without

    pieces = [piece.encode() for piece in profile_pieces(judgement.project)]
    judgement.profile = _digest(pieces)
    if present != judgement.profile:
        with path.open("wb") as file:
            file.writelines(pieces)


def _digest(pieces: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=20)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def setup(app: Sphinx) -> None:
    """Write when the build has ended: then nobody waits for it who writes pages in parallel."""
    app.connect("build-finished", write_profile)
