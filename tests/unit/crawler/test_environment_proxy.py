"""The proxies of the environment: chosen as Scrapy chooses, asked for once a host."""

import pytest
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.http import Request

from newscrawl.crawler.middlewares import environment_proxy
from newscrawl.crawler.middlewares.environment_proxy import EnvironmentProxy

ENVIRONMENT = {
    "http_proxy": "http://nama:sandi@perantara.example:3128",
    "https_proxy": "http://perantara.example:3129",
    "no_proxy": "langsung.example, 127.0.0.1",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("url", "meta"),
    [
        ("http://koran.example/a", {}),
        ("https://koran.example/a", {}),
        ("http://langsung.example/a", {}),
        ("https://www.langsung.example/a", {}),
        ("http://127.0.0.1:8000/a", {}),
        ("ftp://koran.example/a", {}),
        ("http://koran.example/a", {"proxy": "http://lain:rahasia@lain.example:8080"}),
        ("http://langsung.example/a", {"proxy": None}),
    ],
)
def test_a_request_goes_the_way_that_scrapy_would_send_it(url, meta):
    theirs, ours = Request(url, meta=dict(meta)), Request(url, meta=dict(meta))
    HttpProxyMiddleware().process_request(theirs)
    EnvironmentProxy().process_request(ours)
    assert (ours.meta, ours.headers) == (theirs.meta, theirs.headers)


def test_a_redirect_to_a_host_without_proxy_takes_the_password_off():
    request = Request("http://koran.example/a")
    middleware = EnvironmentProxy()
    middleware.process_request(request)
    assert request.headers["Proxy-Authorization"]
    following = request.replace(url="http://langsung.example/a")
    following.meta.pop("proxy")
    middleware.process_request(following)
    assert "Proxy-Authorization" not in following.headers


def test_the_environment_is_asked_once_for_a_host(monkeypatch):
    asked = []
    monkeypatch.setattr(environment_proxy, "proxy_bypass", asked.append)
    middleware = EnvironmentProxy()
    for host in ("koran.example", "koran.example", "lain.example", "koran.example"):
        middleware.process_request(Request(f"https://{host}/a"))
    assert asked == ["koran.example", "lain.example"]


def test_without_proxies_nothing_is_asked(monkeypatch):
    for name in ENVIRONMENT:
        monkeypatch.delenv(name)
    monkeypatch.setattr(environment_proxy, "proxy_bypass", pytest.fail)
    request = Request("https://koran.example/a")
    EnvironmentProxy().process_request(request)
    assert "proxy" not in request.meta
