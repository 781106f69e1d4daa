"""Puts ProseMirror's own ES modules where the pages can serve them, so that there is no build step and no CDN.

    npm pack prosemirror-model prosemirror-state ... --pack-destination TARBALLS
    python tools/vendor_prosemirror.py TARBALLS

Each package becomes one file; its bare imports (`from 'prosemirror-model'`) become relative ones, all a browser
needs. `versions.json` records each package's version and the SHA-256 of the file as it came, before that change.
"""

import hashlib
import json
import re
import sys
import tarfile
from pathlib import Path

PACKAGES = (
    "orderedmap",
    "prosemirror-commands",
    "prosemirror-history",
    "prosemirror-inputrules",
    "prosemirror-keymap",
    "prosemirror-model",
    "prosemirror-state",
    "prosemirror-transform",
    "prosemirror-view",
    "rope-sequence",
    "w3c-keyname",
)
HOME = Path(__file__).parents[1] / "src/broadsheet/serve/web/static/vendor/prosemirror"
_BARE = re.compile(r"""(\bfrom\s+)(['"])([a-z0-9-]+)\2""")


def relative(source: str) -> str:
    """A module's text with imports of packages as imports of the files beside it; raises `ValueError` for another's."""

    def beside(found: re.Match[str]) -> str:
        if found[3] not in PACKAGES:
            raise ValueError(f"{found[3]} is imported and not among the packages")
        return f"{found[1]}{found[2]}./{found[3]}.js{found[2]}"

    return _BARE.sub(beside, source)


def unpacked(tarballs: Path, package: str) -> tuple[dict[str, object], str, str, str]:
    """A package's manifest, its module as it came, its licence and its style sheet (empty when it has none)."""
    own = re.compile(rf"{package}-[\d.]+\.tgz")  # not prosemirror-view's for a package called prosemirror
    versions = sorted(p for p in tarballs.iterdir() if own.fullmatch(p.name))
    with tarfile.open(versions[-1]) as archive:

        def text(name: str) -> str:
            held = archive.extractfile(f"package/{name}")
            return held.read().decode() if held else ""

        names = archive.getnames()
        manifest = json.loads(text("package.json"))
        css = "style/prosemirror.css"
        style = text(css) if f"package/{css}" in names else ""
        return manifest, text(manifest["module"]), text("LICENSE"), style


def main(tarballs: Path) -> None:
    """Write every package's file, the licences and the record of versions."""
    HOME.mkdir(parents=True, exist_ok=True)
    record: dict[str, dict[str, object]] = {}
    licences: list[str] = []
    for package in PACKAGES:
        manifest, module, licence, style = unpacked(tarballs, package)
        (HOME / f"{package}.js").write_text(relative(module), encoding="utf-8")
        record[package] = {
            "version": manifest["version"],
            "licence": manifest["license"],
            "sha256": hashlib.sha256(module.encode()).hexdigest(),
        }
        licences.append(f"{package} {manifest['version']}\n\n{licence.strip()}\n")
        if style:
            (HOME / "prosemirror.css").write_text(style, encoding="utf-8")
    (HOME / "versions.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    (HOME / "LICENSES").write_text("\n---\n\n".join(licences), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
