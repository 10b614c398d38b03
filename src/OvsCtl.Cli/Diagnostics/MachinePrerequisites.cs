using System.Runtime.InteropServices;

namespace OvsCtl.Cli.Diagnostics;

/// <summary>What <c>doctor</c> looks at besides the sandbox's needs.</summary>
internal static class MachinePrerequisites
{
    public static IEnumerable<Prerequisite> Probe() =>
    [
        new(".NET runtime", Environment.Version.Major >= 10, RuntimeInformation.FrameworkDescription, "https://dotnet.microsoft.com/download"),
        Library("libnftables", "libnftables.so.1", "sudo apt-get install libnftables1"),
        Kernel("bridge", "Linux bridges (kind: linux)"),
        Kernel("veth", "links between namespaces"),
    ];

    private static Prerequisite Library(string name, string file, string fix)
    {
        var isThere = NativeLibrary.TryLoad(file, out var handle);
        if (isThere) NativeLibrary.Free(handle);
        return new Prerequisite(name, isThere, isThere ? file : "NAT and port forwards need it", fix);
    }

    // A driver that is built in has no module, and one that is not loaded yet is loaded on first use: absence is a hint, no more.
    private static Prerequisite Kernel(string module, string use)
    {
        var isLoaded = Directory.Exists($"/sys/module/{module}");
        return new Prerequisite($"kernel: {module}", isLoaded, isLoaded ? "present" : $"not loaded; for {use}", $"sudo modprobe {module}", IsOptional: true);
    }
}
