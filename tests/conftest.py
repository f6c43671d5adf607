"""What makes all tests cheaper, and what becomes of those whose foreign program is not installed."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys

import pytest
from hypothesis import HealthCheck, settings
from sphinx.locale import translators

from sphinx_dlmsprofile.locale import speak
from tests.tools import find_tool

# How long an example takes depends on what else the machine does, and decides nothing. A commit that has passed passes
# again: random examples are the same in each run, and others are tried by "make explore".
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("same"), derandomize=False, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
# Sphinx makes hundreds of records for each start that no test reads.
logging.disable(logging.DEBUG)
# Most tests build something. Little of what a build makes is garbage before its end: looking for it often is in vain.
gc.set_threshold(100_000, 10, 10)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool is absent; where ``DLMS_TOOLS`` is 1, all have to be there, and it fails."""
    # A build before it may have been in another language.
    # Sphinx keeps the catalogues of the builds before, whatever project they were of.
    translators.clear()
    speak(None)
    for mark in item.iter_markers("tool"):
        name = mark.args[0]
        if find_tool(name):
            continue
        if os.environ.get("DLMS_TOOLS") == "1":
            pytest.fail(f"{name} is not installed, and DLMS_TOOLS is 1", pytrace=False)
        pytest.skip(f"{name} is not installed")


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Give back the memory that the tests of a file have used: the C library keeps what is free."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
            trim(0)
