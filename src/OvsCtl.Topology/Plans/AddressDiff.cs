using System.Net;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

internal static class AddressDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed, LinkDiff links)
    {
        foreach (var wanted in desired.Interfaces)
        {
            var there = links.Kept(wanted)?.Addresses.Where(a => !IsKernels(a)).ToList() ?? [];
            foreach (var address in there.Except(wanted.Addresses))
                yield return new DeleteAddress(wanted.Place, wanted.Name, address) { Reason = "the lab has no such address" };
            foreach (var address in wanted.Addresses.Except(there))
                yield return new AddAddress(wanted.Place, wanted.Name, address) { Reason = "it is not there" };
        }
    }

    /// <summary>Addresses that the kernel gives by itself: the loopback network, ::1, fe80::/10.</summary>
    internal static bool IsKernels(InterfaceAddress address) => IPAddress.IsLoopback(address.Address) || address.Address.IsIPv6LinkLocal;
}
