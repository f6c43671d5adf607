"""The Foreword, and the kind of deliverable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.foreword import foreword

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    foreword.foreword_committee_missing,
    foreword.foreword_voting_missing,
    foreword.foreword_drafting_missing,
    foreword.foreword_series_missing,
    foreword.foreword_stability_missing,
    foreword.foreword_deliverable_reason,
    foreword.deliverable_mismatch,
)
