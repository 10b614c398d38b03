#!/usr/bin/env python3
"""Fills an empty Open_vSwitch database with ports: populate.py SOCKET PORTS BRIDGES. Each with what ovs-vswitchd, and on a host of virtual machines libvirt and Neutron, write to it."""
import json
import socket
import sys
import uuid

path, ports, bridges = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sock = socket.socket(socket.AF_UNIX)
sock.connect(path)
decoder = json.JSONDecoder()


def transact(operations):
    sock.sendall(json.dumps({"method": "transact", "params": ["Open_vSwitch"] + operations, "id": 0}).encode())
    text = ""
    while True:
        text += sock.recv(1 << 20).decode()
        try:
            reply, _ = decoder.raw_decode(text)
        except ValueError:
            continue
        bad = reply["error"] or [r for r in reply["result"] if r and "error" in r]
        if bad:
            sys.exit(f"{bad}")
        return reply["result"]


def port(name, kind, number):
    mac = "52:54:00:%02x:%02x:%02x" % (number >> 16, number >> 8 & 255, number & 255)
    vm, network, vif = (str(uuid.uuid5(uuid.NAMESPACE_OID, f"{what} {n}")) for what, n in (("vm", number // 2), ("network", number % 4000), ("vif", number)))
    # The columns that a running ovs-vswitchd fills in, with counters of the size that a day of traffic gives them.
    counters = ("collisions", "rx_bytes", "rx_crc_err", "rx_dropped", "rx_errors", "rx_frame_err", "rx_missed_errors", "rx_over_err", "rx_packets", "tx_bytes", "tx_dropped", "tx_errors", "tx_packets")
    interface = {
        "name": name,
        "type": kind,
        "external_ids": ["map", [["attached-mac", mac], ["iface-id", vif], ["iface-status", "active"], ["vm-id", vm]]],
        "admin_state": "up",
        "link_state": "up",
        "link_resets": 1,
        "link_speed": 10000000000,
        "duplex": "full",
        "mac_in_use": mac,
        "mtu": 1500,
        "ofport": number % 65000 + 1,
        "ifindex": number + 10,
        "ingress_policing_rate": 0,
        "statistics": ["map", [[c, number * 7919 if c.endswith(("bytes", "packets")) else 0] for c in counters]],
        "status": ["map", [["driver_name", "veth"], ["driver_version", "1.0"], ["firmware_version", ""]]],
    }
    tag = number % 4000 + 1
    port = {
        "name": name,
        "interfaces": ["named-uuid", f"i{number}"],
        "tag": tag,
        "other_config": ["map", [["net_uuid", network], ["network_type", "vxlan"], ["segmentation_id", str(5000 + tag)], ["tag", str(tag)]]],
    }
    return [
        {"op": "insert", "table": "Interface", "uuid-name": f"i{number}", "row": interface},
        {"op": "insert", "table": "Port", "uuid-name": f"p{number}", "row": port},
    ]


root = transact([{"op": "insert", "table": "Open_vSwitch", "row": {}}])[0]["uuid"]
number = 0
for b in range(bridges):
    number += 1
    operations = port(f"br{b}", "internal", number)
    operations.append({"op": "insert", "table": "Bridge", "uuid-name": "b", "row": {"name": f"br{b}", "datapath_type": "netdev", "ports": ["named-uuid", f"p{number}"]}})
    operations.append({"op": "mutate", "table": "Open_vSwitch", "where": [], "mutations": [["bridges", "insert", ["named-uuid", "b"]]]})
    transact(operations)
    left = ports // bridges
    while left > 0:
        operations, added = [], []
        for _ in range(min(left, 1000)):
            number += 1
            left -= 1
            operations += port(f"br{b}-p{number}", "", number)
            added.append(["named-uuid", f"p{number}"])
        operations.append({"op": "mutate", "table": "Bridge", "where": [["name", "==", f"br{b}"]], "mutations": [["ports", "insert", ["set", added]]]})
        transact(operations)
print(root[1])
