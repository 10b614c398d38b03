#!/usr/bin/python3
"""A daemon that holds labs in a dictionary and answers as the API's contract says, over grpcio.

$FAKE_DESCRIPTOR is the serialized file descriptor of ovsctl.proto, $FAKE_SOCKET the socket (default: the real daemon's),
$FAKE_DIE an exit code to end with at once, $FAKE_HUNG a file to make when a lab with HANG in its file is half way up.
"""
import os
import re
import signal
import sys
import threading
from concurrent import futures

import grpc
from google.protobuf import descriptor_pool, message_factory

if os.environ.get("FAKE_DIE"):
    print("no /dev/net/tun here", file=sys.stderr)
    sys.exit(int(os.environ["FAKE_DIE"]))

pool = descriptor_pool.DescriptorPool()
with open(os.environ["FAKE_DESCRIPTOR"], "rb") as file:
    pool.AddSerializedFile(file.read())
factory = message_factory.MessageFactory(pool)


def message(kind, /, **fields):
    return factory.GetPrototype(pool.FindMessageTypeByName("ovsctl.v1." + kind))(**fields)


class Fake:
    def __init__(self):
        self.labs = {}

    def need(self, lab, context):
        if lab not in self.labs:
            context.abort(grpc.StatusCode.NOT_FOUND, f"no lab '{lab}'")

    def labs_up(self, request, context):
        name = re.search(r"^lab:\s*(\S+)", request.text, re.M).group(1)
        steps = [] if name in self.labs else [
            message("PlanStep", change="CHANGE_KIND_CREATE", object="host red", reason="in the file, not there", commands=["ip netns add red"])]
        yield message("LabEvent", phase=message("Phase", name="namespaces", step_count=len(steps)))
        if "HANG" in request.text:
            self.labs[name] = request  # partly up
            open(os.environ["FAKE_HUNG"], "w").close()
            hung = threading.Event()
            context.add_callback(hung.set)
            hung.wait()
            return
        if "FAIL" in request.text:
            yield message("LabEvent", step_failed=message("StepFailure", step=steps[0], error="File exists", skipped_count=2))
            yield message("LabEvent", outcome=message("Outcome", lab=name, error="1 step failed"))
            return
        for step in steps:
            yield message("LabEvent", step_done=step)
        self.labs[name] = request
        yield message("LabEvent", outcome=message("Outcome", lab=name, succeeded=True, created_count=len(steps), elapsed_ms=310, host_count=1))

    def labs_plan(self, request, context):
        if request.lab:
            self.need(request.lab, context)
            return message("PlanReply", lab=request.lab)
        return message("PlanReply", lab="red-blue", steps=[message("PlanStep", change="CHANGE_KIND_CREATE", object="host red", reason="in the file, not there")])

    def labs_check(self, request, context):
        self.need(request.lab, context)
        bad = "BAD" in self.labs[request.lab].text
        # In no particular order, as the contract says.
        yield message("CheckResult", index=1, text="no ping: red -> green", ok=not bad, detail="0.2 ms" if bad else "unreachable", count=2)
        yield message("CheckResult", index=0, text="ping: red <-> blue", ok=True, detail="0.31 ms", count=2)

    def summary(self, name):
        return message("LabSummary", name=name, state="LAB_STATE_UP", host_count=1, file_name=self.labs[name].file_name)

    def labs_status(self, request, context):
        self.need(request.lab, context)
        return message("LabStatus", summary=self.summary(request.lab), hosts=[message("HostStatus", name="red", exists=True)])

    def labs_down(self, request, context):
        self.need(request.lab, context)
        del self.labs[request.lab]
        yield message("LabEvent", outcome=message("Outcome", lab=request.lab, succeeded=True, deleted_count=1, elapsed_ms=120))

    def labs_list(self, request, context):
        return message("ListReply", labs=[self.summary(name) for name in sorted(self.labs)])

    def flows_list(self, request, context):
        if request.bridge == "lost":
            context.abort(grpc.StatusCode.UNAVAILABLE, "ovsdb-server does not answer")
        yield message("FlowsPart", bridge="v-net-0", flows=[
            message("Flow", priority=100, match="dl_dst=0a:00:00:00:00:01", actions="output:red-eth0", why="to host red")])

    def unmade(self, request, context):
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "not in this fake")

    def hosts_locate(self, request, context):
        if request.host != "red":
            context.abort(grpc.StatusCode.NOT_FOUND, f"no host '{request.host}'")
        return message("HostLocation", host="red", path="/run/netns/red", env={"ROLE": "client"})

    def hosts_ping(self, request, context):
        for sequence in range(1, request.count + 1):
            ok = request.to != "nowhere"
            yield message("PingReply", sequence=sequence, ok=ok, round_trip_ms=0.25 if ok else 0, address="10.0.0.1", error="" if ok else "no reply")

    def daemon_info(self, request, context):
        return message("InfoReply", version="0.0.0", pid=os.getpid(), ovs_mode="embedded", ovs_version="3.1.0")


fake = Fake()
server = grpc.server(futures.ThreadPoolExecutor(8))
for service in pool.FindFileByName("ovsctl/v1/ovsctl.proto").services_by_name.values():
    handlers = {}
    for method in service.methods:
        # python3-protobuf 3.21 does not say which methods stream.
        streams = method.name in ("Up", "Down", "Check", "Ping") or f"{service.name}.{method.name}" in ("Flows.List", "Flows.Watch", "Switches.Top")
        kind = grpc.unary_stream_rpc_method_handler if streams else grpc.unary_unary_rpc_method_handler
        request_type = factory.GetPrototype(method.input_type)
        handlers[method.name] = kind(
            getattr(fake, f"{service.name}_{method.name}".lower(), fake.unmade), request_type.FromString, lambda reply: reply.SerializeToString())
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service.full_name, handlers),))
server.add_insecure_port("unix:" + os.environ.get("FAKE_SOCKET", "/run/ovsctl/ovsctl.sock"))
stopping = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stopping.set())
server.start()
print("ready", flush=True)
stopping.wait()
server.stop(None)
