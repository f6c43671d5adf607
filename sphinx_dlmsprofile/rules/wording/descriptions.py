"""Rules on the one description of technology and interfaces, which title, Introduction and Scope share."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.analysis.clause_texts import is_unwritten
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.texts import question
from sphinx_dlmsprofile.model.title import ProfileTitle
from sphinx_dlmsprofile.rules.rule import ERROR, Fault, rule
from sphinx_dlmsprofile.rules.wording._common import recognise
from sphinx_dlmsprofile.template.placeholders import placeholders
from sphinx_dlmsprofile.template.words import read_words
from sphinx_dlmsprofile.text.marks import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock
    from sphinx_dlmsprofile.text.location import Location

_CLAUSE = "Introduction, 1"
_HOMES = {"introduction": "the Introduction", "1": "the Scope"}
_NEARLY = 0.5
"""From this share of its word pairs on, a description is there, but in other words."""


class Description(NamedTuple):
    """How a place describes technology and interfaces: its text and the line; "" where it says nothing."""

    text: str
    at: Location

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which two descriptions are compared."""
        return read_words(self.text).words

    @property
    def is_given(self) -> bool:
        """Whether it says something, and is not a placeholder: that is reported as one."""
        return bool(self.words) and not placeholders(self.text)


def _of_title(project: Project) -> Description | None:
    titles = [title for title in project.of(ProfileTitle) if title.description and title.description.value.strip()]
    if not titles or titles[0].description is None:
        return None
    return Description(titles[0].description.value, titles[0].description.at)


def _by_wording(project: Project) -> dict[str, Description]:
    """What is in the place of the description in the template's own sentence, by clause."""
    found: dict[str, Description] = {}
    for name, place in project.memo(recognise).items():
        for match in place.wording.found.values():
            if match.description is not None and OPAQUE not in match.description:
                found[name] = Description(match.description, match.at)
    return found


@rule("description-missing", _CLAUSE, ERROR)
def description_missing(project: Project) -> Iterator[Fault]:
    """The one description of the technology and the interfaces covered is not given.

    The template has the profile described once, in words that the Introduction and the Scope share.
    ``:description:`` of the title block holds them; ``template-text`` puts them where they belong.

    Bad::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks

    Good::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
           :description: sub-GHz wireless networks between meters and access points
    """
    written = _by_wording(project)
    empty = [name for name, description in written.items() if not description.words]
    for name in empty:
        message = f"{_HOMES[name]} does not say what the profiles are for: describe technology and interfaces there"
        yield Fault(written[name].at, message)
    titles = project.of(ProfileTitle)
    if titles and not written and _of_title(project) is None:
        message = "nothing describes the technology and the interfaces covered: add :description: to the title block"
        yield Fault(titles[0].at, message)


@rule("description-mismatch", _CLAUSE, ERROR)
def description_mismatch(project: Project) -> Iterator[Fault]:
    """Introduction, Scope and title block describe technology and interfaces with different words.

    A reader who finds two descriptions has to ask whether two things are meant. Case and punctuation
    do not count. Where an Introduction or a Scope does not have the template's own sentence, the words of
    ``:description:`` are looked for in it.

    Given (in the title)::

        .. profile-title:: Part 8-30: IEEE 802.11ah communication profile for neighbourhood networks
           :description: sub-GHz wireless networks between meters and access points

    Given (in the introduction)::

        Subject are sub-GHz wireless networks between meters and access points.

    Bad (in 1)::

        Subject are sub-GHz wireless networks between meters and concentrators.

    Good (in 1)::

        Subject are sub-GHz wireless networks between meters and access points.
    """
    title = _of_title(project)
    if title and not title.is_given:
        return
    written = {name: known for name, known in _by_wording(project).items() if known.is_given}
    if title is None:
        yield from _between(written)
        return
    both_differ = len(written) == len(_HOMES) and all(known.words != title.words for known in written.values())
    if both_differ and len({known.words for known in written.values()}) == 1:
        yield Fault(title.at, f'Introduction and Scope say "{written["1"].text}": write the same in the title block')
        return
    for name, known in written.items():
        if known.words != title.words:
            yield Fault(known.at, _message(name, known.text, title.text))
    yield from _in_own_words(project, title, written)


def _between(written: dict[str, Description]) -> Iterator[Fault]:
    if len(written) == len(_HOMES):
        first, second = (written[name] for name in _HOMES)
        if first.words != second.words:
            at, text = second.at, f'the Scope says "{second.text}", the Introduction "{first.text}"'
            yield Fault(at, f"{text}: describe technology and interfaces with the same words")


def _message(name: str, text: str, title: str) -> str:
    advice = "describe technology and interfaces with the same words"
    return f'{_HOMES[name]} says "{text}", the title block "{title}": {advice}'


def _in_own_words(project: Project, title: Description, written: dict[str, Description]) -> Iterator[Fault]:
    """Look for the description where the template's own sentence is not."""
    homes = project.memo(recognise)
    written_out = [
        name
        for name in _HOMES
        if name in homes and not (homes[name].follows_template or is_unwritten(project, homes[name].clause))
    ]
    shares = {name: project.asked(_best, homes[name].clause, title.words) for name in written_out}
    whole = any(share == 1 for share, _ in shares.values())
    for name, (share, at) in shares.items():
        if _NEARLY <= share < 1:
            message = f"{_HOMES[name]} describes technology and interfaces with other words than the title block"
            yield Fault(at or homes[name].clause.at, f'{message}: write "{title.text}"')
        elif share < _NEARLY and whole and not written:
            message = f"{_HOMES[name]} does not describe technology and interfaces as the title block does"
            yield Fault(homes[name].clause.at, f'{message}: write "{title.text}"')


@question
def _best(blocks: Iterable[TextBlock], wanted: tuple[str, ...]) -> tuple[float, Location | None]:
    """The share of the description's word pairs in the block that has most of them: 1 if it has all in a row."""
    best: tuple[float, Location | None] = 0.0, None
    for block in blocks:
        share = _share(read_words(block.text).words, wanted) if block.kind is TextKind.PARAGRAPH else 0.0
        if share > best[0]:
            best = share, block.at
    return best


def _share(words: tuple[str, ...], wanted: tuple[str, ...]) -> float:
    if not wanted:
        return 0.0
    if any(words[start : start + len(wanted)] == wanted for start in range(len(words) - len(wanted) + 1)):
        return 1.0
    pairs = set(pairwise(wanted))
    return 0.99 * len(pairs & set(pairwise(words))) / len(pairs) if pairs else 0.0
