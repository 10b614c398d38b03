using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Clients;

/// <summary>The service <c>ovsctl.v1.Labs</c>.</summary>
public sealed class LabsClient
{
    private const string Service = "/ovsctl.v1.Labs/";

    private readonly GrpcChannel _channel;

    internal LabsClient(GrpcChannel channel) => _channel = channel;

    public IAsyncEnumerable<LabEvent> UpAsync(UpRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Up", request, LabEvent.Parser, cancellationToken: cancellationToken);

    public Task<ContinueReply> ContinueAsync(LabRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Continue", request, ContinueReply.Parser, cancellationToken: cancellationToken);

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Plan", request, PlanReply.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Check", request, CheckResult.Parser, cancellationToken: cancellationToken);

    public Task<LabStatus> StatusAsync(LabRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Status", request, LabStatus.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<LabEvent> DownAsync(DownRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Down", request, LabEvent.Parser, cancellationToken: cancellationToken);

    public Task<ListReply> ListAsync(CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "List", new ListRequest(), ListReply.Parser, cancellationToken: cancellationToken);

    public Task<LabText> ExportAsync(LabRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Export", request, LabText.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<LabStatus> WatchAsync(LabRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Watch", request, LabStatus.Parser, cancellationToken: cancellationToken);

    public Task<LabSummary> PauseAsync(PauseRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Pause", request, LabSummary.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<Incident> IncidentsAsync(IncidentsRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Incidents", request, Incident.Parser, cancellationToken: cancellationToken);
}
