"""The error that is raised for a page that is no article."""

#: The reason of a page that has more of anything than pages have.
TOO_LARGE = "too large"


class NotAnArticle(Exception):  # noqa: N818 - it is an answer, not a fault
    """Raised for a page that is no article; `reason` is a word or two for the stats."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
