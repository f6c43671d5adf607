"""How far the proof of a standard has come, and whether it is further than it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.verification import counted
from sphinx_dlmsprofile.model.verification import PROVEN, Progress, VerificationState
from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dlmsprofile.model.verification import Verification


def progress(name: str, verifications: Iterable[Verification]) -> Progress:
    """Count the requirements among provisions."""
    required = [each for each in verifications if each.kind is ProvisionKind.REQUIREMENT]
    verified = frozenset(each.provision for each in required if each.is_proven)
    again = sum(each.state in PROVEN and not each.is_proven for each in required)
    return Progress(name=name, states=counted(required), verified=verified, again=again)


def lost(before: Progress, now: Progress, identifiers: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The requirements, by their present identifiers, that were verified in the edition before and no longer are.

    ``identifiers`` are those that have become others, old → new; what is gone is not lost.
    """
    kept = (new for old in sorted(before.verified) for new in identifiers.get(old, (old,)))
    return [name for name in dict.fromkeys(kept) if name not in now.verified]


def worse(before: Progress, now: Progress, no_longer: Iterable[str]) -> Iterator[str]:
    """In what an edition is worse than the one before, in words."""
    if now.percent < before.percent:
        yield f"{now.percent:.1f} % of the requirements are verified, and {before.percent:.1f} % were in {before.name}"
    failed = VerificationState.FAILED
    if now.states.get(failed, 0) > before.states.get(failed, 0):
        fail = "1 requirement fails" if now.states[failed] == 1 else f"{now.states[failed]} requirements fail"
        yield f"{fail}, and {before.states.get(failed, 0)} did in {before.name}"
    if names := list(no_longer):
        yield f"no longer verified: {', '.join(names)}"
