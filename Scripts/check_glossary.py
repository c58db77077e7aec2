#!/usr/bin/env python3
"""Checks the glossary store from outside: check_glossary.py BINARY [--kills N]

Runs and decisions that are killed at any moment lose nothing that was said to be done; two runs that write one store at once lose no observation; a
full disk is reported and leaves the store whole; a store that several runs filled in any order exports the same bytes.
"""
import argparse
import json
import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import checking

ROOT = Path(__file__).resolve().parent.parent


class Check(checking.Checks):
    def __init__(self, binary, work, kills):
        super().__init__(binary, work)
        self.kills = kills
        self.parts = []
        filings = sorted((ROOT / "Corpus/filings").glob("*.txt"))
        for number in range(2):
            folder = work / f"in{number}"
            folder.mkdir()
            for path in filings[number::2]:
                (folder / path.name).write_bytes(path.read_bytes())
            self.parts.append(folder)

    def command(self, *arguments, **options):
        return subprocess.run([self.binary, *map(str, arguments)], capture_output=True, timeout=600, **options)

    def run(self, output, store, *inputs):
        done = self.command("run", *inputs, "--output", self.work / output, "--glossary", store)
        self.that(done.returncode == 0, f"run: status {done.returncode}: {done.stderr[-300:]!r}")

    def export(self, store):
        done = self.command("glossary", "export", "--glossary", store)
        self.that(done.returncode == 0, f"export: {done.stderr[-300:]!r}")
        return done.stdout

    def entries(self, store):
        return self.command("glossary", "export", "--format", "csv", "--glossary", store).stdout

    def whole(self):
        """The store of both parts, by one run."""
        store = self.work / "whole.sqlite"
        self.run("whole", store, *self.parts)
        self.expected, self.expected_entries = self.export(store), self.entries(store)
        self.that(self.expected.count(b"\n") > 100, "the corpus states names")

    def orders(self):
        store = self.work / "backwards.sqlite"
        self.run("b1", store, self.parts[1])
        self.run("b0", store, self.parts[0])
        self.that(self.export(store) == self.expected, "the order of runs changes the records")
        self.that(self.entries(store) == self.expected_entries, "the order of runs changes the entries")

    def writers(self):
        store = self.work / "two.sqlite"
        both = [
            subprocess.Popen([self.binary, "run", str(part), "--output", str(self.work / f"two{number}"), "--glossary", str(store)],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for number, part in enumerate(self.parts)
        ]
        for process in both:
            _, errors = process.communicate(timeout=600)
            self.that(process.returncode == 0, f"one of two writers: {errors[-300:]!r}")
        self.that(self.export(store) == self.expected, "two writers lose observations")
        self.that(self.entries(store) == self.expected_entries, "two writers leave other entries")

    def killed_runs(self):
        chance = random.Random(5)
        store = self.work / "killed.sqlite"
        for number in range(max(1, self.kills // 10)):
            process = subprocess.Popen(
                [self.binary, "run", *map(str, self.parts), "--output", str(self.work / "killed"), "--glossary", str(store)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.01, 0.6))
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.run("killed", store, *self.parts)
        self.that(self.export(store) == self.expected, "killed runs change the records")
        self.that(self.entries(store) == self.expected_entries, "killed runs change the entries")

    def killed_decisions(self):
        chance = random.Random(6)
        store = self.work / "decided.sqlite"
        shutil.copy(self.work / "whole.sqlite", store)
        committed = []
        for number in range(self.kills):
            pair = [f"Killed Number {number} Limited", f"第{number}號有限公司"]
            process = subprocess.Popen(
                [self.binary, "glossary", "accept", "--en", pair[0], "--zh", pair[1], "--glossary", str(store)],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.005, 0.15))
            process.send_signal(signal.SIGKILL)
            said, _ = process.communicate()
            if said.strip():
                committed.append(pair[0])
        kept = self.export(store).decode()
        lost = [name for name in committed if name not in kept]
        self.that(not lost, f"{len(lost)} of {len(committed)} committed decisions are lost")
        done = [json.loads(line) for line in kept.splitlines()]
        decisions = [line for line in done if "decision" in line]
        used = self.entries(store).decode()
        dark = [d["names"][0]["en"] for d in decisions if d["names"][0]["en"] not in used]
        self.that(not dark, f"{len(dark)} decisions are kept and have no entry")
        check = subprocess.run(["sqlite3", str(store), "PRAGMA integrity_check"], capture_output=True, text=True) if shutil.which("sqlite3") else None
        self.that(check is None or check.stdout.strip() == "ok", "the store is damaged")
        print(f"{self.kills} kills, {len(committed)} decisions said to be committed, {len(decisions)} kept")

    def full_disk(self):
        """A limit on the size of files stands for a full disk: SQLite gets the same refusal to write."""
        store = self.work / "full.sqlite"
        self.run("full", store, self.parts[0])
        before = self.export(store)
        # The first file that grows beyond it is the store's log.
        limit = 1 << 16

        def bounded():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = self.command("run", self.parts[1], "--output", self.work / "full2", "--glossary", store, preexec_fn=bounded)
        self.that(done.returncode == 2, f"a full disk: status {done.returncode}: {done.stderr[-300:]!r}")
        kept = self.export(store)
        self.that(set(before.splitlines()) <= set(kept.splitlines()), "a full disk loses records")
        self.run("full2", store, self.parts[1])
        self.that(self.export(store) == self.expected, "the store does not recover from a full disk")

    def all(self):
        self.whole()
        self.orders()
        self.writers()
        self.killed_runs()
        self.killed_decisions()
        self.full_disk()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=200)
    arguments = parser.parse_args()
    checking.run(Check, arguments.binary, arguments.kills)


if __name__ == "__main__":
    main()
