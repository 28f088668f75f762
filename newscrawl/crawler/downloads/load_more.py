"""Operates a listing in the browser: waits, clicks or scrolls, each with a time limit."""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

from newscrawl.discovery.sources import LoadMore

T = TypeVar("T")
#: How long a listing may take to load, and to show more entries, in seconds; how often to look.
PATIENCE = 10.0
LOOK = 0.1
#: How long a page may take to answer a question that costs nothing, in seconds.
ANSWER = 8.0

#: Up a little first: at the end already, there would be no event that a script could hear.
TO_THE_END = """() => {
  window.scrollBy(0, -400);
  requestAnimationFrame(() => window.scrollTo(0, document.documentElement.scrollHeight));
}"""


class HeldUpError(Exception):
    """Raised for a page that waits for other hosts that do not answer."""


class HungError(Exception):
    """Raised for a page whose script does not end, so that it cannot be read."""


async def answer(question: Awaitable[T]) -> T:
    """Return what a page answers. Raises HungError when it does not."""
    try:
        async with asyncio.timeout(ANSWER):
            return await question
    except TimeoutError as error:
        raise HungError from error


async def responds(page: Any) -> None:
    """Ask a page anything. Raises HungError."""
    await answer(page.evaluate("0"))


async def is_loaded(page: Any, seconds: float) -> bool:
    """Wait for the end of a page's HTML; return whether it came."""
    from playwright.async_api import TimeoutError as NotYet  # noqa: PLC0415

    try:
        await page.wait_for_load_state("domcontentloaded", timeout=1000 * seconds)
    except NotYet:
        return False
    return True


async def show_more(page: Any, load_more: LoadMore, pause: float) -> None:
    """Click or scroll until the listing grows no more, or often enough. Raises HungError.

    What else goes wrong on the way leaves the page as it is: half a listing is a listing.
    """
    from playwright.async_api import Error  # noqa: PLC0415

    with suppress(Error):
        await more_than(page, load_more.wait_for, 0)
        for _ in range(load_more.times):
            before = await answer(page.locator(load_more.wait_for).count())
            await asyncio.sleep(pause)
            if load_more.click:
                button = page.locator(load_more.click).first
                if not await answer(button.is_visible()):
                    break
                # Not click(): a banner that lies over the button would take it.
                await answer(button.dispatch_event("click", timeout=1000 * PATIENCE))
            else:
                await answer(page.evaluate(TO_THE_END))
            if not await more_than(page, load_more.wait_for, before):
                break
    await responds(page)


async def more_than(page: Any, entries: str, count: int) -> bool:
    """Return whether the page comes to have more entries than `count`. Raises HungError."""
    # Asked from here: a page's Content-Security-Policy may forbid what would wait inside it.
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if await answer(page.locator(entries).count()) > count:
            return True
        await asyncio.sleep(LOOK)
    return False
