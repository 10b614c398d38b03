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
    public void Map(IEndpointRouteBuilder routes, ILogger logger, CancellationToken stopping) =>
        new GrpcService(routes, OvsctlReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.ServiceDescriptor>("Labs"), logger, stopping)
            .ServerStreaming<UpRequest, LabEvent>("Up", UpRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => UpAsync(request, stream, call.CancellationToken)))
            .Unary<PlanRequest, PlanReply>("Plan", PlanRequest.Parser, (request, call) => Refusals.TranslateAsync(() => PlanAsync(request, call.CancellationToken)))
            .ServerStreaming<CheckRequest, CheckResult>("Check", CheckRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => CheckAsync(request, stream, call.CancellationToken)))
            .Unary<LabRequest, LabStatus>("Status", LabRequest.Parser, (request, call) => Refusals.TranslateAsync(() => StatusAsync(request, call.CancellationToken)))
            .ServerStreaming<DownRequest, LabEvent>("Down", DownRequest.Parser, (request, stream, call) => Refusals.TranslateAsync(() => DownAsync(request, stream, call.CancellationToken)))
            .Unary<ListRequest, ListReply>("List", ListRequest.Parser, (_, call) => Refusals.TranslateAsync(() => ListAsync(call.CancellationToken)))
            .Done();

    private async Task UpAsync(UpRequest request, ResponseStream<LabEvent> stream, CancellationToken ct)
    {
        var spec = LabFile.Parse(request.Text, request.FileName);
        await EventStream.RunAsync(stream, progress => labs.UpAsync(spec, request.FileName, progress, ct), () => ForeignFilters.Warnings(labs.Resolve(spec)));
    }

    private async Task DownAsync(DownRequest request, ResponseStream<LabEvent> stream, CancellationToken ct) =>
        await EventStream.RunAsync(stream, progress => labs.DownAsync(request.Lab, request.Wait, progress, ct));

    private async Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken ct)
    {
        var desired = request.Lab.Length > 0 ? labs.Get(request.Lab).Desired : labs.Resolve(LabFile.Parse(request.Text, request.FileName));
        var plan = await labs.PlanAsync(desired, ct);
        return new PlanReply { Lab = plan.Lab, Steps = { plan.Steps.Select(PlanMessages.Step) } };
    }

    private async Task CheckAsync(CheckRequest request, ResponseStream<CheckResult> stream, CancellationToken ct)
    {
        var lab = labs.Get(request.Lab);
        await foreach (var outcome in checks.RunAsync(lab, ct))
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
        var lab = labs.Get(request.Lab);
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

    private async Task<ListReply> ListAsync(CancellationToken ct)
    {
        var reply = new ListReply();
        foreach (var lab in labs.Labs.Values.OrderBy(l => l.Name, StringComparer.Ordinal)) reply.Labs.Add(LabStatusMessages.Summary(lab, isDrifted: false));
        foreach (var orphan in (await labs.OrphansAsync(ct)).Order(StringComparer.Ordinal)) reply.Labs.Add(new LabSummary { Name = orphan, State = Api.V1.LabState.Orphaned });
        return reply;
    }
}
