"""The published site: where pages stand, and how they reach each other.

sources/ru/blog/k2.md    article `blog/k2`
site/ru/blog/k2.md       its page in Russian          site/zh/blog/k2.md    in Chinese
sources/ru/img/a.svg     an asset                     site/ru/img/a.svg     copied to the same place
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, unquote

from pipeline.formats.values import write_value
from pipeline.model import Address, Article, Finding, Severity
from pipeline.publish.edits import Edit

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\?|\{|<|$", re.IGNORECASE)
"""Schemes, hosts, roots, fragments, templates: not ours to rewrite."""

Exists = Literal["file", "folder", ""]
"""What a path leads to."""


@dataclass(frozen=True, slots=True)
class Site:
    """All articles of a workspace and what of them is published."""

    sources: str
    """Source folder, relative to the workspace."""
    articles: Mapping[str, str]
    """Names of articles by the path of their file below the source folder."""
    languages: Mapping[str, str]
    """Their own languages, by name."""
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Languages that an article is published in, by name."""
    base_url: str = ""
    """Address under which the site will stand, with its last `/`; empty if it is not told."""
    suffixes: Mapping[str, str] = field(init=False)
    """Of the articles' files, by name."""

    def __post_init__(self) -> None:
        suffixes = {name: posixpath.splitext(path)[1] for path, name in self.articles.items()}
        object.__setattr__(self, "suffixes", suffixes)

    def page(self, name: str, language: str) -> str:
        """Path of a page below the site's folder; where the article has none in that language, in its own."""
        there = language if language in self.pages.get(name, ()) else self.languages[name]
        return f"{there}/{name}{self.suffixes[name]}"

    def is_published(self, name: str, language: str) -> bool:
        """Whether a link to an article from a page in a language leads to a page."""
        return not self.pages.get(name, frozenset()).isdisjoint((language, self.languages[name]))

    def url(self, name: str, language: str) -> str:
        return self.base_url + quote(self.page(name, language))


@dataclass(frozen=True, slots=True)
class Links:
    """What became of an article's links in one language."""

    edits: tuple[Edit, ...]
    assets: frozenset[str]
    """Files that it needs, below the source folder."""
    findings: tuple[Finding, ...]


def links_of(article: Article, language: str, site: Site, exists: Mapping[str, Exists]) -> Links:
    """Links of an article as its page in a language needs them.

    `exists`: what is there, by path below the source folder.
    """
    edits: list[Edit] = []
    assets: set[str] = set()
    findings: list[Finding] = []
    here = posixpath.dirname(f"{language}/{article.name}")
    for address, path, rest in relative_links(article, site.sources):
        if path in site.articles:
            there = site.page(site.articles[path], language)
            if not site.is_published(site.articles[path], language):
                findings.append(_broken(article, address, "an article that is not published", Severity.INFO))
        elif exists.get(path):
            there = path
            if exists[path] == "file":
                assets.add(path)
        else:
            findings.append(_broken(article, address, "no file", Severity.WARNING))
            continue
        folder = "/" if exists.get(path) == "folder" else ""
        changed = quote(posixpath.relpath(there, here) + folder, safe="/%:@!$&'()*+,;=~.-_") + rest
        if unquote(changed) != unquote(address.text) and _normal(changed) != _normal(address.text):
            raw = article.text[address.span.start : address.span.end]
            edits.append(Edit(address.span, write_value(address.markup, changed, raw)))
    return Links(tuple(edits), frozenset(assets), tuple(findings))


def _normal(address: str) -> str:
    path, rest = re.fullmatch(r"([^?#]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    return posixpath.normpath(unquote(path)) + rest


def relative_links(article: Article, sources: str) -> Iterator[tuple[Address, str, str]]:
    """Links to files of the workspace: the link, the file's path below the source folder, `?query#fragment`."""
    folder = posixpath.dirname(posixpath.relpath(article.path, sources))
    for address in article.addresses:
        text = address.text.strip()
        if _ABSOLUTE.match(text):
            continue
        found = re.fullmatch(r"([^?#]*)(.*)", text, re.DOTALL)
        assert found  # noqa: S101 - the pattern matches every text
        path = posixpath.normpath(posixpath.join(folder, unquote(found.group(1))))
        if not path.startswith(".."):
            yield address, path, found.group(2)


def _broken(article: Article, address: Address, what: str, severity: Severity) -> Finding:
    line = article.text.count("\n", 0, address.span.start) + 1
    shown = address.text if len(address.text) <= 100 else address.text[:97] + "…"
    message = f"The link {shown} leads to {what}. Correct it, or put that there."
    return Finding("link-broken", severity, message, article.path, line)
