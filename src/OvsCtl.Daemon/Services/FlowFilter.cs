using OvsCtl.Api.Grpc;
using OvsCtl.OpenFlow;

namespace OvsCtl.Daemon.Services;

/// <summary>Flow syntax from people, on a bridge whose ports have names.</summary>
internal static class FlowFilter
{
    /// <exception cref="RpcException">The text is wrong; the message shows where.</exception>
    public static FlowStatsRequest Request(string filter, BridgeFlows bridge, FlowOwner? owner)
    {
        var flow = Parse(filter, text => FlowSyntax.ParseFilter(text, bridge.PortNamed, bridge.TableNamed));
        if (owner is not null && flow.CookieMask.Value != 0)
            throw new RpcException(GrpcStatusCode.InvalidArgument, "a cookie in the filter, and a lab or host beside it: both say which cookies; give one of them");
        return new FlowStatsRequest
        {
            TableId = flow.TableId,
            Match = flow.Match,
            OutPort = flow.OutPort,
            OutGroup = flow.OutGroup,
            Cookie = owner?.Cookie ?? flow.Cookie,
            CookieMask = owner?.Mask ?? flow.CookieMask,
        };
    }

    /// <exception cref="RpcException">The text is wrong; the message shows where.</exception>
    public static FlowMod Add(string text, BridgeFlows bridge) => Parse(text, t => FlowSyntax.ParseAdd(t, bridge.PortNamed, bridge.TableNamed));

    /// <summary>A packet to trace: checked here, so that a mistake is shown, and with its ports as numbers.</summary>
    /// <exception cref="RpcException">The text is wrong; the message shows where.</exception>
    public static string Packet(string text, BridgeFlows bridge)
    {
        var packet = Parse(text, t => FlowSyntax.ParseFilter(t, bridge.PortNamed, bridge.TableNamed));
        if (!packet.Match.TryGet(MatchField.InPort, out _)) throw new RpcException(GrpcStatusCode.InvalidArgument, $"{text}: say by which port it comes in, in_port=…");
        return packet.Match.ToString();
    }

    private static FlowMod Parse(string text, Func<string, FlowMod> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FlowSyntaxException e)
        {
            throw new RpcException(GrpcStatusCode.InvalidArgument, FlowSyntaxError.Excerpt(text, e), e);
        }
        catch (ArgumentException e)
        {
            throw new RpcException(GrpcStatusCode.InvalidArgument, $"{text}: {e.Message}", e);
        }
    }
}
