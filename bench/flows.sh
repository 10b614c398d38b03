#!/usr/bin/env bash
# bench/flows.sh [FLOWS] [RUNS]: listing the flows of a bridge, as whole processes.
#
#   list     'ovsctl flow list', against a warm daemon
#   raw      'ovsctl flow list --raw'
#   peer     'ovs-ofctl dump-flows'
#   start    'ovsctl --version': one process start
#   call     'ovsctl lab list': a process start with one call
#
# list must be at most 2 x peer + start, and call at most 100 ms. Prints medians, the ratio, and the greatest resident size of the program and of the daemon.
if [ -z "${OVSCTL_BENCH_SANDBOX:-}" ]; then
    . "$(dirname "$0")/../scripts/common.sh"
    ensure_packages "${run_packages[@]}"
    ensure_dotnet
    as_owner "$root/build.sh"
    userns=()
    [ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
    exec env OVSCTL_BENCH_SANDBOX=1 OVSCTL_BIN="$root/out" unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc "$0" "$@"
fi
set -euo pipefail
flows=${1:-20000} runs=${2:-9}
mount -t tmpfs tmpfs /run
ip link set lo up
export OVS_RUNDIR=/run/openvswitch OVSCTL_SOCKET=/run/ovsctl/ovsctl.sock
"$OVSCTL_BIN/ovsctld" --ovs embedded --ovs-rundir /run/openvswitch >/run/ovsctld.log 2>&1 &
daemon=$!
trap 'kill $daemon; wait $daemon 2>/dev/null || true' EXIT
while [ ! -S $OVSCTL_SOCKET ]; do sleep 0.02; done

ovs-vsctl add-br bench0 -- set bridge bench0 datapath_type=netdev
seq "$flows" | awk '{ printf "table=1,priority=%d,ip,nw_dst=10.%d.%d.%d,actions=set_field:02:00:00:00:00:01->eth_dst,output:LOCAL\n", $1 % 60000, $1 / 62500, $1 / 250 % 250, $1 % 250 }' >/run/flows.txt
ovs-ofctl -O OpenFlow13 add-flows bench0 /run/flows.txt

measure() { # NAME COMMAND...
    local name=$1 began ended
    shift
    began=$(date +%s%N)
    "$@" >/run/out.txt
    ended=$(date +%s%N)
    echo $(((ended - began) / 1000)) >>"/run/$name.us"
}

median() { sort -n "/run/$1.us" | awk '{ v[NR] = $1 } END { printf "%.1f", v[int((NR + 1) / 2)] / 1000 }'; }

for _ in 1 2 3; do "$OVSCTL_BIN/ovsctl" flow list bench0 >/run/out.txt; done # warms the daemon up; not counted
[ "$(grep -c LOCAL /run/out.txt)" -eq "$flows" ] || { echo "flows are missing" >&2; exit 1; }
for _ in $(seq "$runs"); do
    measure list "$OVSCTL_BIN/ovsctl" flow list bench0
    measure raw "$OVSCTL_BIN/ovsctl" flow list bench0 --raw
    measure peer ovs-ofctl -O OpenFlow13 dump-flows bench0
    measure start "$OVSCTL_BIN/ovsctl" --version
    measure call "$OVSCTL_BIN/ovsctl" lab list
done
"$OVSCTL_BIN/ovsctl" flow list bench0 >/run/out.txt &
program=$!
peak=0
while size=$(awk '/VmHWM/ { print $2 }' /proc/$program/status 2>/dev/null) && [ -n "$size" ]; do peak=$size; done
wait $program

printf '%s flows, medians of %s runs\n' "$flows" "$runs"
for name in list raw peer start call; do printf '%-6s %8s ms\n' "$name" "$(median $name)"; done
awk -v list="$(median list)" -v peer="$(median peer)" -v start="$(median start)" \
    'BEGIN { printf "(list - start) / peer = %.2f (at most 2)   list / (2 * peer + start) = %.2f (at most 1)\n", (list - start) / peer, list / (2 * peer + start) }'
printf 'greatest resident size: ovsctl %s KiB, ovsctld %s KiB\n' "$peak" "$(awk '/VmHWM/ { print $2 }' /proc/$daemon/status)"
