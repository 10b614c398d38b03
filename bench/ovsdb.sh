#!/usr/bin/env bash
# bench/ovsdb.sh [replica-10k|replica-50k|columns-50k|writes|notify...]: OvsCtl.Ovsdb beside its peers on a private ovsdb-server.
# Everything runs in namespaces of its own and in a temporary folder, and is gone at the end. About four minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
missing=()
for package in gcc openvswitch-switch python3-openvswitch; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt-get install -y "${missing[@]}" >&2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/bare" "$here/ovsdb/bare.c"
dotnet publish "$here/ovsdb/OvsdbBench.csproj" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" --no-self-contained \
    -p:PublishReadyToRun=true -o "$work/out" -v quiet --nologo >&2
userns=()
[ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc \
    python3 "$here/ovsdb/run.py" "$work" "$work/out/OvsdbBench" "$work/bare" "$@"
