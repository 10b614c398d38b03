using OvsCtl.Topology.Specs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OvsCtl.Topology.LabFiles.Yaml;

/// <summary>
/// YAML text → nodes. Works on the parser's events, so that nothing is built before depth is checked, both places of a key given twice are known,
/// and aliases cannot blow up a small file.
/// </summary>
internal sealed class YamlReader(string text, ErrorList errors)
{
    public const int MaxDepth = 32;

    private readonly Parser _parser = new(new StringReader(text));
    private bool _isUnusable;

    /// <summary>Null when there is nothing to go on with; the errors say why.</summary>
    public Node? Read()
    {
        try
        {
            var root = ReadDocument();
            return _isUnusable ? null : root;
        }
        catch (YamlException e)
        {
            errors.Add(At(e.Start), Sentence(e.Message));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // YamlDotNet 16.3 lets these through for text it did not expect, such as the tag "!!]".
            errors.Add(_parser.Current is { } last ? At(last.End) : new Position(1, 1), "not valid YAML after this place");
            return null;
        }
    }

    private Node? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            Refuse(new Position(1, 1), "the file is empty; a lab file begins with its name, e.g. lab: red-blue");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(depth: 1);
        if (root is null) return null;
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second)) Refuse(At(second.Start), "a second document begins here; a lab file holds one");
        return root;
    }

    /// <returns>Null to read no further.</returns>
    private Node? ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Refuse(At(alias.Start), $"the alias *{alias.Value.Value} is not supported: write the value out");
            return new TextNode("", true, At(alias.Start));
        }

        var start = _parser.Consume<NodeEvent>();
        var at = At(start.Start);
        if (!start.Anchor.IsEmpty) Refuse(at, $"the anchor &{start.Anchor.Value} is not supported: write the value out where it is needed");
        if (!start.Tag.IsEmpty) Refuse(at, "tags (!) are not supported");
        if (depth > MaxDepth)
        {
            Refuse(at, $"nested deeper than {MaxDepth} levels");
            return null;
        }

        return start switch
        {
            Scalar scalar => new TextNode(scalar.Value, scalar.Style == ScalarStyle.Plain, at),
            SequenceStart => ReadList(at, depth),
            _ => ReadMapping(at, depth),
        };
    }

    private ListNode? ReadList(Position at, int depth)
    {
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } item) return null;
            items.Add(item);
        }

        return new ListNode(items, at);
    }

    private MappingNode? ReadMapping(Position at, int depth)
    {
        var entries = new List<Entry>();
        var firstPlaces = new Dictionary<string, Position>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } key || ReadNode(depth + 1) is not { } value) return null;
            if (key is not TextNode name) errors.Add(key.At, $"a key must be text, found {key.Description}");
            else if (firstPlaces.TryAdd(name.Text, name.At)) entries.Add(new Entry(name, value));
            else errors.Add(name.At, $"the key {name.Word} is given twice (first on line {firstPlaces[name.Text].Line})");
        }

        return new MappingNode(entries, at);
    }

    private void Refuse(Position at, string message)
    {
        _isUnusable = true;
        errors.Add(at, message);
    }

    private static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    // The parser's "While parsing a block mapping, did not find expected key." in the form of our own messages.
    private static string Sentence(string message) =>
        message.Length == 0 ? "not valid YAML" : $"not valid YAML: {char.ToLowerInvariant(message[0])}{message[1..].TrimEnd('.')}";
}
