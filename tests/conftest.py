"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """A folder of real articles and packages that some machines have beside the checkout."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("needs the data folder ../shared")
    return SHARED
