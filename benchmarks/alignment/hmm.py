"""The hidden Markov model of word alignment (Vogel, Ney and Tillmann 1996).

Words of one text are seen, places in the other are the states; the next place depends on the
distance from the one before. A word may stand for nothing wherever the chain is.
"""

from __future__ import annotations

import numpy as np

from benchmarks.alignment.model import NULL, REACH, Floats

UNIFORM = 0.2
"""Share of any place at all among the jumps (Och and Ney 2003)."""


def transitions(jumps: Floats, states: int) -> Floats:
    """Probability of each place after each place, `[states][states]`."""
    places = np.arange(states)
    distance = np.clip(places[None, :] - places[:, None], -REACH, REACH) + REACH
    weights = jumps[distance] + 1e-12
    weights /= weights.sum(axis=1, keepdims=True)
    mixed: Floats = (1 - UNIFORM) * weights + UNIFORM / states
    return mixed


def posteriors(words: Floats, null: Floats, moves: Floats) -> tuple[Floats, Floats]:
    """How probably each seen word stands for each place, and the expected number of moves.

    `words[pair][place][seen]` are probabilities of the seen words at the places, `null[pair][seen]`
    those of words that stand for nothing, `moves[place][place]` transitions.
    """
    pairs, places, seen = words.shape
    emitted = (1 - NULL) * words + NULL * null[:, None, :]
    ahead = np.empty((seen, pairs, places))
    back = np.empty((seen, pairs, places))
    state = emitted[:, :, 0] / places
    for at in range(seen):
        if at:
            state = (state @ moves) * emitted[:, :, at]
        state /= state.sum(axis=1, keepdims=True)
        ahead[at] = state
    state = np.ones((pairs, places))
    counts = np.zeros_like(moves)
    for at in range(seen - 1, -1, -1):
        back[at] = state
        if at:
            coming = emitted[:, :, at] * state
            joint = (ahead[at - 1] @ moves * coming).sum(axis=1, keepdims=True)
            counts += ahead[at - 1].T @ (coming / joint)
            state = coming @ moves.T
            state /= state.sum(axis=1, keepdims=True)
    being = ahead * back
    being /= being.sum(axis=2, keepdims=True)
    standing = being.transpose(1, 2, 0) * ((1 - NULL) * words / emitted)
    return standing, counts * moves
