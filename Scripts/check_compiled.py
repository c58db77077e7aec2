#!/usr/bin/env python3
"""Fails where Sources/Normalize/Tables/Data/compiled.bin was made from other data than there are; needs no build.

    check_compiled.py [ROOT]

The file begins with `NCT1`, four zeros and the fingerprint of the names and bytes of all data files that
Sources/CNormalizeData/data.c embeds, in its order; CompiledTables.swift has the same hash. `make tables` writes it anew.
"""
import re
import struct
import sys
from pathlib import Path

MASK = (1 << 64) - 1


def mix(hash_, word):
    mixed = (hash_ ^ word) * 0x9E3779B97F4A7C15 & MASK
    return mixed ^ mixed >> 32


def fingerprint(data):
    lanes = [1, 2, 3, 4]
    whole = len(data) // 32 * 32
    for at, word in enumerate(struct.unpack(f"<{whole // 8}Q", data[:whole])):
        lanes[at & 3] = mix(lanes[at & 3], word)
    result = len(data)
    for lane in lanes:
        result = mix(result, lane)
    for byte in data[whole:]:
        result = mix(result, byte)
    return result


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
    shim = root / "Sources/CNormalizeData/data.c"
    files = [shim.parent / path for path in re.findall(r'#embed "([^"]+)"', shim.read_text())]
    compiled = next(file for file in files if file.name == "compiled.bin")
    expected = 0xCBF29CE484222325
    for file in files:
        if file != compiled:
            expected = mix(expected, fingerprint(file.name.encode()))
            expected = mix(expected, fingerprint(file.read_bytes()))
    head = compiled.read_bytes()[:16]
    if head != b"NCT1\0\0\0\0" + struct.pack("<Q", expected):
        sys.exit("compiled.bin is not of these data: run `make tables` and take the file into the commit")
    print("compiled.bin is of these data")


if __name__ == "__main__":
    main()
