"""How well translations of the sample workspace are aligned with their articles.

    python -m benchmarks.adopting [--drop 0.1]

The four approved articles are published in their other languages; what is published, with some paragraphs left out of
each, is adopted by a workspace without catalogues, and compared with what the catalogues say.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from pathlib import Path

from benchmarks.kills import ROOT
from pipeline import inline
from pipeline.batch.adopt import adopt
from pipeline.batch.deciding import PublishOptions
from pipeline.batch.publish import publish
from pipeline.catalogue import po, states
from pipeline.languages import LANGUAGES, locale_name
from pipeline.model import State
from pipeline.settings import find_workspace

_PARAGRAPH = re.compile(r"(?<=\n\n)[^\n<#|>-][^\n]+(?:\n[^\n]+)*\n\n|<p>.*?</p>", re.DOTALL)


def shortened(text: str, drop: float, chance: random.Random) -> str:
    """The article without some of its paragraphs."""
    return _PARAGRAPH.sub(lambda found: "" if chance.random() < drop else found[0], text)


def measured(place: Path, drop: float, seed: int) -> list[tuple[str, str, int, int, int]]:
    """Article, language, entries that were offered, those offered rightly, those that could have been."""
    for name in ("sources", "glossary", "output"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "termlock.toml", place)
    workspace = find_workspace(place, place)
    publish(workspace, (), PublishOptions(bare=True))
    chance = random.Random(seed)  # noqa: S311 - a sample
    truth = place / "output/locale"
    kept = truth.rename(place / "truth")
    rows = []
    for article in sorted((place / "sources").glob("*/*.*")):
        for language in LANGUAGES:
            found = list((place / "output/site" / language).glob(f"{article.stem}.*"))
            if language == article.parent.name or not found:
                continue
            catalogue = po.parse(
                (kept / locale_name(language) / f"LC_MESSAGES/{article.stem}.po").read_bytes()
            )
            right = {e.key: e for e in catalogue.entries if states.state(e) is State.APPROVED}
            text = shortened(found[0].read_text(encoding="utf-8"), drop, chance)
            other = place / f"translation{found[0].suffix}"
            other.write_text(text, encoding="utf-8")
            offers = adopt(workspace, article, other, language=language).offers
            seen = _seen(text)
            here = {key for key, e in right.items() if _seen(e.translation) in seen}
            hits = {
                key
                for key, offer in offers.items()
                if key in right and _same(offer.text, right[key].translation)
            }
            rows.append((article.stem, language, len(offers), len(hits), len(here | hits)))
    return rows


def _same(one: str, other: str) -> bool:
    return _seen(one) == _seen(other)


def _seen(text: str) -> str:
    """Letters and digits alone: typography may differ."""
    return re.sub(r"\W+|&\w+;", "", inline.plain(re.sub(r"</?[a-z][^<>]*>", "", text)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drop", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = measured(Path(place), options.drop, options.seed)
    print("| article | language | offered | right | precision | recall |\n|---|---|--:|--:|--:|--:|")
    for name, language, offered, hits, there in rows:
        print(
            f"| {name} | {language} | {offered} | {hits} | {hits / max(1, offered):.3f} | {hits / max(1, there):.3f} |"
        )


if __name__ == "__main__":
    main()
