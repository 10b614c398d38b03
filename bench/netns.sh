#!/usr/bin/env bash
# bench/netns.sh [HOSTS] [RUNS]: OvsCtl.Netns beside 'ip -batch'. Namespaces with a veth to a Linux bridge, an address, a route, all up, and their removal.
# Everything runs in namespaces of its own and in a temporary folder, and is gone at the end.
. "$(dirname "$0")/../scripts/common.sh"
ensure_packages iproute2 iputils-ping util-linux
ensure_dotnet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish "$root/bench/netns/NetnsBench.csproj" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" --no-self-contained \
    -p:PublishReadyToRun=true -o "$work" -v quiet --nologo >&2
userns=()
[ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc \
    sh -c 'mount -t tmpfs tmpfs /run && ip link set lo up && "$@"' sh "$work/NetnsBench" "${1:-100}" "${2:-7}"
