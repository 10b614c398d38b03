#!/usr/bin/env bash
# learning-switch.sh [--tls]: a bridge of a real Open vSwitch with ovsctld as its stand-alone learning switch, three hosts that ping
# each other, and one that moves. In namespaces of its own; with --tls the two speak mutual TLS with certificates of ovs-pki.
. "$(dirname "$0")/common.sh"
tls=${1:-}

if [ "${OVSCTL_DEMO_SANDBOX:-}" != 1 ]; then
    ensure_packages "${run_packages[@]}" iputils-ping openvswitch-common openssl
    ensure_dotnet
    as_owner "$root/build.sh"
    userns=()
    [ "$(id -u)" -eq 0 ] || userns=(--user --map-root-user)
    OVSCTL_DEMO_SANDBOX=1 exec unshare ${userns[@]+"${userns[@]}"} --net --mount --pid --fork --kill-child --mount-proc \
        bash -c 'mount -t tmpfs tmpfs /run && ip link set lo up && exec "$0" "$@"' "$0" "$@"
fi

work=$(mktemp -d)
pids=()
finish() {
    for host in h1 h2 h3; do ip netns del "$host" 2>/dev/null || true; done
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap finish EXIT
run() { echo "\$ $*"; "$@"; }
wait_for() { local i; for i in $(seq 200); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; cat "$work"/*.log >&2; die 1 "in vain: $*"; }
vsctl() { ovs-vsctl --db="unix:$work/db.sock" --timeout=20 "$@"; }
export OVS_RUNDIR=$work OVS_LOGDIR=$work OVS_DBDIR=$work

listen=(--openflow ptcp:6653:127.0.0.1) target=tcp:127.0.0.1:6653
if [ "$tls" = --tls ]; then
    pki() { (cd "$work" && ovs-pki --dir="$work/pki" --log="$work/pki.log" "$@" >/dev/null 2>&1) || die 1 "ovs-pki $*"; }
    pki init
    pki req+sign ctl controller
    pki req+sign sc switch
    listen=(--openflow pssl:6653:127.0.0.1 --certificate "$work/ctl-cert.pem" --private-key "$work/ctl-privkey.pem" --ca-cert "$work/pki/switchca/cacert.pem")
    target=ssl:127.0.0.1:6653
fi

run "${OVSCTL_BIN:-$root/out}/ovsctld" --ovs none "${listen[@]}" --app learning-switch >"$work/ovsctld.log" 2>&1 &
pids+=($!)
ovsdb-tool create "$work/conf.db" /usr/share/openvswitch/vswitch.ovsschema
ovsdb-server "$work/conf.db" --remote="punix:$work/db.sock" --unixctl="$work/db.ctl" -vconsole:off --log-file="$work/db.log" \
    --private-key=db:Open_vSwitch,SSL,private_key --certificate=db:Open_vSwitch,SSL,certificate --ca-cert=db:Open_vSwitch,SSL,ca_cert 2>/dev/null &
pids+=($!)
wait_for vsctl --no-wait init
ovs-vswitchd "unix:$work/db.sock" --unixctl="$work/vs.ctl" -vconsole:off --log-file="$work/vs.log" 2>/dev/null &
pids+=($!)
[ "$tls" != --tls ] || vsctl --no-wait set-ssl "$work/sc-privkey.pem" "$work/sc-cert.pem" "$work/pki/controllerca/cacert.pem"

for i in 1 2 3; do
    ip netns add "h$i"
    ip link add "p$i" type veth peer name eth0 address "02:00:00:00:00:0$i" netns "h$i"
    ip link set "p$i" up
    ip -n "h$i" address add "10.0.0.$i/24" dev eth0
    ip -n "h$i" link set eth0 up
done
run vsctl add-br br0 -- set bridge br0 datapath_type=netdev fail_mode=secure protocols=OpenFlow13 -- set-controller br0 "$target" \
    -- add-port br0 p1 -- add-port br0 p2 -- add-port br0 p3
is_connected() { [ "$(vsctl get controller br0 is_connected)" = true ]; }
wait_for is_connected
wait_for sh -c "ovs-ofctl -O OpenFlow13 dump-flows unix:$work/br0.mgmt | grep -q CONTROLLER"
run ip netns exec h1 ping -c 3 -i 0.2 -W 2 10.0.0.2
run ip netns exec h3 ping -c 3 -i 0.2 -W 2 10.0.0.1
echo "-- the flows of the learning switch"
run ovs-ofctl -O OpenFlow13 --no-stats dump-flows "unix:$work/br0.mgmt"

echo "-- h2 moves to another port"
run vsctl del-port br0 p2
ip link add p4 type veth peer name eth1 netns h2
ip link set p4 up
ip -n h2 link set eth0 down
ip -n h2 address flush dev eth0
ip -n h2 link set eth0 address 02:00:00:00:00:aa
ip -n h2 link set eth1 address 02:00:00:00:00:02
ip -n h2 address add 10.0.0.2/24 dev eth1
ip -n h2 link set eth1 up
run vsctl add-port br0 p4
run ip netns exec h2 ping -c 3 -i 0.2 -W 2 10.0.0.1
run ip netns exec h1 ping -c 3 -i 0.2 -W 2 10.0.0.2
echo "-- what ovsctld said"
cat "$work/ovsctld.log"
