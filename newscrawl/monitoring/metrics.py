"""Writes the papers' health in Prometheus's text format, for node_exporter's textfile collector."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from newscrawl.monitoring.health import Health, State

#: Metric, what it is, and its value of a paper; without a value the paper is left out.
GAUGES = {
    "newscrawl_paper_bad": "1 when the verdict is worse than quiet.",
    "newscrawl_paper_since_timestamp_seconds": "Since when the verdict holds.",
    "newscrawl_paper_articles": "Articles of the span that was asked for.",
    "newscrawl_paper_usual_articles": "Articles in such a span before.",
    "newscrawl_paper_last_run_timestamp_seconds": "When the last run that tells of it began.",
    "newscrawl_paper_newest_article_timestamp_seconds": "When its newest article was published.",
}


def exposition(healths: Iterable[Health]) -> str:
    """Return all papers' metrics as text, each with its help and type."""
    found = list(healths)
    lines = [
        "# HELP newscrawl_paper_verdict 1 for the verdict that a paper has, 0 for the others.",
        "# TYPE newscrawl_paper_verdict gauge",
    ]
    for one in found:
        for state in State:
            labels = f'site="{escaped(one.site)}",verdict="{state.word}"'
            lines.append(f"newscrawl_paper_verdict{{{labels}}} {int(state is one.state)}")
    told = [dict(gauges(one)) for one in found]
    for name, what in GAUGES.items():
        lines += [f"# HELP {name} {what}", f"# TYPE {name} gauge"]
        for one, values in zip(found, told, strict=True):
            if name in values:
                lines.append(f'{name}{{site="{escaped(one.site)}"}} {values[name]:.15g}')
    return "\n".join(lines) + "\n"


def gauges(one: Health) -> Iterator[tuple[str, float]]:
    """Yield the metrics of a paper that have a value."""
    yield "newscrawl_paper_bad", one.bad
    yield "newscrawl_paper_articles", one.articles
    if one.usual is not None:
        yield "newscrawl_paper_usual_articles", one.usual
    moments = {
        "newscrawl_paper_since_timestamp_seconds": one.since,
        "newscrawl_paper_last_run_timestamp_seconds": one.last_run,
        # Of a day alone the hour is not known: no figure is better than a wrong one.
        "newscrawl_paper_newest_article_timestamp_seconds": datetime.fromisoformat(one.newest)
        if one.newest and "T" in one.newest
        else None,
    }
    for name, moment in moments.items():
        if moment:
            yield name, moment.timestamp()


def escaped(label: str) -> str:
    """Return a label's value as the format wants it."""
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
