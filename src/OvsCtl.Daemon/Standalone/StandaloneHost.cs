using System.Net.Sockets;
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

    private const int ExpectedSwitches = 4096;

    /// <param name="options">The command line.</param>
    /// <param name="ct">Cancelled by the command line's own handler of SIGTERM and SIGINT.</param>
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
        var maxConnections = OpenFiles.RoomForConnections / options.Targets.Count;
        var app = new LearningController(new LearningOptions(), TimeProvider.System, logging.CreateLogger<LearningController>())
        {
            Limits = LearningController.DefaultLimits with { MaxConnections = Math.Clamp(maxConnections, 1, LearningController.DefaultLimits.MaxConnections) },
        };
        if (maxConnections < ExpectedSwitches) LogFewFiles(logger, maxConnections);
        var serving = new List<Task>();
        var listeners = new List<OpenFlowListener>();
        try
        {
            foreach (var target in options.Targets)
            {
                if (Listen(app, target, options.Tls) is not { } listener) return DaemonExitCode.Failed;
                listeners.Add(listener);
                serving.Add(app.ServeAsync(listener, ct));
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

    [LoggerMessage(1, LogLevel.Information, "Listening on {Target} as a learning switch")]
    private static partial void LogListening(ILogger logger, OpenFlowTarget target);

    [LoggerMessage(2, LogLevel.Warning, "No more than {Count} switches can be connected; for more, allow this process more open files (ulimit -n)")]
    private static partial void LogFewFiles(ILogger logger, int count);
}
