"""What each build of these tests is watched for."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.exports.profile import profile_pieces
from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.judging.judge import judge
from sphinx_dlmsprofile.sphinx.building.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.sphinx.building.findings_cache import Basis, Kept


@pytest.fixture(autouse=True)
def findings_that_hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Kept]]:
    """Where documents were read again and the findings are held to be the same, judging has to say so, too.

    All that a project is made of must be in ``project_digest``: this watches over it in each test that builds twice.
    """
    held: list[Kept] = []
    wrong: list[object] = []
    original = Judgement._judged

    def watched(self: Judgement, basis: Basis | None, last: Kept | None) -> Kept:
        kept = original(self, basis, last)
        if last and kept.findings is last.findings:
            held.append(kept)
            found = judge(self.project, RULES, self.policy)
            digest = blake2b("".join(profile_pieces(self.project)).encode(), digest_size=20).hexdigest()
            self.project.texts.close()
            wrong.extend(pair for pair in zip(found, kept.findings, strict=False) if pair[0] != pair[1])
            wrong.extend(set(found) ^ set(kept.findings))
            if kept.profile not in {"", digest}:
                wrong.append("profile.json")
        return kept

    monkeypatch.setattr(Judgement, "_judged", watched)
    yield held
    assert wrong == []
