"""Finds the elements of CSS selectors on one page, without a pass over the page for each.

XPath asks every element of a page for its class, a quarter of a millisecond a selector. Most
selectors end in a class or an id: the few elements that have it are looked up, then each is held
against the whole selector. XPath answers the rest; both give the same.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cssselect import SelectorError, parser
from lxml import etree
from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from newscrawl.page.document import Document

#: One selector; of a tuple the first that matches anything counts.
Selector = str | tuple[str, ...]

Test = Callable[[HtmlElement], bool]
Found = HtmlElement | str
TEXT: Final = etree.XPath("text()")
#: What parts class names; str.split() would part them at other blanks too.
BLANKS: Final = re.compile("[ \t\r\n]+")


class Plan(NamedTuple):
    """How a selector is answered without XPath.

    The names that an element must bear in `class` or `id`, the test that it must pass, and the
    attribute wanted of it: "" for its text, None for the element itself.
    """

    key: str
    name: str
    fits: Test
    attribute: str | None


@lru_cache(maxsize=4096)
def compiled(css: str) -> etree.XPath:
    """Return the compiled form of a CSS selector (parsel's dialect: `::attr()`, `::text`)."""
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


def select(document: Document, selector: Selector) -> list[Found]:
    """Return what the first selector that matches anything gives: elements, or strings."""
    ordered: Sequence[str] = (selector,) if isinstance(selector, str) else selector
    for css in ordered:
        if css and (found := matches(document, css)):
            return found
    return []


def matches(document: Document, css: str) -> list[Found]:
    """Return what a selector names, in document order: elements, or strings."""
    plan = planned(css)
    if plan is None:
        return list(compiled(css)(document.root))
    named = document.classes if plan.key == "class" else document.ids
    elements = [e for value in named if plan.name in value and plan.fits(e := value.getparent())]
    if plan.attribute is None:
        return elements
    if not plan.attribute:
        return [text for element in elements for text in TEXT(element)]
    return [value for e in elements if (value := e.get(plan.attribute)) is not None]


def all_elements(document: Document, selectors: Selector) -> set[HtmlElement]:
    """Return the elements that any of the selectors names."""
    several = (selectors,) if isinstance(selectors, str) else selectors
    found = (item for css in several if css for item in matches(document, css))
    return {item for item in found if isinstance(item, HtmlElement)}


@lru_cache(maxsize=4096)
def planned(css: str) -> Plan | None:
    """Return how to answer a selector without XPath; None when it must be XPath."""
    try:
        selectors = parser.parse(css)
    except SelectorError:
        return None  # XPath's own message is the one to see
    if len(selectors) != 1:
        return None
    tree, wanted = selectors[0].parsed_tree, selectors[0].pseudo_element
    attribute: str | None = None
    if isinstance(wanted, parser.FunctionalPseudoElement):
        if wanted.name != "attr" or wanted.argument_types() not in (["STRING"], ["IDENT"]):
            return None
        attribute = wanted.arguments[0].value
    elif wanted is not None:
        if wanted != "text":
            return None
        attribute = ""
    last = tree.subselector if isinstance(tree, parser.CombinedSelector) else tree
    key = key_of(last)
    fits = test_of(tree)
    return Plan(*key, fits, attribute) if key and fits else None


def key_of(tree: object) -> tuple[str, str] | None:
    """Return a class or id that elements must have to match a compound selector."""
    while isinstance(tree, parser.Class | parser.Hash | parser.Attrib):
        if isinstance(tree, parser.Class):
            return "class", tree.class_name
        if isinstance(tree, parser.Hash):
            return "id", tree.id
        tree = tree.selector
    return None


def test_of(tree: object) -> Test | None:
    """Return the test that elements pass which a selector names; None where only XPath knows."""
    if isinstance(tree, parser.Element):
        name = tree.element.lower() if tree.element else None
        return None if tree.namespace else lambda e: name is None or e.tag == name
    if isinstance(tree, parser.CombinedSelector):
        return combined(tree)
    if not isinstance(tree, parser.Class | parser.Hash | parser.Attrib):
        return None
    base, own = test_of(tree.selector), own_test(tree)
    return (lambda e: own(e) and base(e)) if base and own else None


def own_test(tree: parser.Class | parser.Hash | parser.Attrib) -> Test | None:
    """Return the test of one `.class`, `#id` or `[attribute="value"]`."""
    if isinstance(tree, parser.Class):
        name = tree.class_name
        return lambda e: name in BLANKS.split(e.get("class") or "")
    if isinstance(tree, parser.Hash):
        value = tree.id
        return lambda e: e.get("id") == value
    told = tree.value.value if tree.value else None
    if tree.namespace or tree.operator not in ("exists", "=", "*=", "^=", "$=") or told == "":
        return None
    return attribute_test(tree.attrib.lower(), tree.operator, told or "")


def attribute_test(attribute: str, operator: str, told: str) -> Test:
    """Return the test of an attribute's value."""
    if operator == "exists":
        return lambda e: e.get(attribute) is not None
    if operator == "=":
        return lambda e: e.get(attribute) == told
    if operator == "*=":
        return lambda e: told in (e.get(attribute) or "")
    if operator == "^=":
        return lambda e: (e.get(attribute) or "").startswith(told)
    return lambda e: (e.get(attribute) or "").endswith(told)


def combined(tree: parser.CombinedSelector) -> Test | None:
    """Return the test of `a b` and `a > b`."""
    outer, inner = test_of(tree.selector), test_of(tree.subselector)
    if outer is None or inner is None:
        return None
    if tree.combinator == " ":
        return lambda e: inner(e) and any(outer(above) for above in e.iterancestors())
    if tree.combinator == ">":
        return lambda e: inner(e) and (above := e.getparent()) is not None and outer(above)
    return None
