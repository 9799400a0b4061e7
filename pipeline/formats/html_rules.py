"""What HTML's elements are to a translator."""

from __future__ import annotations

VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img"),
        *("input", "link", "meta", "param", "source", "track", "wbr"),
    }
)
BLOCK = frozenset(
    {
        *(
            "html",
            "head",
            "body",
            "title",
            "address",
            "article",
            "aside",
            "blockquote",
            "button",
            "caption",
            "center",
        ),
        *(
            "col",
            "colgroup",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
        ),
        *(
            "footer",
            "form",
            "frameset",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "legend",
            "li",
        ),
        *(
            "main",
            "menu",
            "meta",
            "link",
            "nav",
            "ol",
            "optgroup",
            "option",
            "p",
            "pre",
            "search",
            "section",
            "select",
        ),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video", "audio", "object"),
    }
)
KINDS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "dt", "dd", "caption", "figcaption"),
        *("blockquote", "summary", "legend", "button", "option", "title"),
    }
)
"""Elements that name the kind of the text in them; elsewhere text is a `p`."""
OPAQUE_BLOCK = frozenset(
    {"pre", "template", "noscript", "object", *("svg", "math"), "canvas", "audio", "video"}
)
"""Elements left alone whole; `svg` and `math` inside a sentence are one empty tag."""
OPAQUE_INLINE = frozenset({"code", "kbd", "samp", "var", "tt", "svg", "math", "ruby"})
CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
    "p": frozenset({"p"}),
}
"""Open elements that a start tag closes, as browsers do it."""


def closed_by(name: str) -> frozenset[str]:
    """Open elements that the start tag of `name` closes."""
    return CLOSED_BY.get(name, _PARAGRAPH if name in BLOCK else _NOTHING)


_PARAGRAPH, _NOTHING = frozenset({"p"}), frozenset[str]()
SCOPES = frozenset(
    {"ul", "ol", "dl", "table", "select", "body", "html", "div", "section", "article", "main", "td", "th"}
)
"""Elements that such closing does not reach beyond."""
ATTRIBUTES = {
    "alt": "alt",
    "title": "title-attribute",
    "placeholder": "placeholder",
    "aria-label": "aria-label",
    "label": "label",
}
"""Translated attributes and the kinds of their blocks."""
BUTTONS = ("button", "submit", "reset")
"""Types of `input` whose value is shown on a button."""
LINKS = ("href", "src", "poster", "data")
"""Attributes that hold an address."""
METAS = {
    "description": "meta:description",
    "og:title": "meta:og:title",
    "og:description": "meta:og:description",
    "og:image:alt": "meta:og:image:alt",
    "twitter:title": "meta:twitter:title",
    "twitter:description": "meta:twitter:description",
    "twitter:image:alt": "meta:twitter:image:alt",
}


def is_left_alone(name: str, translate: str, classes: str) -> bool:
    """Whether an element is not looked into, by its name and the values of its `translate` and `class`."""
    refused = translate.strip().lower() == "no" or "notranslate" in classes.split()
    return refused or name in OPAQUE_BLOCK | OPAQUE_INLINE
