#!/usr/bin/env bash
# Builds the DocC archive of Normalize, warnings as errors: docs.sh OUTPUT
# The symbols come from the module of the release build, which `make build` makes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
output=${1:-.build/docs}
modules=.build/release/Modules
[ -e "$modules/Normalize.swiftmodule" ] || swift build -c release --product normalize
graphs=$(mktemp -d)
trap 'rm -rf "$graphs"' EXIT
target=$(swift -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["target"]["unversionedTriple"])')
swift symbolgraph-extract -module-name Normalize -I "$modules" -target "$target" \
  -minimum-access-level public -output-dir "$graphs" \
  -Xcc "-fmodule-map-file=.build/release/CGumbo.build/module.modulemap" \
  -Xcc "-fmodule-map-file=.build/release/CICU.build/module.modulemap" \
  -Xcc "-fmodule-map-file=.build/release/CNormalizeData.build/module.modulemap"
rm -rf "$output"
docc=$(command -v docc || echo "$(dirname "$(readlink -f "$(command -v swift)")")/docc")
"$docc" convert Sources/Normalize/Documentation.docc --additional-symbol-graph-dir "$graphs" \
  --output-path "$output" --warnings-as-errors
echo "Documentation in $output"
