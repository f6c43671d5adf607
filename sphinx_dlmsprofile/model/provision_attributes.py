"""What those who carry a provision out and verify it keep of it, beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.record import Record
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.text.location import Text

VERIFICATION = ("test", "analysis", "inspection", "demonstration")
"""The methods of verification, as ISO/IEC/IEEE 29148 has them."""

ALLOCATION = ("client", "server", "gateway", "operator", "test house")
"""Who can have to meet a provision."""

IMPLEMENTERS = ALLOCATION[:3]
"""Those of them that are products, for which a manufacturer states what they do."""

STATUS = ("proposed", "disputed", "agreed", "ballot", "approved", "deferred")
"""How far a committee is with a provision."""

RELEVANCE = ("safety", "security")
"""What depends on it."""


@frozen(kw_only=True)
class Attributes:
    """What is kept of the provision ``identifier``.

    ``verification`` are methods, ``criterion`` says when it is met, ``rationale`` why it is asked for, ``allocation``
    of whom; ``owner`` cares for it in the committee, ``change_request`` has brought it up. Allowed words are
    ``VERIFICATION``, ``ALLOCATION``, ``STATUS`` and ``RELEVANCE``.
    """

    identifier: Text
    verification: tuple[Text, ...] = ()
    criterion: Text | None = None
    rationale: Text | None = None
    allocation: tuple[Text, ...] = ()
    status: Text | None = None
    owner: Text | None = None
    change_request: Text | None = None
    relevance: tuple[Text, ...] = ()

    @property
    def without_test(self) -> str:
        """The method by which it is verified, if no test is to come: the first one stated; "" otherwise."""
        methods = list(map(str, self.verification))
        return methods[0] if methods and VERIFICATION[0] not in methods else ""

    def items(self) -> Iterator[tuple[str, str]]:
        """The names and values of those that are given; several values have a comma between."""
        for name in ATTRIBUTES:
            value = getattr(self, name)
            if value:
                yield name, ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


ATTRIBUTES = {
    "verification": "Verification",
    "criterion": "Criterion",
    "rationale": "Rationale",
    "allocation": "Allocation",
    "status": "Status",
    "owner": "Owner",
    "change_request": "Change request",
    "relevance": "Relevance",
}
"""The attributes, and what they are called in tables."""

WITH_SEVERAL = frozenset({"verification", "allocation", "relevance"})
"""Those that can have several values."""


@frozen(kw_only=True)
class ProvisionAttributes(Record):
    """The directive ``provision-attributes``: attributes of several provisions."""

    entries: tuple[Attributes, ...] = ()
