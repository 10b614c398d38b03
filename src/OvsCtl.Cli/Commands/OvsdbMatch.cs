using System.CommandLine.Parsing;
using OvsCtl.Cli.Rendering;
using OvsCtl.Ovsdb;

namespace OvsCtl.Cli.Commands;

/// <summary>One COLUMN=VALUE, or COLUMN:KEY=VALUE of a map. The value is written as ovs-vsctl takes it, or as 'ovsdb dump' shows it.</summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Column">The column.</param>
/// <param name="Key">The key of a map whose value is looked at; null for the whole column.</param>
/// <param name="Shown">The value as it is shown.</param>
/// <param name="Value">The value, of a map with a key the one pair; null when it can only be compared as it is shown.</param>
internal sealed record OvsdbMatch(string Text, string Column, string? Key, string Shown, OvsdbValue? Value)
{
    /// <summary>What is wrong with the first that is none; null when all are.</summary>
    public static string? WhyNot(IReadOnlyList<Token> texts) =>
        texts.FirstOrDefault(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1) is { } bad ? $"'{bad.Value}': expected COLUMN=VALUE" : null;

    public static OvsdbMatch Parse(TableSchema table, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (place, shown) = (text[..equals], text[(equals + 1)..]);
        var (name, key) = place.Split(':', 2) is [var n, var k] ? (n, k) : (place, null);
        var type = OvsdbTarget.Column(table, name).Type;
        if (key is not null && !type.IsMap) throw new CommandFailure(ExitCode.Usage, $"{text}: column {name} is no map");
        try
        {
            var value = key is null ? OvsdbText.Parse(type, shown) : OvsdbText.Parse(type with { Min = 0 }, $"{Quoted(type.Key, key)}={Quoted(type.Value, shown)}");
            return new OvsdbMatch(text, name, key, shown, value);
        }
        catch (FormatException) when (key is null && (type.IsMap || type.Max > 1 || shown.Length == 0 || type.Key.Type == AtomicType.String))
        {
            // What is shown has no quotes, and an empty set shows as nothing.
            return new OvsdbMatch(text, name, null, shown, null);
        }
        catch (FormatException e)
        {
            throw new CommandFailure(ExitCode.Usage, $"{text}: {e.Message}", e);
        }
    }

    public bool Holds(Row row)
    {
        var held = row[Column];
        if (Key is not null) return held is OvsdbMap map && Value is OvsdbMap wanted && wanted.All(pair => map.TryGetValue(pair.Key, out var value) && value == pair.Value);
        return held == Value || OvsdbView.Text(held) == Shown;
    }

    /// <summary>For the server, which knows values only.</summary>
    public Condition ToCondition() => Value is null
        ? throw new CommandFailure(ExitCode.Usage, $"{Text}: write the value as ovs-vsctl takes it, such as [a, \"b c\"] or {{k=v}}")
        : new Condition(Column, Key is null ? "==" : "includes", Value);

    private static string Quoted(BaseType? type, string text) => type is { Type: AtomicType.String } && text is not ['"', ..] ? new OvsdbString(text).ToString() : text;
}
