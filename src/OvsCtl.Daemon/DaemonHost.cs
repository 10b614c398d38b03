using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Checks;
using OvsCtl.Controller.Embedded;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Labs;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.State;
using OvsCtl.Controller.Switches;
using OvsCtl.Daemon.Running;
using OvsCtl.Daemon.Services;
using OvsCtl.Netns;

namespace OvsCtl.Daemon;

/// <summary>Puts the daemon together and runs it until SIGTERM or SIGINT.</summary>
internal static class DaemonHost
{
    public static async Task<int> RunAsync(DaemonOptions options, CancellationToken ct)
    {
        if (Prerequisites.FindMissing(options) is { } missing)
        {
            await Console.Error.WriteLineAsync($"ovsctld: {missing}");
            return DaemonExitCode.Missing;
        }

        MakeRunDirectory(options);
        if (!await UnixSocketFile.ClaimAsync(options.Socket, ct))
        {
            await Console.Error.WriteLineAsync($"ovsctld: another daemon answers on {options.Socket}");
            return DaemonExitCode.Failed;
        }

        await using var app = Build(options);
        if (options.Metrics is not null) MapMetrics(app);
        MapServices(app, options);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (options.Metrics is not null && e.Message.Contains(options.Metrics.ToString(), StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"ovsctld: --metrics: {e.Message}");
            return DaemonExitCode.Failed;
        }
        catch (Exception e) when (e is EmbeddedOvsException or StateException)
        {
            await Console.Error.WriteLineAsync($"ovsctld: {e.Message}");
            return DaemonExitCode.Unreachable;
        }

        try
        {
            UnixSocketFile.MakePrivate(options.Socket, options.SocketGroupId);
        }
        catch (NativeException e)
        {
            await Console.Error.WriteLineAsync($"ovsctld: --socket-group: {e.Message}");
            return DaemonExitCode.Missing;
        }
        await app.WaitForShutdownAsync(ct);
        return DaemonExitCode.Ok;
    }

    /// <summary>Nobody else's business, but that members of the group may pass through to the socket.</summary>
    private static void MakeRunDirectory(DaemonOptions options)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(options.RunDirectory, Owner);
        if (options.SocketGroupId is not { } group || Path.GetDirectoryName(options.Socket) != options.RunDirectory) return;
        FileGroup.Set(options.RunDirectory, group);
        File.SetUnixFileMode(options.RunDirectory, Owner | UnixFileMode.GroupExecute);
    }

    private static WebApplication Build(DaemonOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (options.LogFormat == LogFormat.Json) builder.Logging.AddJsonConsole(c => c.UseUtcTimestamp = true);
        else builder.Logging.AddSimpleConsole(c => c.SingleLine = true);
        builder.Logging.SetMinimumLevel(options.IsVerbose ? LogLevel.Debug : LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null; // a stream of events may be silent for hours
            kestrel.ListenUnixSocket(options.Socket, listen => listen.Protocols = HttpProtocols.Http2);
            if (options.Metrics is { } metrics) kestrel.Listen(metrics, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        // A client that does not read may not hold the stop up; the lab itself stays as it is.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton(options.Ovs);
        if (options.Mode == OvsMode.Embedded)
        {
            services.AddSingleton(options.Embedded);
            services.AddHostedService<EmbeddedOvs>();
        }

        services.AddSingleton<OvsLink>();
        services.AddHostedService(s => s.GetRequiredService<OvsLink>());
        services.AddSingleton<BridgeControllers>();
        services.AddSingleton(new LabProcesses(Path.Combine(options.RunDirectory, "run")));
        services.AddSingleton<Observer>();
        services.AddSingleton<FlowExecutor>();
        services.AddSingleton<PlanRunner>();
        services.AddSingleton<CheckRunner>();
        var datapathType = KernelFeatures.HasGenericNetlinkFamily("ovs_datapath") ? "system" : "netdev";
        services.AddSingleton(new DatapathType(datapathType));
        // Before the database of labs: the bridges of an earlier daemon knock once a second, and the next knock is not to be missed.
        services.AddHostedService<SwitchWatch>();
        services.AddSingleton(options.State);
        services.AddSingleton<StateHost>();
        services.AddHostedService(s => s.GetRequiredService<StateHost>());
        services.AddSingleton<KernelWatch>();
        services.AddSingleton<LabJournal>();
        services.AddSingleton<LabHealer>();
        services.AddSingleton<LabController>();
        services.AddHostedService<RootWatch>();
        services.AddHostedService<LabRestore>();
        services.AddHostedService<MemoryTrim>();
        services.AddHostedService<ServiceNotifier>();
        services.AddSingleton<MetricsPage>();
        return builder.Build();
    }

    /// <summary>What comes over TCP sees the metrics and nothing else.</summary>
    private static void MapMetrics(WebApplication app)
    {
        var page = app.Services.GetRequiredService<MetricsPage>();
        var labs = app.Services.GetRequiredService<LabController>();
        app.Use(async (context, next) =>
        {
            if (context.Connection.LocalIpAddress is null)
            {
                await next(context);
            }
            else if (context.Request.Path == "/metrics")
            {
                context.Response.ContentType = MetricsPage.ContentType;
                await context.Response.WriteAsync(page.Write([.. labs.Labs.Values]), context.RequestAborted);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        });
    }

    private static void MapServices(WebApplication app, DaemonOptions options)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var services = app.Services;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("OvsCtl.Daemon.Grpc");
        var guard = new Grpc.PeerGuard(options.SocketGroup, options.SocketGroupId, logger);
        app.Use((context, next) => guard.CheckAsync(context, () => next(context)));
        var labs = services.GetRequiredService<LabController>();
        var ovs = services.GetRequiredService<OvsLink>();
        var controllers = services.GetRequiredService<BridgeControllers>();
        var time = services.GetRequiredService<TimeProvider>();
        var observer = services.GetRequiredService<Observer>();
        new LabsService(labs, observer, services.GetRequiredService<CheckRunner>()).Map(app, logger, stopping);
        new FlowsService(labs, ovs, controllers, new PacketTraces(labs, observer, ovs, new ControlSocket(options.Ovs)), time).Map(app, logger, stopping);
        new SwitchesService(labs, ovs, controllers, time).Map(app, logger, stopping);
        new HostsService(labs, app.Services.GetRequiredService<LabProcesses>(), app.Services.GetRequiredService<CheckRunner>(), time).Map(app, logger, stopping);
        new DaemonService(options, services.GetRequiredService<DatapathType>(), ovs, time).Map(app, logger, stopping);
        app.MapFallback(Grpc.GrpcCallRunner.RefuseAsync);
    }
}
