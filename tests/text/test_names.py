"""How names compare, and which one a slip means."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.text.names import closest, closest_word, fold, fold_case, fold_joints, suggest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IP-based profile", "IP based profile"),
        ("IP based profile", "IPbased Profile"),
        ("All‑station (Broadcast)", "all station broadcast"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_of_authors_compare_by_letters_and_digits(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_digits_tell_names_of_authors_apart() -> None:
    assert fold("IPv4 based") != fold("IPv6 based")


@pytest.mark.parametrize("name", ["Set-up", "set up", "set_up", "SET–UP", "Set\u00a0up"])
def test_joints_do_not_tell_names_of_the_registry_apart(name: str) -> None:
    assert fold_joints(name) == "setup"


def test_a_dot_is_part_of_a_name_of_the_registry() -> None:
    assert fold_joints("Clock.time") != fold_joints("Clock time")


def test_of_a_label_every_sign_counts_but_not_the_case_or_the_white_space() -> None:
    assert fold_case(" The  Clock\n") == "the clock"
    assert fold_case("set-up") != fold_case("set up")


def test_the_closest_name_is_given_as_it_is_known() -> None:
    assert closest("general profil", ["IP based profile", "General profile"]) == "General profile"
    assert closest("mesh profile", ["IP based profile", "General profile"]) is None


def test_of_few_words_one_is_meant_with_less_likeness() -> None:
    assert closest("widht", ["width", "name"]) == "width"
    assert closest("identifier", ["id", "identity"]) is None
    assert closest_word("identifier", ["id", "identity"]) == "identity"


def test_the_more_follows_the_more_likeness_can_be_asked_for() -> None:
    assert closest("tunit-type", ["scal-unit-type"]) == "scal-unit-type"
    assert closest("tunit-type", ["scal-unit-type"], 0.8) is None


def test_a_suggestion_names_what_is_close_or_says_what_else_to_do() -> None:
    assert suggest("width", "remove it") == 'did you mean "width"?'
    assert suggest(None, "remove it") == "remove it"
