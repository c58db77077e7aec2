#!/usr/bin/env python3
"""Checks `normalize run` from outside: check_run.py BINARY

The same bytes for 1 and 2 jobs, for any order of the inputs, after a kill and a resume, and when it is run again; documents that Python reads
and that agree with `clean` and `restore`; the exit status for inputs that are missing.
"""
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and ".sqlite" not in p.name}


class Check:
    def __init__(self, binary, work):
        self.binary, self.work, self.faults, self.count = binary, work, 0, 0
        self.inputs = work / "in"
        for copy in range(12):
            # The same filings with another number in front: other bytes, other ids.
            folder = self.inputs / f"part{copy:02}"
            folder.mkdir(parents=True)
            for path in sorted((ROOT / "Corpus/filings").glob("*.txt")):
                data = path.read_bytes()
                (folder / path.name).write_bytes(data if copy == 0 else data + b"\n\n" + str(copy).encode() + b"\n")

    def that(self, holds, message):
        self.count += 1
        if not holds:
            self.faults += 1
            print(f"FAILED: {message}")

    def run(self, output, *arguments, inputs=None, status=0):
        command = [self.binary, "run", *(inputs or [self.inputs]), "--output", output, *arguments]
        done = subprocess.run(command, capture_output=True, timeout=600)
        self.that(done.returncode == status, f"status {done.returncode}, not {status}: {done.stderr[-300:]!r}")
        return done

    def same(self, a, b, what):
        first, second = files(a), files(b)
        differ = [str(k) for k in sorted(first.keys() | second.keys()) if first.get(k) != second.get(k)]
        self.that(not differ, f"{what}: {len(differ)} files differ, first {differ[:3]}")

    def all(self):
        one, two, again, killed = (self.work / name for name in ("one", "two", "again", "killed"))
        self.run(one, "--jobs", "1")
        self.run(two, "--jobs", "2")
        self.same(one, two, "2 jobs")
        parts = sorted(self.inputs.iterdir())
        random.Random(3).shuffle(parts)
        self.run(again, inputs=parts)
        self.same(one, again, "another order")
        stamps = {p: p.stat().st_mtime_ns for p in one.rglob("*.txt")}
        self.run(one, "--jobs", "1")
        self.same(one, two, "a second run")
        self.that(all(p.stat().st_mtime_ns == t for p, t in stamps.items()), "a second run writes texts again")
        for delay in (0.02, 0.05, 0.1, 0.2, 0.4):
            process = subprocess.Popen(
                [self.binary, "run", self.inputs, "--output", killed], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.run(killed)
        self.same(one, killed, "kills and a resume")
        self.documents(one)
        self.odd()

    def documents(self, folder):
        lines = (folder / "documents.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        sources = sorted(p for p in self.inputs.rglob("*.txt"))
        self.that(len(lines) == len(sources), f"{len(lines)} documents for {len(sources)} files")
        paths = [json.loads(line)["source"]["path"] for line in lines]
        self.that(paths == sorted(paths, key=lambda p: p.encode()), "documents are not in the order of their paths")
        for line in lines[:40]:
            document = json.loads(line)
            glossed = (folder / "text" / document["id"][:2] / f"{document['id']}.txt").read_text(encoding="utf-8")
            self.that(glossed == document["glossed"], f"text of {document['id']} is not its glossed text")
        (self.work / "documents.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for line in lines[:40]:
            document = json.loads(line)
            done = subprocess.run(
                [self.binary, "restore", self.work / "documents.jsonl", "--id", document["id"]], capture_output=True)
            self.that(done.stdout == Path(document["source"]["path"]).read_bytes(), f"restore of {document['source']['path']}")
        for line in (folder / "glossary.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
            json.loads(line)
        self.that((folder / "failures.jsonl").read_bytes() == b"", "failures where nothing failed")
        report = (folder / "report.html").read_text(encoding="utf-8")
        self.that(" src=\"http" not in report and "@import" not in report, "the report loads something from elsewhere")

    def odd(self):
        out = self.work / "odd"
        self.run(out, inputs=[self.inputs / "part00", self.work / "missing.txt"], status=3)
        failures = [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
        self.that(len(failures) == 1 and "missing.txt" in failures[0].get("path", ""), f"failures.jsonl is {failures}")
        empty = self.work / "empty"
        empty.mkdir()
        self.run(self.work / "none", inputs=[empty])
        self.that((self.work / "none" / "documents.jsonl").read_bytes() == b"", "documents of an empty folder")


def main():
    binary = Path(sys.argv[1]).resolve()
    work = Path(tempfile.mkdtemp())
    try:
        check = Check(binary, work)
        check.all()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{check.count - check.faults} of {check.count} checks hold")
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
