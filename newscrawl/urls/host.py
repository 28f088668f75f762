"""Reads who stands behind an address: its parts, its host, its registered domain."""

import re
import string
from urllib.parse import SplitResult, quote, urljoin, urlsplit

#: Second levels under which anyone may register: `co.id`, `go.id`, `com.au`.
SECOND_LEVELS = frozenset("ac biz co com desa edu go gov mil my net or org ponpes sch web".split())
#: Hosts that give every author a name of his own below them.
BLOG_HOSTS = frozenset(
    {"blogspot.com", "blogspot.co.id", "wordpress.com", "github.io", "web.app", "vercel.app"}
)
#: As long as Scrapy lets addresses be (URLLENGTH_LIMIT): a page can hold thousands of longer ones.
MAX_LENGTH = 2083
#: What stands in no address that is written as it is sent.
NOT_PLAIN = re.compile(r"[^!-\[\]-~]")
LINE_BREAK = re.compile(r"[\t\r\n]")
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def absolute(base: str, written: str) -> str | None:
    """Return the http(s) address that a link on a page leads to, without its fragment.

    It is the one that browsers would send: in ASCII, blanks as %20. Takes the address that links
    count from and the link as written. None for a link to anything else or to nothing, for a longer
    one than MAX_LENGTH, and for what is no address: `http://[`, or one with control characters or
    halves of characters in it.
    """
    if not written.strip() or max(len(base), len(written)) > MAX_LENGTH:
        return None
    written = written.strip()
    if NOT_PLAIN.search(written):
        written = _without_blanks(written)
    elif written.startswith(("http://", "https://")) and split(whole := written.partition("#")[0]):
        return whole  # as most links are
    try:
        url = urljoin(base, written).partition("#")[0]
    except ValueError:
        return None
    parts = split(url)
    if not parts or not parts.scheme or FORBIDDEN.search(url):
        return None
    return url if url.isascii() else _in_ascii(url, parts)


def _without_blanks(written: str) -> str:
    """Return a link as browsers read it: broken over lines, with blanks, with Windows' slashes."""
    written = "".join(line.strip(" ") for line in LINE_BREAK.split(written))
    path, mark, rest = written.partition("?")
    return path.replace("\\", "/").replace(" ", "%20") + mark + rest.replace(" ", "%20")


def _in_ascii(url: str, parts: SplitResult) -> str | None:
    """Return an address as browsers send it: UTF-8 in percent signs, the host in Punycode."""
    netloc = parts.netloc
    if not netloc.isascii():
        try:
            netloc = netloc.encode("idna").decode("ascii")
        except UnicodeError:  # a label that is empty, or too long
            return None
        url = parts._replace(netloc=netloc).geturl()
    sent = quote(url, safe=string.punctuation)
    return sent if len(sent) <= MAX_LENGTH else None


class AddressError(ValueError):
    """Raised for a text that is no web address; its text says what to write."""


def web_address(given: str) -> str:
    """Return an address that somebody typed, without blanks around it. Raises AddressError."""
    text = given.strip()
    parts = split(text)
    if parts and parts.scheme and not FORBIDDEN.search(text):
        return parts.scheme + text[len(parts.scheme) :]
    whole = split(f"https://{text}") if "//" not in text and not FORBIDDEN.search(text) else None
    hint = f"https://{text}" if whole and "." in clean_host(whole) else "https://www.contoh.id/a"
    raise AddressError(f"{given!r} is no web address: write it whole, as {hint}")


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
    """Return whether two addresses lie under one registered domain, whatever the sub-domain."""
    first, second = host_of(a), host_of(b)
    return bool(first) and registered_domain(first) == registered_domain(second)


def split(url: str) -> SplitResult | None:
    """Return the parts of an http(s) address that has a host; None for anything else."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("", "http", "https") or not clean_host(parts):
            return None
        if ":" in parts.netloc:
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


def bare_host(host: str) -> str:
    """Return a host without what makes twins of it: www., m., amp., a port, a closing dot."""
    host = host.partition(":")[0].lower().rstrip(".")
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    return host


def is_below(host: str, domain: str) -> bool:
    """Return whether a host is a domain itself or lies below it."""
    return host == domain or host.endswith(f".{domain}")
