"""Sequence charts as pictures: a line for each participant, an arrow for each message."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.locale import mark, say
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg import Diagram
from sphinx_dlmsprofile.rendering.svg.canvas import LINE, Canvas, number
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE
from sphinx_dlmsprofile.rendering.svg.measure import text_width, word_width, wrap
from sphinx_dlmsprofile.text.location import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_dlmsprofile.model.sequence_chart import SequenceChart, Step

_WIDTH, _LEAST_GAP, _INSET, _PAD = 660, 84, 8, 6
_LINE, _NAME_LINE = DETAIL_SIZE + 3, NAME_SIZE + 3
_ARROW, _SELF = 8, 26
_WORDS = mark({"alternatives": "alt", "optional": "opt", "loop": "loop", "parallel": "par"})
_NOTHING = mark("No participants are given.")


class _Columns(NamedTuple):
    """Where the line of each participant is, by key, and how wide the chart is."""

    places: dict[str, float]
    width: float


def draw_sequence(chart: SequenceChart) -> Diagram:
    """Draw a chart. Any record can be drawn."""
    canvas = Canvas("dlms-sequence")
    alternative = describe_sequence(chart)
    title = without_markup(chart.caption.value) if chart.caption else say("Sequence of messages")
    size = _Drawing(canvas, chart).draw() if chart.participants else canvas.note(say(_NOTHING))
    return Diagram(canvas.svg(*size, title, alternative), alternative, tuple(_labels(chart)), *size)


def _labels(chart: SequenceChart) -> Iterator[Text]:
    for participant in chart.participants:
        yield Text(without_markup(participant.label), participant.key.at)
    for step in _all(chart.steps):
        if step.text:
            yield Text(without_markup(step.text.value), step.text.at)
        yield from (Text(without_markup(branch.condition.value), branch.condition.at) for branch in step.branches)


def _all(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        for branch in step.branches:
            yield from _all(branch.steps)


class _Drawing:
    """Lays a chart out from the top down; lines of participants are painted first, when their length is known."""

    def __init__(self, canvas: Canvas, chart: SequenceChart) -> None:
        self._canvas = canvas
        self._chart = chart
        self._keys = [participant.key.value for participant in chart.participants]
        self._columns = self._lay_out()
        self._written: list[tuple[float, float, float, float]] = []

    def draw(self) -> tuple[int, int]:
        """Draw all of it; its width and height."""
        heads, head = self._heads()
        marks = Canvas()
        painted, self._canvas = self._canvas, marks
        bottom = self._steps(self._chart.steps, head + 10, 0) + 8
        self._canvas = painted
        for x in self._columns.places.values():
            painted.path(self._lifeline(x, head, bottom), kind="dlms-lifeline", dash="4 4")
        painted.extend(heads)
        painted.extend(marks)
        return int(self._columns.width) + 1, int(bottom) + 2

    def _lifeline(self, x: float, top: float, bottom: float) -> str:
        """The line of a participant, with gaps where words stand."""
        path, y = "", top
        for left, right, begin, end in sorted(self._written, key=lambda each: each[2]):
            if left - 2 < x < right + 2 and end > y:
                path += f"M{number(x)} {number(y)}V{number(begin)}" if begin > y else ""
                y = end
        return path + f"M{number(x)} {number(y)}V{number(bottom)}"

    def _words(self, x: float, y: float, lines: Sequence[str], anchor: str = "middle") -> None:
        """Lines of text that lines of participants leave room for; ``y`` is above the first."""
        width = max((text_width(line, DETAIL_SIZE) for line in lines), default=0.0)
        left = x - width / 2 if anchor == "middle" else x
        if lines:
            self._written.append((left, left + width, y, y + len(lines) * _LINE))
        self._canvas.lines(x, y + DETAIL_SIZE, lines, "detail", anchor)

    def _lay_out(self) -> _Columns:
        """Gaps as wide as the words between neighbours ask for, within the width of a page."""
        count = len(self._keys)
        wanted = [float(_LEAST_GAP)] * max(count - 1, 0)
        for step in _all(self._chart.steps):
            ends = sorted({self._keys.index(end) for end in step.ends if end in self._keys})
            if step.text and len(ends) > 1:
                low, high = ends
                need = text_width(without_markup(step.text.value), DETAIL_SIZE) + 24
                for gap in range(low, high):
                    wanted[gap] = max(wanted[gap], need / (high - low))
        heads = [self._head_width(index, 110) for index in range(count)]
        left, right = max(heads[0] / 2, 40), max(heads[-1] / 2, 40)
        for gap in range(count - 1):
            wanted[gap] = max(wanted[gap], (heads[gap] + heads[gap + 1]) / 2 + 10)
        room = _WIDTH - left - right
        if wanted and sum(wanted) > room:
            least = min(_LEAST_GAP, room / len(wanted))
            spare, extra = room - least * len(wanted), sum(max(each - least, 0) for each in wanted) or 1
            wanted = [least + max(each - least, 0) * spare / extra for each in wanted]
        places: dict[str, float] = {}
        x = left + 1
        for index, key in enumerate(self._keys):
            places[key] = x
            x += wanted[index] if index < len(wanted) else 0
        return _Columns(places, x + right + (_SELF + 30 if self._has_self(self._keys[-1]) else 0))

    def _has_self(self, key: str) -> bool:
        return any(step.is_message and step.ends == (key, key) for step in _all(self._chart.steps))

    def _name(self, index: int, width: float) -> tuple[str, ...]:
        return wrap(without_markup(self._chart.participants[index].label), NAME_SIZE, width) or ("?",)

    def _head_width(self, index: int, most: float) -> float:
        return max(text_width(line, NAME_SIZE) for line in self._name(index, most)) + 2 * _PAD

    def _heads(self) -> tuple[Canvas, float]:
        """The names in boxes, and how far down they go."""
        canvas = Canvas()
        places = list(self._columns.places.values())
        gaps = [after - before for before, after in pairwise(places)]
        most = min([110.0, *(gap - 10 - 2 * _PAD for gap in gaps)])
        names = [self._name(index, most) for index in range(len(self._keys))]
        height = max(map(len, names)) * _NAME_LINE + 2 * _PAD
        for x, lines in zip(places, names, strict=True):
            width = max(text_width(line, NAME_SIZE) for line in lines) + 2 * _PAD
            canvas.box(x - width / 2, 1, width, height, looks="upper")
            first = 1 + (height - len(lines) * _NAME_LINE) / 2 + NAME_SIZE
            canvas.lines(x, first, lines)
        return canvas, height + 1

    def _steps(self, steps: Sequence[Step], y: float, depth: int) -> float:
        for step in steps:
            if step.group:
                y = self._group(step, y, depth)
            elif step.is_message:
                y = self._message(step, y)
            else:
                y = self._note(step, y, depth)
        return y

    def _x(self, key: str) -> float:
        return self._columns.places.get(key, next(iter(self._columns.places.values())))

    def _message(self, step: Step, y: float) -> float:
        words = without_markup(step.text.value) if step.text else ""
        start, end = (self._x(key) for key in step.ends)
        dash = "6 4" if step.is_reply else ""
        if start == end:
            room = self._columns.width - start - _SELF - 8
            lines = wrap(words, DETAIL_SIZE, max(room, 40))
            height = max(len(lines) * _LINE, 16)
            path = f"M{number(start)} {number(y + 4)}h{_SELF}v{number(height)}h{-_SELF + _ARROW}"
            self._canvas.path(path, kind="dlms-message", dash=dash)
            self._head(start, y + 4 + height, -1)
            self._words(start + _SELF + 4, y + 4, lines, "start")
            return y + height + 16
        lines = wrap(words, DETAIL_SIZE, abs(end - start) - 20)
        line = y + len(lines) * _LINE + 5
        self._words((start + end) / 2, y, lines)
        forward = 1 if end > start else -1
        path = f"M{number(start)} {number(line)}H{number(end - forward * _ARROW)}"
        self._canvas.path(path, kind="dlms-message", dash=dash)
        self._head(end, line, forward)
        return line + 11

    def _head(self, x: float, y: float, forward: int) -> None:
        back = x - forward * _ARROW
        path = f"M{number(x)} {number(y)}L{number(back)} {number(y - 4)}V{number(y + 4)}Z"
        self._canvas.path(path, kind="dlms-arrow", fill=LINE)

    def _note(self, step: Step, y: float, depth: int) -> float:
        places = sorted(self._x(key) for key in step.ends) or [*self._columns.places.values()]
        words = without_markup(step.text.value) if step.text else ""
        inset = depth * _INSET
        left, right = max(places[0] - 56, 1 + inset), min(places[-1] + 56, self._columns.width - inset)
        width = max(right - left, ceil(word_width(words, DETAIL_SIZE)) + 2 * _PAD)
        # It grows on both sides, at an edge towards the other one.
        left = max(min((left + right - width) / 2, self._columns.width - inset - width), 1 + inset)
        right = min(left + width, self._columns.width - inset)
        lines = wrap(words, DETAIL_SIZE, right - left - 2 * _PAD)
        height = len(lines) * _LINE + 2 * _PAD
        self._canvas.box(left, y, right - left, height, looks="note")
        self._canvas.lines((left + right) / 2, y + _PAD + DETAIL_SIZE, lines, "detail")
        return y + height + 10

    def _group(self, step: Step, y: float, depth: int) -> float:
        """A frame around the branches, a dashed line between them, the condition at the head of each."""
        left, right = 1 + depth * _INSET, self._columns.width - depth * _INSET
        word = say(_WORDS[step.group])
        tab = text_width(word, DETAIL_SIZE) + 14
        top, y = y, y + 4
        for index, branch in enumerate(step.branches):
            if index:
                self._canvas.path(f"M{number(left)} {number(y)}H{number(right)}", kind="dlms-branch", dash="5 4")
                y += 4
            condition = without_markup(branch.condition.value)
            lines = wrap(f"[{condition}]" if condition else "", DETAIL_SIZE, max(right - left - tab - 16, 60))
            self._words(left + tab + 8, y, lines, "start")
            y = self._steps(branch.steps, y + max(len(lines), 1) * _LINE + 8, depth + 1)
        self._canvas.frame(left, top, right - left, y - top)
        self._canvas.box(left, top, tab, _LINE + 6, looks="lower")
        self._canvas.text(left + tab / 2, top + DETAIL_SIZE + 3, word, "detail")
        return y + 12


_BEGINS = mark(
    {
        "alternatives": "If",
        "optional": "Perhaps, if",
        "loop": "Repeatedly,",
        "parallel": "At the same time,",
    }
)


def describe_sequence(chart: SequenceChart) -> str:
    """The chart in words: a sentence a step, one a line."""
    names = {each.key.value: without_markup(each.label) for each in chart.participants}
    if not names:
        return say(_NOTHING)
    return "\n".join([say("Participants: {}.", say("; ").join(names.values())), *_told(chart.steps, names)])


def _told(steps: Sequence[Step], names: dict[str, str]) -> Iterator[str]:
    for step in steps:
        words = without_markup(step.text.value) if step.text else ""
        ends = [names.get(end, end) for end in step.ends]
        if step.is_message:
            where = say("{} to itself" if ends[0] == ends[1] else "{} to {}", *dict.fromkeys(ends))
            yield f"{where}{say(': ')}{words or say('a message')}."
        elif step.group:
            yield from _branches(step, names)
        else:
            note = f"{say('Note on')} {say(' to ').join(ends)}" if ends else say("Note")
            yield f"{note}{say(': ')}{words}."


def _branches(step: Step, names: dict[str, str]) -> Iterator[str]:
    for index, branch in enumerate(step.branches):
        begin = say("Else, if" if index and step.group == "alternatives" else _BEGINS[step.group])
        yield f"{begin} {without_markup(branch.condition.value)}{say(': ').rstrip()}"
        yield from _told(branch.steps, names)
    yield say("End of that.")
