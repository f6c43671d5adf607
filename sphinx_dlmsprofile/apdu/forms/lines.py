"""Lines of a log, and lines of plain hexadecimal."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_dlmsprofile.apdu.forms.continued import joined
from sphinx_dlmsprofile.apdu.forms.taken import PLAIN, Piece, Taken, failed
from sphinx_dlmsprofile.apdu.forms.words import GAPS, Word, octets_of, words_of
from sphinx_dlmsprofile.text.patterns import regex

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,9})?"
_MONTH, _DATE = "(?:0?[1-9]|1[0-2])", r"(?:[0-2]?\d|3[01])"
_DAY = rf"(?:(?:19|20)\d\d[-/.]{_MONTH}[-/.]{_DATE}|{_DATE}[-/.]{_MONTH}[-/.](?:19|20)\d\d)"
_ZONE = r"(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?"
_TIME = regex(
    rf"[\[(]?(?:{_DAY}(?:[T ]\s?{_CLOCK}{_ZONE})?|{_CLOCK}{_ZONE}|\d{{9,10}}\.\d+)"
    r"(?:[\])]|(?=\s|[,;|:]\s))[\s:;,|]*(?=\S)"
)
_SIZE = regex(r"[\[(](\d{1,6})(?: ?(?:bytes|octets|B))?[\])]")
_DIRECTIONS = {
    *(
        "tx",
        "send",
        "sent",
        "sending",
        "out",
        "outgoing",
        "write",
        "request",
        "req",
        "client",
        ">",
        ">>",
        "->",
        "=>",
        "→",
    ),
    *("rx", "recv", "receive", "received", "receiving", "in", "incoming", "read", "response", "resp", "rsp"),
    *("server", "meter", "<", "<<", "<-", "<=", "←"),
}
_MARKS = "[](){}<>:;,=-|*#"
_ENDS = (":", "=", ">", "]", ")", "|", "<", "→", "←", '"', "'")
_QUOTES = "\"'`"
_ENCLOSED = regex(r"(\s*)(?:<([^<>]*)>|\(([^()]*)\)|\|([^|]*)\|)\s*")


class _Line(NamedTuple):
    """A line: the label before its octets, the words of these, and whether a time or direction marks a log."""

    number: int
    label: str
    words: list[Word]
    dated: bool
    wrong: Word | None


def read_lines(lines: list[str]) -> Taken:
    """Octets after labels, such as the time and the direction; a labelled line begins a message."""
    read = [_read(number, line) for number, line in enumerate(lines)]
    log = any(line.dated for line in read)
    messages: list[list[_Line]] = [[]]
    for line in read:
        heads = line.label.endswith(":") and any(other.words for other in read)
        if line.wrong and not ((log or heads) and not line.words and line.wrong.text not in GAPS):
            return _wrong(line.number, line.wrong)
        if line.label and not _goes_on(messages[-1], line):
            messages.append([])
        if line.label or line.words:
            messages[-1].append(line)
    pieces = []
    for message in messages:
        runs = [run for line in message for word in line.words for run in word.digits or ()]
        octets = octets_of(runs)
        if octets is None:
            return _odd(message)
        if octets:
            pieces.append(Piece(octets, message[0].number, message[0].label))
    form = "a log" if log or any(piece.label for piece in pieces) else PLAIN
    whole = joined(pieces)
    if len(whole) < len(pieces):
        pieces, form = whole, f"{form} whose frames go on in the next line"
    if any(len(run) == 1 for line in read for word in line.words for run in word.digits or ()):
        form += " without leading zeros"
    return Taken(tuple(pieces), form, tuple(line.label for line in read if line.label))


def _goes_on(message: list[_Line], line: _Line) -> bool:
    """Whether a line goes on with a message: it has the same label, which is neither a time nor a direction."""
    return bool(message) and not line.dated and line.label == message[-1].label and bool(message[-1].words)


def _read(number: int, line: str) -> _Line:
    """The octets are the words after the last one that is none; what stands before has to look like a label."""
    if enclosed := _ENCLOSED.fullmatch(line):
        line = f"{enclosed[1]} {enclosed[enclosed.lastindex or 1]}"
    begin = _after_time(line, 0)
    words = words_of(line)
    if len(words) > 1 and _SIZE.fullmatch(words[-1].text):
        words.pop()
    words = [_unquoted(word) for word in words if word.column >= begin]
    last = max((index for index, word in enumerate(words) if word.digits is None), default=-1)
    label = words[: last + 1]
    after = _after_time(line, label[-1].end) if label else begin
    octets = [word for word in words[last + 1 :] if word.column >= after]
    end = label[-1].column + len(_word_at(line, label[-1])) if label else 0
    directed = any({word.text.casefold(), word.text.strip(_MARKS).casefold()} & _DIRECTIONS for word in label)
    dated = directed or begin > 0 or bool(label and after > label[-1].end)
    wrong = next((word for word in label if word.text in GAPS), None)
    if label and not wrong and not (octets and (dated or _word_at(line, label[-1]).endswith(_ENDS))):
        wrong = next(word for word in label if word.digits is None)
    return _Line(number, line[: max(after, begin, end)].strip(), octets, dated, wrong)


def _word_at(line: str, word: Word) -> str:
    """A word with the marks that were taken off it."""
    return line[word.column :].split(None, 1)[0]


def _after_time(line: str, column: int) -> int:
    """The column after a date or time that stands at a column, or the column itself."""
    match = _TIME.match(line, len(line) - len(line[column:].lstrip()))
    return match.end() if match else column


def _unquoted(word: Word) -> Word:
    """A word without the quotation marks around it."""
    inner = word.text.lstrip(_QUOTES)
    return Word(inner.rstrip(_QUOTES + ";,)]}"), word.column + len(word.text) - len(inner)) if inner else word


def _wrong(number: int, word: Word) -> Taken:
    """The first character that is none of an octet."""
    if word.text in GAPS:
        return failed(number, word.column, f'"{word.text}": octets are left out here, write all of them')
    index = next((index for index, each in enumerate(word.text) if Word(each, 0).digits is None), 0)
    return failed(number, word.column + index, f'"{word.text[index]}" is not a hexadecimal digit')


def _odd(message: list[_Line]) -> Taken:
    """The first word with an odd number of digits."""
    line, word = next(
        (line, word) for line in message for word in line.words if any(len(run) % 2 for run in word.digits or ())
    )
    return failed(line.number, word.column, f'"{word.text}" has an odd number of digits: an octet has two')
