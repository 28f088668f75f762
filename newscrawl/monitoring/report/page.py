"""Writes the page as one HTML file: data, looks, script, and the policy that binds them.

What comes from papers is data in a block of JSON, which the script shows as text; the policy lets
no other script run and nothing be asked for, whatever stands in it.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

#: What would end the block of JSON, or begin a comment in it.
UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def page(data: Mapping[str, Any]) -> str:
    """Return the whole file, as UTF-8 text."""
    style = f"{file('uPlot.min.css')}\n{file('report.css')}"
    library, script = file("uPlot.iife.min.js"), file("report.js")
    policy = {
        "default-src": "'none'",
        "script-src": f"{sha256(library)} {sha256(script)}",
        "style-src": sha256(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return Template(file("report.html")).substitute(
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        licence=file("uPlot.LICENSE").strip(),
        style=style,
        library=library,
        script=script,
        data=in_html(data),
    )


@cache
def file(name: str) -> str:
    """Return a file of the page; out of an egg as well."""
    return files(__package__).joinpath("files", name).read_text(encoding="utf-8")


def sha256(text: str) -> str:
    """Return the source expression of CSP for an element with this text."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def in_html(data: Mapping[str, Any]) -> str:
    """Return data as JSON that can stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(UNSAFE)
