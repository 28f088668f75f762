"""Counts the processor's time of the stages that a piece of work goes through."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from types import ModuleType
from typing import Any

#: Who calls a stage's function, that function, and the name of the stage.
Stages = Sequence[tuple[ModuleType, str, str]]
REST = "the rest"


class Clock:
    """Counts the processor's time of each stage; one's own is without that of stages inside it."""

    def __init__(self) -> None:
        """Begin outside of all stages."""
        self.spent: dict[str, float] = defaultdict(float)
        self.within = [REST]
        self.since = time.process_time()

    def enter(self, stage: str) -> None:
        """Go into a stage; the one around it stands still."""
        self.note()
        self.within.append(stage)

    def leave(self) -> None:
        """Go back to the stage around."""
        self.note()
        self.within.pop()

    def note(self) -> None:
        """Give the time since the last call to the stage that it passed in."""
        now = time.process_time()
        self.spent[self.within[-1]] += now - self.since
        self.since = time.process_time()

    def take(self) -> dict[str, float]:
        """Return the seconds of each stage since the last time, and begin anew."""
        self.note()
        taken, self.spent = dict(self.spent), defaultdict(float)
        return taken

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same, as a stage."""

        @wraps(function)
        def wrapper(*args: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                return function(*args, **named)
            finally:
                self.leave()

        return wrapper


@contextmanager
def clocked(stages: Stages) -> Iterator[Clock]:
    """Count the time of functions while inside; afterwards they are as they were."""
    clock = Clock()
    kept = [getattr(module, name) for module, name, _ in stages]
    for (module, name, stage), function in zip(stages, kept, strict=True):
        setattr(module, name, clock.timed(stage, function))
    try:
        yield clock
    finally:
        for (module, name, _), function in zip(stages, kept, strict=True):
            setattr(module, name, function)
