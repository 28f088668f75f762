"""Which papers stand on one network."""

import pytest

from newscrawl.urls.networks import networks


@pytest.mark.parametrize(
    ("hosts", "together"),
    [
        ({"a": ["bali.contoh.com"], "b": ["aceh.contoh.com"]}, True),
        ({"a": ["contoh.com"], "b": ["contoh.com"]}, True),
        ({"a": ["bali.contoh.co.id"], "b": ["aceh.contoh.co.id"]}, True),
        ({"a": ["contoh.co.id"], "b": ["misal.co.id"]}, False),
        ({"a": ["contoh.com"], "b": ["misal.com"]}, False),
        # Blogs of one provider are not one another's.
        ({"a": ["contoh.blogspot.com"], "b": ["misal.blogspot.com"]}, False),
        # A paper that lives at both joins them, as it joins who is joined with either.
        ({"a": ["contoh.com"], "b": ["misal.com"], "c": ["misal.com", "contoh.com"]}, True),
        ({"a": ["x.id"], "b": ["z.id"], "c": ["x.id", "y.id"], "d": ["y.id", "z.id"]}, True),
    ],
)
def test_who_shares_a_registered_domain_is_of_one_network(hosts, together):
    found = networks(hosts)
    assert (found["a"] == found["b"]) is together
    assert set(found) == set(hosts)


def test_a_network_is_named_alike_whatever_the_order():
    hosts = {"a": ["x.id"], "b": ["z.id", "x.id"], "c": ["a.id", "z.id"]}
    backwards = dict(reversed([(name, of[::-1]) for name, of in hosts.items()]))
    assert networks(hosts) == networks(backwards) == dict.fromkeys("abc", "a.id")
