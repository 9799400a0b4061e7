"""Figures as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.scoring import Measured

_HEAD = (
    "set",
    "direction",
    "engine",
    "terms",
    "segments",
    "terms in them",
    "success without → with",
    "right or flagged",
    "error findings",
    "consistency without → with",
    "chrF without → with",
)


def table(measured: Iterable[Measured]) -> str:
    """One line for each measurement."""
    rows = [_HEAD, ("---",) * len(_HEAD), *(_row(m) for m in measured)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def _row(measured: Measured) -> tuple[str, ...]:
    score = measured.score
    return (
        measured.set,
        measured.direction,
        measured.engine,
        measured.terms,
        f"{score.segments:,}",
        f"{score.terms:,}",
        f"{score.success[0]:.3f} → {score.success[1]:.3f}",
        f"{score.kept:.3f}",
        f"{score.withheld:.1%}",
        f"{score.consistency[0]:.3f} → {score.consistency[1]:.3f}",
        f"{score.chrf[0]:.1f} → {score.chrf[1]:.1f}",
    )


def broken_lines(measured: Sequence[Measured], *, most: int = 40) -> list[str]:
    """Segments with a term that is neither right nor flagged, some of them."""
    found = [(m, case) for m in measured for case in m.score.broken]
    lines = [f"\n{len(found)} segments have a term that is neither right nor flagged:\n"]
    for line, case in found[:most]:
        concepts = ", ".join(dict.fromkeys(match.concept for match in case.job.matches))
        lines += [
            f"{line.set} {line.direction} {line.engine} {line.terms} {case.id}: {concepts}",
            f"  {case.job.text}",
            f"  {case.locked.text}",
        ]
    return lines
