"""Names without their markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.text.markup import unmarked


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (":cosem:`IEEE 802.11ah setup`", "IEEE 802.11ah setup"),
        ("{cosem}`IEEE 802.11ah setup`", "IEEE 802.11ah setup"),
        (":dlms:sap:`the client <Public Client>` of it", "the client of it"),
        ("The *local* client", "The local client"),
        ("**Fast** profile", "Fast profile"),
        ("``literal`` and `plain`", "literal and plain"),
        ("`a page <https://example.org>`__", "a page"),
        ("[a page](https://example.org)", "a page"),
        (r"a\*b", "a*b"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("logical_name", "logical_name"),
        ("|field| setup", "|field| setup"),
        ("Setup [1]_ of it [#note]_", "Setup of it"),
        ("Setup[^1]", "Setup"),
        ("Setup [1] of [it]", "Setup [1] of [it]"),
        ("two\n  lines", "two lines"),
        ("1\u00a0MHz", "1\u00a0MHz"),
        ("", ""),
    ],
)
def test_names(written: str, shown: str) -> None:
    assert unmarked(written) == shown


@given(st.text("ab12 ."))
def test_plain_words_stay(text: str) -> None:
    assert unmarked(text).split() == text.split()
