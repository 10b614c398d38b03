using System.CommandLine.Parsing;

namespace OvsCtl.Cli.Namespaces;

/// <summary>Words on the command line that come as <c>KEY VALUE</c>, in any order, each key once.</summary>
internal sealed class WordList
{
    private readonly ArgumentResult _result;
    private readonly string _form;
    private readonly Queue<string> _words;
    private readonly HashSet<string> _seen = [];

    public WordList(ArgumentResult result, string form)
    {
        (_result, _form) = (result, form);
        _words = new Queue<string>(result.Tokens.Select(t => t.Value));
    }

    public bool HasFailed { get; private set; }

    /// <summary>The next word as a key; null at the end, and once something was refused.</summary>
    public string? NextKey()
    {
        if (HasFailed || !_words.TryDequeue(out var key)) return null;
        if (_seen.Add(key)) return key;
        Refuse($"'{key}' stands there twice");
        return null;
    }

    /// <summary>The value of a key.</summary>
    public string Value(string key)
    {
        if (_words.TryDequeue(out var value)) return value;
        Refuse($"'{key}' needs a value");
        return "";
    }

    /// <summary>The value of a key, read by <paramref name="read"/>, which answers null for one it cannot read.</summary>
    public T? Value<T>(string key, string what, Func<string, T?> read)
        where T : struct
    {
        var text = Value(key);
        if (HasFailed) return null;
        if (read(text) is { } value) return value;
        Refuse($"'{text}' is no {what}");
        return null;
    }

    public void Refuse(string reason)
    {
        if (HasFailed) return;
        HasFailed = true;
        _result.AddError($"{reason}: {_form}");
    }
}
