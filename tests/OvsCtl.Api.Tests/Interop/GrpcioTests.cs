using System.Diagnostics;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.Tests.Grpc;
using OvsCtl.Api.V1;

namespace OvsCtl.Api.Tests.Interop;

/// <summary>Both halves of the transport against an implementation of gRPC nobody here wrote: Debian's python3-grpcio.</summary>
public sealed class GrpcioTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovsctl-api-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Grpcio_client_understands_our_server()
    {
        await SkipWithoutGrpcioAsync();
        await using var server = await TestServer.StartAsync();
        using var client = Start(
            "grpcio_client.py", "unix:" + server.SocketPath, TestServer.HardText, $"{TestServer.BigReplySize}");

        var output = await ReadToExitAsync(client);

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(client.ExitCode == 0, output);
        await server.Cancelled.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Our_client_understands_a_grpcio_server()
    {
        await SkipWithoutGrpcioAsync();
        var socket = Path.Combine(_directory.FullName, "s");
        using var server = Start("grpcio_server.py", "unix:" + socket);
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("ready", await server.StandardOutput.ReadLineAsync(token).AsTask().WaitAsync(Patience, token));
        using (var client = OvsCtlClient.Connect(socket))
        {
            Assert.Equal("/run/netns/red", (await client.Hosts.LocateAsync(new LocateRequest { Host = "red" }, token)).Path);

            Assert.Equal(500, await client.Hosts.PingAsync(new PingRequest { Count = 500 }, token).CountAsync(token));

            var missing = await Assert.ThrowsAsync<RpcException>(() => client.Hosts.LocateAsync(new LocateRequest { Host = "missing" }, token));
            Assert.Equal((GrpcStatusCode.NotFound, "no host „missing“: 100%"), (missing.Code, missing.Message));

            // This server has Hosts only.
            var unknown = await Assert.ThrowsAsync<RpcException>(() => client.Labs.ListAsync(token));
            Assert.Equal(GrpcStatusCode.Unimplemented, unknown.Code);
        }
        using var channel = new GrpcChannel(socket);
        var late = await Assert.ThrowsAsync<RpcException>(() => channel.UnaryAsync(
            "/ovsctl.v1.Hosts/Locate", new LocateRequest { Host = "slow" }, HostLocation.Parser, TimeSpan.FromMilliseconds(50), token));
        Assert.Equal(GrpcStatusCode.DeadlineExceeded, late.Code);

        await ReadToExitAsync(server);
    }

    private static async Task SkipWithoutGrpcioAsync()
    {
        if (!File.Exists(Python)) Assert.Skip($"no {Python}");
        using var probe = Launch("-c", "import grpc, google.protobuf");
        await ReadToExitAsync(probe);
        if (probe.ExitCode != 0) Assert.Skip("python3-grpcio or python3-protobuf is not installed");
    }

    private Process Start(string script, string target, params string[] arguments)
    {
        // The descriptor makes Python's messages: no generated file that could differ from the proto.
        var descriptor = Path.Combine(_directory.FullName, "ovsctl.pb");
        File.WriteAllBytes(descriptor, OvsctlReflection.Descriptor.SerializedData.ToByteArray());
        return Launch([Path.Combine(AppContext.BaseDirectory, "Interop", script), target, descriptor, .. arguments]);
    }

    private static Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONUTF8"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("python3 did not start");
    }

    private static async Task<string> ReadToExitAsync(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return await output + await errors;
    }
}
