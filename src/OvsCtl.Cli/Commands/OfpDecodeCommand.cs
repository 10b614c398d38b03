using System.CommandLine;
using OvsCtl.Cli.Captures;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class OfpDecodeCommand : CliCommand
{
    public OfpDecodeCommand(GlobalOptions globals)
        : base(
            "decode",
            "Read OpenFlow 1.3 messages and write each as 'ovs-ofctl ofp-print' does: in hexadecimal, one a line, or in a capture of TCP connections (pcap, pcapng), then as 'ovs-ofctl ofp-parse-pcap' does.",
            "echo 0414000800000001 | ovsctl ofp decode",
            "ovsctl ofp decode -o json < messages.hex         # an object a line: text, error, and the fields",
            "ovsctl ofp decode openflow.pcap                  # what tcpdump -w has written",
            "tcpdump -i lo -w - port 6653 | ovsctl ofp decode")
    {
        var file = new Argument<string?>("FILE") { Description = "The messages or the capture; standard input when there is none, or -.", Arity = ArgumentArity.ZeroOrOne };
        var read = new Option<string?>("--read", "-r") { Description = "The same as FILE, as in tcpdump.", HelpName = "FILE" };
        var port = new Option<ushort[]>("--port") { Description = "In a capture, the port of the controller instead of 6633 and 6653; may be repeated." }.Ports();
        Arguments.Add(file);
        Options.Add(read);
        Options.Add(port);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            await using var input = Open(parse.GetValue(file), parse.GetValue(read));
            var reader = new ByteReader(input);
            using var view = new OfpView(context);
            if (CaptureFile.IsCapture(await reader.PeekAsync(CaptureFile.MagicSize, cancellationToken)))
                await DecodeCaptureAsync(reader, view, parse.GetValue(port) is { Length: > 0 } ports ? ports : OpenFlowStreams.DefaultPorts, cancellationToken);
            else
                await DecodeLinesAsync(reader, view, cancellationToken);
            return view.HasFailed ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    private static Stream Open(string? file, string? read)
    {
        if (file is not null && read is not null) throw new CommandFailure(ExitCode.Usage, $"{file} and --read {read}: only one file is read");
        var path = file ?? read;
        if (path is null or "-") return Console.OpenStandardInput();
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.NotFound, $"{path}: no such file", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{path}: {e.Message}", e);
        }
    }

    private static async Task DecodeLinesAsync(ByteReader reader, OfpView view, CancellationToken cancellationToken)
    {
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (HexLine.TryRead(line, out var bytes, out var error)) view.Write(number, bytes);
            else view.WriteError(number, error);
        }
    }

    private static async Task DecodeCaptureAsync(ByteReader reader, OfpView view, IReadOnlyList<ushort> ports, CancellationToken cancellationToken)
    {
        var streams = new OpenFlowStreams(ports);
        try
        {
            await foreach (var frame in CaptureFile.ReadAsync(reader, cancellationToken))
            {
                foreach (var message in streams.Add(frame)) view.Write(message);
                foreach (var loss in streams.TakeLosses()) view.WriteLoss(loss);
            }
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCode.Usage, $"the capture: {e.Message}", e);
        }

        foreach (var loss in streams.End()) view.WriteLoss(loss);
    }
}
