"""A term in an English sentence: articles, plurals, the possessive, capitals."""

from __future__ import annotations

import re

from pipeline.glossary.concepts import Form
from pipeline.glossary.fitting.base import Change, Setting, capitalised, is_rest
from pipeline.grammar.english_forms import (
    conjugated,
    head_of,
    is_counted,
    is_derived,
    is_plural,
    plural_of,
    takes_an,
    takes_article,
)
from pipeline.model import Span

_ARTICLE = re.compile(r"(?<![\w-])an?[ \u00a0]+$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_MANY = re.compile(
    r"(?<![\w-])(?:these|those|many|several|few|both|various|all|two|three|four|five|six|seven|eight|nine|ten"
    r"|(?!1[ \u00a0])\d+)[ \u00a0]+$",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<![\w-])(?:an?|this|that|each|every|another|one|1)[ \u00a0]+$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?<![\w-])(?:am|is|are|was|were|be|been|being|have|has|had|having|get|gets|got|getting)"
    r"[ \u00a0]+(?:\w+ly[ \u00a0]+)?$",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"(?<![\w-])(?:can|could|may|might|must|should|would|will|shall|cannot|don['’]t|doesn['’]t|didn['’]t|i|we|they|he|she|who)"
    r"[ \u00a0]+(?:\w+ly[ \u00a0]+)?$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\w(?:ed|ing|[^m]en)$")
_OBJECT = re.compile(r"[ \u00a0]+(?:the|an?|this|that|every|each|his|her|their|its|your|my|our)\b")
_CLAUSE = re.compile(
    r"\w+[ \u00a0](?:is|are|was|were|has|have|had|can|may|will)[ \u00a0]\w"
    r"|(?!(?:all|both|half|such|what|many|quite|rather|of)[ \u00a0])\w+[ \u00a0]"
    r"(?:the|an?|this|that|these|those|every|each|his|her|their|its|your|my|our)[ \u00a0]\w",
    re.IGNORECASE,
)
"""A subject with its verb, or a verb with its object: `pressure is high`, `broke their hips`."""
_GOES_ON = re.compile(
    r"[ \u00a0]+(?!(?:of|in|on|at|to|for|from|by|with|and|or|but|than|as|if|when|that|which|who"
    r"|is|are|was|were|can|may|will|has|have|had)\b)[a-z]"
)
"""Another word follows, to which an article or a number before may belong: `a calcium tablet`."""
_VERB = re.compile(r"[ \u00a0]+(are|were|have|do|is|was|has|does)(?![\w'’])")
_SINGULAR_OF = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PLURAL_OF = {singular: plural for plural, singular in _SINGULAR_OF.items()}


def fit_english(setting: Setting, form: Form) -> tuple[Change, ...] | None:
    """Changes that put a form at a place; a verb takes the ending of the one that stands there."""
    there = setting.text[setting.span.start : setting.span.end]
    before, behind = setting.text[: setting.span.start], setting.text[setting.span.end :]
    if _cannot_stand(setting, form, before, behind):
        return None
    possessive = None if setting.bare else _POSSESSIVE.search(there)
    was_plural = not setting.bare and is_plural(there[: possessive.start()] if possessive else there)
    plural = form.pos in ("", "noun") and _wants_plural(setting, form, (before, behind), was_plural)
    changes = [*_article(before, behind, form, plural), *_verb(setting, behind, was_plural, plural)]
    if form.pos == "verb":
        text = form.text if setting.bare else conjugated(form.text, there)
    else:
        text = plural_of(form.text) if plural else form.text
    if possessive:
        text += "’" if plural and text.endswith("s") else possessive.group()[0] + "s"
    if setting.begins or any(not c.text and _begins(before[: c.span.start]) for c in changes):
        text = capitalised(text)
    return Change(setting.span, text), *changes


def _wants_plural(setting: Setting, form: Form, around: tuple[str, str], was_plural: bool) -> bool:
    """The number of what is replaced, but what is not counted stays in the singular."""
    before, behind = around
    if is_plural(form.text):
        return True
    if _ONE.search(before) or not (is_counted(form.text) or setting.plural):
        return False
    if _MANY.search(before) and not _GOES_ON.match(behind):
        return True
    return bool(setting.plural) if setting.bare else was_plural


def _cannot_stand(setting: Setting, form: Form, before: str, behind: str) -> bool:
    """Whether a part of speech stands there that the form is none of."""
    if form.pos == "adj":
        return not (_GOES_ON.match(behind) or _AUXILIARY.search(before))
    if form.pos not in ("", "noun") or setting.bare:
        return False
    there = setting.text[setting.span.start : setting.span.end]
    head, rest = head_of(form.text)
    *others, last = head.split()
    if _CLAUSE.match(there) or (last.islower() and is_rest(setting, [*others, *rest.split()], last)):
        return True
    if _PARTICIPLE.search(there) and (_GOES_ON.match(behind) or _OBJECT.match(behind)):
        return True  # `a broken arm`, `stop blaming every`
    return _is_verb(before, there) or is_derived(there, form.text)


def _is_verb(before: str, there: str) -> bool:
    """Whether a verb stands there (`are expecting`, `they broke`): no noun can."""
    return bool(_MODAL.search(before) or (_AUXILIARY.search(before) and _PARTICIPLE.search(there)))


def _article(before: str, behind: str, form: Form, plural: bool) -> list[Change]:
    """`a` or `an` by sound, and neither before a substance, unless the article is that of a word behind it."""
    found = _ARTICLE.search(before)
    if not found:
        return []
    if form.pos in ("", "noun") and not _GOES_ON.match(behind) and (plural or not takes_article(form.text)):
        return [Change(Span(*found.span()), "")]
    wanted = "an" if takes_an(form.text) else "a"
    word = found.group().rstrip(" \u00a0")
    if word.lower() == wanted:
        return []
    shown = wanted.capitalize() if word[0].isupper() else wanted
    return [Change(Span(found.start(), found.start() + len(word)), shown)]


def _verb(setting: Setting, behind: str, was_plural: bool, plural: bool) -> list[Change]:
    """`deposits are` -> `calcification is`."""
    found = _VERB.match(behind)
    if setting.bare or was_plural == plural or not found:
        return []
    made = (_PLURAL_OF if plural else _SINGULAR_OF).get(found.group(1))
    start = setting.span.end + found.start(1)
    return [Change(Span(start, setting.span.end + found.end(1)), made)] if made else []


def _begins(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in ".!?…"
