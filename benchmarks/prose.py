"""Sentences of a communication profile, drawn from a seeded generator: the same for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_SUBJECTS = (
    "the metering end device", "the neighbourhood network access point", "the head end system",
    "the client management process", "the management logical device", "a server without mains supply",
    "the adaptation layer", "the MAC layer", "the LLC sublayer", "the application layer", "a relay",
    "the local network access point", "the supporting layer", "a station that has lost its link",
)  # fmt: skip
_VERBS = (
    "shall confirm", "shall discard", "may repeat", "should delay", "keeps", "shall acknowledge", "forwards",
    "shall not alter", "reports", "may combine", "shall assign", "encrypts", "shall segment", "counts",
)  # fmt: skip
_OBJECTS = (
    "each message of the general profile", "a segment with an unknown identifier", "the address of its parent",
    "every unconfirmed request", "the security context of the association", "requests that exceed the payload",
    "the time of the last synchronisation", "notifications of the push set-up object", "a duplicate of the frame",
    "the list of permitted channels", "replies to broadcast messages", "the counters of the diagnostic object",
)  # fmt: skip
_CONDITIONS = (
    "when the link is established", "unless the association says otherwise", "within three beacon intervals",
    "after the second attempt", "as long as the duty cycle allows it", "before the association is released",
    "if the client asks for it", "during a firmware transfer", "whenever the network changes its channel",
    "without regard to the priority of the message", "at least once a day", "in the order of reception",
)  # fmt: skip
_THINGS = (
    "address", "association", "beacon", "block transfer", "broadcast", "channel", "channel access", "ciphering",
    "clock", "data notification", "duty cycle", "firmware", "frame", "joining", "key", "listen interval", "message",
    "network status", "payload", "priority", "push", "relay", "retry", "segment", "station", "time-out", "wake period",
)  # fmt: skip
_ASPECTS = ("handling", "selection", "limits", "supervision", "format", "loss", "timing", "order", "storage", "use")


class Prose:
    """Writes sentences, paragraphs, titles and index terms."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def sentence(self) -> str:
        """One sentence of about 16 words, with its full stop."""
        pick = self._random.choice
        clause = f"{pick(_SUBJECTS)} {pick(_VERBS)} {pick(_OBJECTS)} {pick(_CONDITIONS)}"
        if self._random.random() < 0.4:
            value = f"{pick(_THINGS)}_{self._random.randrange(90)}"
            clause += f", and *{pick(_THINGS)} {pick(_ASPECTS)}* follows ``{value}``"
        return clause[0].upper() + clause[1:] + "."

    def sentences(self, count: int) -> str:
        """Several sentences in a row."""
        return " ".join(self.sentence() for _ in range(count))

    def phrase(self) -> str:
        """A few words for a cell of a table."""
        return f"{self._random.choice(_THINGS)} {self._random.choice(_ASPECTS)}"

    def title(self) -> str:
        """A heading or caption."""
        phrase = f"{self.phrase()} of the {self._random.choice(_THINGS)}"
        return phrase[0].upper() + phrase[1:]

    def term(self) -> str:
        """An index entry, now and then with a sub-entry."""
        thing = self._random.choice(_THINGS)
        return f"{thing}; {self._random.choice(_ASPECTS)}" if self._random.random() < 0.6 else thing
