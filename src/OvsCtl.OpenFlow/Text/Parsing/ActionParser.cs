using System.Collections.Frozen;

namespace OvsCtl.OpenFlow;

/// <summary>Actions as ovs-ofctl reads them (ovs-actions(7)). To add one: a line in the table of its family.</summary>
internal static class ActionParser
{
    private static readonly FrozenDictionary<string, Action<ActionContext, TextPart>> s_readers =
        new[] { OutputActions.Readers, FieldActions.Readers, HeaderActions.Readers, TrackingActions.Readers, OtherActions.Readers }
            .SelectMany(family => family).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word an action may begin with.</summary>
    public static IEnumerable<string> Names => s_readers.Keys;

    public static void Parse(ActionContext context, TextPart word, TextPart value)
    {
        context.Begin(word);
        var before = context.Actions.Count;
        if (s_readers.TryGetValue(word.Text, out var read)) read(context, value);
        else if (PortParser.TryParse(word, out var port)) OutputActions.To(context, port, 0, word);
        else if (word.Is("apply_actions")) throw word.Error("apply_actions is the default instruction: its actions are written without it");
        else throw word.Unknown("action", Names.Concat(PortParser.Words).Append("drop"), "see ovs-actions(7) for those there are");
        for (var i = before; i < context.Actions.Count; i++) context.CheckNesting(context.Actions[i]);
    }

    /// <summary>The actions in an action.</summary>
    public static List<FlowAction> Nested(ActionContext outer, TextPart text, Nesting nesting)
    {
        var context = outer.Nest(nesting);
        var isDrop = false;
        foreach (var (word, value) in text.Pairs())
        {
            if (word.Is("drop")) isDrop = true;
            else if (word.Is("meter") || word.Is("clear_actions") || word.Is("write_actions") || word.Is("write_metadata") || word.Is("goto_table")) throw word.Error($"{word.Text} is an instruction, which is not allowed inside {outer.Word.Text}");
            else Parse(context, word, value);
        }

        context.CheckConjunctions();
        return isDrop && context.Actions.Count > 0 ? throw text.Error("drop must stand alone, without any other action") : context.Actions;
    }
}
