import sys

import pytest
from scrapy.settings import Settings, default_settings
from scrapy.utils.project import get_project_settings

from newscrawl.crawler.settings_addon import OutputRoot, nobody_to_reach, wrong_settings
from newscrawl.settings import commands


def project_settings(**given):
    settings = get_project_settings()
    settings.setdict(given, priority="cmdline")
    OutputRoot().update_settings(settings)
    return settings


def test_nothing_listens_to_the_world_and_no_cookie_is_kept():
    settings = get_project_settings()
    unused = {"TelnetConsole", "RemoteControl", "CookiesMiddleware"}
    for name in ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES"):
        parts = settings.get_component_priority_dict_with_base(name)
        assert len(parts) > 15, "Scrapy's own are among them"
        assert not [part for part in parts if part.rpartition(".")[2] in unused]
        theirs = {part.rpartition(".")[2] for part in getattr(default_settings, f"{name}_BASE")}
        assert theirs & unused, "Scrapy calls them so"


def test_no_page_passes_through_what_a_crawl_never_uses():
    settings = get_project_settings()
    parts = settings.get_component_priority_dict_with_base("SPIDER_MIDDLEWARES")
    names = {part.rpartition(".")[2] for part in parts}
    assert names == {"HttpErrorMiddleware", "RefererMiddleware", "NewestFirst"}


@pytest.mark.parametrize(
    ("line", "module"),
    [
        (["scrapy", "crawl", "nusabali"], "newscrawl.commands.crawl"),
        (["scrapy", "--nolog", "health", "-h"], "newscrawl.commands.health"),
        (["scrapy"], "newscrawl.commands"),
        (["scrapy", "--help"], "newscrawl.commands"),
        (["scrapy", "shell", "https://koran.example/"], "newscrawl.commands"),
        (["pytest", "tests/unit"], "newscrawl.commands"),
        (["pytest", "a.b"], "newscrawl.commands"),
    ],
)
def test_of_the_commands_that_one_is_imported_which_is_given(line, module, monkeypatch):
    monkeypatch.setattr(sys, "argv", line)
    assert commands() == module


def test_the_crawl_is_polite():
    settings = get_project_settings()
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    slowest = settings.getfloat("DOWNLOAD_DELAY") * (1 - settings.getfloat("DOWNLOAD_DELAY_JITTER"))
    assert slowest >= 1.0
    assert settings["USER_AGENT"].startswith("Mozilla/5.0 (compatible; newscrawl/")
    assert "; +http" in project_settings()["USER_AGENT"]
    assert settings["DEFAULT_REQUEST_HEADERS"]["Accept-Language"].startswith("id-ID")


@pytest.mark.parametrize("place", ["setting", "environment"])
def test_the_contact_stands_in_the_user_agent_however_it_was_set(place, monkeypatch):
    monkeypatch.delenv("NEWSCRAWL_CONTACT", raising=False)
    given = {"NEWSCRAWL_CONTACT": "https://data.contoh.id/perayap"}
    if place == "environment":
        monkeypatch.setenv("NEWSCRAWL_CONTACT", given.pop("NEWSCRAWL_CONTACT"))
    assert project_settings(**given)["USER_AGENT"].endswith("; +https://data.contoh.id/perayap)")


def test_the_command_line_stands_above_the_environment(monkeypatch):
    monkeypatch.setenv("NEWSCRAWL_FIRST_DAYS", "3")
    assert project_settings().getint("NEWSCRAWL_FIRST_DAYS") == 3
    assert project_settings(NEWSCRAWL_FIRST_DAYS="5").getint("NEWSCRAWL_FIRST_DAYS") == 5


def test_a_user_agent_of_ones_own_stays():
    assert project_settings(USER_AGENT="mine")["USER_AGENT"] == "mine"


@pytest.mark.parametrize(
    ("proxy", "contact", "told"),
    [
        ("", "", True),
        ("http://proxy.contoh.id:3128", "", True),
        ("http://127.0.0.1:8899", "", False),
        ("", "redaksi@contoh.id", False),
    ],
)
def test_a_live_run_without_a_contact_is_told_that_nobody_can_reach_it(
    proxy, contact, told, monkeypatch
):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("NEWSCRAWL_CONTACT", raising=False)
    if proxy:
        monkeypatch.setenv("https_proxy", proxy)
    settings = get_project_settings()
    settings.set("NEWSCRAWL_CONTACT", contact, priority="cmdline")
    assert bool(nobody_to_reach(settings)) is told


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
        ({"NEWSCRAWL_FIRST_DAYS": "abc"}, "FIRST_DAYS=abc: write a whole number from 1 to"),
        ({"NEWSCRAWL_FIRST_DAYS": "0"}, "FIRST_DAYS=0: write a whole number from 1 to"),
        ({"NEWSCRAWL_FIRST_DAYS": "1.5"}, "FIRST_DAYS=1.5: write a whole number"),
        ({"NEWSCRAWL_FIRST_DAYS": "9999999"}, "write a whole number from 1 to 99999"),
        ({"NEWSCRAWL_MAX_RETRY_AFTER": "nan"}, "write a number from 0 to"),
        ({"NEWSCRAWL_MAX_CRAWL_DELAY": "-1"}, "write a number from 0 to"),
        ({"DOWNLOAD_DELAY": "1s"}, "DOWNLOAD_DELAY=1s: write a number"),
        ({"ROBOTSTXT_OBEY": "maybe"}, "ROBOTSTXT_OBEY=maybe: write True or False"),
        ({"NEWSCRAWL_FRIST_DAYS": "3"}, "FRIST_DAYS; did you mean NEWSCRAWL_FIRST_DAYS?"),
        ({"NEWSCRAWL_CONTAKT": "x"}, "did you mean NEWSCRAWL_CONTACT?"),
        ({"newscrawl_contact": "x"}, "did you mean NEWSCRAWL_CONTACT?"),
        ({"NEWCRAWL_OUTPUT": "x"}, "did you mean NEWSCRAWL_OUTPUT?"),
        ({"NEWSCRAWL_QQQ": "x"}, "no setting is called NEWSCRAWL_QQQ; there are"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(given, sentence):
    settings = get_project_settings()
    assert wrong_settings(settings) is None
    settings.setdict(given, priority="cmdline")
    assert sentence in wrong_settings(settings)


def test_a_mistyped_setting_of_the_environment_is_told_and_a_strange_one_is_not(monkeypatch):
    settings = get_project_settings()
    monkeypatch.setenv("NEWSCRAWL_QQQ", "of another program")
    assert wrong_settings(settings) is None
    monkeypatch.setenv("NEWSCRAWL_PERMITED", "antara_bali")
    assert wrong_settings(settings) == (
        "no setting is called NEWSCRAWL_PERMITED; did you mean NEWSCRAWL_PERMITTED?"
    )


def test_fractions_of_a_second_are_taken_where_scrapy_takes_them():
    settings = get_project_settings()
    settings.setdict({"DOWNLOAD_TIMEOUT": "2.5", "DOWNLOAD_DELAY": "0.5"}, priority="cmdline")
    assert wrong_settings(settings) is None
