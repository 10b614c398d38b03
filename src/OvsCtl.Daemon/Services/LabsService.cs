using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Checks;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Observing;
using OvsCtl.Daemon.Grpc;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Daemon.Services;

internal sealed class LabsService(LabController labs, Observer observer, CheckRunner checks)
{
    private const int ShownIncidents = 10;

    private readonly WalkGates _gates = new();

    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Labs"), logger, stopping)
            .ServerStreaming<UpRequest, LabEvent>("Up", UpRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => UpAsync(request, stream, call.CancellationToken)))
            .Unary<LabRequest, ContinueReply>("Continue", LabRequest.Parser, (request, _) => Refusals.TranslateAsync(() => Task.FromResult(Continue(request.Lab))))
            .Unary<PlanRequest, PlanReply>("Plan", PlanRequest.Parser, (request, call) => Refusals.TranslateAsync(() => PlanAsync(request, call.CancellationToken)))
            .ServerStreaming<CheckRequest, CheckResult>("Check", CheckRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => CheckAsync(request, stream, call.CancellationToken)))
            .Unary<LabRequest, LabStatus>("Status", LabRequest.Parser, (request, call) => Refusals.TranslateAsync(() => StatusAsync(request, call.CancellationToken)))
            .ServerStreaming<DownRequest, LabEvent>("Down", DownRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => DownAsync(request, stream, call.CancellationToken)))
            .Unary<ListRequest, ListReply>("List", ListRequest.Parser, (_, call) => Refusals.TranslateAsync(() => ListAsync(call.CancellationToken)))
            .Unary<LabRequest, LabText>("Export", LabRequest.Parser, (request, _) => Refusals.TranslateAsync(() => Task.FromResult(Export(labs.Get(request.Lab)))))
            .ServerStreaming<LabRequest, LabStatus>("Watch", LabRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => WatchAsync(request, stream, call.CancellationToken)))
            .Unary<PauseRequest, LabSummary>("Pause", PauseRequest.Parser, (request, call) => Refusals.TranslateAsync(() => PauseAsync(request, call.CancellationToken)))
            .ServerStreaming<IncidentsRequest, Incident>("Incidents", IncidentsRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => IncidentsAsync(request, stream, call.CancellationToken)))
            .Done();

    private async Task UpAsync(UpRequest request, ResponseStream<LabEvent> stream, CancellationToken ct)
    {
        var spec = LabFile.Parse(request.Text, request.FileName);
        await EventStream.RunAsync(
            stream,
            request.Terse,
            progress => labs.UpAsync(spec, request.Text, request.FileName, progress, ct),
            () => LabStatusMessages.Summary(labs.Get(spec.Name), isDrifted: false),
            () => ForeignFilters.Warnings(labs.Get(spec.Name).Desired),
            request.Walk ? (announce, token) => _gates.WaitAsync(spec.Name, announce, token) : null);
    }

    private ContinueReply Continue(string lab) =>
        _gates.Open(lab) ? new ContinueReply() : throw new LabNotFoundException($"no 'lab walk' of '{lab}' waits here");

    private async Task DownAsync(DownRequest request, ResponseStream<LabEvent> stream, CancellationToken ct) =>
        await EventStream.RunAsync(stream, request.Terse, progress => labs.DownAsync(request.Lab, request.Wait, progress, ct));

    private async Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken ct)
    {
        if (request.Down)
        {
            var teardown = await labs.PlanDownAsync(request.Lab, ct);
            return new PlanReply { Lab = teardown.Lab, Steps = { teardown.Steps.Select(PlanMessages.Step) } };
        }

        var desired = request.Lab.Length > 0 ? labs.Get(request.Lab).Desired : labs.Resolve(LabFile.Parse(request.Text, request.FileName));
        var plan = await labs.PlanAsync(desired, ct);
        return new PlanReply { Lab = plan.Lab, Steps = { plan.Steps.Select(PlanMessages.Step) }, Effects = { CollateralEffects.Of(plan) } };
    }

    private async Task CheckAsync(CheckRequest request, ResponseStream<CheckResult> stream, CancellationToken ct)
    {
        var lab = labs.Get(request.Lab);
        await foreach (var outcome in checks.RunAsync(lab, request.Only > 0 ? (int)request.Only - 1 : null, ct))
        {
            await stream.WriteAsync(new CheckResult
            {
                Index = (uint)outcome.Index,
                Text = outcome.Text,
                Ok = outcome.IsOk,
                Detail = outcome.Detail,
                ElapsedMs = outcome.Elapsed.TotalMilliseconds,
                Count = (uint)lab.Spec.Checks.Count,
            });
        }
    }

    private async Task<Api.V1.LabStatus> StatusAsync(LabRequest request, CancellationToken ct)
    {
        var status = await StatusAsync(labs.Get(request.Lab), ct);
        status.Healed.AddRange(labs.Journal.Last(request.Lab, IncidentKind.Healed, ShownIncidents).Select(LabStatusMessages.Incident));
        return status;
    }

    private async Task<Api.V1.LabStatus> StatusAsync(LabSnapshot lab, CancellationToken ct)
    {
        var observed = await observer.ObserveAsync(lab.Desired, ct);
        try
        {
            var status = LabStatusMessages.Status(lab, observed, LabController.Plan(lab.Desired, observed));
            status.Warnings.AddRange(ForeignFilters.Warnings(lab.Desired));
            return status;
        }
        catch (Exception e) when (e is ObjectConflictException or MissingFeatureException)
        {
            // There is no plan past a name that is taken, but the rest of the status is what one asks for then.
            return LabStatusMessages.Status(lab with { Error = lab.Error ?? e.Message }, observed, new Plan(lab.Name, []));
        }
    }

    private static LabText Export(LabSnapshot lab) => new() { Lab = lab.Name, FileName = lab.FileName, Text = LabFile.Export(lab.Spec) };

    private async Task WatchAsync(LabRequest request, ResponseStream<Api.V1.LabStatus> stream, CancellationToken ct)
    {
        Api.V1.LabStatus? told = null;
        while (true)
        {
            var changed = labs.NextChange;
            var status = await StatusAsync(request, ct);
            if (!status.Equals(told)) await stream.WriteAsync(told = status);
            await changed.WaitAsync(ct);
        }
    }

    private async Task<LabSummary> PauseAsync(PauseRequest request, CancellationToken ct) =>
        LabStatusMessages.Summary(await labs.SetPausedAsync(request.Lab, request.Paused, ct), isDrifted: false);

    private async Task IncidentsAsync(IncidentsRequest request, ResponseStream<Incident> stream, CancellationToken ct)
    {
        await foreach (var incident in labs.Journal.ReadAsync(request.Follow, ct))
            if (request.Lab.Length == 0 || incident.Lab == request.Lab)
                await stream.WriteAsync(LabStatusMessages.Incident(incident));
    }

    private async Task<ListReply> ListAsync(CancellationToken ct)
    {
        var reply = new ListReply();
        foreach (var lab in labs.Labs.Values.OrderBy(l => l.Name, StringComparer.Ordinal)) reply.Labs.Add(LabStatusMessages.Summary(lab, isDrifted: false));
        foreach (var (lab, refusal) in labs.Refusals.Where(r => !labs.Labs.ContainsKey(r.Key)).OrderBy(r => r.Key, StringComparer.Ordinal))
            reply.Labs.Add(new LabSummary { Name = lab, FileName = refusal.FileName, State = Api.V1.LabState.Failed, Generation = (ulong)refusal.Generation });
        foreach (var orphan in (await labs.OrphansAsync(ct)).Where(o => !labs.Refusals.ContainsKey(o)).Order(StringComparer.Ordinal)) reply.Labs.Add(new LabSummary { Name = orphan, State = Api.V1.LabState.Orphaned });
        return reply;
    }
}
