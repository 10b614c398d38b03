#!/usr/bin/env python3
"""The Python IDL as a peer: idl.py SOCKET SCHEMA replica COLUMNS-JSON | idl.py SOCKET SCHEMA add-ports COUNT. Prints milliseconds."""
import json
import sys
import time

import ovs.db.idl
import ovs.poller

path, schema, mode, argument = sys.argv[1:5]
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
