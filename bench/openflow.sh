#!/usr/bin/env bash
# The OpenFlow side against its peers, in one run inside namespaces of its own:
#   ovs-testcontroller   responses a second of 16 switches, latency of one
#   ovs-ofctl            100,000 flows into a real ovs-vswitchd and back
# and what has no peer: 1,000 switches at once, 4,000 idle ones.
#   bench/openflow.sh [SECONDS_OF_IDLING]     default 60
. "$(dirname "$0")/../scripts/common.sh"
idle_seconds=${1:-60}

if [ -z "${OPENFLOW_BENCH_INSIDE:-}" ]; then
    ensure_packages openvswitch-switch openvswitch-testcontroller iproute2 util-linux
    ensure_dotnet
    as_owner "$root/build.sh"
    case $(uname -m) in aarch64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac
    as_owner dotnet publish "$root/bench/openflow" -c Release -r "$rid" --no-self-contained -p:PublishReadyToRun=true -o "$root/out/bench" -v quiet --nologo >&2
    userns=()
    [ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
    OPENFLOW_BENCH_INSIDE=1 exec unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc \
        bash -c 'mount -t tmpfs tmpfs /run && ip link set lo up && exec "$0" "$@"' "$0" "$@"
fi

ulimit -n "$(ulimit -Hn)"
bench=$root/out/bench/openflow-bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cores=$(nproc)
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
seconds_of() { # COMMAND...: wall-clock seconds of a whole process
    local started
    started=$(date +%s.%N)
    "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
    awk -v a="$(date +%s.%N)" -v b="$started" 'BEGIN { printf "%.2f", a - b }'
}
wait_for() { local i; for i in $(seq 100); do "$@" 2>/dev/null && return; sleep 0.1; done; die 1 "not ready: $*"; }
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

say "== learning switch, $cores cores shared with the load generator"
"$root/out/ovsctld" --ovs none --openflow ptcp:6653:127.0.0.1 --app learning-switch >"$work/ours.log" 2>&1 &
ours=$!
ovs-testcontroller -O OpenFlow13 ptcp:6654:127.0.0.1 --unixctl="$work/peer.ctl" --log-file="$work/peer.log" -vconsole:off &
wait_for listens 6653
wait_for listens 6654

our_rate=$("$bench" throughput 127.0.0.1:6653)
peer_rate=$("$bench" throughput 127.0.0.1:6654)
echo "throughput, 16 switches, window 64:  ovsctld $our_rate/s, ovs-testcontroller $peer_rate/s, ratio $(ratio "$our_rate" "$peer_rate") (goal: at least 10)"
# By turns: where the scheduler puts the two ends, on one processor or on two, makes more of a difference than either controller.
latencies=() ratios=()
for _ in 1 2 3 4 5 6 7; do
    read -r our_p50 our_p99 <<<"$("$bench" latency 127.0.0.1:6653 1)"
    read -r peer_p50 peer_p99 <<<"$("$bench" latency 127.0.0.1:6654 1)"
    latencies+=("$our_p50/$peer_p50")
    ratios+=("$(ratio "$our_p50" "$peer_p50")")
done
echo "latency, 1 switch, one outstanding:  p50 in us by turns, ovsctld/ovs-testcontroller: ${latencies[*]}; median of the ratios $(median "${ratios[@]}") (goal: at most 1.5)"
connects=()
for _ in 1 2 3; do connects+=("$("$bench" connect 127.0.0.1:6653 1000)"); done
echo "1,000 switches at once, each answered once:  ${connects[*]} s (goal: under 1)"
kill "$ours"
wait "$ours" || true

# A fresh one, so that its size is that of the idle switches alone.
"$root/out/ovsctld" --ovs none --openflow ptcp:6655:127.0.0.1 --app learning-switch >"$work/idle.log" 2>&1 &
ours=$!
wait_for listens 6655
"$bench" idle 127.0.0.1:6655 4000 "$idle_seconds" "$ours" >"$work/idle"
echo "idle:  $(head -1 "$work/idle"), $(tail -1 "$work/idle") KiB of ovsctld for each (goal: at most 64)"
kill "$ours"

say "== 100,000 flows, ovs-vswitchd $(ovs-vswitchd --version | awk 'NR == 1 { print $NF }')"
export OVS_RUNDIR=$work OVS_LOGDIR=$work OVS_DBDIR=$work
ovsdb-tool create "$work/conf.db" /usr/share/openvswitch/vswitch.ovsschema
ovsdb-server "$work/conf.db" --remote="punix:$work/db.sock" --unixctl="$work/db.ctl" -vconsole:off --log-file="$work/db.log" &
wait_for test -S "$work/db.sock"
ovs-vsctl --db="unix:$work/db.sock" --no-wait init
ovs-vswitchd "unix:$work/db.sock" --unixctl="$work/vs.ctl" -vconsole:off --log-file="$work/vs.log" &
ovs-vsctl --db="unix:$work/db.sock" --timeout=20 add-br br0 -- set bridge br0 datapath_type=netdev fail_mode=secure protocols=OpenFlow13
bridge=unix:$work/br0.mgmt
"$bench" write-flows "$work/flows.txt" 100000
ofctl() { ovs-ofctl -O OpenFlow13 "$@"; }

peer=() ours=() peer_diff=() ours_diff=()
for _ in 1 2 3; do
    ofctl del-flows "$bridge"
    peer+=("$(seconds_of ovs-ofctl -O OpenFlow13 --bundle add-flows "$bridge" "$work/flows.txt")")
    ofctl del-flows "$bridge"
    ours+=("$(seconds_of "$bench" add-flows "$work/br0.mgmt" 100000)")
    peer_diff+=("$(seconds_of ovs-ofctl -O OpenFlow13 diff-flows "$bridge" "$work/flows.txt")")
    ours_diff+=("$(seconds_of "$bench" diff-flows "$work/br0.mgmt" 100000)")
done
a=$(median "${ours[@]}") b=$(median "${peer[@]}")
echo "add in a bundle, whole process, median of 3:   ours $a s, ovs-ofctl --bundle add-flows $b s, ratio $(ratio "$a" "$b") (goal: at most 1)"
a=$(median "${ours_diff[@]}") b=$(median "${peer_diff[@]}")
echo "read back and diff, whole process, median of 3: ours $a s, ovs-ofctl diff-flows $b s, ratio $(ratio "$a" "$b") (goal: at most 1)"
