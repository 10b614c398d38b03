#!/usr/bin/env bash
# bench/lab.sh [ROW...] [--no-peers] [--runs N]: labs up, down, pinged, and up and down a thousand times.
#
#   up-10 up-100 up-500   hosts on one Open vSwitch userspace bridge, with address, route, everything up. 'ovsctl lab up' as a whole process, and
#                         the daemon's own part of it, beside the same network made by 'ip -batch' files and one ovs-vsctl, and by Mininet
#   down-100              'ovsctl lab down': kernel and OVSDB are done when it returns, which is looked at
#   ping-64               every one of 64 hosts pings every other: 4,032 pairs
#   rounds-1000           a lab of 4 hosts up and down 1,000 times: threads, descriptors and memory of the daemon before and after
#
# Everything happens in this script's own sandbox, on a private Open vSwitch each; ways take turns. Prints medians, ratios and goals.
if [ -z "${OVSCTL_BENCH_SANDBOX:-}" ]; then
    . "$(dirname "$0")/../scripts/common.sh"
    peers=(ethtool mininet)
    for argument in "$@"; do [ "$argument" != --no-peers ] || peers=(); done
    ensure_packages "${run_packages[@]}" iputils-ping ${peers[@]+"${peers[@]}"}
    ensure_dotnet
    as_owner "$root/build.sh"
    userns=()
    [ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
    exec env OVSCTL_BENCH_SANDBOX=1 OVSCTL_BIN="$root/out" unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc "$0" "$@"
fi
set -euo pipefail
mount -t tmpfs tmpfs /run
ip link set lo up
with_peers=1 runs=5 rows=()
while [ $# -gt 0 ]; do
    case $1 in
        --no-peers) with_peers= ;;
        --runs) runs=$2 && shift ;;
        *) rows+=("$1") ;;
    esac
    shift
done
[ ${#rows[@]} -gt 0 ] || rows=(up-10 up-100 up-500 down-100 ping-64 rounds-1000)

ovs=/run/openvswitch
export OVS_RUNDIR=$ovs OVSCTL_SOCKET=/run/ovsctl/ovsctl.sock
"$OVSCTL_BIN/ovsctld" --ovs embedded --ovs-rundir $ovs >/run/ovsctld.log 2>&1 &
daemon=$!
trap 'kill $daemon; wait $daemon 2>/dev/null || true' EXIT
while [ ! -S $OVSCTL_SOCKET ]; do sleep 0.02; done
ovsctl() { "$OVSCTL_BIN/ovsctl" "$@"; }
now() { date +%s%N; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.1f", (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) / 1000 }'; }
daemon_us() { sed -n 's/.*"elapsedMs": *\([0-9.]*\).*/\1/p' | awk '{ printf "%d\n", $1 * 1000 }'; }
address() { echo "10.99.$(($1 / 200)).$((1 + $1 % 200))"; }
row() { printf '%-46s %9s ms   %s\n' "$1" "$2" "${3:-}"; }
# verdict VALUE GOAL: said beside the goal, so that nobody has to compare.
verdict() { awk -v value="$1" -v goal="$2" 'BEGIN { print value <= goal ? "reached" : "missed" }'; }
against() { awk -v ours="$1" -v theirs="$2" -v goal="$3" 'BEGIN { printf "ovsctl is %.2f of it, goal %.2f: %s", ours / theirs, goal, ours <= goal * theirs ? "reached" : "missed" }'; }

lab() { # hosts
    printf 'lab: bench\nswitches:\n  bench0: {address: 10.99.255.254/16, controller: none}\nhosts:\n'
    for i in $(seq "$1"); do printf '  h%s: {bench0: %s/16, routes: [default via 10.99.255.254]}\n' "$i" "$(address "$i")"; done
}
ready() { ip netns exec "h$1" ping -c1 -W5 -q 10.99.255.254 >/dev/null || { echo "the lab does not work: h$1 does not reach the bridge" >&2; exit 1; }; }
settled() { # vswitchd lets go of ports one by one after a removal; whoever comes next should not pay for that
    for _ in $(seq 1500); do [ -n "$(ip -br link show type veth)" ] || ip -br link show bench0 >/dev/null 2>&1 || break; sleep 0.02; done
    ovs-vsctl --timeout=60 set open_vswitch . external_ids:bench="$(now)"
}

# The peers write what they are to do before the clock starts.
batch_files() { # hosts
    local i
    rm -rf /run/batch && mkdir /run/batch
    for i in $(seq "$1"); do echo "netns add h$i"; done >/run/batch/namespaces
    for i in $(seq "$1"); do echo "link add h$i-eth0 up type veth peer name eth0 netns h$i"; done >/run/batch/links
    for i in $(seq "$1"); do
        printf '%s\n' "link set lo up" "addr add $(address "$i")/16 dev eth0" "link set eth0 up" "route add default via 10.99.255.254" >"/run/batch/h$i"
    done
    printf '%s\n' "addr add 10.99.255.254/16 dev bench0" "link set bench0 up" >/run/batch/bridge
    ports=()
    for i in $(seq "$1"); do ports+=(-- add-port bench0 "h$i-eth0"); done
}
batch_up() { # hosts
    local i
    ip -batch /run/batch/namespaces
    ip -batch /run/batch/links
    for i in $(seq "$1"); do
        ip -n "h$i" -batch "/run/batch/h$i"
        ip netns exec "h$i" ethtool -K eth0 tx off >/dev/null 2>&1
    done
    began_switch=$(now)
    ovs-vsctl add-br bench0 -- set bridge bench0 datapath_type=netdev "${ports[@]}"
    ended_switch=$(now)
    ip -batch /run/batch/bridge
}
batch_down() { # hosts
    local i
    ovs-vsctl del-br bench0
    for i in $(seq "$1"); do echo "link del h$i-eth0"; done | ip -batch -
    for i in $(seq "$1"); do echo "netns del h$i"; done | ip -batch -
}
# Mininet's own clock starts when its imports are done: the process as a whole is what one waits for, so that is measured, less its taking down.
mininet_up() { # hosts: microseconds until the prompt would come
    local began ended
    began=$(now)
    ended=$(printf 'sh date +%%s%%N\n' | mn --topo "single,$1" --switch ovsbr,datapath=user,batch=True --controller none 2>/run/mininet.err | grep -oE '[0-9]{19}' | tail -1) || true
    [ -n "$ended" ] && echo $(((ended - began) / 1000))
}

up_row() { # hosts goal
    local hosts=$1 goal=$2 began ended ours
    rm -f /run/*.us
    lab "$hosts" >/run/bench.yaml
    [ -z "$with_peers" ] || batch_files "$hosts"
    for run in $(seq 0 "$runs"); do
        began=$(now)
        ovsctl lab up /run/bench.yaml >/run/outcome
        ended=$(now)
        ready "$hosts"
        ovsctl lab down --wait bench >/dev/null
        settled
        # Once more for the daemon's share, which only -o json tells to the tenth of a millisecond.
        ovsctl lab up -o json /run/bench.yaml >/run/outcome
        ovsctl lab down --wait bench >/dev/null
        settled
        [ "$run" -gt 0 ] || continue # warms up
        echo $(((ended - began) / 1000)) >>/run/whole.us
        daemon_us </run/outcome >>/run/daemon.us
        [ -n "$with_peers" ] && [ "$run" -le 3 ] || continue
        began=$(now)
        batch_up "$hosts"
        ended=$(now)
        ready "$hosts"
        batch_down "$hosts"
        settled
        echo $(((ended - began) / 1000)) >>/run/batch.us
        echo $(((ended_switch - began_switch) / 1000)) >>/run/switch.us
        [ "$run" -eq 1 ] || [ "$hosts" -le 10 ] || continue
        if [ "$hosts" -le 100 ]; then mininet_up "$hosts" >>/run/mininet.us || true; fi
    done
    ours=$(median /run/whole.us)
    row "up-$hosts: ovsctl lab up, the whole process" "$ours" "goal $goal: $(verdict "$ours" "$goal")"
    row "up-$hosts: of that the daemon" "$(median /run/daemon.us)" "goal $goal: $(verdict "$(median /run/daemon.us)" "$goal")"
    [ -n "$with_peers" ] || return 0
    row "up-$hosts: ip -batch and one ovs-vsctl" "$(median /run/batch.us)" "$(against "$ours" "$(median /run/batch.us)" 0.2)"
    row "up-$hosts: of that ovs-vsctl alone" "$(median /run/switch.us)" "what the switch takes for the ports, whoever asks"
    if [ -s /run/mininet.us ]; then row "up-$hosts: Mininet" "$(median /run/mininet.us)" "$(against "$ours" "$(median /run/mininet.us)" 0.1)"
    elif [ "$hosts" -gt 100 ]; then echo "up-$hosts: Mininet: not tried, it takes minutes"
    else echo "up-$hosts: Mininet does not run here: $(tail -1 /run/mininet.err)"; fi
}

down_row() { # hosts goal
    local began ended left ours
    rm -f /run/*.us
    lab "$1" >/run/bench.yaml
    for run in $(seq 0 "$runs"); do
        for output in table json; do
            ovsctl lab up /run/bench.yaml >/dev/null
            sleep 0.5
            began=$(now)
            ovsctl lab down -o $output bench >/run/outcome
            ended=$(now)
            left=$(ip netns list; ip -br link show type veth; ovs-vsctl list-br)
            [ -z "$left" ] || { echo "left behind: $left" >&2; exit 1; }
            settled
            [ "$run" -gt 0 ] || continue
            case $output in table) echo $(((ended - began) / 1000)) >>/run/whole.us ;; json) daemon_us </run/outcome >>/run/daemon.us ;; esac
        done
    done
    ours=$(median /run/whole.us)
    row "down-$1: ovsctl lab down, the whole process" "$ours" "goal $2: $(verdict "$ours" "$2")"
    row "down-$1: of that the daemon" "$(median /run/daemon.us)" "goal $2: $(verdict "$(median /run/daemon.us)" "$2")"
}

ping_row() { # hosts goal
    local ours
    rm -f /run/*.us
    { lab "$1"; printf 'checks:\n  - ping: all\n'; } >/run/bench.yaml
    ovsctl lab up /run/bench.yaml >/dev/null
    for _ in $(seq "$runs"); do
        ovsctl lab check -o json bench >/run/checked || { echo "a pair was lost: $(cut -c1-1000 /run/checked)" >&2; exit 1; }
        daemon_us </run/checked | sort -n | tail -1 >>/run/daemon.us
    done
    ovsctl lab down --wait bench >/dev/null
    ours=$(median /run/daemon.us)
    row "ping-$1: $(($1 * ($1 - 1))) pairs, none lost" "$ours" "goal $2: $(verdict "$ours" "$2")"
}

state() { echo "$(ls /proc/$daemon/task | wc -l) threads, $(ls /proc/$daemon/fd | wc -l) descriptors, $(($(awk '/VmRSS/ { print $2 }' /proc/$daemon/status) / 1024)) MiB"; }
rounds_row() { # rounds
    local began round
    lab 4 >/run/bench.yaml
    began=$(now)
    for round in $(seq "$1"); do
        ovsctl lab up /run/bench.yaml >/dev/null
        ovsctl lab down bench >/dev/null
        case $round in 50 | $(($1 / 2)) | "$1") echo "rounds-$1: after $(printf '%5d' "$round"): $(state)" ;; esac
    done
    row "rounds-$1: one up and down of 4 hosts" "$(awk -v us=$((($(now) - began) / 1000)) -v rounds="$1" 'BEGIN { printf "%.1f", us / 1000 / rounds }')"
}

for name in "${rows[@]}"; do
    case $name in
        up-10) up_row 10 50 ;;
        up-100) up_row 100 250 ;;
        up-500) up_row 500 1600 ;;
        down-100) down_row 100 110 ;;
        ping-64) ping_row 64 250 ;;
        rounds-*) rounds_row "${name#rounds-}" ;;
        *) echo "no row $name: up-10 up-100 up-500 down-100 ping-64 rounds-1000" >&2; exit 2 ;;
    esac
done
