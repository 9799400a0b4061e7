"""argostranslate's own translate over articles; runs in an environment of its own, with nothing of termlock.

python peer.py ARTICLES.json [SAID.json]

Prints seconds of the translation alone, by the clock and of processor; writes what was said.

Sentences are split for it, at no cost: stanza's resources in its packages do not load.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any


def main(path: Path, said_in: Path | None = None) -> None:
    import argostranslate.translate as argos

    articles: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    said = {block["text"]: block["sentences"] for article in articles for block in article["blocks"]}

    def split(_: object, text: str) -> list[str]:
        return said.get(text) or re.split(r"(?<=[.!?。！？])\s*(?=\S)", text)

    for kind in ("StanzaSentencizer", "MiniSBDSentencizer", "SpacySentencizerSmall"):
        getattr(argos, kind).split_sentences = split
    translations = []
    start, cpu = time.perf_counter(), time.process_time()
    for article in articles:
        text = "\n".join(block["text"] for block in article["blocks"])
        for target in article["targets"]:
            translations.append(argos.get_translation_from_codes(article["language"], target).translate(text))
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(json.dumps({"wall": wall, "cpu": cpu}))
    if said_in:
        said_in.write_text(json.dumps(translations), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
