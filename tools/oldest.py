"""Prints the oldest version of each package that users may have, as constraints for pip: the floors of pyproject.toml.

``make test-oldest`` runs the tests with these. Floors of the extras ``test`` and ``lint`` are nobody's but ours.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_FLOOR = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\d.]+)")
_OURS = {"test", "lint"}
_JOINED = "all"


def oldest(pyproject: str) -> list[str]:
    """The constraints, each once, in the order of their names.

    Raises:
        ValueError: a package has no floor.
    """
    project = tomllib.loads(pyproject)["project"]
    extras = (needs for name, needs in project["optional-dependencies"].items() if name not in {*_OURS, _JOINED})
    return sorted({_pinned(need) for needs in (project["dependencies"], *extras) for need in needs}, key=str.lower)


def _pinned(need: str) -> str:
    floor = _FLOOR.match(need)
    if floor is None:
        message = f"{need} has no floor"
        raise ValueError(message)
    return f"{floor['name']}=={floor['version']}"


if __name__ == "__main__":
    print(*oldest(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8")), sep="\n")  # noqa: T201
