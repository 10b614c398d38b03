using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Clients;

/// <summary>The service <c>ovsctl.v1.Switches</c>.</summary>
public sealed class SwitchesClient
{
    private const string Service = "/ovsctl.v1.Switches/";

    private readonly GrpcChannel _channel;

    internal SwitchesClient(GrpcChannel channel) => _channel = channel;

    public Task<ShowSwitchesReply> ShowAsync(ShowSwitchesRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Show", request, ShowSwitchesReply.Parser, cancellationToken: cancellationToken);

    public Task<ListGroupsReply> ListGroupsAsync(ListGroupsRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "ListGroups", request, ListGroupsReply.Parser, cancellationToken: cancellationToken);

    public Task<ListMetersReply> ListMetersAsync(ListMetersRequest request, CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "ListMeters", request, ListMetersReply.Parser, cancellationToken: cancellationToken);

    public Task<NamesReply> NamesAsync(CancellationToken cancellationToken = default) =>
        _channel.UnaryAsync(Service + "Names", new NamesRequest(), NamesReply.Parser, cancellationToken: cancellationToken);

    public IAsyncEnumerable<TopLook> TopAsync(TopRequest request, CancellationToken cancellationToken = default) =>
        _channel.ServerStreamAsync(Service + "Top", request, TopLook.Parser, cancellationToken: cancellationToken);
}
