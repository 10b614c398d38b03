using OvsCtl.Api.V1;
using OvsCtl.Controller.Labs;
using OvsCtl.OpenFlow;
using OvsCtl.Topology;

namespace OvsCtl.Daemon.Services;

/// <summary>The flows of a lab, or of one object in it, as a cookie to look for.</summary>
internal sealed record FlowOwner(string Lab, Cookie Cookie, Cookie Mask)
{
    /// <returns>Null when everybody's flows are asked for.</returns>
    /// <exception cref="LabNotFoundException">There is no such lab or host.</exception>
    public static FlowOwner? Of(ListFlowsRequest request, LabController labs)
    {
        if (request.Lab.Length > 0) labs.Get(request.Lab);
        if (request.Host.Length > 0)
        {
            var found = labs.Labs.Values.FirstOrDefault(l => (request.Lab.Length == 0 || l.Name == request.Lab) && l.Desired.FindHost(request.Host) is not null)
                ?? throw new LabNotFoundException($"no host '{request.Host}' here; there is {string.Join(", ", labs.Labs.Values.SelectMany(l => l.Desired.Hosts).Select(h => h.Name).Order(StringComparer.Ordinal))}");
            return new FlowOwner(found.Name, new Cookie(LabMark.Cookie(found.Name, $"host {request.Host}")), new Cookie(ulong.MaxValue));
        }

        return request.Lab.Length > 0 ? new FlowOwner(request.Lab, new Cookie(LabMark.Cookie(request.Lab, "") & LabMark.CookieLabMask), new Cookie(LabMark.CookieLabMask)) : null;
    }
}
