"""`scrapy checkall`: checks the facts of all papers."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

from newscrawl.commands.sites import as_table, loader_of
from newscrawl.crawler.console import ProjectCommand
from newscrawl.families import families
from newscrawl.sites.checks import CHECKS, Finding, audit, without_name
from newscrawl.sites.registry import IMPORT_ERRORS, Registry


class Command(ProjectCommand):
    """Check all papers' facts, patterns, sources, zones and politeness."""

    arguments = "[NAME...]"

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's
        """Print what is wrong; the exit code is 1 when anything is."""
        loader = loader_of(self.settings)
        registry = Registry.of(loader, args or None)
        findings = [Finding(name, "import", why) for name, why in registry.broken.items()]
        findings += [
            Finding(name, "names", f"stated more than once: {' and '.join(classes)}")
            for name, classes in loader.twins().items()
            if name in registry.papers or name in registry.broken
        ]
        findings += audit(registry.papers.values(), families())
        if not args:
            told = {loader.names()[name] for name in registry.broken}
            findings += unimported(set(loader.modules()) - sys.modules.keys() - told)
        findings += without_name(sys.modules[m] for m in loader.modules() if m in sys.modules)
        if findings:
            print(as_table(("paper", "about", "finding"), sorted(findings)))
            print()
        count = len(registry.papers) + len(registry.broken)
        wrong = len({one.paper for one in findings})
        print(f"{count} papers, {len(CHECKS)} checks each: {len(findings)} findings", end="")
        print(f" at {wrong} papers" if findings else "")
        self.exitcode = int(bool(findings))


def unimported(modules: Iterable[str]) -> Iterator[Finding]:
    """Import what no paper's name led to; say what of it cannot be imported."""
    for module in modules:
        try:
            import_module(module)
        except IMPORT_ERRORS as error:
            yield Finding(module.rpartition(".")[2], "import", f"{module}: {error}")
