#!/usr/bin/env python3
"""Measures `normalize`, each figure beside ICU's transcoder over the same bytes in the same run.

    bench.py BINARY [--megabytes N] [--rounds N] [--concepts N] [--stages BENCHMARK] [--no-floors]

For each kind of filing (Scripts/bench_filings.py): `clean --from jsonl --format json --jobs 1` in MB/s of its input and as a share of
`uconv -f utf-8 -t utf-8`, the bytes of JSON a source byte, `run` on the same filings as files as a share of `clean`, and 2 jobs against 1.
Then a run that finds 100,000 names in documents of 8 pairs each, start-up and peak memory. Medians over the rounds. The exit status is 1 where a floor does not hold, unless --no-floors is given.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = {"english": (0.20, 0.35), "chinese": (0.27, 0.45), "bilingual": (0.20, 0.45)}
JOBS_FLOOR, JSON_CEILING, MEMORY_CEILING, START_CEILING = 1.6, 6.0, 300, 0.020


PEAK = {}


def seconds(command, stdin=None, stdout=os.devnull):
    """Wall-clock seconds of a process; its peak memory goes to PEAK, by program."""
    with open(stdin or os.devnull, "rb") as source, open(stdout, "wb") as target, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdin=source, stdout=target, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        if process.returncode:
            raise SystemExit(f"{command[0]}: status {process.returncode}: {errors.read().decode(errors='replace')[-400:]}")
    PEAK[str(command[0])] = max(PEAK.get(str(command[0]), 0), usage.ru_maxrss / 1024)
    return took


def measure(binary, work, kind, rounds):
    source, output = work / f"{kind}.jsonl", work / "out"
    megabytes = source.stat().st_size / 1e6
    clean = [binary, "clean", "--from", "jsonl", "--format", "json", "-"]
    rows = {key: [] for key in ("clean", "uconv", "share", "jobs", "run")}
    for number in range(rounds):
        # A folder of its own: file systems are slow where files were just deleted.
        folder = work / f"run-{kind}-{number}"
        one = seconds([*clean, "--jobs", "1"], source, output)
        two = seconds([*clean, "--jobs", "2"], source, output)
        icu = seconds(["uconv", "-f", "utf-8", "-t", "utf-8"], source)
        run = seconds([binary, "run", work / kind, "--output", folder, "--jobs", "1"])
        text = sum(p.stat().st_size for p in (work / kind).iterdir()) / 1e6
        shutil.rmtree(folder, ignore_errors=True)
        rows["clean"].append(megabytes / one)
        rows["uconv"].append(megabytes / icu)
        rows["share"].append(icu / one)
        rows["jobs"].append(one / two)
        rows["run"].append((text / run) / (megabytes / one))
    result = {key: statistics.median(values) for key, values in rows.items()}
    result["json"] = output.stat().st_size / source.stat().st_size
    return result


SYLLABLES = "Ning 寧 Hua 華 Xin 新 Tai 泰 Long 龍 Feng 豐 Jin 金 Yu 裕 Hai 海 Shan 山 Ze 澤 Rui 瑞 Kang 康 An 安 Bo 博 Cheng 成 Da 達 En 恩 Fu 富 Gang 剛".split()
TRADES = [("Logistics", "物流"), ("Education", "教育"), ("Food", "食品"), ("Media", "傳媒"), ("Water", "水務"), ("Steel", "鋼鐵"), ("Mining", "礦業"), ("Textile", "紡織")]
PLACES = [("Nanjing", "南京"), ("Shanghai", "上海"), ("Wuhan", "武漢"), ("Chengdu", "成都")]


def concepts(binary, work, number):
    """Seconds and peak megabytes of a run that finds `number` different pairs, eight a document."""
    source, pairs = work / "concepts", []
    brands = list(zip(SYLLABLES[::2], SYLLABLES[1::2]))
    for index in range(number):
        trade, index = TRADES[index % len(TRADES)], index // len(TRADES)
        place, index = PLACES[index % len(PLACES)], index // len(PLACES)
        brand = [brands[index // 20**power % 20] for power in range(3)]
        english = "".join(b[0] for b in brand).capitalize()
        pairs.append(f"The Group bought goods of {place[0]} {english} {trade[0]} Co., Ltd.* ({place[1]}{''.join(b[1] for b in brand)}{trade[1]}有限公司).")
    for first in range(0, number, 8):
        folder = source / f"{first // 4000:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{first:06d}.txt").write_text("ANNOUNCEMENT\n\n" + "\n\n".join(pairs[first:first + 8]) + "\n", encoding="utf-8")
    PEAK.pop(str(binary), None)
    took = seconds([binary, "run", source, "--output", work / "concepts-run", "--jobs", "1"])
    found = sum(1 for _ in open(work / "concepts-run" / "glossary.jsonl", encoding="utf-8"))
    return took, PEAK[str(binary)], found


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--megabytes", type=int, default=16)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--concepts", type=int, default=100_000)
    arguments.add_argument("--stages", type=Path)
    arguments.add_argument("--no-floors", action="store_true")
    options = arguments.parse_args()
    binary, low = options.binary.resolve(), []

    def floor(name, holds):
        if not holds:
            low.append(name)

    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        subprocess.run(
            [sys.executable, HERE / "bench_filings.py", str(options.megabytes * 1_000_000), work, "--files"], check=True, stdout=subprocess.DEVNULL)
        print("| filings | clean, MB/s | uconv, MB/s | clean / uconv | run / clean | 2 jobs / 1 | JSON bytes a source byte |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for kind, (clean_floor, run_floor) in FLOORS.items():
            r = measure(binary, work, kind, options.rounds)
            print(f"| {kind} | {r['clean']:.0f} | {r['uconv']:.0f} | {r['share']:.2f} | {r['run']:.2f} | {r['jobs']:.2f} | {r['json']:.1f} |")
            floor(f"{kind}: clean / uconv {r['share']:.2f} < {clean_floor}", r["share"] >= clean_floor)
            floor(f"{kind}: run / clean {r['run']:.2f} < {run_floor}", r["run"] >= run_floor)
            floor(f"{kind}: 2 jobs {r['jobs']:.2f} < {JOBS_FLOOR}", r["jobs"] >= JOBS_FLOOR)
            floor(f"{kind}: JSON {r['json']:.1f} > {JSON_CEILING}", r["json"] <= JSON_CEILING)
        memory = PEAK[str(binary)]
        start = min(seconds([binary, "--version"]) for _ in range(15))
        empty = work / "empty.txt"
        empty.write_bytes(b"")
        first = min(seconds([binary, "clean", empty]) for _ in range(9))
        took, large, found = concepts(binary, work, options.concepts)
    print(f"\na run that finds {found} names: {took:.1f} s, {large:.0f} MB")
    floor(f"memory of {found} names {large:.0f} > {MEMORY_CEILING} MB", large <= MEMORY_CEILING)
    print(f"\npeak memory {memory:.0f} MB; `--version` {start * 1000:.1f} ms; `clean` of an empty file (tables built) {first * 1000:.0f} ms")
    floor(f"memory {memory:.0f} > {MEMORY_CEILING} MB", memory <= MEMORY_CEILING)
    floor(f"start {start * 1000:.1f} > {START_CEILING * 1000:.0f} ms", start <= START_CEILING)
    if options.stages:
        print()
        sys.stdout.flush()
        subprocess.run([options.stages], check=True)
    for line in low:
        print(f"BELOW ITS FLOOR: {line}")
    sys.exit(1 if low and not options.no_floors else 0)


if __name__ == "__main__":
    main()
