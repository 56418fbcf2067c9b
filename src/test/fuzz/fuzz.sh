#!/usr/bin/env bash
# Searches for inputs that break a property of the fuzz tests: src/test/fuzz/fuzz.sh [SECONDS] [TARGET]
# TARGET is a class, or a class and a method as in ConfigurationFuzzTest#httpdSyntax; default: all.
# See docs/fuzzing.md.
set -euo pipefail
cd "$(dirname "$0")/../../.."

seconds="${1:-600}"
wanted="${2:-}"
work="target/fuzzing"
mkdir -p "$work"

mvn -q -B -ntp test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$work/dependencies"

# A copy, so that the next build does not pull the classes from under a long search.
run="$(mktemp -d "$work/run.XXXXXX")"
cp -r target/classes target/test-classes "$run/"
class_path="$run/classes:$run/test-classes:$(cat "$work/dependencies")"

targets() {
  grep -rl --include='*FuzzTest.java' '@FuzzTest' src/test/java | sort | while read -r file; do
    class="$(echo "${file#src/test/java/}" | sed 's/\.java$//; s,/,.,g')"
    sed -n '/@FuzzTest/,/void/ s/^ *void \([A-Za-z]*\)(.*/\1/p' "$file" | sed "s/^/$class#/"
  done
}

failed=0
for target in $(targets); do
  short="${target##*.}"
  if [ -n "$wanted" ] && [ "$short" != "$wanted" ] && [ "${short%#*}" != "$wanted" ]; then
    continue
  fi
  class="${target%#*}"
  method="${target#*#}"
  corpus="$work/corpus/$class/$method"
  findings="$work/findings/$short/"
  mkdir -p "$corpus" "$findings"
  log="$work/${short/\#/-}.log"
  echo "$short: $seconds s"
  # Starts from the inputs kept in the test resources and from what earlier searches collected.
  java -Xmx1g -cp "$class_path" com.code_intelligence.jazzer.Jazzer \
    --target_class="$class" --target_method="$method" --hooks=true \
    --reproducer_path="$findings" -artifact_prefix="$findings" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2500 -print_final_stats=1 \
    "$corpus" >"$log" 2>&1 || failed=1
  grep -aE '^(== Java Exception|Caused by|Error:|stat::number_of_executed_units|ALARM|Test unit written)' "$log" ||
    { tail -n 5 "$log"; }
done
rm -rf "$run"
exit "$failed"
