"""Decides whether two texts are one story: enough shared words, and facts that agree."""

from newscrawl.dedup.sketch import Facts, Overlap, Similarity

#: The least share of the shorter text that is in the longer. A copy cut by a third, with a quarter
#: of its sentences rewritten and one word in twelve changed, has a half of it left. Two reports
#: that share phrases have a fifth; a sample of 26 runs tells a fifth from a third.
MIN_SIMILARITY = 0.34
#: Without facts in common to speak for it.
ENOUGH_WORDS = 0.44
FACTS_TO_SPEAK = 2
#: So many of the runs kept must be found, lest a name and its office make a short text a copy.
FEWEST = 6
#: More is asked of two articles of one paper, since what it prints under each of them is theirs
#: too; much more as long as that is not known.
ENOUGH_KNOWN, ENOUGH_WITHIN = 0.5, 0.75
#: One fact that differs weighs as much as so many that agree. Copies change one fact in fifty;
#: template news, of the same office and place, one in five at the least.
WEIGHT = 4


def may_be_same(words: Overlap) -> bool:
    """Return whether two texts share so much that their facts are worth comparing."""
    return words.text >= MIN_SIMILARITY and words.runs >= FEWEST


def same_story(found: Similarity) -> bool:
    """Return whether two texts are one story."""
    facts = (found.dates, found.numbers, found.sums, found.names)
    together = Facts(sum(one.agree for one in facts), sum(one.differ for one in facts))
    least = MIN_SIMILARITY if together.agree >= FACTS_TO_SPEAK else ENOUGH_WORDS
    if found.words.text < least or not may_be_same(found.words):
        return False
    # Tomorrow's prices may be today's, but its day is another.
    if found.dates.differ > found.dates.agree:
        return False
    return all(map(agrees, (found.numbers, found.sums, found.names, together)))


def agrees(facts: Facts) -> bool:
    """Return whether facts agree but for one, or for one in five."""
    return facts.differ < 2 or WEIGHT * facts.differ <= facts.agree
