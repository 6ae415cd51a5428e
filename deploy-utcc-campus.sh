#!/usr/bin/env bash
# Runs the campus in the background and looks after it: docs/deployment.md. Settings come from the environment and .env.
set -euo pipefail

# This checkout, from wherever and through whatever link the script is called.
here=$(readlink -f -- "${BASH_SOURCE[0]}")
cd -P -- "$(dirname -- "$here")"

log=logs/campus_simulator.log

usage() {
  cat <<'USAGE'
usage: deploy-utcc-campus.sh [command]

  (none), start       check, install, build, make missing certificates, start in the background, wait until it runs
  status              how it does: 0 healthy, 1 not well, 3 stopped, 4 ended by itself
  logs [-f]           the end of its log; -f goes on with what is written
  stop                stop it cleanly
  restart             build, stop, start; it goes on where it stopped
  clean [--yes] [certificates] [token]
                      delete what it has recorded, after asking; certificates and token only by name
  help                this
USAGE
}

refuse() {
  printf 'command line: %s\n' "$1" >&2
  exit 2
}

# What needs the program's own modules; before it is built nothing can have been started.
deployment() {
  node scripts/deployment/main.js "$@"
}

is_built() {
  command -v node >/dev/null 2>&1 && [[ -f dist/cli/main.js ]]
}

start() {
  local answer=3
  if is_built; then
    answer=0
    deployment running || answer=$?
  fi
  case $answer in
    0) return ;;
    2) exit 2 ;;
    4) exit 1 ;;
  esac
  # Nothing runs; or dist/ is of another version, and is made anew.
  ./quick-check.sh --resume
  deployment start
}

command=${1:-start}
(($# == 0)) || shift
case $command in
  start | stop | restart | status | help | -h | --help)
    (($# == 0)) || refuse "$1: expected nothing behind $command"
    ;;
  logs)
    [[ $# -eq 0 || ($# -eq 1 && $1 == -f) ]] || refuse "$*: expected -f or nothing behind logs"
    ;;
esac

case $command in
  start) start ;;
  restart)
    # Built before it is stopped: what does not build does not stop a campus.
    node scripts/build.js
    deployment stop
    start
    ;;
  status | stop | clean)
    if ! is_built; then
      echo 'The program is not built, so no campus was started here.'
      [[ $command != status ]] || exit 3
      exit 0
    fi
    deployment "$command" "$@"
    ;;
  logs)
    [[ -f $log ]] || refuse "logs: expected a campus that was started; there is no $log yet"
    # By name: it goes on in the new file when the log is rotated.
    exec tail -n 100 ${1:+-F} -- "$log"
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    refuse "$command: expected one of start, status, logs, stop, restart, clean, help"
    ;;
esac
