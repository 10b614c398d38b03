using System.Runtime.InteropServices;

namespace OvsCtl.Cli.Diagnostics;

/// <summary>What <c>doctor</c> looks at besides the sandbox's needs.</summary>
internal static class MachinePrerequisites
{
    public static IEnumerable<Prerequisite> Probe() =>
    [
        new(".NET runtime", Environment.Version.Major >= 10, RuntimeInformation.FrameworkDescription, "https://dotnet.microsoft.com/download"),
        Library("libnftables", "libnftables.so.1", "sudo apt-get install libnftables1"),
    ];

    private static Prerequisite Library(string name, string file, string fix)
    {
        var isThere = NativeLibrary.TryLoad(file, out var handle);
        if (isThere) NativeLibrary.Free(handle);
        return new Prerequisite(name, isThere, isThere ? file : "NAT and port forwards need it", fix);
    }
}
