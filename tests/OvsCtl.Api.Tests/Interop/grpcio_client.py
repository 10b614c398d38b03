"""Calls the server at argv[1] with grpcio; argv[2] is the serialized file descriptor of ovsctl.proto."""
import sys
import threading

import grpc
from google.protobuf import descriptor_pool, message_factory

target, descriptor, hard_text, big_size = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
pool = descriptor_pool.DescriptorPool()
with open(descriptor, "rb") as file:
    pool.AddSerializedFile(file.read())
factory = message_factory.MessageFactory(pool)


def message(name):
    return factory.GetPrototype(pool.FindMessageTypeByName("ovsctl.v1." + name))


LocateRequest, HostLocation = message("LocateRequest"), message("HostLocation")
PingRequest, PingReply = message("PingRequest"), message("PingReply")
channel = grpc.insecure_channel(target, options=[("grpc.max_receive_message_length", 64 << 20)])
locate = channel.unary_unary("/ovsctl.v1.Hosts/Locate", LocateRequest.SerializeToString, HostLocation.FromString)
ping = channel.unary_stream("/ovsctl.v1.Hosts/Ping", PingRequest.SerializeToString, PingReply.FromString)
nope = channel.unary_unary("/ovsctl.v1.Hosts/Nope", LocateRequest.SerializeToString, HostLocation.FromString)
nobody = channel.unary_unary("/nobody.Knows/Nope", LocateRequest.SerializeToString, HostLocation.FromString)
failures = 0


def check(what, ok, seen=""):
    global failures
    print("ok  " if ok else "FAIL", what, "" if ok else repr(seen))
    failures += not ok


def fails(call, code):
    try:
        call()
    except grpc.RpcError as error:
        return error.code() == code, (error.code(), error.details())
    return False, "no error"


reply = locate(LocateRequest(host="red"))
check("unary", reply.path == "/run/netns/red" and reply.env["LANG"] == "\u00fc", reply)
check("stream", [r.sequence for r in ping(PingRequest(count=1000))] == list(range(1, 1001)))
ok, seen = fails(lambda: locate(LocateRequest(host="missing")), grpc.StatusCode.NOT_FOUND)
check("error with text", ok and seen[1] == hard_text, seen)
check("unforeseen exception", *fails(lambda: locate(LocateRequest(host="crash")), grpc.StatusCode.UNKNOWN))
check("error in a stream", *fails(lambda: list(ping(PingRequest(count=9, to="breaks"))), grpc.StatusCode.DATA_LOSS))
check("deadline", *fails(lambda: locate(LocateRequest(host="slow"), timeout=0.1), grpc.StatusCode.DEADLINE_EXCEEDED))
check("deadline of a stream", *fails(lambda: list(ping(PingRequest(to="silent"), timeout=0.1)), grpc.StatusCode.DEADLINE_EXCEEDED))
check("unknown method", *fails(lambda: nope(LocateRequest()), grpc.StatusCode.UNIMPLEMENTED))
check("unknown service", *fails(lambda: nobody(LocateRequest()), grpc.StatusCode.UNIMPLEMENTED))
check("too big a request", *fails(lambda: locate(LocateRequest(host="x" * (5 << 20))), grpc.StatusCode.RESOURCE_EXHAUSTED))
check("compressed request", *fails(
    lambda: locate(LocateRequest(host="x" * 1000), compression=grpc.Compression.Gzip), grpc.StatusCode.UNIMPLEMENTED))
check("big reply", len(locate(LocateRequest(host="big")).env["padding"]) == big_size)
threads = [threading.Thread(target=lambda: [locate(LocateRequest(host="red")) for _ in range(50)]) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
check("still serving after ten threads", locate(LocateRequest(host="blue")).host == "blue")
call = ping(PingRequest())
next(call)
call.cancel()
sys.exit(1 if failures else 0)
