"""How it stands with the proof of a provision: what a verifier signs."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.text.verbal_forms import ProvisionKind


class VerificationState(Enum):
    """How it stands with a provision; of several that hold, the first one counts."""

    FAILED = "failed"
    """a test case that verifies it has failed"""

    VERIFIED = "verified"
    """all test cases that verify it have passed"""

    ANALYSIS = "by analysis"
    """its author has stated that analysis verifies it"""

    INSPECTION = "by inspection"
    """its author has stated that inspection verifies it"""

    DEMONSTRATION = "by demonstration"
    """its author has stated that a demonstration verifies it"""

    NOT_RUN = "not run"
    """of a test case that verifies it, nobody has run it, or it is not known how it has ended"""

    SKIPPED = "skipped"
    """a test bench has left out a test case that verifies it, and no other one waits for a run"""

    SHOWN = "shown only"
    """an example shows it, and no test case verifies it"""

    WAIVED = "waived"
    """a waiver says why nothing needs to verify it"""

    NONE = "none"
    """nothing shows or verifies it"""


PROVEN = frozenset(
    {
        VerificationState.VERIFIED,
        VerificationState.ANALYSIS,
        VerificationState.INSPECTION,
        VerificationState.DEMONSTRATION,
    }
)
"""The states in which somebody stands for a provision."""


@frozen(kw_only=True)
class Verification:
    """How it stands with one provision.

    ``by``, ``when`` (ISO 8601) and ``run`` (the test bench, its version or its file) say who or what has decided it;
    ``reason`` is what a waiver, a statement or a failed test says. Each is "" where nobody has said it. ``tests`` and
    ``examples`` are the identifiers of what verifies and shows it. ``suspect`` says why one of them has to be looked at
    again, "" if none has; ``is_stale`` that it is a test case; ``confirmed`` who has looked at them, when and why, the
    last one at last.
    """

    provision: str
    kind: ProvisionKind
    clause: Clause | None
    state: VerificationState
    by: str = ""
    when: str = ""
    run: str = ""
    reason: str = ""
    tests: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    suspect: str = ""
    is_stale: bool = False
    confirmed: tuple[str, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether somebody stands for it as it is now: a test that was written for other words proves nothing yet."""
        return self.state in PROVEN and not (self.state is VerificationState.VERIFIED and self.is_stale)


def states_in_words(states: Mapping[VerificationState, int], overtaken: int) -> str:
    """The states that occur, with how many are in each.

    ``overtaken`` of those whose test cases have passed have changed since. They are counted apart: so the numbers
    add up to that of all, and those of the states in which somebody stands for a provision to what counts.
    """
    told: list[tuple[int, str]] = []
    for state in VerificationState:
        of_state = states.get(state, 0)
        if state is VerificationState.VERIFIED:
            told += [(of_state - overtaken, state.value), (overtaken, f"{state.value} before a change")]
        else:
            told.append((of_state, state.value))
    return ", ".join(f"{number} {words}" for number, words in told if number)


@frozen(kw_only=True)
class Progress:
    """How it stands with the requirements of an edition.

    ``name`` is what its user calls it, ``states`` are the numbers of requirements in each state, ``verified`` the
    identifiers of those for which somebody stands; ``again`` is the number of those whose test cases have passed, and
    one of which has to be looked at again.
    """

    name: str
    states: Mapping[VerificationState, int]
    verified: frozenset[str]
    again: int = 0

    @property
    def requirements(self) -> int:
        """How many there are."""
        return sum(self.states.values())

    @property
    def percent(self) -> float:
        """How many of them are verified, of 100; 0 where there is none: nothing is proven."""
        return 100 * len(self.verified) / self.requirements if self.requirements else 0.0
