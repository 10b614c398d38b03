using System.Reflection;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The dependency rule of docs/ARCHITECTURE.md, read off the built assemblies.</summary>
public sealed class ReferenceRuleTests
{
    private static readonly string[] Framework = ["System", "Microsoft.Win32.", "Microsoft.Extensions.Logging.Abstractions", "netstandard", "mscorlib"];

    public static TheoryData<string, string[]> Rules => new()
    {
        { "OvsCtl.Ovsdb", [] },
        { "OvsCtl.OpenFlow", [] },
        { "OvsCtl.Netns", [] },
        { "OvsCtl.Topology", ["YamlDotNet"] },
        { "OvsCtl.Controller", ["OvsCtl.Topology", "OvsCtl.Ovsdb", "OvsCtl.OpenFlow", "OvsCtl.Netns", "Microsoft.Extensions."] },
        { "OvsCtl.Api", ["Google.Protobuf", "OvsCtl.Netns"] },
        { "ovsctld", ["OvsCtl.", "Google.Protobuf", "System.CommandLine", "Microsoft."] },
        { "ovsctl", ["OvsCtl.Api", "OvsCtl.Topology", "OvsCtl.Netns", "OvsCtl.Ovsdb", "OvsCtl.OpenFlow", "Google.Protobuf", "System.CommandLine", "Spectre.Console"] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Assembly_references_only_what_the_rule_allows(string assembly, string[] allowed)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(r => r.Name ?? "");
        Assert.All(references, r => Assert.True(
            Framework.Any(f => r == f || r.StartsWith(f + ".", StringComparison.Ordinal) || (f.EndsWith('.') && r.StartsWith(f, StringComparison.Ordinal)))
            || allowed.Any(a => r == a || (a.EndsWith('.') && r.StartsWith(a, StringComparison.Ordinal))),
            $"{assembly} must not reference {r}"));
    }

    [Fact]
    public void Native_calls_live_in_Netns_alone()
    {
        var strays = Directory.EnumerateFiles(Path.Combine(Labs.Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/OvsCtl.Netns/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f) is var text && (text.Contains("[LibraryImport(", StringComparison.Ordinal) || text.Contains("[DllImport(", StringComparison.Ordinal)));
        Assert.Empty(strays);
    }

    [Fact]
    public void Nothing_shells_out_to_the_tools_it_replaces()
    {
        string[] tools = ["\"ip\"", "\"ovs-vsctl\"", "\"ovs-ofctl\"", "\"nft\"", "\"iptables\""];
        var strays = Directory.EnumerateFiles(Path.Combine(Labs.Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Where(l => l.Contains("ProcessStartInfo(", StringComparison.Ordinal) && tools.Any(t => l.Contains(t, StringComparison.Ordinal))));
        Assert.Empty(strays);
    }
}
