#!/usr/bin/env python3
"""Runs the fuzz targets: fuzz.py BINARY FOLDER [--target NAME...] (--runs N | --time SECONDS)

FOLDER keeps what was found to be worth trying (`corpus/TARGET`) and inputs that broke something (`crashes`). Seeds are the filings, pages and rules of
the repository. `--runs` is for a pipeline's fixed work: each target has a share of it after its speed, a seed of its own, and keeps nothing.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Executions for each one of `--runs`.
SHARES = {"decode": 16, "pipeline": 1, "html": 1, "jsonl": 16, "rules": 4}
LONGEST = 6000


def seeds(target, folder):
    filings = [path.read_bytes() for path in sorted((ROOT / "Corpus/filings").glob("*.txt"))]
    pages = [path.read_bytes() for path in sorted((ROOT / "Corpus/html").glob("*.htm*"))]
    if target == "decode":
        texts = [filing.decode("utf-8", "replace")[:1500] for filing in filings]
        encodings = ["utf-8", "utf-16-le", "utf-16-be", "big5hkscs", "gb18030", "cp1252"]
        made = [bytes([number]) + text.encode(name, "ignore") for text in texts[::4] for number, name in enumerate(encodings)]
    elif target == "pipeline":
        # Parts: what is cut is found sooner.
        made = [filing[at : at + LONGEST // 3] for filing in filings for at in range(0, len(filing), LONGEST // 3)]
    elif target == "html":
        made = pages + [b"<p>" + page[at : at + LONGEST // 2] for page in pages for at in range(0, len(page), LONGEST // 2)]
    elif target == "jsonl":
        lines = [json.dumps({"id": str(number), "text": filing.decode("utf-8", "replace")[:300]}, ensure_ascii=number % 2 == 0) for number, filing in enumerate(filings)]
        made = ["\n".join(lines[at : at + 3]).encode() for at in range(0, len(lines), 3)]
        made += [b'{"text":"\\ud83d\\ude00\\u0000\\ud800"}', b'\xef\xbb\xbf{"text":"a","id":1e400}\r\n[]', b"Pages:  3\nPage    1 MediaBox:  0.00  0.00 595.28 841.89\n%PDF-1.4\n1 0 obj"]
        made += ["\n".join(lines[:3]).encode(name, "ignore") for name in ("big5hkscs", "gb18030", "utf-16")]
    else:
        made = []
        for path in sorted((ROOT / "Sources/Normalize/Strip/Rules").glob("*.rules")):
            made += [part + b"\n" for part in path.read_bytes().split(b"\n\n")]
    for number, data in enumerate(made):
        (folder / f"seed{number:04}").write_bytes(data)


def run(binary, target, folder, arguments):
    kept, crashes = folder / "corpus" / target, folder / "crashes"
    crashes.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        seeded = Path(place) / "seeds"
        seeded.mkdir()
        seeds(target, seeded)
        if arguments.runs:
            kept = Path(place) / "corpus"
            amount = [f"-runs={arguments.runs * SHARES[target]}", "-seed=20181548"]
        else:
            amount = [f"-max_total_time={arguments.time}"]
        kept.mkdir(parents=True, exist_ok=True)
        command = [binary, *amount, f"-max_len={LONGEST}", "-timeout=30", "-rss_limit_mb=4000", f"-artifact_prefix={crashes}/{target}-", "-print_final_stats=1", "-verbosity=1", kept, seeded]
        begun = time.time()
        done = subprocess.run(command, cwd=place, env={**os.environ, "NORMALIZE_FUZZ": target, "SWIFT_BACKTRACE": "enable=no"}, capture_output=True, text=True, errors="replace")
    facts = dict(line.removeprefix("stat::").split(":", 1) for line in done.stderr.splitlines() if line.startswith("stat::"))
    print(f"{target}: {facts.get('number_of_executed_units', '?').strip()} executions, {time.time() - begun:.0f} s, status {done.returncode}", flush=True)
    if done.returncode != 0:
        print(done.stderr[-3000:])
        print(f"FAILED: {target}; the input is in {crashes}; run it alone with NORMALIZE_FUZZ={target} {binary} FILE")
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", nargs="*", choices=[*SHARES, ""])
    parser.add_argument("--runs", type=int)
    parser.add_argument("--time", type=int, default=60)
    arguments = parser.parse_args()
    targets = [target for target in arguments.target or [] if target] or list(SHARES)
    results = [run(arguments.binary.resolve(), target, arguments.folder.resolve(), arguments) for target in targets]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
