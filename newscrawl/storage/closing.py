"""The base of what a `with` block closes at its end."""

from typing import Self


class Closing:
    """What is to be closed when it is no longer used."""

    def close(self) -> None:
        """Close it."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
