using System.Diagnostics;
using OvsCtl.Api.V1;

namespace OvsCtl.Cli.Tests.Fakes;

/// <summary>A daemon written with another gRPC (Debian's python3-grpcio) that keeps the API's contract.</summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    public const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory;
    private readonly Process _process;

    private FakeDaemon(DirectoryInfo directory, Process process)
    {
        _directory = directory;
        _process = process;
    }

    public static string Script => Path.Combine(AppContext.BaseDirectory, "Fakes", "fake_ovsctld.py");

    public string SocketPath => Path.Combine(_directory.FullName, "s");

    /// <returns>Null, with the test skipped, when Python has no grpcio.</returns>
    public static async Task<FakeDaemon> StartAsync()
    {
        await SkipWithoutGrpcioAsync();
        var directory = Directory.CreateTempSubdirectory("ovsctl-cli-");
        var start = new ProcessStartInfo(Python, [Script]) { RedirectStandardOutput = true };
        start.Environment["FAKE_DESCRIPTOR"] = WriteDescriptor(directory.FullName);
        start.Environment["FAKE_SOCKET"] = Path.Combine(directory.FullName, "s");
        var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start");
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        return new FakeDaemon(directory, process);
    }

    /// <summary>Writes what the script makes its messages from.</summary>
    public static string WriteDescriptor(string directory)
    {
        var path = Path.Combine(directory, "ovsctl.pb");
        File.WriteAllBytes(path, OvsctlReflection.Descriptor.SerializedData.ToByteArray());
        return path;
    }

    public static async Task SkipWithoutGrpcioAsync()
    {
        if (!File.Exists(Python)) Assert.Skip($"no {Python}");
        using var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import grpc, google.protobuf"]) { RedirectStandardError = true });
        if (probe is null) Assert.Skip($"cannot start {Python}");
        await probe.WaitForExitAsync().WaitAsync(Patience);
        if (probe.ExitCode != 0) Assert.Skip("python3-grpcio or python3-protobuf is not installed");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }
}
