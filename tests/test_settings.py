from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from newscrawl.addon import OutputRoot


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
