"""Reads chunks on many cores, and gives what they held in the order of the chunks."""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from newscrawl.api import hosts
from newscrawl.reading.archives import Chunk
from newscrawl.reading.pages import Read, Wanted, read_chunk


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def read_chunks(chunks: Iterable[Chunk], wanted: Wanted, processes: int) -> Iterator[Read]:
    """Yield what each chunk held, in order.

    At most two chunks a process are on their way, so memory does not grow with the archive. Raises
    BrokenProcessPool when a process is killed.
    """
    hosts()  # once, for all that are forked
    if processes == 1:
        for chunk in chunks:
            yield read_chunk(chunk, wanted)
        return
    gc.freeze()
    # Forked, so that no process imports 350 papers again; nothing here has threads.
    context = multiprocessing.get_context("fork")
    rest = iter(chunks)
    with ProcessPoolExecutor(processes, context, initializer=end_unseen) as pool:
        waiting: deque[Future[Read]] = deque(
            pool.submit(read_chunk, chunk, wanted) for chunk in islice(rest, 2 * processes)
        )
        try:
            while waiting:
                read = waiting.popleft().result()
                waiting.extend(pool.submit(read_chunk, one, wanted) for one in islice(rest, 1))
                yield read
        finally:
            pool.shutdown(cancel_futures=True)


def end_unseen() -> None:
    """Let Ctrl-C end a child at once and without a word: the parent has one."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
