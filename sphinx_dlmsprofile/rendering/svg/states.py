"""State machines as pictures: the states below each other, ways down at the right of them, ways up at the left.

What leads to the next state goes straight down. All others have a lane of their own, beyond the widest words of their
side, so that no line runs through words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg import Diagram
from sphinx_dlmsprofile.rendering.svg.canvas import LINE, Canvas, number
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE
from sphinx_dlmsprofile.rendering.svg.measure import text_width, wrap
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.state_machine import StateMachine, Transition

_BOX, _WORDS, _LANE, _GAP = 150.0, 150.0, 14.0, 30.0
_LINE, _NAME_LINE, _PAD, _ARROW = DETAIL_SIZE + 3, NAME_SIZE + 3, 8.0, 8.0
_NOTHING = mark("No states are given.")


def draw_states(machine: StateMachine) -> Diagram:
    """Draw a machine. Any record can be drawn: a state that only a transition names is a dashed box."""
    canvas = Canvas("dlms-states")
    alternative = describe_states(machine)
    title = without_markup(machine.caption.value) if machine.caption else say("State machine")
    size = _Drawing(canvas, machine).draw() if machine.states else canvas.note(say(_NOTHING))
    return Diagram(canvas.svg(*size, title, alternative), alternative, tuple(_labels(machine)), *size)


def _labels(machine: StateMachine) -> Iterator[Text]:
    for state in machine.states:
        yield Text(without_markup(state.label), state.name.at if state.name else state.key.at)
    for transition in machine.transitions:
        for text in (transition.event, transition.condition, transition.action):
            if text:
                yield Text(without_markup(text.value), text.at)


def _words(transition: Transition) -> str:
    """What stands at a transition, as UML writes it: event [condition] / action."""
    event, condition, action = map(_shown, (transition.event, transition.condition, transition.action))
    return " ".join(filter(None, (event, f"[{condition}]" if condition else "", f"/ {action}" if action else "")))


def _shown(text: Text | None) -> str:
    return without_markup(text.value) if text else ""


@dataclass
class _Way:
    """A transition from the place of one state to that of another, its words in lines, its side: 1 right, -1 left."""

    start: int
    end: int
    lines: tuple[str, ...]
    side: int = 0
    lane: int = 0
    leaves: float = 0.0
    arrives: float = 0.0

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last place that it passes."""
        return min(self.start, self.end), max(self.start, self.end)


@dataclass
class _Box:
    """A state: its key, its name in lines, where it is."""

    key: str
    lines: tuple[str, ...]
    is_known: bool = True
    is_final: bool = False
    top: float = 0.0
    height: float = 0.0
    ends: dict[int, list[tuple[_Way, bool]]] = field(default_factory=lambda: defaultdict(list))


class _Drawing:
    def __init__(self, canvas: Canvas, machine: StateMachine) -> None:
        self._canvas = canvas
        self._machine = machine
        self._boxes = self._all_boxes()
        place = {box.key: index for index, box in enumerate(self._boxes)}
        self._ways = [
            _Way(place[each.leaves.value], place[each.enters.value], wrap(_words(each), DETAIL_SIZE, _WORDS - 8))
            for each in machine.transitions
        ]

    def _all_boxes(self) -> list[_Box]:
        known = {state.key.value: state for state in self._machine.states}
        named = [key for each in self._machine.transitions for key in (each.leaves.value, each.enters.value)]
        boxes = [_Box(key, self._name(state.label), is_final=state.is_final) for key, state in known.items()]
        return boxes + [_Box(key, self._name(key), is_known=False) for key in dict.fromkeys(named) if key not in known]

    @staticmethod
    def _name(label: str) -> tuple[str, ...]:
        return wrap(without_markup(label), NAME_SIZE, _BOX - 2 * _PAD) or ("?",)

    def draw(self) -> tuple[int, int]:
        """Draw all of it; its width and height."""
        self._choose_sides()
        lanes = {side: self._choose_lanes(side) for side in (-1, 1)}
        straight = max((self._width(way.lines) + 12 for way in self._ways if not way.side and way.lines), default=0.0)
        # Beside the line in the middle, words may reach beyond the box: lanes at the right pass them, too.
        words = {-1: self._widest(-1), 1: max(self._widest(1), straight - _BOX / 2 if lanes[1] else 0.0)}
        left = 1 + lanes[-1] * _LANE + words[-1]
        bottom = self._place(_GAP)
        self._begin(left)
        for box in self._boxes:
            self._draw_box(box, left)
        for way in self._ways:
            if way.side:
                edge = left + _BOX if way.side == 1 else left
                self._draw_way(way, edge, edge + way.side * (words[way.side] + (way.lane + 0.5) * _LANE))
            else:
                self._draw_straight(way, left + _BOX / 2)
        right = max(left + _BOX + words[1] + lanes[1] * _LANE, left + _BOX / 2 + straight)
        return int(right) + 2, int(bottom) + 2

    def _choose_sides(self) -> None:
        """The first way to the next state goes straight down, all others down at the right and up at the left."""
        taken: set[int] = set()
        for way in self._ways:
            if way.end == way.start + 1 and way.start not in taken:
                taken.add(way.start)
                continue
            way.side = 1 if way.end >= way.start else -1
            self._boxes[way.start].ends[way.side].append((way, True))
            self._boxes[way.end].ends[way.side].append((way, False))

    def _choose_lanes(self, side: int) -> int:
        """The shortest ways next to the states; the number of lanes."""
        lanes: list[list[tuple[int, int]]] = []
        for way in sorted(
            (way for way in self._ways if way.side == side), key=lambda each: (each.span[1] - each.span[0], each.span)
        ):
            low, high = way.span
            free = (at for at, lane in enumerate(lanes) if all(high < start or end < low for start, end in lane))
            way.lane = next(free, len(lanes))
            if way.lane == len(lanes):
                lanes.append([])
            lanes[way.lane].append(way.span)
        return len(lanes)

    def _widest(self, side: int) -> float:
        ways = [way for way in self._ways if way.side == side]
        return max((self._width(way.lines) for way in ways), default=0.0) + 16 if ways else 0.0

    @staticmethod
    def _width(lines: Sequence[str]) -> float:
        return max((text_width(line, DETAIL_SIZE) for line in lines), default=0.0)

    def _place(self, y: float) -> float:
        """Give each state its height, and each end of a way its place at it; where the last one ends."""
        for place, box in enumerate(self._boxes):
            box.top = y
            depth = max((self._ends(box, side) for side in (-1, 1)), default=0.0)
            box.height = max(len(box.lines) * _NAME_LINE + 2 * _PAD, depth + _PAD)
            straight = [len(way.lines) for way in self._ways if not way.side and way.start == place]
            y += box.height + max(_GAP, max(straight, default=0) * _LINE + 18)
        last = self._boxes[-1]
        return last.top + last.height

    @staticmethod
    def _ends(box: _Box, side: int) -> float:
        """Where ways leave and arrive at a side of a state, those to what is above first; the height that they take."""
        y = 4.0
        at = lambda end: (end[0].end if end[1] else end[0].start, not end[1])  # noqa: E731  a key
        for way, leaves in sorted(box.ends[side], key=at):
            y += len(way.lines) * _LINE + 5 if leaves else 12
            if leaves:
                way.leaves = box.top + y
            else:
                way.arrives = box.top + y
        return y

    def _begin(self, left: float) -> None:
        """The filled circle before the state in which the machine begins."""
        box = next((box for box in self._boxes if box.key == self._machine.begins), None)
        if box is None:
            return
        x, y = left + 14, box.top - 18
        self._canvas.path(f"M{number(x - 5)} {number(y)}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", kind="dlms-arrow", fill=LINE)
        self._arrow(x, y + 5, x, box.top)

    def _draw_box(self, box: _Box, left: float) -> None:
        dash = "" if box.is_known else "5 4"
        looks = "upper" if box.key == self._machine.begins else "lower"
        self._canvas.box(left, box.top, _BOX, box.height, looks=looks, dash=dash)
        if box.is_final:
            self._canvas.frame(left + 3, box.top + 3, _BOX - 6, box.height - 6)
        first = box.top + (box.height - len(box.lines) * _NAME_LINE) / 2 + NAME_SIZE
        self._canvas.lines(left + _BOX / 2, first, box.lines)

    def _draw_straight(self, way: _Way, x: float) -> None:
        above, below = self._boxes[way.start], self._boxes[way.end]
        top = above.top + above.height
        self._arrow(x, top, x, below.top)
        first = (top + below.top - len(way.lines) * _LINE) / 2 + DETAIL_SIZE - 2
        self._canvas.lines(x + 6, first, way.lines, "detail", "start")

    def _draw_way(self, way: _Way, edge: float, lane: float) -> None:
        end = edge + way.side * _ARROW
        path = f"M{number(edge)} {number(way.leaves)}H{number(lane)}V{number(way.arrives)}H{number(end)}"
        self._canvas.path(path, kind="dlms-message")
        self._head(edge, way.arrives, -way.side, 0)
        anchor = "start" if way.side == 1 else "end"
        first = way.leaves - len(way.lines) * _LINE + DETAIL_SIZE - 2
        self._canvas.lines(edge + way.side * 6, first, way.lines, "detail", anchor)

    def _arrow(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._canvas.path(f"M{number(x)} {number(y)}V{number(to_y - _ARROW)}", kind="dlms-message")
        self._head(to_x, to_y, 0, 1)

    def _head(self, x: float, y: float, right: int, down: int) -> None:
        """The head of an arrow at its end, to one side or down."""
        back_x, back_y = x - right * _ARROW, y - down * _ARROW
        first = f"{number(back_x - 4 * down)} {number(back_y - 4 * abs(right))}"
        second = f"{number(back_x + 4 * down)} {number(back_y + 4 * abs(right))}"
        self._canvas.path(f"M{number(x)} {number(y)}L{first}L{second}Z", kind="dlms-arrow", fill=LINE)


def describe_states(machine: StateMachine) -> str:
    """The machine in words: its states, where it begins, and a sentence a transition, one a line."""
    if not machine.states:
        return say(_NOTHING)
    names = {state.key.value: without_markup(state.label) for state in machine.states}
    final = [names[state.key.value] for state in machine.states if state.is_final]
    begins = names.get(machine.begins, machine.begins)
    lines = [say("States: {}. It begins in {}.", say("; ").join(names.values()), begins)]
    if final:
        lines.append(say("It may end in {}.", say("; ").join(final)))
    return "\n".join([*lines, *(_told(transition, names) for transition in machine.transitions)])


def _told(transition: Transition, names: dict[str, str]) -> str:
    source, target = (names.get(key.value, key.value) for key in (transition.leaves, transition.enters))
    event, condition, action = map(_shown, (transition.event, transition.condition, transition.action))
    told = say("{} to itself" if source == target else "{} to {}", *dict.fromkeys((source, target)))
    told += f"{say(': ')}{event}" if event else ""
    told += say(", if {}", condition) if condition else ""
    return say("{}, then {}.", told, action) if action else f"{told}."
