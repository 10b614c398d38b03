using OvsCtl.Topology.Specs;
namespace OvsCtl.Topology.LabFiles;
public static class InterfaceNames { public static IReadOnlyList<string> Of(LabSpec lab, HostSpec host) => []; }
public static class LabFile { }
