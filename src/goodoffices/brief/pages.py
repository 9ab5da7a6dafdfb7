"""Templates of pages that load nothing, and what they may show."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@cache
def template(name: str) -> Template:
    """A template of this room."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["exactly"] = exactly
    environment.filters["language"] = language
    return environment.from_string(resource(name))


@cache
def resource(name: str) -> str:
    """A style, script or template of this room."""
    return (files("goodoffices.brief") / name).read_text(encoding="utf-8")


def policy(*, style: str, script: str | None = None) -> str:
    """What a page may use (a Content-Security-Policy): this style and script, and nothing from elsewhere."""
    scripts = f" script-src {_hash(script)};" if script is not None else ""
    return f"default-src 'none'; style-src {_hash(style)};{scripts} base-uri 'none'; form-action 'none'"


def _hash(inlined: str) -> str:
    digest = base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def exactly(text: str) -> Markup:
    """The text escaped; a browser would turn a bare carriage return into a line feed."""
    return escape(text).replace("\r", Markup("&#13;"))


def language(tag: str | None) -> str:
    """A report's language as an attribute; empty, which is HTML for "not known", unless it is a tag."""
    return tag if tag and LANGUAGE_TAG.fullmatch(tag) else ""
