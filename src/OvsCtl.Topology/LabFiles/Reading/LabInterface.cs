using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

internal sealed record LabInterface(string Name, InterfaceAddress? Address, Position At);
