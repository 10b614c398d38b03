using System.Net;
using OvsCtl.Topology;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Checks;

/// <summary>From where to where an attempt goes, with names made addresses.</summary>
/// <param name="From">The sender's place.</param>
/// <param name="Address">The target's address.</param>
/// <param name="To">The target as the file has it.</param>
/// <param name="Mac">The MAC address that the lab gives to the target's interface; null when the target is none of the lab's.</param>
internal sealed record CheckAim(Place From, IPAddress Address, CheckEnd To, MacAddress? Mac);
