"""The newsstand: an embedded web on loopback that answers for the papers' hosts from saved pages.

Spiders run unmodified: the newsstand is a forward proxy, reached through `http_proxy` and
`https_proxy`, that answers for any host itself and never opens a connection to the world.
"""

from newscrawl.newsstand.server import Stand, serve
from newscrawl.newsstand.web import Answer, Newsstand

__all__ = ["Answer", "Newsstand", "Stand", "serve"]
