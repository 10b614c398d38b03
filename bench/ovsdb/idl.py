#!/usr/bin/env python3
"""
The Python IDL as a peer: idl.py SOCKET SCHEMA replica COLUMNS-JSON | idl.py SOCKET SCHEMA add-ports COUNT. Prints milliseconds.
The same through ovsdbapp: idl.py SOCKET SCHEMA ovsdbapp COUNT. Prints milliseconds in all and the median in microseconds.
"""
import json
import statistics
import sys
import time

import ovs.db.idl
import ovs.poller

path, schema, mode, argument = sys.argv[1:5]


def ovsdbapp_add_ports(count):
    from ovsdbapp.backend.ovs_idl import connection, transaction
    from ovsdbapp.schema.open_vswitch import impl_idl

    # As with --no-wait: without these two, each transaction waits for ovs-vswitchd.
    class NoWait(transaction.Transaction):
        def pre_commit(self, txn):
            txn.expected_ifaces = set()

    class Switch(impl_idl.OvsdbIdl):
        def create_transaction(self, check_error=False, log_errors=True, **_):
            return NoWait(self, self.ovsdb_connection, check_error=check_error, log_errors=log_errors)

    switch = Switch(connection.Connection(idl=connection.OvsdbIdl.from_server(f"unix:{path}", "Open_vSwitch"), timeout=60))
    times = []
    for i in range(count):
        start = time.monotonic()
        switch.add_port("br0", f"o{i}", may_exist=False).execute(check_error=True)
        times.append(time.monotonic() - start)
    print(f"{sum(times) * 1e3:.1f} {statistics.median(times) * 1e6:.1f}")


if mode == "ovsdbapp":
    ovsdbapp_add_ports(int(argument))
    sys.exit()
columns = json.loads(argument) if mode == "replica" else {"Open_vSwitch": ["bridges"], "Bridge": ["name", "ports"], "Port": ["name", "interfaces"], "Interface": ["name"]}
helper = ovs.db.idl.SchemaHelper(schema)
if columns:
    for table, names in columns.items():
        helper.register_columns(table, names)
else:
    helper.register_all()
start = time.monotonic()
idl = ovs.db.idl.Idl(f"unix:{path}", helper)


def wait(condition):
    while not condition():
        poller = ovs.poller.Poller()
        idl.wait(poller)
        poller.block()


def has_run():
    idl.run()
    return idl.change_seqno != 0


wait(has_run)
if mode == "add-ports":
    start = time.monotonic()
    for i in range(int(argument)):
        bridge = next(iter(idl.tables["Bridge"].rows.values()))
        txn = ovs.db.idl.Transaction(idl)
        interface = txn.insert(idl.tables["Interface"])
        interface.name = f"i{i}"
        port = txn.insert(idl.tables["Port"])
        port.name = f"i{i}"
        port.interfaces = [interface]
        bridge.addvalue("ports", port)
        status = txn.commit_block()
        if status != ovs.db.idl.Transaction.SUCCESS:
            sys.exit(status)
print(f"{(time.monotonic() - start) * 1e3:.1f}")
