using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Checks;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Labs;
using OvsCtl.Daemon.Grpc;
using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Daemon.Services;

internal sealed class HostsService(LabController labs, LabProcesses processes, CheckRunner checks, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Hosts"), logger, stopping)
            .Unary<LocateRequest, HostLocation>("Locate", LocateRequest.Parser, (request, _) => Refusals.TranslateAsync(() => Task.FromResult(Locate(request.Host))))
            .ServerStreaming<PingRequest, PingReply>("Ping", PingRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => PingAsync(request, stream, call.CancellationToken)))
            .Unary<PingAllRequest, PingAllReply>("PingAll", PingAllRequest.Parser, (request, call) => Refusals.TranslateAsync(() => PingAllAsync(request, call.CancellationToken)))
            .Done();

    private HostLocation Locate(string host)
    {
        var (lab, found) = labs.FindHost(host) ?? throw new LabNotFoundException(NoHost(host));
        var location = new HostLocation { Host = host, Lab = lab.Name, Path = $"{NamedNamespaces.Directory}/{found.Name}", DaemonPid = (uint)Environment.ProcessId };
        foreach (var (name, value) in found.Process?.Environment ?? new Dictionary<string, string>()) location.Env[name] = value;
        if (found.Process is { Isolation: not Isolation.None } process) location.IsolatedPid = IsolatedPid(lab.Name, process);
        return location;
    }

    private uint IsolatedPid(string lab, DesiredProcess process)
    {
        var seen = processes.Observe().FirstOrDefault(p => p.Lab == lab && p.Host == process.Host && p.Run == process.Run);
        return seen is { ExitCode: null } ? (uint)seen.Pid : throw new RpcException(
            GrpcStatusCode.FailedPrecondition,
            $"the process of host {process.Host} {(seen is null ? "is gone" : $"has ended (exit code {seen.ExitCode})")}, and its namespaces with it; 'ovsctl lab down {lab}' and 'lab up' start it anew");
    }

    private async Task PingAsync(PingRequest request, ResponseStream<PingReply> stream, CancellationToken ct)
    {
        var isRoot = request.From == "root";
        var lab = isRoot ? labs.Labs.Values.FirstOrDefault() : (labs.FindHost(request.From) ?? throw new LabNotFoundException(NoHost(request.From))).Lab;
        var place = isRoot ? Place.Root : new Place(request.From);
        if (!IPAddress.TryParse(request.To, out var target))
            target = lab is null ? null : Addressing.Of(lab.Desired, request.To, place);
        if (target is null) throw new LabNotFoundException($"'{request.To}' is neither an address nor a host or switch with one" + (lab is null ? "" : $" in lab {lab.Name}"));
        using var ns = isRoot ? NetworkNamespace.OpenCurrent() : NetworkNamespace.Open(request.From);
        using var pinger = new Pinger(ns, target.AddressFamily, time);
        var timeout = TimeSpan.FromMilliseconds(request.TimeoutMs == 0 ? 1000 : request.TimeoutMs);
        var interval = TimeSpan.FromMilliseconds(request.IntervalMs == 0 ? 1000 : request.IntervalMs);
        for (uint sequence = 1; request.Count == 0 || sequence <= request.Count; sequence++)
        {
            var sent = time.GetTimestamp();
            var echo = await pinger.EchoAsync(target, timeout, ct);
            await stream.WriteAsync(new PingReply
            {
                Sequence = sequence,
                Ok = echo.RoundTrip is not null,
                RoundTripMs = echo.RoundTrip?.TotalMilliseconds ?? 0,
                Address = target.ToString(),
                Error = echo.Error ?? "",
            });
            var rest = interval - time.GetElapsedTime(sent);
            if (rest > TimeSpan.Zero && sequence != request.Count) await Task.Delay(rest, time, ct);
        }
    }

    private async Task<PingAllReply> PingAllAsync(PingAllRequest request, CancellationToken ct)
    {
        var lab = labs.Get(request.Lab);
        var pairs = await checks.PingAllAsync(lab, request.WithinMs == 0 ? null : TimeSpan.FromMilliseconds(request.WithinMs), ct);
        return new PingAllReply
        {
            Lab = lab.Name,
            Hosts = { CheckRunner.PingedHosts(lab) },
            Pairs = { pairs.Select(p => new PingPair { From = p.From, To = p.To, Ok = p.IsOk, Error = p.IsOk ? "" : p.Detail }) },
        };
    }

    private string NoHost(string host)
    {
        var hosts = labs.Labs.Values.SelectMany(l => l.Desired.Hosts).Select(h => h.Name).Order(StringComparer.Ordinal).ToList();
        return $"no host '{host}' here; " + (hosts.Count == 0 ? "no lab is up" : $"there is {string.Join(", ", hosts)}");
    }
}
