using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests.Standalone;

/// <summary>The published daemon as a stand-alone learning switch on a free port of the loopback address. It needs neither root nor a sandbox.</summary>
public sealed class StandaloneDaemon : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _daemon;
    private ulong _lastDatapath = 0x10000;

    public IPEndPoint EndPoint { get; } = FreeEndPoint();

    public IEnumerable<string> Log => _log;

    /// <summary>Its resident size in bytes.</summary>
    public long Size => long.Parse(
        File.ReadLines($"/proc/{_daemon?.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;

    public async ValueTask InitializeAsync()
    {
        _daemon = Programs.Start(Programs.OvsCtlDaemon, ["--ovs", "none", "--openflow", $"ptcp:{EndPoint.Port}:127.0.0.1", "--app", "learning-switch"]);
        _daemon.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _daemon.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _daemon.BeginOutputReadLine();
        _daemon.BeginErrorReadLine();
        await WaitForLogAsync("Listening on");
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is null) return;
        await Programs.RunAsync("kill", ["-TERM", $"{_daemon.Id}"]);
        await _daemon.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var code = _daemon.ExitCode;
        _daemon.Dispose();
        Assert.Equal(0, code);
    }

    /// <summary>A datapath id that no other connection has.</summary>
    public ulong NewDatapath() => Interlocked.Increment(ref _lastDatapath);

    public Task<RawSwitch> ConnectAsync() => RawSwitch.ConnectAsync(EndPoint);

    public async Task<RawSwitch> ConnectAsSwitchAsync(ulong datapath, byte auxiliaryId = 0)
    {
        var peer = await ConnectAsync();
        await peer.IntroduceAsync(datapath, auxiliaryId);
        return peer;
    }

    public async Task AssertServesFreshSwitchAsync()
    {
        using var fresh = await ConnectAsSwitchAsync(NewDatapath());
        await fresh.AssertServedAsync();
    }

    public Task WaitForLogAsync(string text) => Eventually.TrueAsync(() => _log.Any(line => line.Contains(text, StringComparison.Ordinal)), $"'{text}' in the log");

    private static IPEndPoint FreeEndPoint()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)(socket.LocalEndPoint ?? throw new InvalidOperationException("no address"));
    }
}
