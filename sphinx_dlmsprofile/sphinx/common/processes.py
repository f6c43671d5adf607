"""Work that several processes share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx.util.parallel import ParallelTasks, parallel_available

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")


def shared_out(work: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> list[R]:
    """What ``work`` makes of the items, dealt out to ``jobs`` processes, in any order.

    The heaviest come first. Where processes cannot be forked, all is done in this one.
    """
    if not parallel_available:
        return [work(items)]
    results: list[R] = []
    tasks = ParallelTasks(jobs)
    for start in range(min(jobs, len(items))):
        tasks.add_task(work, items[start::jobs], lambda _items, result: results.append(result))
    tasks.join()
    return results
