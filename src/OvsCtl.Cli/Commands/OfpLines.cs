using System.Text.Encodings.Web;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Commands;

/// <summary>Line in, line out: what the ofp commands have in common.</summary>
internal static class OfpLines
{
    // Text from flows belongs on a terminal, not into a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Treats every line of standard input. An error is told with its line and the others are still treated.</summary>
    public static async Task<int> RunAsync(CliContext context, Func<string, (IReadOnlyList<KeyValuePair<string, string>> Fields, string Text, string? Error)> treat, CancellationToken cancellationToken)
    {
        var exitCode = ExitCode.Ok;
        for (var number = 1; await Console.In.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (line.Trim().Length == 0) continue;
            var (fields, text, error) = treat(line.Trim());
            if (error is not null) exitCode = ExitCode.Failed;
            if (context.Format == OutputFormat.Json) context.Terminal.Out.WriteLine(Json(fields, error));
            else if (error is null) context.Terminal.Out.WriteLine(text);
            else await StandardStreams.Error.WriteLineAsync($"line {number}: {error}");
        }

        return exitCode;
    }

    private static string Json(IReadOnlyList<KeyValuePair<string, string>> fields, string? error)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields) writer.WriteString(name, value);
            if (error is null) writer.WriteNull("error");
            else writer.WriteString("error", error);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
