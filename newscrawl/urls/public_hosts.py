"""Tells public addresses from private ones, so that no page leads a crawl into our own network."""

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final
from urllib.parse import urlsplit

LOCAL_SUFFIXES: Final = (".localhost", ".local", ".internal", ".lan", ".home", ".intranet", ".arpa")
#: All that is given out to the public lies here; the rest of IPv6 is local, reserved or multicast.
PUBLIC_V6: Final = IPv6Network("2000::/3")
#: Forms of IPv6 that carry an IPv4 address inside, whoever that belongs to: no paper is at home
#: there. NAT64 and the mapped form lie outside of PUBLIC_V6 already.
TUNNELS: Final = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
RELAYS: Final = IPv4Network("192.88.99.0/24")


def refusal(url: str) -> str | None:
    """Return why an address may not be asked: `scheme`, `private address`; None when it may."""
    try:
        parts = urlsplit(url)
    except ValueError:  # http://[
        return "scheme"
    if parts.scheme not in {"http", "https"}:
        return "scheme"
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host:
        return None if is_public(host) else "private address"
    if "." not in host or host.endswith(LOCAL_SUFFIXES):
        return "private address"  # localhost and the names of a company's own machines
    # 0x7f.1 and 2130706433 are addresses to the operating system; no host ends in a number.
    last = host.rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        return None if is_public(host) else "private address"
    return None


def is_public(address: str) -> bool:
    """Return whether an IP address in its plain form belongs to the public internet.

    Loopback, private, link-local (the clouds' metadata), shared (CGNAT), multicast, reserved and
    tunnelled addresses do not; nor does what is no address.
    """
    try:
        four = IPv4Address(address)
    except AddressValueError:
        pass
    else:
        return four.is_global and not four.is_multicast and four not in RELAYS
    try:
        six = IPv6Address(address)
    except AddressValueError:
        return False
    tunnelled = any(six in network for network in TUNNELS)
    return six in PUBLIC_V6 and six.is_global and not tunnelled
