import pytest

from newscrawl.middlewares.addresses import refusal


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://10.0.0.8/admin",
        "http://172.16.5.4/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://intranet/",
        "http://127.0.0.1./",
    ],
)
def test_addresses_inside_the_own_network_are_refused(url):
    assert refusal(url) == "private address"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://contoh.id/a", "gopher://contoh.id/"])
def test_other_schemes_are_refused(url):
    assert refusal(url) == "scheme"


@pytest.mark.parametrize(
    "url",
    ["https://www.balipost.com/", "http://8.8.8.8/", "https://detik.com:443/a", "https://x.co.id/"],
)
def test_public_addresses_pass(url):
    assert refusal(url) is None
