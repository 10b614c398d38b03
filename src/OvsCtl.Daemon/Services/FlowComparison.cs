using OvsCtl.Api.V1;
using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;
using OvsCtl.Topology;

namespace OvsCtl.Daemon.Services;

/// <summary>The flows of a bridge beside those it should have.</summary>
internal sealed class FlowComparison(BridgeFlows bridge, BridgeControllers controllers)
{
    /// <exception cref="LabNotFoundException">Nobody says what the flows should be.</exception>
    public async Task<DiffFlowsReply> DiffAsync(DiffFlowsRequest request, CancellationToken ct)
    {
        var wanted = request.HasFlows ? request.Flows.Select(f => FlowFilter.Add(f, bridge)).ToList() : Desired();
        await using var visit = await controllers.VisitAsync(bridge.Bridge, ct);
        var installed = await visit.DumpFlowsAsync(ct);
        var difference = OpenFlow.FlowDifference.Of(wanted, installed);
        var there = installed.ToLookup(f => (f.TableId, f.Priority, f.Match));
        return new DiffFlowsReply
        {
            Missing = { difference.Missing.Select(bridge.Message) },
            Unwanted = { difference.Extra.Where(f => request.HasFlows ? !LearnedFlows.IsCookie(f.Cookie.Value) : IsOfLab(f.Cookie)).Select(bridge.Message) },
            Different =
            {
                difference.Changed.Select(f => new Api.V1.FlowDifference
                {
                    Wanted = bridge.Message(f),
                    Installed = bridge.Message(there[(f.TableId, f.Priority, f.Match)].First()),
                }),
            },
        };
    }

    private List<FlowMod> Desired() =>
        bridge.Lab is not null && bridge.Intents.Count > 0
            ? [.. bridge.Intents.Select(i => i.ToAdd())]
            : throw new LabNotFoundException($"no lab of this daemon has flows on bridge {bridge.Bridge}; give a file to compare with");

    // Flows with other cookies are somebody else's, and no difference.
    private bool IsOfLab(Cookie cookie) =>
        bridge.Lab is { } lab && (cookie.Value & LabMark.CookieLabMask) == (LabMark.Cookie(lab.Name, "") & LabMark.CookieLabMask);
}
