"""The page `docs/checks.md`, made of the registry: `make docs`, or `python -m pipeline.checks.documentation`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from pipeline.checks.base import Example
from pipeline.checks.registry import CATALOGUE_CHECKS, CHECKS

_INTRODUCTION = """\
# Checks

Every draft is checked before it is offered, every catalogue when it is written, every approved text before it
is published; `termlock check` checks any gettext catalogue, termlock's or not. An error withholds a draft and
holds approved text back from publishing; a warning stands in the catalogue (`#. termlock: …`); information is
told by `termlock check` only. Many findings are errors in a machine's draft and warnings in a person's text.

    termlock check                          # the workspace's catalogues
    termlock check file.po --source en      # somebody's
    termlock check --format sarif           # lines, table, json, sarif (2.1), github (annotations)

Its exit status is 1 if there are errors.

**A finding that is none.** The review page, or a person, puts a translator comment at the entry that names the
check and the texts' hash: `# termlock: ignore negation 1a2b3c4d`. It lapses when either text changes. Where a
translator joined sentences (`<empty/>`), the block is judged as a whole, and a comment at any of its entries
counts for it. Lost tags (`tags`) are to be corrected: ignored or not, such a text can be written into no article.

**A check that does not suit you.** In `termlock.toml`:

    [checks]
    disable = ["capital"]        # does not run
    error = ["brackets"]         # as grave as these
    warning = ["numbers"]
    info = ["zh-marks"]

All checks but `tags` can be set; without its tags no text can be published.

How often each check speaks on machine and on human translations, and how many seeded errors they find, stands
in `benchmarks/README.md`.

"""


def document() -> str:
    """The page in Markdown."""
    lines = [_INTRODUCTION + "| check | what |", "|---|---|"]
    lines += [f"| [`{check.id}`](#{check.id}) | {check.title} |" for check in (*CHECKS, *CATALOGUE_CHECKS)]
    for check in CHECKS:
        lines += ["", f"## {check.id}", "", f"**{check.title}.** {check.explanation}", ""]
        lines += _examples([("right", check.good), ("wrong", check.bad)])
    for clash in CATALOGUE_CHECKS:
        lines += ["", f"## {clash.id}", "", f"**{clash.title}.** {clash.explanation}", ""]
        lines += _examples([*(("right", e) for e in clash.good), *(("wrong", e) for e in clash.bad)])
    return "\n".join(lines) + "\n"


def _examples(examples: Iterable[tuple[str, Example]]) -> Iterator[str]:
    yield "| | source | translation |"
    yield "|---|---|---|"
    for verdict, example in examples:
        yield f"| {verdict} | {_code(example.text)} | {_code(example.translation)} |"


def _code(text: str) -> str:
    return f"`{text.replace('|', '&#124;')}`"


if __name__ == "__main__":
    sys.stdout.write(document())
