#!/usr/bin/env python3
"""Lints the Swift sources with `swift format`; files named in Scripts/unformatted.txt are let off, and said so.

A file that is listed and clean is an error too, so the list only shrinks.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "Scripts/unformatted.txt"


def main():
    command = ["swift", "format", "lint", "--strict", "--recursive", "Package.swift", "Sources", "Tests"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    found = {}
    for line in done.stderr.splitlines():
        match = re.match(r"(.+?\.swift):\d+:\d+: (?:error|warning): ", line)
        if match:
            path = Path(match.group(1))
            name = str(path.relative_to(ROOT)) if path.is_absolute() else str(path)
            found.setdefault(name, []).append(line)
    listed = set(LIST.read_text().split()) if LIST.exists() else set()
    faults = 0
    for name, lines in sorted(found.items()):
        if name not in listed:
            faults += len(lines)
            print("\n".join(lines[:5]))
    for name in sorted(listed - set(found)):
        faults += 1
        print(f"{name} is clean (or gone): take it off {LIST.name}")
    if done.returncode and not found:
        print(done.stderr)
        faults += 1
    print(f"{faults} faults; {len(listed)} files are still let off")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
