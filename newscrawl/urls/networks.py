"""Finds which papers stand on one network, so that it is never asked by two of them at once."""

from collections.abc import Collection, Mapping

from newscrawl.urls.host import registered_domain


def networks(hosts: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the network of each paper, named by its first registered domain: `tribunnews.com`.

    Takes each paper's hosts. Who shares a registered domain is of one network: Tribun's
    sub-domains, detik's channels; so is who shares one with any of them. Blogs below
    `blogspot.com` are registered each by itself.
    """
    domains = {name: sorted({registered_domain(one) for one in of}) for name, of in hosts.items()}
    leader = {domain: domain for of in domains.values() for domain in of}

    def root(domain: str) -> str:
        while leader[domain] != domain:
            leader[domain] = domain = leader[leader[domain]]
        return domain

    for first, *others in domains.values():
        for other in others:
            low, high = sorted((root(first), root(other)))
            leader[high] = low
    return {name: root(of[0]) for name, of in domains.items()}
