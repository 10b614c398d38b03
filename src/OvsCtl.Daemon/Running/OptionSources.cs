using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace OvsCtl.Daemon.Running;

/// <summary>Completes the command line by what the environment and the file of options say.</summary>
internal sealed class OptionSources(RootCommand command, Func<string, string?> environment)
{
    public const string DefaultFile = "/etc/ovsctl/ovsctld.json";
    public const string FileOption = "--config";

    /// <exception cref="OptionSourceException">A name that does not exist, or a value that makes no sense; the message says where.</exception>
    public IReadOnlyList<string> Complete(IReadOnlyList<string> arguments)
    {
        var given = command.Parse(arguments);
        // Help, a version, or mistakes: nothing of it depends on what stands elsewhere.
        if (given.Errors.Any(e => e.SymbolResult is OptionResult) || given.Errors.Count == 0 && given.Action is SynchronousCommandLineAction) return arguments;
        var file = given.GetValue<string?>(FileOption) ?? environment(Variable(FileOption));
        var inFile = ReadFile(file ?? DefaultFile, mustExist: file is not null);
        var completed = arguments.ToList();
        foreach (var option in Settable())
        {
            if (given.GetResult(option) is { Implicit: false }) continue;
            if (environment(Variable(option.Name)) is { } value) completed.AddRange(Check(option, [value], Variable(option.Name)));
            else if (inFile.Remove(Key(option.Name), out var values)) completed.AddRange(Check(option, values, $"{file ?? DefaultFile}: {Key(option.Name)}"));
        }

        return completed;
    }

    private IEnumerable<Option> Settable() => command.Options.Where(o => o.Name is not (FileOption or "--help" or "--version"));

    private Dictionary<string, IReadOnlyList<string>> ReadFile(string path, bool mustExist)
    {
        if (!mustExist && !File.Exists(path)) return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new OptionSourceException($"{path}: must be an object of option names and values");
            var known = Settable().Select(o => Key(o.Name)).ToList();
            var values = new Dictionary<string, IReadOnlyList<string>>();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!known.Contains(member.Name)) throw new OptionSourceException($"{path}: unknown key '{member.Name}'; there is {string.Join(", ", known)}");
                values[member.Name] = member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray().Select(v => Text(path, member.Name, v))] : [Text(path, member.Name, member.Value)];
            }

            return values;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OptionSourceException($"{path}: {e.Message}");
        }
    }

    private static string Text(string path, string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new OptionSourceException($"{path}: {key}: must be a text, a number, true or false, or a list of these"),
    };

    private static List<string> Check(Option option, IReadOnlyList<string> values, string where)
    {
        List<string> arguments = [.. values.SelectMany(v => new[] { option.Name, v })];
        // Alone: whether it goes with the others is said later, of all together.
        var alone = new RootCommand { option };
        return alone.Parse(arguments).Errors is [var error, ..] ? throw new OptionSourceException($"{where}: {error.Message.ReplaceLineEndings(" ")}") : arguments;
    }

    private static string Key(string option) => option.TrimStart('-');

    private static string Variable(string option) => "OVSCTLD_" + Key(option).Replace('-', '_').ToUpperInvariant();
}
