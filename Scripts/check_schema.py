#!/usr/bin/env python3
"""Validates what `clean` and `run` write against the schema that `normalize schema` prints: check_schema.py BINARY"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent


def main():
    binary = Path(sys.argv[1]).resolve()
    schema = json.loads(subprocess.run([binary, "schema"], capture_output=True, check=True).stdout)
    published = ROOT / "document.schema.json"
    if published.exists() and json.loads(published.read_text()) != schema:
        raise SystemExit("document.schema.json is not what `normalize schema` prints")
    if not schema.get("properties"):
        raise SystemExit("the schema says nothing")
    validator = jsonschema.validators.validator_for(schema)(schema)
    validator.check_schema(schema)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        subprocess.run([binary, "run", ROOT / "Corpus/filings", "--output", out], check=True, capture_output=True)
        lines = (out / "documents.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    odd = Path(tempfile.mkdtemp()) / "odd.txt"
    for data in (b"", b"\xff\xfe", b"\x80\x80", "中文\n".encode()):
        odd.write_bytes(data)
        for ledger in ("full", "none"):
            done = subprocess.run([binary, "clean", "--format", "json", "--ledger", ledger, odd], capture_output=True, check=True)
            lines.append(done.stdout.decode())
    faults = 0
    for line in lines:
        for error in validator.iter_errors(json.loads(line)):
            faults += 1
            print(f"{json.loads(line)['source']['path']}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
    print(f"{len(lines)} documents, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
