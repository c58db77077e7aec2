"""What the check scripts share: counting what holds, a scratch folder that goes, the exit status."""

import os
import shutil
import sys
import tempfile
from pathlib import Path


class Checks:
    """Counts what holds; `all` of a subclass goes through its checks with `self.binary` in `self.work`."""

    def __init__(self, binary, work):
        self.binary, self.work, self.faults, self.count = str(binary), work, 0, 0

    def that(self, holds, message):
        self.count += 1
        if not holds:
            self.faults += 1
            print(f"FAILED: {message}")


def run(kind, binary, *arguments):
    """Goes through the checks of a kind in a folder of their own, and exits 1 where one does not hold."""
    os.environ.pop("NORMALIZE_GLOSSARY", None)
    work = Path(tempfile.mkdtemp())
    try:
        check = kind(Path(binary).resolve(), work, *arguments)
        check.all()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{check.count - check.faults} of {check.count} checks hold")
    sys.exit(1 if check.faults else 0)
