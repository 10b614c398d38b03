namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>Values that only one thing in the lab may have.</summary>
/// <param name="what">For messages: <c>X is already WHAT of OWNER</c>.</param>
/// <param name="errors">Where a second claim is reported.</param>
internal sealed class Claims<T>(string what, ErrorList errors)
    where T : notnull
{
    private readonly Dictionary<T, (string Owner, int Line)> _owners = [];

    public void Claim(T value, string owner, Word word)
    {
        if (_owners.TryAdd(value, (owner, word.At.Line))) return;
        var first = _owners[value];
        errors.Add(word.At, $"{value} is already {what} of {first.Owner} (line {first.Line})");
    }
}
