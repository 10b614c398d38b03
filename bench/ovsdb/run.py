#!/usr/bin/env python3
"""Measures the library beside its peers on one private ovsdb-server; started by ../ovsdb.sh inside a sandbox. run.py WORK-FOLDER BENCH BARE [ROW...]"""
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
WORK, BENCH, BARE = sys.argv[1:4]
WITH_PEERS = "--no-peers" not in sys.argv
ROWS = [a for a in sys.argv[4:] if not a.startswith("--")]
SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema"
# What the controller of this repository monitors.
CONTROLLER = {
    "Open_vSwitch": ["bridges", "cur_cfg", "next_cfg", "ovs_version", "datapath_types", "external_ids"],
    "Bridge": ["name", "datapath_type", "datapath_id", "fail_mode", "protocols", "external_ids", "other_config", "controller", "ports"],
    "Port": ["name", "external_ids", "interfaces", "tag", "trunks", "vlan_mode"],
    "Interface": ["name", "type", "ofport", "ofport_request", "error", "ifindex", "admin_state", "link_state", "mac_in_use", "mtu", "options", "external_ids"],
    "Controller": ["target", "is_connected"],
}


class Server:
    """A private ovsdb-server with that many ports, in a folder of its own."""

    def __init__(self, ports, bridges, is_clustered=False):
        self.folder = tempfile.mkdtemp(dir=WORK)
        self.socket = f"{self.folder}/db.sock"
        self.environment = dict(os.environ, OVS_RUNDIR=self.folder, OVS_LOGDIR=self.folder, OVS_DBDIR=self.folder)
        if is_clustered:
            self.call("ovsdb-tool", "create-cluster", f"{self.folder}/conf.db", SCHEMA, f"unix:{self.folder}/raft.sock")
        else:
            self.call("ovsdb-tool", "create", f"{self.folder}/conf.db", SCHEMA)
        self.process = subprocess.Popen(
            ["ovsdb-server", f"{self.folder}/conf.db", f"--remote=punix:{self.socket}", "--no-chdir", "-vconsole:off", f"--log-file={self.folder}/log"], env=self.environment
        )
        while not os.path.exists(self.socket):
            time.sleep(0.01)
        if is_clustered:
            self.call("ovsdb-client", "wait", f"unix:{self.socket}", "Open_vSwitch", "connected")
        self.root = self.call(sys.executable, f"{HERE}/populate.py", self.socket, str(ports), str(bridges)).strip()

    def call(self, *command):
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def measure(command):
    """Runs a peer; its whole time in ms, its greatest resident size in MiB, what it printed."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = (time.monotonic() - start) * 1e3
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{command} exited with {process.returncode}")
        output.seek(0)
        return elapsed, usage.ru_maxrss / 1024, output.read(4096).decode(errors="replace").split()


def verdict(text, good):
    return f"{text}  {'ok' if good else 'MISSED'}"


def replica(title, ports, columns, most, most_size, rounds, with_peers):
    print(f"\n{title}")
    with Server(ports, 10) as server:
        schema = json.loads(server.call("ovsdb-client", "get-schema", f"unix:{server.socket}", "Open_vSwitch"))
        wanted = columns or {name: list(table["columns"]) for name, table in schema["tables"].items()}
        request = monitor_request(wanted)
        size = server.call(BARE, "size", server.socket, request).strip()
        argument = ";".join(f"{t}:{','.join(c)}" for t, c in wanted.items())
        bytes_ms, whole_ms, library_ms, look_ms, sizes = [], [], [], [], []
        for _ in range(rounds):
            bytes_ms.append(measure([BARE, "read", server.socket, request, size])[0])
            elapsed, memory, printed = measure([BENCH, "replica", f"unix:{server.socket}", argument])
            whole_ms.append(elapsed)
            library_ms.append(float(printed[0]))
            look_ms.append(float(printed[1]) / 1e3)
            sizes.append(memory)
        floor, whole, inside, memory = statistics.median(bytes_ms), statistics.median(whole_ms), statistics.median(library_ms), max(sizes)
        print(f"  byte reader in C        {floor:8.0f} ms             ({int(size) / 1e6:.1f} MB)")
        print(f"  OvsCtl.Ovsdb            {inside:8.0f} ms  {memory:5.0f} MiB  " + verdict(f"{inside / floor:.2f}x (must: {most:.2f}x, {most_size} MiB)", inside / floor <= most and memory <= most_size))
        print(f"    then every value once {statistics.median(look_ms):8.0f} ms             (rows are kept as text until looked at; the size is with this)")
        print(f"    whole process         {whole:8.0f} ms             {whole / floor:.2f}x, with the start of the runtime and every value")
        if with_peers:
            peers(server, columns, floor)


def peers(server, columns, floor):
    if not columns:
        elapsed, memory, _ = measure(["ovsdb-client", "dump", f"unix:{server.socket}", "Open_vSwitch"])
        print(f"  ovsdb-client dump       {elapsed:8.0f} ms  {memory:5.0f} MiB  {elapsed / floor:.2f}x")
    idl = ["/usr/bin/python3", f"{HERE}/idl.py", server.socket, SCHEMA, "replica", json.dumps(columns)]
    elapsed, memory, _ = measure(idl)
    print(f"  Python IDL              {elapsed:8.0f} ms  {memory:5.0f} MiB  {elapsed / floor:.2f}x")


def bare_requests(server, name, bridge, counts):
    """The least that adds a port: two inserts and a mutate. One line a transaction."""
    path = f"{server.folder}/{name}"
    number = 0
    with open(path, "w") as file:
        for count in counts:
            operations, added = ["Open_vSwitch"], []
            for _ in range(count):
                number += 1
                port = f"{name}-{number}"
                operations.append({"op": "insert", "table": "Interface", "uuid-name": f"i{number}", "row": {"name": port}})
                operations.append({"op": "insert", "table": "Port", "uuid-name": f"p{number}", "row": {"name": port, "interfaces": ["named-uuid", f"i{number}"]}})
                added.append(["named-uuid", f"p{number}"])
            operations.append({"op": "mutate", "table": "Bridge", "where": [["name", "==", bridge]], "mutations": [["ports", "insert", ["set", added]]]})
            file.write(json.dumps({"method": "transact", "params": operations, "id": number}) + "\n")
    return path


def monitor_request(columns):
    return json.dumps({"method": "monitor_cond", "params": ["Open_vSwitch", "m", {t: [{"columns": c}] for t, c in columns.items()}], "id": 1})


def print_writes(unit, floor, monitored, alone, library, most):
    """The rows that all measurements of writes have; a bare socket with a monitor is what a replica costs the server alone."""
    print(f"  bare socket in C        {floor:8.2f} {unit}")
    print(f"  the same with a monitor {monitored:8.2f} {unit}  {monitored / floor:.2f}x  of the controller's columns, each change awaited: the server's own part of a replica")
    print(f"  OvsCtl.Ovsdb            {alone:8.2f} {unit}  " + verdict(f"{alone / floor:.2f}x (must: {most:.2f}x)", alone / floor <= most) + "  checked transactions with a guard, no replica")
    print(f"  with a live replica     {library:8.2f} {unit}  " + verdict(f"{library / floor:.2f}x (must: {most:.2f}x)", library / floor <= most) + f"  names checked in it before, each change seen in it after; {library / monitored:.2f}x of the bare monitor")


def one_port():
    print("\nOne more port on a bridge of 10,000 ports (--no-wait)")
    with Server(10000, 1) as server:
        rounds = 3
        times = {"bare": [], "monitor": [], "alone": [], "library": []}
        for i in range(rounds):
            times["bare"].append(measure([BARE, "each", server.socket, bare_requests(server, f"b{i}", "br0", [1] * 200)]))
            times["monitor"].append(measure([BARE, "each", server.socket, bare_requests(server, f"m{i}", "br0", [1] * 200), monitor_request(CONTROLLER)]))
            times["alone"].append(measure([BENCH, "transact", f"unix:{server.socket}", "br0", "200"]))
            times["library"].append(measure([BENCH, "add-ports", f"unix:{server.socket}", "br0", "200"]))
        print_writes("ms", *(statistics.median(float(run[2][1]) / 1e3 for run in runs) for runs in times.values()), 1.5)
        floor = statistics.median(float(run[2][1]) / 1e3 for run in times["bare"])
        if has_ovsdbapp():
            app = float(measure(["/usr/bin/python3", f"{HERE}/idl.py", server.socket, SCHEMA, "ovsdbapp", "100"])[2][1]) / 1e3
            print(f"  ovsdbapp                {app:8.2f} ms  {app / floor:.2f}x")
        vsctl = statistics.median(
            measure(["ovs-vsctl", f"--db=unix:{server.socket}", "--no-wait", "add-port", "br0", f"v{i}"])[0] for i in range(3)
        )
        print(f"  ovs-vsctl               {vsctl:8.2f} ms  {vsctl / floor:.2f}x")


def has_ovsdbapp():
    return subprocess.run(["/usr/bin/python3", "-c", "import ovsdbapp"], stderr=subprocess.DEVNULL).returncode == 0


def on_new_servers(rounds, counts, batch):
    """Milliseconds of bare, bare with a monitor, without and with a replica, each the median of runs that took turns on new servers."""
    times = [[], [], [], []]
    alone, library = ("transact-batch", "add-batch") if batch else ("transact", "add-ports")
    for _ in range(rounds):
        for place in range(4):
            with Server(0, 1) as server:
                requests = bare_requests(server, "b", "br0", counts)
                command = [
                    [BARE, "each", server.socket, requests],
                    [BARE, "each", server.socket, requests, monitor_request(CONTROLLER)],
                    [BENCH, alone, f"unix:{server.socket}", "br0", "1000"],
                    [BENCH, library, f"unix:{server.socket}", "br0", "1000"],
                ][place]
                times[place].append(float(measure(command)[2][0]))
    return [statistics.median(t) for t in times]


def one_after_another():
    print("\n1,000 ports one after another, each awaited")
    results = on_new_servers(9, [1] * 1000, batch=False)
    print_writes("ms", *results, 1.3)
    floor = results[0]
    with Server(0, 1) as server:
        elapsed = float(measure(["/usr/bin/python3", f"{HERE}/idl.py", server.socket, SCHEMA, "add-ports", "1000"])[2][0])
    print(f"  Python IDL              {elapsed:8.0f} ms  {elapsed / floor:.2f}x")
    if has_ovsdbapp():
        with Server(0, 1) as server:
            elapsed = float(measure(["/usr/bin/python3", f"{HERE}/idl.py", server.socket, SCHEMA, "ovsdbapp", "1000"])[2][0])
        print(f"  ovsdbapp                {elapsed:8.0f} ms  {elapsed / floor:.2f}x")


def at_once():
    print("\n1,000 ports in one transaction")
    results = on_new_servers(9, [1000], batch=True)
    print_writes("ms", *results, 1.5)
    warm = []
    for _ in range(3):
        with Server(0, 1) as server:
            warm.append(float(measure([BENCH, "add-batch-warm", f"unix:{server.socket}", "br0", "1000"])[2][0]))
    print(f"    in a warm process     {statistics.median(warm):8.2f} ms  {statistics.median(warm) / results[0]:.2f}x  with a live replica, after 20,000 ports on another bridge that is gone again; the server is warm then too")
    with Server(0, 1) as server:
        arguments = [a for i in range(1000) for a in ("--", "add-port", "br0", f"v{i}")]
        vsctl = measure(["ovs-vsctl", f"--db=unix:{server.socket}", "--no-wait", *arguments])[0]
    print(f"  ovs-vsctl               {vsctl:8.2f} ms  {vsctl / results[0]:.2f}x" + ("" if max(results) < vsctl else "  MISSED: it is quicker"))


def notifications():
    print("\nFrom a change to its notification, 1,000 changes a second on 10,000 ports")
    with Server(10000, 1) as server:
        request = monitor_request({"Interface": ["name", "external_ids"]})
        count = 3000
        path = f"{server.folder}/changes"
        select = json.dumps(["Open_vSwitch", {"op": "select", "table": "Interface", "where": [], "columns": ["_uuid"]}])
        rows = json.loads(server.call("ovsdb-client", "transact", f"unix:{server.socket}", select))[0]["rows"]
        with open(path, "w") as file:
            for number in range(count + 500):
                change = {"op": "update", "table": "Interface", "where": [["_uuid", "==", rows[number % len(rows)]["_uuid"]]], "row": {"external_ids": ["map", [["t", "@NOW@"]]]}}
                file.write(json.dumps({"method": "transact", "params": ["Open_vSwitch", change], "id": number}) + "\n")

        def median(reader):
            with subprocess.Popen(reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
                while process.stderr.readline().strip() != "ready":
                    pass
                with subprocess.Popen([BARE, "write", server.socket, path, "1000"]) as writer:
                    printed = process.stdout.read().split()
                    writer.kill()
                return float(printed[1])

        bare, library, default = [], [], []
        for _ in range(3):
            bare.append(median([BARE, "notify", server.socket, request, str(count)]))
            library.append(median([BENCH, "notify", f"unix:{server.socket}", str(count)]))
            default.append(median([BENCH, "notify-default", f"unix:{server.socket}", str(count)]))
        floor, ours, calm = statistics.median(bare), statistics.median(library), statistics.median(default)
        print(f"  bare socket in C        {floor:8.0f} us (median)")
        print(f"  OvsCtl.Ovsdb            {ours:8.0f} us           " + verdict(f"{ours / floor:.2f}x (must: 1.30x)", ours / floor <= 1.3) + "  IsLatencyFirst")
        print(f"    with default options  {calm:8.0f} us           {calm / floor:.2f}x  a change of threads more, and no thread that looks out")


def resume():
    missed = 99
    print(f"\nBack after {missed} missed transactions, 10,000 ports, all columns, a clustered database")
    with Server(10000, 10, is_clustered=True) as server:
        schema = len(server.call("ovsdb-client", "get-schema", f"unix:{server.socket}", "Open_vSwitch"))
        copied, received, method, resumed, copy_ms, resume_ms = measure([BENCH, "resume", f"unix:{server.socket}", f"{server.folder}/relay.sock", str(missed)])[2]
        print(f"  first copy              {float(copy_ms):8.1f} ms  {int(copied) / 1e6:8.2f} MB")
        print(f"  resume                  {float(resume_ms):8.1f} ms  {int(received) / 1e6:8.2f} MB  " + verdict(f"by {method}", resumed == "1") + f"; {schema / 1e3:.0f} kB of it is the schema")


WRITES = ["one-port", "one-after-another", "at-once"]


def wanted(row):
    return not ROWS or row in ROWS or (row in WRITES and "writes" in ROWS)


if "--help" in sys.argv:
    print("rows: replica-10k replica-50k columns-50k writes (one-port one-after-another at-once) notify resume; --no-peers leaves out the slow peers of the replicas")
    sys.exit()


if wanted("replica-10k"):
    replica("Replica of 10,000 ports, all columns", 10000, None, 1.3, 120, 5, WITH_PEERS)
if wanted("replica-50k"):
    replica("Replica of 50,000 ports, all columns", 50000, None, 1.25, 400, 3, WITH_PEERS)
if wanted("columns-50k"):
    replica("Replica of 50,000 ports, the controller's columns", 50000, CONTROLLER, 1.25, 150, 3, WITH_PEERS)
if wanted("one-port"):
    one_port()
if wanted("one-after-another"):
    one_after_another()
if wanted("at-once"):
    at_once()
if wanted("notify"):
    notifications()
if wanted("resume"):
    resume()
