"""Who stands behind an address: its parts, its host, and the domain that somebody registered."""

from urllib.parse import SplitResult, urlsplit

#: Second levels under which anyone may register: `co.id`, `go.id`, `com.au`.
SECOND_LEVELS = frozenset("ac biz co com desa edu go gov mil my net or org ponpes sch web".split())
#: Hosts that give every author a name of his own below them.
BLOG_HOSTS = frozenset(
    {"blogspot.com", "blogspot.co.id", "wordpress.com", "github.io", "web.app", "vercel.app"}
)


def registered_domain(host: str) -> str:
    """Return the part of a host name that somebody registered: `fajar.co.id`, `jawapos.com`."""
    labels = host.strip(".").lower().split(".")
    take = 2
    if len(labels) > 2:
        pair = ".".join(labels[-2:])
        if (len(labels[-1]) == 2 and labels[-2] in SECOND_LEVELS) or pair in BLOG_HOSTS:
            take = 3
        if ".".join(labels[-3:]) in BLOG_HOSTS:
            take = 4
    return ".".join(labels[-take:])


def same_outlet(a: str, b: str) -> bool:
    """Tell whether two addresses lie under one registered domain, whatever the sub-domain."""
    first, second = host_of(a), host_of(b)
    return bool(first) and registered_domain(first) == registered_domain(second)


def split(url: str) -> SplitResult | None:
    """Return the parts of an http(s) address that has a host; None for anything else."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("", "http", "https") or not clean_host(parts):
            return None
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:  # `http://[`, `http://x:port/`
        return None
    return parts


def clean_host(parts: SplitResult) -> str:
    """Return the host in small letters and without the dot that closes a full name."""
    return (parts.hostname or "").lower().strip(". ")


def host_of(url: str) -> str:
    """Return the host of an http(s) address, nothing for anything else."""
    parts = split(url.strip())
    return clean_host(parts) if parts else ""
