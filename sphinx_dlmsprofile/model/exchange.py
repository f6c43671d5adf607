"""Messages that belong together: frames, what is joined of them, and what answers what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.apdu import Dissection, Side


@frozen(kw_only=True)
class Message:
    """One frame, and what is complete with it.

    ``frame`` is the frame taken apart, ``offset`` where it begins in its input. ``whole`` is the APDU that was joined
    of the frames of ``parts``, numbers of messages from 0; None where the frame holds all of it, or more is to come.
    ``joined`` says how: "segments", "general block transfer", "blocks". ``answers`` is the number of the message that
    it responds to. ``sender`` is the end that sends it, as far as that is known. ``notes`` say what is amiss with its
    place among the others, ``lacks`` what of its message is not there,
    ``unproved`` why its sender has not proved to know the secret of the association.
    """

    frame: Dissection
    offset: int = 0
    whole: Dissection | None = None
    parts: tuple[int, ...] = ()
    joined: str = ""
    answers: int | None = None
    sender: Side | None = None
    notes: tuple[str, ...] = ()
    lacks: str = ""
    unproved: str = ""

    @property
    def said(self) -> Dissection:
        """What it says: the APDU that was joined, else the frame."""
        return self.whole or self.frame

    @property
    def valid(self) -> bool:
        """Whether it is without a fault, alone and in its place."""
        return self.frame.valid and not self.notes and not self.unproved and (self.whole is None or self.whole.valid)
