"""Tells pages that are no article: block pages, missing pages, lists, bare teasers."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extraction.labels import Draft
from newscrawl.extraction.model import NotAnArticle
from newscrawl.extraction.scoring import alike
from newscrawl.text.lines import starts_as
from newscrawl.text.patterns import SENTENCE_END, ignoring_case
from newscrawl.text.words import clean, word_count

BLOCKED: Final = ignoring_case(
    r"""just\sa\smoment | attention\srequired | access\sdenied | (?:error\s)?(?:403\b|1020\b
        |1015\b).{0,40} | forbidden
    | internet\s?(?:positif|sehat|baik) | trust\s?positif | situs\s(?:ini\s)?diblokir
        | ddos.guard | are\syou\s(?:a\s)?(?:human|robot)
    | checking\syour\sbrowser | verif(?:y|ying)\s(?:you|that)\b.{0,30}\bhuman | one\smore\sstep
        | security\scheck | akses\sditolak
    | sorry,\syou\shave\sbeen\sblocked | bot\sverification | please\swait.{0,20}$
        | service\s(?:temporarily\s)?unavailable | 50[0234]\b.{0,30}$"""
)
MISSING: Final = ignoring_case(
    r"""\W*(?:error\W*|oops\W*|maaf\W*|ups\W*|sorry\W*){0,2}(?:404\b | page\snot\sfound
        | not\sfound\b | nothing\sfound
    | (?:halaman|laman|artikel|berita|konten|content|page|postingan|url
        |alamat)\b[^.]{0,40}\b(?:tidak|tak|gagal|could\snot\sbe|can.?t\sbe|was\snot
        |belum)\s(?:dapat\s)?(?:ditemukan|tersedia|ada\b|found))"""
)
#: Links as long as a headline.
HEADLINE: Final = etree.XPath("(.//a[string-length(normalize-space()) > 25])[1]")
CUT: Final = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")


def refuse_notice(root: HtmlElement) -> None:
    """Raise NotAnArticle for the page of a filter or of a missing story."""
    for element in islice(root.iter("title", "h1", "h2"), 6):
        text = clean("".join(element.itertext())[:300])
        if not text or len(text) > 90:
            continue
        if BLOCKED.match(text):
            raise NotAnArticle("block page")
        if MISSING.match(text):
            raise NotAnArticle("not found")


def refuse_listing(drafts: Sequence[Draft]) -> None:
    """Raise NotAnArticle when the text is the teasers of several stories.

    Their mark: each, from the first on, stands below its own linked headline, or is cut off in
    mid sentence. Links that `Baca juga` announces stand among real paragraphs: they do not count.
    """
    led: list[bool] = []
    words = cut = 0
    headed = announced = False
    for draft in drafts:
        size = word_count(draft.text)
        if draft.label == "body" and not draft.block.heading and size > 4:
            led.append(headed)
            words += size
            cut += bool(CUT.search(draft.text))
            headed = announced = False
        elif draft.text:
            told = starts_as(draft.text) is not None
            headed = draft.block.linked > 15 and not (told or announced or draft.block.purpose)
            announced = told
    if len(led) < 3 or words > 60 * len(led):
        return
    if (led[0] and sum(led) >= 0.6 * len(led)) or cut >= 0.6 * len(led):
        raise NotAnArticle("listing")


def refuse_teaser(
    paragraphs: Sequence[str], container: HtmlElement | None, *, closed: bool
) -> None:
    """Raise NotAnArticle when what is printed is too little to be a story.

    Takes the paragraphs, the element they stand in, and whether a line asked to subscribe.
    Flash news and photo stories are short too, but they end their sentences and stand alone.
    """
    counts = [word_count(paragraph) for paragraph in paragraphs]
    sentences = [n for n, p in zip(counts, paragraphs, strict=True) if SENTENCE_END.search(p[-8:])]
    if max(sentences, default=0) < 6 and max(counts, default=0) < 25:
        raise NotAnArticle("no body")
    if sum(counts) >= 40:
        return
    if closed or CUT.search(paragraphs[-1]):
        raise NotAnArticle("teaser")
    if container is not None and one_of_many(container):
        raise NotAnArticle("listing")


def one_of_many(element: HtmlElement) -> bool:
    """Return whether an element has like siblings, each with the linked headline of a story."""
    node = element
    for _ in range(5):
        parent = node.getparent()
        if parent is None or parent.tag == "html":
            return False
        like = (child for child in islice(parent, 60) if alike(child, node))
        if sum(len(HEADLINE(child)) for child in islice(like, 12)) >= 3:
            return True
        node = parent
    return False
