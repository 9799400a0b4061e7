"""One peer over a folder, untranslated: python identity_peers.py PEER FOLDER (reads FOLDER/in, writes FOLDER/out)

Runs in an environment of its own that has translate-toolkit[markdown] and mdpo; it imports nothing of termlock.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path


def toolkit(there: str, back: str, folder: Path) -> None:
    """translate-toolkit's two commands over the whole folder, by module: mdpo has commands of the same names."""
    _command(there, folder / "in", folder / "po")
    _command(back, "-t", folder / "in", folder / "po", folder / "out")


def _command(name: str, *arguments: str | Path) -> None:
    code = f"from translate.convert.{name} import main; main()"
    line = [sys.executable, "-c", code, "--progress=none", "--errorlevel=none", *map(str, arguments)]
    subprocess.run(line, check=False, stderr=subprocess.DEVNULL)  # noqa: S603 - the peer's own interpreter


def mdpo(folder: Path) -> None:
    """mdpo's two functions, file by file; one that it cannot read does not come back."""
    from mdpo.md2po import markdown_to_pofile
    from mdpo.po2md import pofile_to_markdown

    (folder / "out").mkdir()
    (folder / "po").mkdir()
    for file in sorted((folder / "in").iterdir()):
        catalogue = folder / "po" / f"{file.stem}.po"
        with contextlib.suppress(Exception):
            markdown_to_pofile(str(file), save=True, po_filepath=str(catalogue))
            pofile_to_markdown(str(file), [str(catalogue)], save=str(folder / "out" / file.name))


if __name__ == "__main__":
    peer, place = sys.argv[1], Path(sys.argv[2])
    if peer.startswith("html2po"):
        toolkit("html2po", "po2html", place)
    elif peer.startswith("md2po"):
        toolkit("md2po", "po2md", place)
    else:
        mdpo(place)
