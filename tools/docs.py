"""Writes the generated parts of the documents: `make docs`.

A test holds the documents against what this would write.
"""

import inspect
import json
import re
import sys
from datetime import datetime
from pathlib import Path

from newscrawl.api import papers, read_article
from newscrawl.crawler.spider import NewsSpider
from newscrawl.items import article_schema, as_line
from newscrawl.regions import REGIONS
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.registry import family_of

DOCS = Path("docs")
#: The README in English and in Indonesian.
READMES = (Path("README.md"), Path("README.id.md"))
PAGES = Path("newscrawl/newsstand/pages")
#: The page whose line the README shows: with an editor, and whom the paper had the story from.
SAMPLE = Path("tests/sites/beritabali/material-icons.json")
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


def sample_line() -> str:
    """Return the line of the sample page as a crawl writes it, indented to be read."""
    case = json.loads(SAMPLE.read_text("utf-8"))
    fetched = datetime.fromisoformat(case["fetched_at"])
    page = (PAGES / case["file"]).read_bytes()
    article = read_article(page, url=case["url"], spider=SAMPLE.parent.name, fetched_at=fetched)
    article.cluster_id = article.id  # the first of its story, as the newsstand's crawl finds it
    text = json.dumps(as_line(article), ensure_ascii=False, indent=2)
    return f"```json\n{text}\n```"


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
    bases = {
        base for paper in everyone for base in paper.__mro__ if ".families." in base.__module__
    }
    parts = [
        "# The families",
        "",
        "Templates that papers share. Written by `make docs` from `newscrawl/families/`.",
    ]
    for module in sorted({base.__module__ for base in bases} | set(family_modules())):
        source = sys.modules[module]
        parts += [
            "",
            f"## {module.rpartition('.')[2]}",
            "",
            " ".join((source.__doc__ or "").split()),
        ]
        for cls in classes_of(module):
            standing = sorted(paper.name for paper in everyone if cls in paper.__mro__[1:])
            text = re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.getdoc(cls) or "")
            names = ", ".join(f"`{name}`" for name in standing) or "none yet"
            parts += ["", f"### {cls.__name__}", "", text, "", f"Papers: {names}."]
    return "\n".join(parts) + "\n"


def family_modules() -> list[str]:
    """Return the names of the modules that hold families."""
    folder = Path("newscrawl/families")
    return [
        f"newscrawl.families.{file.stem}"
        for file in folder.glob("*.py")
        if file.stem != "__init__" and f"newscrawl.families.{file.stem}" in sys.modules
    ]


def classes_of(module: str) -> list[type[Newspaper]]:
    """Return the families of a module, in the order in which they stand there."""
    found = [
        cls
        for cls in vars(sys.modules[module]).values()
        if isinstance(cls, type) and issubclass(cls, NewsSpider) and cls.__module__ == module
    ]
    return sorted(found, key=lambda cls: inspect.getsourcelines(cls)[1])


def with_part(text: str, name: str, made: str) -> str:
    """Return a document with the part between its markers made anew."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, _, rest = text.partition(begin)
    return head + begin + "\n" + made + "\n" + end + rest.partition(end)[2]


def documents() -> dict[Path, str]:
    """Return every generated document by its file."""
    data = DOCS / "data.md"
    line = sample_line()
    return {
        **{file: with_part(file.read_text("utf-8"), "line", line) for file in READMES},
        data: with_part(data.read_text("utf-8"), "fields", fields_table()),
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
