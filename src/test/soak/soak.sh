#!/usr/bin/env bash
# Plays the faults of ChaosIT again and again: src/test/soak/soak.sh SECONDS [SEED]
# SECONDS (60) holds for each of its two courses; SEED chooses the members. See docs/chaos.md.
set -euo pipefail
cd "$(dirname "$0")/../../.."

seconds="${1:-60}"
seed="${2:-$RANDOM}"
echo "seed $seed"
status=0
mvn -q -B -ntp verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ChaosIT \
  -Dchaos.seconds="$seconds" -Dchaos.seed="$seed" || status=$?
cat target/failsafe-reports/org.proxypass.chaos.ChaosIT-output.txt
exit "$status"
