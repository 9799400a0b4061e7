"""Small charts as inline SVG: how values are spread, and where they should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 420, 150
_LEFT, _RIGHT, _BOTTOM, _TOP = 34, 18, 24, 10
_BINS = 28


@dataclass(frozen=True, slots=True)
class Axis:
    """What a chart's horizontal axis shows."""

    low: float
    high: float
    ticks: tuple[float, ...]
    band: tuple[float, float] | None = None
    """Within which values should be."""
    middle: float | None = None
    """What is usual."""

    def place(self, value: float) -> float:
        """Where a value stands, in the picture's units; beyond the ends it stands at them."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def histogram(values: Sequence[float], axis: Axis, label: str, told: Sequence[str]) -> Markup:
    """How many values fall where; `label` says it to who does not see it, `told` are the ticks' words."""
    counts = [0] * _BINS
    for value in values:
        share = (min(max(value, axis.low), axis.high) - axis.low) / (axis.high - axis.low)
        counts[min(_BINS - 1, int(share * _BINS))] += 1
    most = max(counts, default=0) or 1
    width = (WIDTH - _LEFT - _RIGHT) / _BINS
    floor = HEIGHT - _BOTTOM
    parts = [_band(axis, floor), _middle(axis, floor)]
    for number, count in enumerate(counts):
        high = (floor - _TOP) * count / most
        if count:
            parts.append(
                Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                    _LEFT + number * width + 0.5, floor - high, width - 1, high
                )
            )
    parts += _scale(axis, most, floor, told)
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT, label, Markup("").join(parts)
    )


def _band(axis: Axis, floor: int) -> Markup:
    if axis.band is None:
        return Markup("")
    low, high = axis.place(axis.band[0]), axis.place(axis.band[1])
    return Markup('<rect class="band" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
        low, _TOP, high - low, floor - _TOP
    )


def _middle(axis: Axis, floor: int) -> Markup:
    if axis.middle is None:
        return Markup("")
    x = axis.place(axis.middle)
    return Markup('<line class="middle" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(x, _TOP, floor)


def _scale(axis: Axis, most: int, floor: int, told: Sequence[str]) -> list[Markup]:
    """The lines below and beside, with their numbers."""
    parts = [
        Markup('<line class="axis" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>').format(
            _LEFT, WIDTH - _RIGHT, floor
        ),
        Markup('<text class="count" x="{}" y="{}">{}</text>').format(_LEFT - 6, _TOP + 8, most),
        Markup('<text class="count" x="{}" y="{}">0</text>').format(_LEFT - 6, floor),
    ]
    for value, words in zip(axis.ticks, told, strict=True):
        x = axis.place(value)
        parts.append(
            Markup('<line class="axis" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(
                x, floor, floor + 4
            )
        )
        parts.append(Markup('<text class="tick" x="{:.1f}" y="{}">{}</text>').format(x, HEIGHT - 6, words))
    return parts
