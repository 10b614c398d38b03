"""Prints every object of the network that is there, a line each: what other tools see, without times, counters and ids.

Arguments: the run directory of Open vSwitch, then the names of the namespaces to look into besides the root one.
"""
import glob
import json
import os
import subprocess
import sys

run_directory = sys.argv[1]
IGNORED = {"ovs-netdev", "ovs-system"}


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def show(*words):
    print(" ".join(str(word) for word in words))


def pick(row, *keys):
    return json.dumps({key: row[key] for key in keys if key in row}, sort_keys=True)


def namespace(name):
    place = name or "root"
    inside = ["ip", "netns", "exec", name] if name else []
    for link in json.loads(output(*inside, "ip", "-j", "-d", "address")):
        if link["ifname"] in IGNORED:
            continue
        # Only what a lab makes has a MAC that is the same each time.
        keys = ["mtu", "ifalias", "group", "master"] + (["address"] if "ifalias" in link else [])
        show(place, "link", link["ifname"], "UP" in link["flags"], link.get("linkinfo", {}).get("info_kind"), pick(link, *keys))
        for address in link["addr_info"]:
            show(place, "address", link["ifname"], address["local"], address["prefixlen"])
        if link.get("linkinfo", {}).get("info_kind") == "veth":
            features = output(*inside, "ethtool", "-k", link["ifname"]).splitlines()
            show(place, "offload", link["ifname"], *[line for line in features if line.startswith("tx-checksumming")])
        disabled = f"/proc/sys/net/ipv6/conf/{link['ifname']}/disable_ipv6"
        show(place, "ipv6 off", link["ifname"], output(*inside, "cat", disabled).strip())
    for family in "-4", "-6":
        for route in json.loads(output(*inside, "ip", "-j", family, "route") or "[]"):
            show(place, "route", family, pick(route, "dst", "gateway", "dev", "protocol", "scope", "prefsrc", "metric"))
    show(place, "forwards", *output(*inside, "cat", "/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv6/conf/all/forwarding").split())
    for item in json.loads(output(*inside, "nft", "-j", "list", "ruleset"))["nftables"]:
        if "metainfo" not in item:
            show(place, "nft", json.dumps(without_counts(item), sort_keys=True))


def without_counts(item):
    if isinstance(item, dict):
        return {key: without_counts(value) for key, value in item.items() if key not in ("handle", "packets", "bytes")}
    return [without_counts(value) for value in item] if isinstance(item, list) else item


def database(table, *columns):
    text = output("ovs-vsctl", f"--db=unix:{run_directory}/db.sock", "--format=json", f"--columns={','.join(columns)}", "list", table)
    for row in json.loads(text)["data"]:
        show("ovsdb", table, json.dumps(row, sort_keys=True))


def flows():
    for socket in glob.glob(f"{run_directory}/*.mgmt"):
        for line in output("ovs-ofctl", "-O", "OpenFlow13", "--no-stats", "--no-names", "dump-flows", f"unix:{socket}").splitlines():
            # What a switch learns depends on who spoke ("lear", see LearnedFlows).
            if not line.strip().startswith("cookie=0x6c656172"):
                show("flow", os.path.basename(socket), line.strip())


def processes():
    for path in glob.glob("/proc/[0-9]*"):
        try:
            with open(f"{path}/environ", "rb") as file:
                marks = sorted(mark for mark in file.read().split(b"\0") if mark.startswith((b"OVSCTL_LAB=", b"OVSCTL_HOST=", b"OVSCTL_RUN=")))
        except OSError:
            continue
        if marks:
            show("process", b" ".join(marks).decode())


for name in [""] + sys.argv[2:]:
    namespace(name)
database("Bridge", "name", "datapath_type", "datapath_id", "fail_mode", "protocols", "external_ids", "other_config")
database("Port", "name", "external_ids", "tag", "trunks")
database("Interface", "name", "type", "options", "external_ids", "ofport", "ofport_request", "mtu", "mtu_request", "error")
database("Controller", "target")
flows()
processes()
