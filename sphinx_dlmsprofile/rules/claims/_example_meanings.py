"""What the text says beside a reference that the value in an example stands for, by the words of its enumeration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.claims.referrals import referrals
from sphinx_dlmsprofile.analysis.word_runs import words
from sphinx_dlmsprofile.model.class_notation import read_value
from sphinx_dlmsprofile.rules.claims._common import own_members
from sphinx_dlmsprofile.rules.claims._meanings import meant_as_another
from sphinx_dlmsprofile.rules.claims._shown_words import own_shown
from sphinx_dlmsprofile.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_dlmsprofile.model.apdu_example import ApduExample
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.rules.claims._common import Member


def meaning_problems(project: Project, known: Mapping[str, list[ApduExample]]) -> Iterator[Fault]:
    """Words beside a reference to a response that are those of another value of the attribute that was read.

    Which attribute that is, the octets say, or else the caption of the example, or the sentence.
    """
    enumerated = [member for member in own_members(project) if len(member.values) > 1]
    for block, referral in project.found(referrals) if known and enumerated else ():
        for example in known.get(referral.target, ())[:1]:
            caption = example.caption.value if example.caption else ""
            named = [member for member in enumerated if _names(f"{caption} {referral.sentence}", member.name)]
            if problem := _problem(project, example, named, f"{referral.before} {referral.after}"):
                yield Fault(block.at, f"{problem}: correct the text, or the octets")


def _names(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _problem(project: Project, example: ApduExample, named: list[Member], text: str) -> str | None:
    values = [each for layer in example.layers for each in layer.values]
    members = [member for layer in example.layers for member in own_shown(project, layer)] or named
    number = read_value(values[0].value) if len(values) == 1 else None
    if len(members) != 1 or number is None or len(members[0].values) < 2:  # noqa: PLR2004  an enumeration
        return None
    return meant_as_another(members[0], number, values[0].value, words(text))
