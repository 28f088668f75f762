"""Joins the parts of an article on several pages to one Extraction, in order."""

from dataclasses import dataclass, field
from datetime import datetime

from newscrawl.extraction.model import Extraction
from newscrawl.items import Warc

#: No article has more; a paper whose every page names a further one would never end.
MAX_PAGES = 30


@dataclass(slots=True)
class MultiPage:
    """An article's first page, the parts joined to it, and its next page.

    `fetched_at` (aware) and `warc`, where it stands in the archive, are the first page's.
    """

    extraction: Extraction
    url: str
    fetched_at: datetime
    warc: Warc | None = None
    _visited: set[str] = field(default_factory=set)
    _whole: str | None = field(init=False)
    _following: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._visited.add(self.url)
        self._whole = self.extraction.pages.whole
        self._following = list(self.extraction.pages.following)

    @property
    def single(self) -> bool:
        """Whether the article stands on one page."""
        return len(self._visited) == 1

    def next_url(self) -> str | None:
        """Return the address of the next page to ask; None when the article is whole."""
        if self._whole:
            return self._whole
        while self._following and len(self._visited) < MAX_PAGES:
            url = self._following[0]
            if url not in self._visited:
                return url
            self._following.pop(0)
        return None

    def add(self, part: Extraction | None, url: str) -> None:
        """Join what was read from `url`; None (no article text there) ends the chain.

        A page that repeats the first (balitribune's ?page=N) adds nothing and ends it too.
        """
        self._visited.add(url)
        if self._whole:
            self._whole = None
            if part and len(part.paragraphs) >= len(self.extraction.paragraphs):
                self.extraction.article_body = part.article_body
                self._following = []
            return
        self._visited.add(self._following.pop(0))
        known = set(self.extraction.paragraphs)
        fresh = [p for p in part.paragraphs if p not in known] if part else []
        if part is None or not fresh:
            self._following = []
            return
        self.extraction.article_body = "\n\n".join([*self.extraction.paragraphs, *fresh])
        images = {image.url for image in self.extraction.images}
        self.extraction.images += [image for image in part.images if image.url not in images]
        credit = self.extraction.source_organization or part.source_organization
        self.extraction.source_organization = credit
        for name in ("authors", "editors"):
            if not getattr(self.extraction, name):  # bylines stand on the last page
                setattr(self.extraction, name, getattr(part, name))
        self._following += [u for u in part.pages.following if u not in self._following]

    def fall_back_to_pages(self) -> bool:
        """Turn to the pages one by one after the whole was refused; False when there are none."""
        tried, self._whole = self._whole, None
        return tried is not None and bool(self._following)
