#!/usr/bin/env bash
# bench/ovsdb.sh [ROW...] [--no-peers]: OvsCtl.Ovsdb beside its peers on a private ovsdb-server; --help names the rows.
# Everything runs in namespaces of its own and in a temporary folder, and is gone at the end. About five minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
missing=()
for package in gcc openvswitch-switch python3-openvswitch; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt-get install -y "${missing[@]}" >&2
fi

# The slowest of the peers, and not in every distribution.
dpkg -s python3-ovsdbapp >/dev/null 2>&1 || apt-get install -y python3-ovsdbapp >&2 || echo "there is no ovsdbapp to install: its rows are left out" >&2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/bare" "$here/ovsdb/bare.c"
dotnet publish "$here/ovsdb/OvsdbBench.csproj" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" --no-self-contained \
    -p:PublishReadyToRun=true -o "$work/out" -v quiet --nologo >&2
userns=()
[ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc \
    python3 "$here/ovsdb/run.py" "$work" "$work/out/OvsdbBench" "$work/bare" "$@"
