"""Facts changed in the text of a paper's class: the rest of the module stays to the byte."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.sites.rewrite import Alternative, Change, RewriteError, rewritten

GROUND = "Rests on 3 pages read on 2026-11-28 (/berita/12/judul)."
HEAD = '''"""The papers of Nowhere: Kota Tua — “dengan tanda”."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.families.wordpress import WordpressSpider


'''
FIRST = '''class AntahSpider(NewsSpider):
    """Rests on a list that names its feed."""

    name = "antah"
    publisher = "Antah — Berantah"
    region = "ID-AC"
    home = "https://antah.id/"  # since 2020
    status = "list"
    # The feed has no closing slash.
    sources = (Rss("feed"), Index(""))
    article_url = r"^/read/\\d+$"
'''
OTHER = '''

class BerantahSpider(WordpressSpider):
    """Rests on a scraper of this host.

    Traps: the header shows a clock.

        indented, as it was
    """

    name = "berantah"
    publisher = "Berantah"
    region = "ID-AC"
    home = "https://berantah.id/"
    status = "scraper"  # of 2019
    other_hosts = (
        "lama.berantah.id",  # to 2018
    )
'''
SOURCE = HEAD + FIRST + OTHER
MODULE = "newscrawl/spiders/aceh.py"
SOURCES = "newscrawl.discovery.sources"


def change(facts, *, keeps=False, uses=()):
    return Change(facts, GROUND, keeps, frozenset(uses))


def formatted(text):
    """Return a text as the project's formatter and the linter's import rules leave it."""
    return ruff(ruff(text, "format"), "check", "--fix-only", "--quiet")


def ruff(text, *arguments):
    done = subprocess.run(
        [Path(sys.executable).with_name("ruff"), *arguments, "--stdin-filename", MODULE, "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


CASES = {
    "a stated fact, with its comment": (
        "AntahSpider",
        change({"home": '"https://antah.news/"'}),
        ['    home = "https://antah.news/"  # since 2020'],
    ),
    "new facts at their places": (
        "BerantahSpider",
        change(
            {
                "body": '("div.isi", "article")',
                "zone": '"Asia/Makassar"',
                "sources": '(Rss("feed"),)',
            }
        ),
        [
            '    home = "https://berantah.id/"\n    zone = "Asia/Makassar"\n    status = "scraper"',
            '    )\n    sources = (Rss("feed"),)\n    body = ("div.isi", "article")\n',
        ],
    ),
    "comments within a value move above it": (
        "BerantahSpider",
        change({"other_hosts": '("lama.berantah.id", "berantah.com")'}),
        ['    # to 2018\n    other_hosts = ("lama.berantah.id", "berantah.com")\n'],
    ),
    "one more alternative, on a line": (
        "AntahSpider",
        change({"article_url": Alternative(r"^/baca/[a-z-]+$")}),
        ['    article_url = r"^/read/\\d+$|^/baca/[a-z-]+$"'],
    ),
    "one more alternative, on lines": (
        "AntahSpider",
        change({"article_url": Alternative("^/" + "[a-z0-9]+/" * 8 + "$")}),
        ['    article_url = (\n        r"^/read/\\d+$"\n        r"|^/[a-z0-9]+/'],
    ),
    "an alternative to the family's": (
        "BerantahSpider",
        change({"article_url": Alternative("^/baca/$")}),
        ['    article_url = WordpressSpider.article_url + r"|^/baca/$"\n'],
    ),
    "an alternative to the family's, below it": (
        "BerantahSpider",
        change({"article_url": Alternative("^/" + "[a-z0-9]+/" * 4 + "abcdefghijkl$")}),
        ['    article_url = (\n        WordpressSpider.article_url + r"|^/[a-z0-9]+/'],
    ),
    "an alternative to the family's, on lines": (
        "BerantahSpider",
        change({"article_url": Alternative("^/" + "[a-z0-9]+/" * 6 + "$")}),
        ['    article_url = (\n        WordpressSpider.article_url\n        + r"|^/[a-z0-9]+/'],
    ),
    "an alternative that stands elsewhere": (
        "AntahSpider",
        change({"not_article_url": Alternative(source="WordpressSpider.not_article_url")}),
        [
            (
                "    not_article_url = NewsSpider.not_article_url "
                '+ "|" + WordpressSpider.not_article_url\n'
            )
        ],
    ),
    "a name to import": (
        "AntahSpider",
        change(
            {"sources": '(Sitemap("peta.xml"), FEED)'},
            uses=[(SOURCES, "Sitemap"), ("newscrawl.discovery.systems", "FEED")],
        ),
        [
            (
                f"from {SOURCES} import Sitemap\nfrom newscrawl.discovery.systems import FEED\n"
                "from newscrawl.families.wordpress"
            ),
            '    # The feed has no closing slash.\n    sources = (Sitemap("peta.xml"), FEED)',
        ],
    ),
    "the ground, and what it was before": (
        "BerantahSpider",
        change({"status": '"real-page"'}, keeps=True),
        [
            f'    """{GROUND}\n\n    Before that on a scraper of this host.\n\n    Traps: the '
            "header shows a clock.\n\n        indented, as it was\n    " + '"""\n',
            '    status = "real-page"  # of 2019\n',
        ],
    ),
    "the ground alone": (
        "AntahSpider",
        change({"status": '"real-page"'}),
        [f'    """{GROUND}"""\n\n    name'],
    ),
}


@pytest.mark.parametrize(("cls", "wanted", "parts"), CASES.values(), ids=CASES)
def test_a_change_is_made_at_its_place_and_nowhere_else(cls, wanted, parts):
    text = rewritten(SOURCE, cls, wanted)
    for part in parts:
        assert part in text
    assert formatted(text) == text
    untouched = OTHER if cls == "AntahSpider" else FIRST
    assert untouched in text
    assert text.startswith(HEAD.splitlines()[0])
    # All that the class stated and that was not to be changed is stated as before.
    before, after = stated(SOURCE, cls), stated(text, cls)
    assert {name: after[name] for name in before.keys() - wanted.facts.keys()} == {
        name: value for name, value in before.items() if name not in wanted.facts
    }
    assert comments(SOURCE) == comments(text)


def stated(text, cls):
    node = next(one for one in ast.parse(text).body if getattr(one, "name", "") == cls)
    return {
        ast.unparse(part.targets[0]): ast.unparse(part.value)
        for part in node.body
        if isinstance(part, ast.Assign)
    }


def comments(text):
    return sorted(line.partition("# ")[2] for line in text.splitlines() if "# " in line)


def test_a_ground_of_ours_is_not_kept_twice():
    once = rewritten(SOURCE, "BerantahSpider", change({"status": '"real-page"'}, keeps=True))
    later = change({"status": '"real-page"'}, keeps=True)._replace(ground="Rests on a page.")
    twice = rewritten(once, "BerantahSpider", later)
    assert twice.count("Before that on") == 1
    assert GROUND not in twice


def test_what_follows_the_ground_stays():
    source = SOURCE.replace("names its feed.", "names its feed. Its clock is late.")
    text = rewritten(source, "AntahSpider", change({"status": '"real-page"'}))
    assert f'"""{GROUND} Its clock is late."""' in text
    long = SOURCE.replace("names its feed.", f"names its feed. {'Its clock is late. ' * 6}".strip())
    text = rewritten(long, "AntahSpider", change({"status": '"real-page"'}))
    assert f'"""{GROUND}\n\n    Its clock is late. ' in text
    assert formatted(text) == text


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize(
    "own", ['NewsSpider.article_url + r"|^/read/[0-9]+/lama$"', "WordpressSpider.article_url"]
)
def test_a_pattern_that_is_a_sum_gets_one_more_term(own, times):
    source = SOURCE.replace('r"^/read/\\d+$"', own)
    more = Alternative("^/" + "[a-z0-9]+/" * times + "$")
    text = rewritten(source, "AntahSpider", change({"article_url": more}))
    terms = [*own.split(" + "), f'r"|{more.pattern}"']
    assert stated(text, "AntahSpider")["article_url"] == ast.unparse(ast.parse(" + ".join(terms)))
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("source", "cls", "facts"),
    [
        (SOURCE, "LainSpider", {}),
        (
            SOURCE.replace('    """Rests on a list that names its feed."""\n\n', ""),
            "AntahSpider",
            {},
        ),
        (
            SOURCE.replace('r"^/read/\\d+$"', '"".join(\n        ("^/read", "/")\n    )'),
            "AntahSpider",
            {"article_url": Alternative("^/a$")},
        ),
    ],
)
def test_what_cannot_be_changed_is_refused(source, cls, facts):
    with pytest.raises(RewriteError):
        rewritten(source, cls, change(facts))
