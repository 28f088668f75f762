"""Writes the generated parts of the documents: `make docs`.

A test holds the documents against what this would write.
"""

import inspect
import json
import re
import sys
from dataclasses import fields
from pathlib import Path

from newscrawl.api import papers, read_article
from newscrawl.commands.extract import lines_table
from newscrawl.extraction import Selectors, read_page
from newscrawl.extraction.context import Page
from newscrawl.families import MODULES, families_of
from newscrawl.items import HANDLING, article_schema, as_line
from newscrawl.page.document import parse
from newscrawl.regions import REGIONS
from newscrawl.sites.article import rules_of
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.registry import family_of
from newscrawl.storage.run_records import run_id
from tests.support.cases import case_of

DOCS = Path("docs")
#: The README in English and in Indonesian.
READMES = (Path("README.md"), Path("README.id.md"))
#: The page whose line the README shows: with an editor, and whom the paper had the story from.
SAMPLE = "beritabali/material-icons"
STATUS = {
    "real-page": "a page of the paper itself was seen (saved, or its text or address)",
    "scraper": "somebody's working code for this host names the selectors",
    "family": "the template is that of sister papers that were seen",
    "list": "no more than a name in a list",
}


def fields_table() -> str:
    """Return the fields of a line as a table."""
    rows = ["| field | type | what |", "|---|---|---|"]
    for name, schema in article_schema()["properties"].items():
        kinds = schema.get("type") or ["null" if one is None else one for one in schema["enum"]]
        text = kinds if isinstance(kinds, str) else " or ".join(kinds)
        rows.append(f"| `{name}` | {text} | {schema['description']} |")
    return "\n".join(rows)


def selectors_table() -> str:
    """Return the selectors that a paper may state, each with the field that it finds."""
    fields_of = {how.selector: name for name, how in HANDLING.items() if how.selector}
    rows = ["| selector | field of the line |", "|---|---|"]
    for one in fields(Selectors):
        found = fields_of.get(one.name)
        rows.append(f"| `{one.name}` | {f'`{found}`' if found else 'none: left out of the text'} |")
    return "\n".join(rows)


def sample_line() -> str:
    """Return the line of the sample page as a crawl writes it, indented to be read."""
    case = case_of(SAMPLE)
    article = read_article(case.page, url=case.url, spider=case.paper, fetched_at=case.fetched_at)
    article.cluster_id = article.id  # the first of its story, as the newsstand's crawl finds it
    article.run = run_id(case.paper, case.fetched_at)
    text = json.dumps(as_line(article), ensure_ascii=False, indent=2)
    return f"```json\n{text}\n```"


def sample_lines() -> str:
    """Return what the lines of the sample page are taken for, as `scrapy extract --lines` does."""
    case = case_of(SAMPLE)
    rules = rules_of(papers()[case.paper], case.url)
    page = Page.of(parse(case.page, url=case.url), rules=rules, now=case.fetched_at)
    read_page(page)
    return f"```\n{lines_table(page)}\n```"


def summary_of(cls: type) -> str:
    """Return the first paragraph of a class's docstring on one line."""
    return " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())


def papers_page() -> str:
    """Return the document of all papers, by province."""
    everyone = papers()
    parts = [
        "# The papers",
        "",
        f"{len(everyone)} papers. Written by `make docs` from the spiders.",
        "",
        "What the rules of a paper rest on (its status):",
        "",
        *(f"- `{name}`: {meaning}" for name, meaning in STATUS.items()),
        "",
        "Nothing was fetched live while they were written: look at a paper that you need with",
        "`scrapy probe NAME` first.",
    ]
    for code in [*REGIONS, None]:
        here = sorted((p for p in everyone.values() if p.region == code), key=lambda p: p.name)
        if here:
            parts += ["", f"## {REGIONS[code].name if code else 'All provinces'}", "", *table(here)]
    return "\n".join(parts) + "\n"


def table(here: list[type[Newspaper]]) -> list[str]:
    """Return the rows of a province."""
    rows = ["| name | publisher | family | status | rests on |", "|---|---|---|---|---|"]
    for paper in here:
        note = summary_of(paper)
        if paper.permission:
            note += " Off until its publisher permits it."
        link = f"[{paper.publisher}]({paper.home})"
        rows.append(f"| `{paper.name}` | {link} | {family_of(paper)} | {paper.status} | {note} |")
    return rows


def families_page() -> str:
    """Return the document of the families: what each is, and which papers stand on it."""
    everyone = papers().values()
    parts = [
        "# The families",
        "",
        "Templates that papers share. Written by `make docs` from `newscrawl/families/`.",
    ]
    for module in sorted(MODULES):
        classes = families_of(module)
        doc = sys.modules[classes[0].__module__].__doc__ or ""
        parts += ["", f"## {module}", "", " ".join(doc.split())]
        for cls in sorted(classes, key=lambda one: inspect.getsourcelines(one)[1]):
            standing = sorted(paper.name for paper in everyone if cls in paper.__mro__[1:])
            text = re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.getdoc(cls) or "")
            names = ", ".join(f"`{name}`" for name in standing) or "none yet"
            parts += ["", f"### {cls.__name__}", "", text, "", known_by(cls)]
            parts += ["", f"Papers: {names}."]
    return "\n".join(parts) + "\n"


def known_by(family: type[Newspaper]) -> str:
    """Return what a family's papers are known by, and whether they run unasked, in sentences."""
    signs = [f"`{host}` and hosts below it" for host in family.hosts]
    signs += [f"a page that has `{family.markers}`"] if family.markers else []
    text = f"Known by: {', else '.join(signs)}."
    if family.prefix:
        text += f" Its papers are named `{family.prefix}_{{region}}`."
    if family.permission:
        text += f" Off until it is permitted: {family.permission}"
    return text


def with_part(text: str, name: str, made: str) -> str:
    """Return a document with the part between its markers made anew."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, _, rest = text.partition(begin)
    return head + begin + "\n" + made + "\n" + end + rest.partition(end)[2]


def documents() -> dict[Path, str]:
    """Return every generated document by its file."""
    data, guide = DOCS / "data.md", DOCS / "contributing" / "add-a-paper.md"
    rules = DOCS / "contributing" / "extraction.md"
    line = sample_line()
    return {
        **{file: with_part(file.read_text("utf-8"), "line", line) for file in READMES},
        data: with_part(data.read_text("utf-8"), "fields", fields_table()),
        guide: with_part(guide.read_text("utf-8"), "selectors", selectors_table()),
        rules: with_part(rules.read_text("utf-8"), "lines", sample_lines()),
        DOCS / "papers.md": papers_page(),
        DOCS / "families.md": families_page(),
    }


def main() -> int:
    """Write the documents."""
    for file, text in documents().items():
        file.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
