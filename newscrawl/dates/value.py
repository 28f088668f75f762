"""The result of reading a date."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

Precision = Literal["second", "minute", "day"]


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date, as exact as the string that states it.

    `instant` is aware; for precision `day` it is midnight in the paper's zone.
    `zone_stated` tells whether the string itself named a zone or offset: when it did not, the
    clock was read in the paper's zone. `relative` tells that the string counted back from the
    time of the fetch ("5 menit lalu").
    """

    instant: datetime
    precision: Precision
    zone_stated: bool = False
    relative: bool = False

    def isoformat(self) -> str:
        """Return the contract's string: ISO 8601 with offset and seconds, or the day alone."""
        if self.precision == "day":
            return self.instant.date().isoformat()
        return self.instant.isoformat(timespec="seconds")


class Stamps(NamedTuple):
    """The two dates that a displayed line can hold; None where one is missing."""

    published: ParsedDate | None
    modified: ParsedDate | None
