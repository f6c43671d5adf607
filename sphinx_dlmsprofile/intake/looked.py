"""What print shows beside its words, and the sources cannot be given by a program: it is told, place by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.intake.edited_tables import CAPTION
from sphinx_dlmsprofile.intake.places import MOST_WORDS
from sphinx_dlmsprofile.text.looks import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.intake.places import Places
    from sphinx_dlmsprofile.text.printed import Printed

_SHOWN = 3
"""So many places with the same change are named."""

_PLAIN = frozenset({'style "paragraph"', 'style "normal"', 'style "text body"', 'style "body text"'})


class Looks:
    """Changes of the look of blocks, gathered so that one that was made everywhere is reported once."""

    def __init__(self) -> None:
        self._changed: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[Printed, str]]] = defaultdict(list)

    def compare(self, old: Printed, new: Printed, clause: str) -> None:
        """Note what two blocks do not have in common; where their words differ, forms of words may."""
        then, now = Counter(_kinds(old, new)), Counter(_kinds(new, old))
        gone, come = tuple((then - now).elements()), tuple((now - then).elements())
        if gone or come:
            self._changed[gone, come].append((new, clause))

    def added(self, new: Printed, clause: str, *, is_plain: bool) -> None:
        """Note how a new block looks, where it does not look as it was written: as a paragraph if it is plain."""
        written = _PLAIN if is_plain else frozenset(each for each in new.look if each.startswith(("style ", "item ")))
        if come := tuple(each for each in new.look if each not in written):
            self._changed[(), come].append((new, clause))

    def told(self, places: Places) -> Iterator[str]:
        """A line for each change."""
        for (gone, come), blocks in self._changed.items():
            named = ", ".join(_place(block, clause, places) for block, clause in blocks[:_SHOWN])
            more = f" and {len(blocks) - _SHOWN} other places" if len(blocks) > _SHOWN else ""
            come_said = [f"has {', '.join(come)}"] if come else []
            gone_said = [f"no longer has {', '.join(gone)}"] if gone else []
            said = " and ".join(come_said + gone_said)
            yield f"{named}{more}: print {said}, which the sources do not say: look whether they should"


def _kinds(block: Printed, other: Printed) -> list[str]:
    if block.rows == other.rows:
        return list(block.look)
    return [WORDS.sub(lambda match: match["form"].strip() + match["rest"], each) for each in block.look]


def _place(block: Printed, clause: str, places: Places) -> str:
    text = " ".join(cell for cell in block.rows[0] if cell) if block.rows else ""
    caption = CAPTION.fullmatch(text)
    words = (caption["title"] if caption else text).split()
    found = places.find(words, 0, min(len(words), MOST_WORDS)) if words else None
    shown = f'"{" ".join(words[:MOST_WORDS])}{" …" if len(words) > MOST_WORDS else ""}"'
    if found:
        return f"{found[0]}:{places.line(found[0], found[1])}: {shown}"
    return f'{shown} in "{clause}"' if clause else shown
