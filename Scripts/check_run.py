#!/usr/bin/env python3
"""Checks `normalize run` from outside: check_run.py BINARY [--kills N]

The same bytes for 1 and 2 jobs, for any order of the inputs, after kills and a resume, and when it is run again; documents that Python reads
and that agree with `clean` and `restore`; the exit status for inputs that are missing. Then faults: N kills (20) at random moments while the
inputs change, SIGTERM, a disk that is full, an output that cannot be written or goes away, two runs into one folder. What is published is always
whole, nothing is lost, and the run that follows gives the bytes of an undisturbed one.
"""
import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import checking

ROOT = Path(__file__).resolve().parent.parent


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and ".sqlite" not in p.name}


class Check(checking.Checks):
    def __init__(self, binary, work, kills):
        super().__init__(binary, work)
        self.kills = kills
        self.inputs = work / "in"
        for copy in range(12):
            # The same filings with another number in front: other bytes, other ids.
            folder = self.inputs / f"part{copy:02}"
            folder.mkdir(parents=True)
            for path in sorted((ROOT / "Corpus/filings").glob("*.txt")):
                data = path.read_bytes()
                (folder / path.name).write_bytes(data if copy == 0 else data + b"\n\n" + str(copy).encode() + b"\n")

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
        Faults(self).all()

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


class Faults:
    """What goes wrong around a run. Two sets of inputs take turns in one output folder, so that each run has something to do."""

    def __init__(self, check):
        self.check, self.out = check, check.work / "faults"
        parts = sorted(check.inputs.iterdir())
        self.sets = [parts, parts[3:9]]
        self.expected, self.seconds = [], []
        for number, inputs in enumerate(self.sets):
            begun = time.time()
            check.run(check.work / f"expected{number}", inputs=inputs)
            self.seconds.append(time.time() - begun)
            self.expected.append(files(check.work / f"expected{number}"))
        self.random = random.Random(7)

    def start(self, number, **options):
        command = [self.check.binary, "run", *self.sets[number], "--output", self.out]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)

    def published(self, what):
        """Each file that is there is that of one of the two sets, whole; texts belong to documents."""
        for path, data in files(self.out).items() if self.out.exists() else ():
            if path.parts[0] == ".normalize":
                continue
            known = [expected.get(path) for expected in self.expected]
            self.check.that(data in known, f"{what}: {path} is none of what a run writes ({len(data)} bytes)")

    def settle(self, number, what):
        """A run after the fault gives the bytes of an undisturbed one, and leaves no work behind."""
        process = self.start(number)
        _, errors = process.communicate(timeout=600)
        self.check.that(process.returncode == 0, f"after {what}: status {process.returncode}: {errors[-300:]!r}")
        found = files(self.out)
        differ = [str(path) for path in sorted(found.keys() | self.expected[number].keys()) if found.get(path) != self.expected[number].get(path)]
        self.check.that(not differ, f"after {what}: {len(differ)} files differ: {differ[:3]}")
        self.check.that(not (self.out / ".normalize/work").exists(), f"after {what}: unfinished work is left")

    def all(self):
        self.kills(self.check.kills)
        self.full()
        self.unwritable()
        self.removed()
        self.twice()

    def kills(self, count):
        number = 0
        for turn in range(count):
            process = self.start(number)
            time.sleep(self.random.uniform(0, 1.1 * self.seconds[number]))
            process.send_signal(signal.SIGKILL if turn % 4 else signal.SIGTERM)
            process.communicate()
            self.published(f"kill {turn}")
            # The other set now and then: what is published is replaced while it is looked at.
            if self.random.random() < 0.4:
                number = 1 - number
            if turn % 10 == 9:
                self.settle(number, f"kill {turn}")
                number = 1 - number
        self.settle(0, "kills")

    def full(self):
        """No file may grow beyond a size; and, where that can be had, a file system that is full."""

        def limited(size):
            def apply():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

            return apply

        for size in (0, 1 << 12, 1 << 16, 1 << 19, 1 << 20, 3 << 20):
            process = self.start(1, preexec_fn=limited(size))
            _, errors = process.communicate(timeout=600)
            self.check.that(process.returncode in (0, 2), f"files of {size} bytes: status {process.returncode}: {errors[-300:]!r}")
            self.check.that(process.returncode == 0 or errors.count(b"\n") == 1, f"files of {size} bytes: {errors!r}")
            self.published(f"files of {size} bytes")
            self.settle(1, f"files of {size} bytes")
            self.settle(0, "more inputs")
        disk = self.check.work / "disk"
        disk.mkdir()
        for size in ("200k", "1m", "3m"):
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], capture_output=True).returncode != 0:
                print("no file system can be mounted here: a full one is not tried")
                return
            try:
                out, self.out = self.out, disk / "out"
                process = self.start(0)
                _, errors = process.communicate(timeout=600)
                self.check.that(process.returncode == 2 and errors.count(b"\n") == 1, f"a disk of {size}: status {process.returncode}: {errors!r}")
                self.published(f"a disk of {size}")
                subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True, capture_output=True)
                self.settle(0, f"a disk of {size}")
            finally:
                self.out = out
                subprocess.run(["umount", "-l", disk], capture_output=True)

    def unwritable(self):
        inputs = self.sets[1]
        file = self.check.work / "file"
        file.write_bytes(b"")
        foreign = self.check.work / "foreign"
        foreign.mkdir()
        (foreign / "documents.jsonl").write_bytes(b"somebody's")
        for output in (file / "out", file, Path("/proc/normalize"), foreign):
            done = self.check.run(output, inputs=inputs, status=2)
            self.check.that(done.stderr.count(b"\n") == 1 and str(output).encode() in done.stderr, f"{output}: {done.stderr!r}")
        self.check.that((foreign / "documents.jsonl").read_bytes() == b"somebody's", "a file of somebody else is overwritten")
        if os.geteuid() != 0:
            locked = self.check.work / "locked"
            locked.mkdir(mode=0o500)
            self.check.run(locked, inputs=inputs, status=2)

    def removed(self):
        """The output folder goes away while it is written."""
        for turn in range(6):
            process = self.start(0)
            time.sleep(self.random.uniform(0, self.seconds[0]))
            shutil.rmtree(self.out, ignore_errors=True)
            _, errors = process.communicate(timeout=600)
            self.check.that(process.returncode in (0, 2), f"removed output: status {process.returncode}: {errors[-300:]!r}")
            said = [line for line in errors.split(b"\n") if line and b"is made anew" not in line]
            self.check.that(process.returncode == 0 or len(said) == 1, f"removed output: {errors!r}")
            self.published("removed output")
            if self.out.exists() and not (self.out / ".normalize").exists():
                shutil.rmtree(self.out)
            self.settle(0, "removed output")

    def twice(self):
        """The second run into a folder refuses and does no harm to the first."""
        shutil.rmtree(self.out)
        first = self.start(0)
        while not (self.out / ".normalize/lock").exists() and first.poll() is None:
            time.sleep(0.001)
        time.sleep(0.01)
        second = self.start(1)
        _, errors = second.communicate(timeout=600)
        still = first.poll() is None
        first.communicate(timeout=600)
        self.check.that(not still or second.returncode == 2 and b"in use by another run" in errors, f"two runs: {second.returncode}, {errors!r}")
        self.check.that(first.returncode == 0, f"two runs: the first ends with {first.returncode}")
        self.settle(0, "two runs")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    arguments = parser.parse_args()
    checking.run(Check, arguments.binary, arguments.kills)


if __name__ == "__main__":
    main()
