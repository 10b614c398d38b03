using OvsCtl.Api.V1;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.State;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Daemon.Services;

/// <summary>A lab and what was seen of it, as the API says it.</summary>
internal static class LabStatusMessages
{
    public static LabSummary Summary(LabSnapshot lab, bool isDrifted) => new()
    {
        Name = lab.Name,
        FileName = lab.FileName,
        Paused = lab.IsPaused,
        Generation = (ulong)lab.Generation,
        ObservedGeneration = (ulong)lab.ObservedGeneration,
        HostCount = (uint)lab.Desired.Hosts.Count,
        SwitchCount = (uint)(lab.Desired.Bridges.Count + lab.Desired.LinuxBridges.Count),
        LinkCount = (uint)(lab.Desired.Cables.Count + (lab.Desired.Bridges.Sum(b => b.Ports.Count(p => p.PatchPeer is not null)) / 2)),
        State = lab.State switch
        {
            Controller.Labs.LabState.Up => isDrifted ? Api.V1.LabState.Drifted : Api.V1.LabState.Up,
            Controller.Labs.LabState.Changing => Api.V1.LabState.Changing,
            Controller.Labs.LabState.Failed => Api.V1.LabState.Failed,
            _ => Api.V1.LabState.Unspecified,
        },
    };

    public static Incident Incident(LabIncident incident) => new()
    {
        Number = (ulong)incident.Number,
        TimeMs = (ulong)incident.Time.ToUnixTimeMilliseconds(),
        Lab = incident.Lab,
        Kind = incident.Kind switch
        {
            IncidentKind.Healed => "healed",
            IncidentKind.HealFailed => "heal-failed",
            IncidentKind.Up => "up",
            IncidentKind.Down => "down",
            IncidentKind.Paused => "paused",
            IncidentKind.Resumed => "resumed",
            IncidentKind.Restored => "restored",
            IncidentKind.Changed => "changed",
            IncidentKind.Refused => "refused",
            IncidentKind.Orphaned => "orphaned",
            _ => "",
        },
        Object = incident.Target,
        Message = incident.Message,
        ElapsedMs = incident.Elapsed.TotalMilliseconds,
    };

    public static LabStatus Status(LabSnapshot lab, ObservedState observed, Plan plan) => new()
    {
        Summary = Summary(lab, !plan.IsEmpty),
        Error = lab.Error ?? "",
        Drift = { plan.Steps.Select(PlanMessages.Step) },
        Conditions = { lab.Conditions.Values.OrderBy(c => c.Type, StringComparer.Ordinal).Select(Condition) },
        Hosts = { lab.Desired.Hosts.Select(h => Host(lab, h, observed)) },
        Switches = { lab.Desired.Bridges.Select(b => Bridge(b, observed)).Concat(lab.Desired.LinuxBridges.Select(b => LinuxBridge(lab.Desired, b, observed))) },
        Links = { lab.Desired.Cables.Where(c => !IsToSwitch(lab.Desired, c)).Select(c => Link(c, observed)) },
        Nat = { lab.Spec.Nat.Select(n => new NatStatus { From = n.From.ToString(), Out = n.Out, In = n.In ?? "", Installed = IsInstalled(lab.Desired, observed, new(n.In)) }) },
        Forwards = { lab.Spec.Forwards.Select(f => Forward(lab.Desired, f, observed)) },
    };

    private static Condition Condition(LabCondition condition) => new()
    {
        Type = condition.Type,
        Status = condition.Status,
        Reason = condition.Reason,
        Message = condition.Message,
        SinceMs = (ulong)condition.Since.ToUnixTimeMilliseconds(),
    };

    private static HostStatus Host(LabSnapshot lab, DesiredHost host, ObservedState observed)
    {
        var place = observed.Find(host.Place);
        var status = new HostStatus { Name = host.Name, Exists = place?.Lab == lab.Name };
        foreach (var cable in lab.Desired.Cables)
        {
            if (cable.A.Place == host.Place) status.Interfaces.Add(Interface(lab.Desired, cable.A, cable.B, observed));
            if (cable.B.Place == host.Place) status.Interfaces.Add(Interface(lab.Desired, cable.B, cable.A, observed));
        }

        status.Interfaces.AddRange(lab.Desired.Adoptions.Where(a => a.Interface.Place == host.Place).Select(a => Adopted(a.Interface, observed)));
        status.Loopback.AddRange(host.Loopback.Addresses.Select(a => a.ToString()));
        status.Routes.AddRange(place?.Routes.Select(r => r.ToString()) ?? []);
        if (host.Process is { } process) status.Run = Process(process, observed);
        return status;
    }

    private static InterfaceStatus Interface(DesiredState lab, DesiredInterface near, DesiredInterface far, ObservedState observed)
    {
        var link = observed.Find(near.Place)?.Interfaces.GetValueOrDefault(near.Name);
        var bridge = lab.Bridges.FirstOrDefault(b => b.Ports.Any(p => p.Name == far.Name && far.Place.IsRoot));
        var ofPort = bridge is null ? null : observed.Bridges.GetValueOrDefault(bridge.Name)?.Ports.GetValueOrDefault(far.Name)?.OfPort;
        return new InterfaceStatus
        {
            Name = near.Name,
            Addresses = { (link?.Addresses ?? []).Select(a => a.ToString()) },
            Mac = (link?.Mac ?? near.Mac)?.ToString() ?? "",
            Mtu = (uint)(link?.Mtu ?? 0),
            IsUp = link?.IsUp ?? false,
            Ifindex = (uint)(link?.IfIndex ?? 0),
            Peer = bridge?.Name ?? far.Master ?? $"{far.Place}:{far.Name}",
            Ofport = ofPort is > 0 ? (uint)ofPort.Value : 0,
            Shape = link?.Shape?.ToString() ?? "",
        };
    }

    /// <summary>The other end of its cable is outside the machine.</summary>
    private static InterfaceStatus Adopted(DesiredInterface own, ObservedState observed)
    {
        var link = observed.Find(own.Place)?.Interfaces.GetValueOrDefault(own.Name);
        return new InterfaceStatus
        {
            Name = own.Name,
            Addresses = { (link?.Addresses ?? []).Select(a => a.ToString()) },
            Mac = link?.Mac?.ToString() ?? "",
            Mtu = (uint)(link?.Mtu ?? 0),
            IsUp = link?.IsUp ?? false,
            Ifindex = (uint)(link?.IfIndex ?? 0),
            Peer = link is null ? "adopted from root, not there" : "adopted from root",
            Shape = link?.Shape?.ToString() ?? "",
        };
    }

    private static ProcessStatus Process(DesiredProcess process, ObservedState observed)
    {
        var seen = observed.Processes.FirstOrDefault(p => p.Host == process.Host && p.Run == process.Run);
        return new ProcessStatus { Command = process.Command, Pid = (uint)(seen?.Pid ?? 0), Running = seen is { ExitCode: null }, ExitCode = seen?.ExitCode ?? 0 };
    }

    private static SwitchStatus Bridge(DesiredBridge bridge, ObservedState observed)
    {
        var there = observed.Bridges.GetValueOrDefault(bridge.Name);
        var link = observed.Root.Interfaces.GetValueOrDefault(bridge.Name);
        return new SwitchStatus
        {
            Name = bridge.Name,
            Kind = "ovs",
            Exists = there is not null,
            Controller = bridge.Controller == SwitchController.OvsCtl ? "ovsctl" : "none",
            IsConnected = there?.Flows is not null,
            DatapathId = there?.DatapathId ?? 0,
            DatapathType = there?.DatapathType ?? "",
            Mac = (link?.Mac ?? bridge.Interface.Mac)?.ToString() ?? "",
            Addresses = { (link?.Addresses ?? []).Select(a => a.ToString()) },
            FlowCount = (uint)(there?.Flows?.Count ?? 0),
            Ports = { (there?.Ports.Values ?? []).Where(p => p.Name != bridge.Name).OrderBy(p => p.OfPort).Select(p => Port(bridge, p)) },
        };
    }

    private static PortStatus Port(DesiredBridge bridge, ObservedPort port) => new()
    {
        Name = port.Name,
        Ofport = port.OfPort is > 0 ? (uint)port.OfPort.Value : 0,
        Peer = bridge.Ports.FirstOrDefault(p => p.Name == port.Name)?.Peer ?? "",
        Error = port.Error ?? "",
    };

    private static SwitchStatus LinuxBridge(DesiredState lab, DesiredLinuxBridge bridge, ObservedState observed)
    {
        var place = observed.Find(bridge.Interface.Place);
        var link = place?.Interfaces.GetValueOrDefault(bridge.Name);
        var ends = lab.Cables.SelectMany(c => new[] { (Port: c.A, Peer: c.B), (Port: c.B, Peer: c.A) }).Where(e => e.Port.Master == bridge.Name && e.Port.Place == bridge.Interface.Place);
        return new SwitchStatus
        {
            Name = bridge.Name,
            Kind = "linux",
            In = bridge.Interface.Place.Host ?? "",
            Exists = link is not null,
            Controller = "none",
            Mac = link?.Mac?.ToString() ?? "",
            Addresses = { (link?.Addresses ?? []).Select(a => a.ToString()) },
            Ports = { ends.Where(e => place?.Interfaces.GetValueOrDefault(e.Port.Name)?.Master == bridge.Name).Select(e => new PortStatus { Name = e.Port.Name, Peer = $"{e.Peer.Place}:{e.Peer.Name}" }) },
        };
    }

    private static LinkStatus Link(DesiredCable cable, ObservedState observed)
    {
        var (a, b) = (Seen(cable.A), Seen(cable.B));
        return new LinkStatus
        {
            A = $"{cable.A.Place}:{cable.A.Name}",
            B = $"{cable.B.Place}:{cable.B.Name}",
            AAddresses = { (a?.Addresses ?? []).Select(x => x.ToString()) },
            BAddresses = { (b?.Addresses ?? []).Select(x => x.ToString()) },
            IsUp = a is { IsUp: true } && b is { IsUp: true },
        };
        ObservedInterface? Seen(DesiredInterface end) => observed.Find(end.Place)?.Interfaces.GetValueOrDefault(end.Name);
    }

    private static ForwardStatus Forward(DesiredState lab, ForwardSpec forward, ObservedState observed) => new()
    {
        Listen = $"{forward.ListenAddress}:{forward.ListenPort}",
        To = $"{forward.ToHost ?? forward.ToAddress?.ToString()}:{forward.ToPort}",
        Proto = forward.Protocol == TransportProtocol.Tcp ? "tcp" : "udp",
        In = forward.In ?? "",
        Installed = IsInstalled(lab, observed, new(forward.In)),
    };

    private static bool IsInstalled(DesiredState lab, ObservedState observed, Place place) =>
        observed.NatTables.Any(t => t.Place == place && t.Lab == lab.Lab && lab.NatTables.Any(d => d.Place == place && d.Rules.All(r => t.Rules.Contains((r.Chain, r.Comment)))));

    private static bool IsToSwitch(DesiredState lab, DesiredCable cable) =>
        cable.A.Master is not null || cable.B.Master is not null || lab.Bridges.Any(b => b.Ports.Any(p => p.Name == cable.B.Name && cable.B.Place.IsRoot));
}
