#!/bin/sh
# Checks this machine, the environment and the configuration before a run: exit 0 when it can start, 1 when not.
# Arguments go to the program: ./quick-check.sh --config config/department_campus_config.json
set -eu
cd "$(dirname "$0")"

if ! command -v node >/dev/null 2>&1; then
  echo 'fail  Node.js is not installed: get version 20.19 or newer from https://nodejs.org' >&2
  exit 1
fi

# Installs and builds only what is missing; an old Node.js is told so here.
node scripts/build.js || exit 1
node bin/gridtokenx-sim.js check "$@" || exit 1
