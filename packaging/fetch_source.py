"""Downloads a source distribution from the configured package index without running its setup.

Usage: fetch_source.py NAME VERSION FOLDER. ``pip download`` would run the setup to learn the metadata,
so pip's own finder and session are used directly.
"""

import hashlib
import sys
from pathlib import Path

from pip._internal.commands.download import DownloadCommand
from pip._vendor.packaging.specifiers import SpecifierSet


def fetch(name: str, version: str, folder: Path) -> Path:
    """Download one source distribution, check its hash and return its path."""
    command = DownloadCommand("download", "")
    options, _ = command.parse_args([name])
    session = command._build_session(options)
    finder = command._build_package_finder(options, session)
    finder.format_control.no_binary.add(name)
    best = finder.find_best_candidate(name, SpecifierSet(f"=={version}")).best_candidate
    if best is None:
        raise SystemExit(f"{name} {version} is not to be had")
    content = session.get(best.link.url_without_fragment).content
    if hashlib.new(best.link.hash_name, content).hexdigest() != best.link.hash:
        raise SystemExit(f"{best.link.filename} came damaged")
    target = folder / best.link.filename
    target.write_bytes(content)
    return target


if __name__ == "__main__":
    print(fetch(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
