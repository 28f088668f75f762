"""Whether two texts are one story: enough of the same words, and facts that agree."""

from newscrawl.near.sketch import Facts, Likeness

#: The least share of the shorter text that is in the longer. A copy cut by a third, with a quarter
#: of its sentences rewritten and one word in twelve changed, has a half of it left.
ENOUGH = 0.25
#: Within one paper more is asked: two articles may share the sentences under each of them, before
#: these are known as the paper's own.
ENOUGH_WITHIN = 0.75
#: One fact that differs weighs as much as so many that agree. Copies change one fact in fifty;
#: template news, of the same office and place, one in five at the least.
WEIGHT = 4


def same_story(found: Likeness, *, same_site: bool) -> bool:
    """Return whether two texts are one story."""
    if found.text < (ENOUGH_WITHIN if same_site else ENOUGH):
        return False
    # Tomorrow's prices may be today's, but its day is another.
    if found.dates.differ > found.dates.agree:
        return False
    return agrees(found.numbers) and agrees(found.names)


def agrees(facts: Facts) -> bool:
    """Return whether facts agree but for one, or for one in five."""
    return facts.differ < 2 or WEIGHT * facts.differ <= facts.agree
