#!/usr/bin/env bash
# bench/lab-up.sh [HOSTS] [RUNS]: hosts on one Open vSwitch userspace bridge, with address, default route and gateway, up and ready.
#
#   ovsctl   'ovsctl lab up' against a warm daemon, as a whole process and as the daemon's own time
#   typed    the same lab as ip and ovs-vsctl commands, one process each, the way the tutorials do it
#   batch    the same as one 'ip -batch' a namespace and one ovs-vsctl
#
# Every run happens in this script's own sandbox, on one private Open vSwitch; the ways take turns. Prints medians and ratios.
if [ -z "${OVSCTL_BENCH_SANDBOX:-}" ]; then
    . "$(dirname "$0")/../scripts/common.sh"
    ensure_packages "${run_packages[@]}" ethtool
    ensure_dotnet
    as_owner "$root/build.sh"
    userns=()
    [ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
    exec env OVSCTL_BENCH_SANDBOX=1 OVSCTL_BIN="$root/out" unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc "$0" "$@"
fi
set -euo pipefail
hosts=${1:-10} runs=${2:-7}
mount -t tmpfs tmpfs /run
ip link set lo up
export OVS_RUNDIR=/run/openvswitch OVSCTL_SOCKET=/run/ovsctl/ovsctl.sock
"$OVSCTL_BIN/ovsctld" --ovs embedded --ovs-rundir /run/openvswitch >/run/ovsctld.log 2>&1 &
daemon=$!
trap 'kill $daemon; wait $daemon 2>/dev/null || true' EXIT
while [ ! -S $OVSCTL_SOCKET ]; do sleep 0.02; done

lab=/run/bench.yaml
{
    printf 'lab: bench\nswitches:\n  bench0: {address: 10.99.255.254/16, controller: none}\nhosts:\n'
    for i in $(seq "$hosts"); do printf '  h%s: {bench0: 10.99.%s.%s/16, routes: [default via 10.99.255.254]}\n' "$i" $((i / 200)) $((1 + i % 200)); done
} >$lab

now() { date +%s%N; }
ready() { ip netns exec "h$hosts" ping -c1 -W2 -q 10.99.255.254 >/dev/null || { echo "the lab does not work" >&2; exit 1; }; }

with_ovsctl() {
    local began ended
    began=$(now)
    daemon_ms=$("$OVSCTL_BIN/ovsctl" lab up -o json $lab | sed -n 's/.*"elapsedMs": *\([0-9.]*\).*/\1/p')
    ended=$(now)
    ready
    "$OVSCTL_BIN/ovsctl" lab down bench --wait >/dev/null
    echo $(((ended - began) / 1000)) >>/run/ovsctl.us
    awk "BEGIN { printf \"%d\\n\", ${daemon_ms:-0} * 1000 }" >>/run/daemon.us
}

typed() {
    local began ended i
    began=$(now)
    ovs-vsctl add-br bench0 -- set bridge bench0 datapath_type=netdev
    ip addr add 10.99.255.254/16 dev bench0
    ip link set bench0 up
    for i in $(seq "$hosts"); do
        ip netns add "h$i"
        ip link add "h$i-eth0" type veth peer name eth0 netns "h$i"
        ip link set "h$i-eth0" up
        ip -n "h$i" link set lo up
        ip -n "h$i" addr add "10.99.$((i / 200)).$((1 + i % 200))/16" dev eth0
        ip -n "h$i" link set eth0 up
        ip netns exec "h$i" ethtool -K eth0 tx off >/dev/null 2>&1
        ip -n "h$i" route add default via 10.99.255.254
        ovs-vsctl add-port bench0 "h$i-eth0"
    done
    ended=$(now)
    ready
    remove
    echo $(((ended - began) / 1000)) >>/run/typed.us
}

batch() {
    local began ended i ports=()
    began=$(now)
    for i in $(seq "$hosts"); do echo "netns add h$i"; done | ip -batch -
    for i in $(seq "$hosts"); do echo "link add h$i-eth0 up type veth peer name eth0 netns h$i"; done | ip -batch -
    for i in $(seq "$hosts"); do
        printf '%s\n' "link set lo up" "addr add 10.99.$((i / 200)).$((1 + i % 200))/16 dev eth0" "link set eth0 up" "route add default via 10.99.255.254" | ip -n "h$i" -batch -
        ip netns exec "h$i" ethtool -K eth0 tx off >/dev/null 2>&1
        ports+=(-- add-port bench0 "h$i-eth0")
    done
    ovs-vsctl add-br bench0 -- set bridge bench0 datapath_type=netdev "${ports[@]}"
    printf '%s\n' "addr add 10.99.255.254/16 dev bench0" "link set bench0 up" | ip -batch -
    ended=$(now)
    ready
    remove
    echo $(((ended - began) / 1000)) >>/run/batch.us
}

remove() {
    local i
    ovs-vsctl del-br bench0
    for i in $(seq "$hosts"); do echo "link del h$i-eth0"; done | ip -batch -
    for i in $(seq "$hosts"); do echo "netns del h$i"; done | ip -batch -
}

with_ovsctl # warms the daemon up; not counted
rm /run/*.us
for _ in $(seq "$runs"); do
    with_ovsctl
    typed
    batch
done

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.1f", (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) / 1000 }'; }
ours=$(median /run/ovsctl.us) inside=$(median /run/daemon.us) typed=$(median /run/typed.us) batch=$(median /run/batch.us)
awk -v hosts="$hosts" -v runs="$runs" -v ours="$ours" -v inside="$inside" -v typed="$typed" -v batch="$batch" 'BEGIN {
    printf "%d hosts on one bridge, median of %d runs\n", hosts, runs
    printf "  ovsctl lab up, whole process     %8.1f ms\n", ours
    printf "  ovsctl lab up, in the daemon     %8.1f ms\n", inside
    printf "  typed: ip, ethtool, ovs-vsctl    %8.1f ms   ovsctl is %.2f of it, the daemon %.2f\n", typed, ours / typed, inside / typed
    printf "  ip -batch and one ovs-vsctl      %8.1f ms   ovsctl is %.2f of it, the daemon %.2f\n", batch, ours / batch, inside / batch
}'
