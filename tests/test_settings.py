import pytest
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from newscrawl.addon import OutputRoot, wrong_settings


def project_settings(**given):
    settings = get_project_settings()
    settings.setdict(given, priority="cmdline")
    OutputRoot().update_settings(settings)
    return settings


def test_nothing_listens_to_the_world():
    settings = get_project_settings()
    assert settings.getbool("TELNETCONSOLE_ENABLED") is False
    assert settings.getbool("REMOTE_CONTROL_ENABLED") is False


def test_the_crawl_is_polite():
    settings = get_project_settings()
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    slowest = settings.getfloat("DOWNLOAD_DELAY") * (1 - settings.getfloat("DOWNLOAD_DELAY_JITTER"))
    assert slowest >= 1.0
    assert settings["USER_AGENT"].startswith("Mozilla/5.0 (compatible; newscrawl/")
    assert "; +http" in settings["USER_AGENT"]
    assert settings["DEFAULT_REQUEST_HEADERS"]["Accept-Language"].startswith("id-ID")


def test_the_feed_follows_the_root_given_on_the_command_line(tmp_path):
    settings = project_settings(NEWSCRAWL_OUTPUT=str(tmp_path))
    assert list(settings["FEEDS"]) == [f"{tmp_path}/articles/%(name)s/%(time)s.jsonl"]
    assert settings["NEWSCRAWL_FEED"] in settings["FEEDS"]


def test_a_relative_root_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings({"NEWSCRAWL_OUTPUT": "here"})
    OutputRoot().update_settings(settings)
    assert settings["NEWSCRAWL_OUTPUT"] == str(tmp_path / "here")


def test_the_users_own_feeds_stay_as_they_are(tmp_path):
    own = {"out.jsonl": {"format": "jsonlines"}}
    settings = project_settings(NEWSCRAWL_OUTPUT=str(tmp_path), FEEDS=own)
    assert list(settings["FEEDS"]) == ["out.jsonl"]


@pytest.mark.parametrize(("compression", "suffix"), [("", ""), ("gzip", ".gz"), ("zstd", ".zst")])
def test_the_own_feed_may_be_compressed(tmp_path, compression, suffix):
    settings = project_settings(
        NEWSCRAWL_OUTPUT=str(tmp_path), NEWSCRAWL_FEED_COMPRESSION=compression
    )
    own = f"{tmp_path}/articles/%(name)s/%(time)s.jsonl{suffix}"
    assert settings["FEEDS"] == {own: {"format": "jsonlines", "store_empty": False}}
    assert settings["NEWSCRAWL_FEED"] == own


def test_the_own_feed_may_be_a_store(tmp_path):
    store = "s3://bucket/%(name)s/%(time)s.jsonl.zst"
    settings = project_settings(NEWSCRAWL_OUTPUT=str(tmp_path), NEWSCRAWL_FEED=store)
    assert list(settings["FEEDS"]) == [settings["NEWSCRAWL_FEED"]] == [store]


@pytest.mark.parametrize(
    ("feed", "given", "form"),
    [
        ("a.jsonl.gz", {"format": "gz"}, "jsonl"),  # what Scrapy makes of -o
        ("a.csv.zst", {}, "csv"),
        ("a.jsonl.gz", {"format": "jsonlines"}, "jsonlines"),
        ("a.json", {"format": "json"}, "json"),
        ("s3://b/a.jl.gz", {"format": "gz"}, "jl"),
    ],
)
def test_the_format_stands_before_the_compression(tmp_path, feed, given, form):
    settings = project_settings(NEWSCRAWL_OUTPUT=str(tmp_path), FEEDS={feed: given})
    assert settings["FEEDS"][feed]["format"] == form


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"NEWSCRAWL_FEED_COMPRESSION": "bz2"}, "gzip, zstd or empty, not 'bz2'"),
        ({"NEWSCRAWL_FEED": "/data/%(name)s.jsonl"}, "files lie below NEWSCRAWL_OUTPUT"),
        ({"FEEDS": {"a.gz": {"format": "gz"}}}, "a.gz: name the format before the compression"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_a_sentence(given, sentence):
    settings = get_project_settings()
    assert wrong_settings(settings) is None
    settings.setdict(given, priority="cmdline")
    assert sentence in wrong_settings(settings)
