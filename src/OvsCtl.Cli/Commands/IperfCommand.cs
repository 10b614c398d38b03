using System.CommandLine;
using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering;
using OvsCtl.Cli.Throughput;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Cli.Commands;

internal sealed class IperfCommand : LocalCommand
{
    public IperfCommand(GlobalOptions globals)
        : base(
            "iperf",
            "How much goes from one host to another: a TCP connection, or datagrams. Needs no iperf. Exits with 1 when nothing comes.",
            "sudo ovsctl iperf red blue",
            "sudo ovsctl iperf red blue -t 2 -o json",
            "sudo ovsctl iperf red blue --udp --rate 10mbit    # how much of it is lost")
    {
        var from = new Argument<string>("A") { Description = "The sender: a host of a lab, any namespace in /run/netns, or root." }.WithHosts();
        var to = new Argument<string>("B") { Description = "The receiver, likewise." }.WithHosts();
        var udp = new Option<bool>("--udp", "-u") { Description = "Datagrams instead of a TCP connection." };
        var seconds = new Option<double>("--time", "-t") { Description = "How long it sends.", DefaultValueFactory = _ => 5 }.Seconds();
        var rate = new Option<ulong?>("--rate", "-r")
        {
            Description = "With --udp: bits a second, such as 10mbit (default: as fast as it goes).",
            HelpName = "RATE",
            CustomParser = argument =>
            {
                if (ShapeText.ParseRate(argument.Tokens[0].Value) is { } bits and > 0) return bits;
                argument.AddError($"--rate: '{argument.Tokens[0].Value}' is no rate, e.g. 500kbit, 10mbit, 1gbit");
                return null;
            },
        };
        Arguments.Add(from);
        Arguments.Add(to);
        Options.Add(udp);
        Options.Add(seconds);
        Options.Add(rate);
        Validators.Add(result =>
        {
            if (result.GetValue(rate) is not null && !result.GetValue(udp)) result.AddError("--rate goes with --udp; TCP takes what it gets");
        });
        RunHere(
            globals,
            parse =>
            [
                "iperf", parse.GetRequiredValue(from), parse.GetRequiredValue(to), .. parse.GetValue(udp) ? ["--udp"] : Array.Empty<string>(),
                "--time", parse.GetValue(seconds).ToString(CultureInfo.InvariantCulture), .. parse.GetValue(rate) is { } bits ? ["--rate", ShapeText.Rate(bits)] : Array.Empty<string>(),
            ],
            (parse, context, cancellationToken) => RunAsync(
                context, parse.GetRequiredValue(from), parse.GetRequiredValue(to), parse.GetValue(udp), TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(rate), cancellationToken));
    }

    protected override IReadOnlyList<OutputFormat> Formats => [OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml];

    private static async Task<int> RunAsync(CliContext context, string from, string to, bool isUdp, TimeSpan duration, ulong? rate, CancellationToken cancellationToken)
    {
        using var path = MeasuredPath.Open(from, to);
        var all = new List<Measurement>();
        void OnSecond(Measurement second)
        {
            all.Add(second);
            if (context.Format == OutputFormat.Table) context.Terminal.Out.WriteLine(ThroughputView.Second(all.Count, second));
        }

        if (context.Format == OutputFormat.Table) context.Terminal.Out.WriteLine($"{from} -> {to} ({path.Target}), {(isUdp ? "UDP" : "TCP")}");
        var total = isUdp
            ? await UdpThroughput.MeasureAsync(path, duration, rate, OnSecond, cancellationToken)
            : await TcpThroughput.MeasureAsync(path, duration, OnSecond, cancellationToken);
        if (context.Format == OutputFormat.Table)
        {
            context.Terminal.Out.WriteLine(ThroughputView.Total(total));
        }
        else
        {
            var json = ThroughputView.Json(from, to, path, isUdp, all, total);
            context.Terminal.Out.Write(context.Format == OutputFormat.Json ? json + "\n" : YamlText.FromJson(json));
        }

        if (cancellationToken.IsCancellationRequested) context.Terminal.Error.WriteLine("ovsctl: interrupted; this is what came until then");
        return total.ByteCount > 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
