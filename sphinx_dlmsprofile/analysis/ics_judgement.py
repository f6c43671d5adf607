"""A filled-in statement of conformance judged against the profile: what is missing, violated, or not known."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.ics import CONDITIONAL, MANDATORY, TO_STATE, answer_key, ics_items
from sphinx_dlmsprofile.model.ics_answer import Answer, Reply
from sphinx_dlmsprofile.model.support_terms import Symbol
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.names import closest
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dlmsprofile.analysis.ics import IcsItem
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.support_terms import Choice, Condition

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("’‘", "'"))
_PART = regex(r" (?:attribute|method) [^ ]+$")


class Problem(Enum):
    """What is wrong with an answer."""

    MISSING = "missing"
    VIOLATED = "violated"
    CONDITION = "condition"
    CHOICE = "choice"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@frozen(kw_only=True)
class IcsFinding:
    """A problem with an item: ``message`` says what, ``text`` is the item or provision, ``clause`` its number.

    ``place`` is where the answer stands in the file, "" where there is none.
    """

    identifier: str
    problem: Problem
    message: str
    text: str = ""
    clause: str = ""
    place: str = ""


def judge_statement(project: Project, answers: Iterable[Answer], who: str = "") -> tuple[IcsFinding, ...]:
    """All findings, in the order of the items, unknown ones last."""
    judge = _Judge(project, ics_items(project, who), tuple(answers))
    return (*judge.items(), *judge.choices(), *judge.unknown())


class _Judge:
    def __init__(self, project: Project, items: tuple[IcsItem, ...], answers: tuple[Answer, ...]) -> None:
        self._project, self._items = project, items
        self._answers: Mapping[str, Answer] = {_key(each.identifier): each for each in reversed(answers)}
        self._all = answers

    def _reply(self, identifier: str) -> Reply | None:
        found = self._answers.get(_key(identifier))
        return found.reply if found else None

    def _holds(self, leaf: Condition) -> bool | None:
        reply = self._reply(answer_key(self._project, leaf))
        return None if reply is None else reply is Reply.YES

    def items(self) -> Iterator[IcsFinding]:
        """What is wrong with single items."""
        for item in self._items:
            if self._is_part_of_nothing(item):
                continue
            found = self._answers.get(_key(item.identifier))
            if found and found.reply is None and found.written:
                problem = "is a formula without a value" if found.written.startswith("=") else "is not an answer"
                message = f'"{found.written}" {problem}: write yes, no or n/a'
                yield self._finding(item, Problem.UNREADABLE, message)
            elif item.support:
                yield from self._demanded(item)
            elif item.status == TO_STATE:
                if self._reply(item.identifier) is None:
                    message = "the profile does not say what is demanded, and it has no answer: write yes, no or n/a"
                    yield self._finding(item, Problem.MISSING, message)
            elif item.status == MANDATORY:
                yield from self._mandatory(item)
            elif item.status == CONDITIONAL and self._reply(item.identifier) is None:
                yield self._finding(item, Problem.MISSING, "it is conditional and has no answer: write yes, no or n/a")
            elif item.status == CONDITIONAL and self._reply(item.identifier) is Reply.NO:
                advice = "write n/a where its condition does not hold"
                yield self._finding(item, Problem.VIOLATED, f"it is mandatory where its condition holds: {advice}")

    def _is_part_of_nothing(self, item: IcsItem) -> bool:
        """Whether it is an attribute or method of what is not supported: then nothing is asked of it."""
        whole = _PART.sub("", item.identifier)
        return whole != item.identifier and self._reply(whole) in {Reply.NO, Reply.NOT_APPLICABLE}

    def _mandatory(self, item: IcsItem, reason: str = "it is mandatory") -> Iterator[IcsFinding]:
        reply = self._reply(item.identifier)
        if reply is None:
            yield self._finding(item, Problem.MISSING, f"{reason}, and has no answer")
        elif reply is not Reply.YES:
            yield self._finding(item, Problem.VIOLATED, f"{reason}, and is not supported")

    def _demanded(self, item: IcsItem) -> Iterator[IcsFinding]:
        support = item.support
        if support is None:
            return
        demanded = support.demanded(self._holds)
        is_conditional = support.symbol == "C"
        if demanded is None:
            waiting = [
                leaf.name for condition in support.conditions for leaf in condition.leaves if self._holds(leaf) is None
            ]
            named = ", ".join(f'"{name}"' for name in dict.fromkeys(waiting))
            message = f"{support.printed} cannot be judged: answer {named}"
            yield self._finding(item, Problem.CONDITION, message)
        elif demanded is Symbol.MANDATORY:
            reason = f"it is mandatory by its condition ({support.printed})" if is_conditional else "it is mandatory"
            yield from self._mandatory(item, reason)
        elif demanded.is_denied and self._reply(item.identifier) is Reply.YES:
            reason = f" by its condition ({support.printed})" if is_conditional else ""
            yield self._finding(item, Problem.VIOLATED, f"it is {demanded.words}{reason}, and is supported")

    def choices(self) -> Iterator[IcsFinding]:
        """Choices of which too few or too many items are supported."""
        members: dict[int, list[IcsItem]] = {}
        for item in self._items:
            if item.support and item.support.choice and item.support.demanded(self._holds) is Symbol.OPTIONAL:
                members.setdefault(item.support.choice.number, []).append(item)
        for items in members.values():
            choice = _choice(items)
            count = sum(self._reply(item.identifier) is Reply.YES for item in items)
            if count < choice.least or (choice.most is not None and count > choice.most):
                names = ", ".join(item.identifier for item in items)
                message = f"{choice.words}: {count} of {names} {'is' if count == 1 else 'are'} supported"
                yield self._finding(items[0], Problem.CHOICE, message)

    def unknown(self) -> Iterator[IcsFinding]:
        """Answers to what the profile does not ask, and second answers."""
        known = {_key(item.identifier): item.identifier for item in self._items}
        seen: set[str] = set()
        for each in self._all:
            key = _key(each.identifier)
            if key not in known:
                close = closest(each.identifier, known.values())
                advice = f'did you mean "{close}"?' if close else "the profile does not ask it: remove it"
                yield IcsFinding(
                    identifier=each.identifier,
                    problem=Problem.UNKNOWN,
                    message=f"there is no such item: {advice}",
                    place=each.place,
                )
            elif key in seen:
                yield IcsFinding(
                    identifier=each.identifier,
                    problem=Problem.UNKNOWN,
                    message="it is answered twice: remove one of the answers",
                    place=each.place,
                )
            seen.add(key)

    def _finding(self, item: IcsItem, problem: Problem, message: str) -> IcsFinding:
        found = self._answers.get(_key(item.identifier))
        return IcsFinding(
            identifier=item.identifier,
            problem=problem,
            message=message,
            text=item.text,
            clause=(item.clause.number or "") if item.clause else "",
            place=found.place if found else "",
        )


def _key(identifier: str) -> str:
    """By what identifiers compare: spreadsheets and hands change blanks, capitals and quotation marks."""
    return " ".join(identifier.casefold().translate(_QUOTES).split())


def _choice(items: Iterable[IcsItem]) -> Choice:
    """The choice of items, by the one that states its numbers."""
    choices = [item.support.choice for item in items if item.support and item.support.choice]
    return next((choice for choice in choices if choice.is_stated), choices[0])
