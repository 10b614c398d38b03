using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OvsCtl.Controller.Learning;
using OvsCtl.OpenFlow;

namespace OvsCtl.Daemon.Standalone;

/// <summary>Runs a learning switch for whatever connects, until SIGTERM or SIGINT. No database, no root, no namespaces.</summary>
internal static partial class StandaloneHost
{
    // Read by the socket engine when the first socket is made. Continuations then run on the thread that saw the socket become
    // ready: they never block here, and the hop to the pool would be half of the time from packet-in to answer.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static async Task<int> RunAsync(StandaloneOptions options, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null) Environment.SetEnvironmentVariable(InlineCompletions, "1");
        using var logging = LoggerFactory.Create(builder =>
        {
            builder.AddSimpleConsole(console => console.SingleLine = true);

            // Whoever reads the log slowly, or not at all, must not hold up the switches.
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
            builder.SetMinimumLevel(options.IsVerbose ? LogLevel.Debug : LogLevel.Information);
        });
        var logger = logging.CreateLogger("OvsCtl.Daemon");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stopping));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stopping));

        var app = new LearningController(new LearningOptions(), TimeProvider.System, logging.CreateLogger<LearningController>());
        var serving = new List<Task>();
        var listeners = new List<OpenFlowListener>();
        try
        {
            foreach (var target in options.Targets)
            {
                if (Listen(app, target, options.Tls) is not { } listener) return DaemonExitCode.Failed;
                listeners.Add(listener);
                serving.Add(app.ServeAsync(listener, stopping.Token));
                LogListening(logger, target);
            }

            await Task.WhenAll(serving);
            return DaemonExitCode.Ok;
        }
        finally
        {
            foreach (var listener in listeners) await listener.DisposeAsync();
        }
    }

    private static OpenFlowListener? Listen(LearningController app, OpenFlowTarget target, OpenFlowTlsOptions? tls)
    {
        try
        {
            return app.Listen(target, tls);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"ovsctld: cannot listen on {target}: {e.Message}");
            return null;
        }
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stopping)
    {
        signal.Cancel = true;
        stopping.Cancel();
    }

    [LoggerMessage(1, LogLevel.Information, "Listening on {Target} as a learning switch")]
    private static partial void LogListening(ILogger logger, OpenFlowTarget target);
}
