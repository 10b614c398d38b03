#!/usr/bin/env bash
# run.sh [LAB] [--keep]: brings a lab up in a throwaway sandbox, checks it, shows it, takes it down.
# Installs what is missing when run by root; works as an ordinary user once the packages are there.
. "$(dirname "$0")/scripts/common.sh"
case ${1:-} in
    -h | --help)
        cat <<'HELP'
usage: ./run.sh [LAB.yaml] [--keep] [option of 'ovsctl lab run'...]

Brings the lab up (default: labs/red-blue.yaml) in namespaces of its own, on a private Open vSwitch,
runs its checks, shows topology and flows, and takes everything down.
  --keep    leaves it up until Ctrl-C, and says how to use ovsctl from a second terminal
Exit codes: 0 all checks hold, 3 a check failed, 1 something else failed, 2 the file is wrong, 6 something is missing.
HELP
        exit 0
        ;;
esac

ensure_packages "${run_packages[@]}"
ensure_dotnet
as_owner "$root/build.sh"

lab=$root/labs/red-blue.yaml
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
    lab=$1
    shift
fi
exec "$root/out/ovsctl" lab run "$lab" "$@"
