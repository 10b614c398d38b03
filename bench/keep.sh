#!/usr/bin/env bash
# bench/keep.sh [HOSTS] [SWITCHES] [RUNS]: what it costs the daemon to keep a large lab, and how soon damage to it is mended.
#
#   look     a look that finds nothing to do: processor time of the daemon for each, caused by an event that changes nothing
#   idle     processor time of the daemon over a whole minute without any event, the slow look included
#   memory   resident size after all that
#   flow     from the moment a flow is deleted to the moment it is there again, as 'ovs-ofctl monitor' is told by the switch
#   address  from just before a host's address is deleted until 'ip' sees it again
#
# All hosts (500) are on one controlled bridge; the other switches (37) hang on it by patch ports and know the way to every host, which makes 20,000 flows.
# Everything happens in this script's own sandbox. Prints medians, goals, and whether they were reached.
if [ -z "${OVSCTL_BENCH_SANDBOX:-}" ]; then
    . "$(dirname "$0")/../scripts/common.sh"
    ensure_packages "${run_packages[@]}" curl
    ensure_dotnet
    as_owner "$root/build.sh"
    userns=()
    [ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
    exec env OVSCTL_BENCH_SANDBOX=1 OVSCTL_BIN="$root/out" unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc "$0" "$@"
fi
set -euo pipefail
hosts=${1:-500} switches=${2:-37} runs=${3:-15} idle=${OVSCTL_BENCH_IDLE:-60}
mount -t tmpfs tmpfs /run
ip link set lo up
ovs=/run/openvswitch
export OVS_RUNDIR=$ovs OVSCTL_SOCKET=/run/ovsctl/ovsctl.sock
"$OVSCTL_BIN/ovsctld" --ovs embedded --ovs-rundir $ovs --metrics 127.0.0.1:9464 >/run/ovsctld.log 2>&1 &
daemon=$!
trap 'kill $daemon; wait $daemon 2>/dev/null || true' EXIT
while [ ! -S $OVSCTL_SOCKET ]; do sleep 0.02; done
ovsctl() { "$OVSCTL_BIN/ovsctl" "$@"; }
now() { echo $(($(date +%s%N) / 1000)); }
cpu_us() { awk '{ print ($14 + $15) * 10000 }' /proc/$daemon/stat; }
metric() { curl -sf http://127.0.0.1:9464/metrics | awk -v name="$1" '$1 == name { printf "%d\n", $2 }'; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.1f", (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) / 1000 }'; }
row() { printf '%-52s %9s %-4s goal %s: %s\n' "$1" "$2" "$3" "$4" "$(awk -v value="$2" -v goal="$4" 'BEGIN { print value <= goal ? "reached" : "missed" }')"; }
flows() { timeout 30 ovs-ofctl -O OpenFlow13 "$@"; }

{
    printf 'lab: keep\nswitches:\n  s0: {address: 10.99.255.254/16}\n'
    for i in $(seq "$switches"); do printf '  s%s: {}\n' "$i"; done
    printf 'hosts:\n'
    for i in $(seq "$hosts"); do printf '  h%s: {s0: 10.99.%s.%s/16, routes: [default via 10.99.255.254]}\n' "$i" $((i / 200)) $((1 + i % 200)); done
    [ "$switches" -eq 0 ] || printf 'links:\n'
    for i in $(seq "$switches"); do printf '  - {s0: , s%s: }\n' "$i"; done
} >/run/keep.yaml

# No look for two seconds: the lab is at rest.
settle() {
    local before after
    before=$(metric ovsctl_looks_total)
    while sleep 2; after=$(metric ovsctl_looks_total); [ "$after" != "$before" ]; do before=$after; done
}
ovsctl lab up /run/keep.yaml >/dev/null || { tail -5 /run/ovsctld.log >&2; exit 1; }
settle
installed=0
for bridge in $(ovs-vsctl list-br); do installed=$((installed + $(flows dump-flows "$bridge" | grep -c cookie))); done
echo "$hosts hosts on one bridge, $((switches + 1)) bridges, $installed flows, $(nproc) processors"

mac=$(ip -n h7 -o link show eth0 | grep -o 'link/ether [0-9a-f:]*' | cut -d' ' -f2)
address=$(ip -n h7 -o -4 address show eth0 | awk '{ print $4 }')
# Each line of the monitor begins with the time: 2026-01-31 12:00:00.123
flows --timestamp monitor s0 "watch:table=1,dl_dst=$mac" >/run/monitor 2>&1 &
monitor=$!
told() { grep -c "event=$1" /run/monitor || true; }
until grep -q . /run/monitor; do sleep 0.1; done
for _ in $(seq "$runs"); do
    before=$(told ADDED)
    flows --strict del-flows s0 "table=1,priority=200,dl_dst=$mac"
    until [ "$(told ADDED)" -gt "$before" ]; do sleep 0.05; done
    sleep 1.2
done
kill $monitor
awk '/FLOW_MONITOR/ { split($2, t, ":"); at = (t[1] * 60 + t[2]) * 60 + t[3] } /event=DELETED/ { gone = at } /event=ADDED/ && gone { printf "%d\n", (at - gone) * 1e6; gone = 0 }' /run/monitor >/run/flow.us
for _ in $(seq "$runs"); do
    began=$(now)
    ip -n h7 address del "$address" dev eth0
    until ip -n h7 -o -4 address show dev eth0 | grep -q "$address"; do :; done
    echo $(($(now) - began)) >>/run/address.us
    sleep 1.2
done
settle

before=$(cpu_us) looks=$(metric ovsctl_looks_total)
mark=$(ip -o link show h9-eth0 | sed -n 's/.*alias //p')
for _ in $(seq 20); do
    ip link set h9-eth0 alias "$mark"
    sleep 0.7
done
settle
looks=$(($(metric ovsctl_looks_total) - looks)) spent=$(($(cpu_us) - before))
row "look that finds nothing, of one processor ($looks looks)" "$(awk -v us=$spent -v looks=$looks 'BEGIN { printf "%.1f", us / looks / 1000 }')" ms 300

before=$(cpu_us) began=$(now)
sleep "$idle"
row "idle, over $idle s" "$(awk -v us=$(($(cpu_us) - before)) -v all=$(($(now) - began)) 'BEGIN { printf "%.2f", us / all * 100 }')" % 1
row "resident" $(($(awk '/VmRSS/ { print $2 }' /proc/$daemon/status) / 1024)) MiB 150
row "a deleted flow is there again, median of $runs" "$(median /run/flow.us)" ms 200
row "a deleted address is there again, median of $runs" "$(median /run/address.us)" ms 200
