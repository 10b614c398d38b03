"""Serves Hosts with grpcio on argv[1] until standard input ends; argv[2] is the serialized file descriptor of ovsctl.proto."""
import sys
import time
from concurrent import futures

import grpc
from google.protobuf import descriptor_pool, message_factory

target, descriptor = sys.argv[1], sys.argv[2]
pool = descriptor_pool.DescriptorPool()
with open(descriptor, "rb") as file:
    pool.AddSerializedFile(file.read())
factory = message_factory.MessageFactory(pool)


def message(name):
    return factory.GetPrototype(pool.FindMessageTypeByName("ovsctl.v1." + name))


LocateRequest, HostLocation = message("LocateRequest"), message("HostLocation")
PingRequest, PingReply = message("PingRequest"), message("PingReply")


def locate(request, context):
    if request.host == "missing":
        context.abort(grpc.StatusCode.NOT_FOUND, "no host \u201emissing\u201c: 100%")
    while request.host == "slow" and context.is_active():
        time.sleep(0.01)
    return HostLocation(host=request.host, path="/run/netns/" + request.host)


def ping(request, context):
    for sequence in range(1, request.count + 1):
        yield PingReply(sequence=sequence, ok=True)


server = grpc.server(futures.ThreadPoolExecutor(4))
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("ovsctl.v1.Hosts", {
    "Locate": grpc.unary_unary_rpc_method_handler(locate, LocateRequest.FromString, HostLocation.SerializeToString),
    "Ping": grpc.unary_stream_rpc_method_handler(ping, PingRequest.FromString, PingReply.SerializeToString),
}),))
server.add_insecure_port(target)
server.start()
print("ready", flush=True)
sys.stdin.read()
server.stop(None)
