using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace OvsCtl.Daemon.Running;

/// <summary>Tells systemd that the daemon is ready, alive and stopping (sd_notify(3)). Without systemd it does nothing.</summary>
internal sealed class ServiceNotifier(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private readonly string? _address = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(_address)) return;
        lifetime.ApplicationStarted.Register(() => Send("READY=1"));
        lifetime.ApplicationStopping.Register(() => Send("STOPPING=1"));
        if (WatchdogPeriod() is not { } period) return;
        // Half of it, as sd_watchdog_enabled(3) says.
        using var timer = new PeriodicTimer(period / 2, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Send("WATCHDOG=1");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    private static TimeSpan? WatchdogPeriod()
    {
        if (Environment.GetEnvironmentVariable("WATCHDOG_PID") is { Length: > 0 } pid && pid != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)) return null;
        return long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    private void Send(string state)
    {
        // An address that begins with @ is abstract: its first byte is NUL.
        var path = _address is ['@', .. var name] ? '\0' + name : _address ?? "";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(path));
    }
}
