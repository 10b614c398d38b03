namespace OvsCtl.OpenFlow;

/// <summary>A list of actions that is being read, and what is known of the packets where it has come to.</summary>
internal sealed class ActionContext(PacketKey key, Nesting nesting, int depth = 0)
{
    private const int MaxDepth = 100;

    private TextPart? _otherThanConjunction;

    /// <summary>What is known of the packets; actions that change them change it.</summary>
    public PacketKey Key { get; set; } = key;

    public List<FlowAction> Actions { get; } = [];

    /// <summary>The action that is being read, for errors.</summary>
    public TextPart Word { get; private set; }

    public void Begin(TextPart word)
    {
        Word = word;
        if (!word.Is("conjunction") && !word.Is("note")) _otherThanConjunction ??= word;
    }

    public void Add(FlowAction action) => Actions.Add(action);

    /// <summary>A list inside this action, which begins with what is known here and changes nothing of it.</summary>
    public ActionContext Nest(Nesting inner) => depth < MaxDepth ? new ActionContext(Key, inner, depth + 1) : throw Word.Error($"actions are nested too deeply; {MaxDepth} levels are allowed");

    /// <summary>
    /// Refuses an action the packets are not known to suit. Of an action set nothing is known before it runs, so there it is let pass.
    /// </summary>
    public void Require(bool condition, string needed)
    {
        if (!condition && nesting != Nesting.WriteActions) throw Word.Error($"{Word.Text} needs a match on {needed}");
    }

    /// <summary>Checks that actions may read a part of a field here.</summary>
    public void CheckSource(Subfield part, TextPart at) => CheckPrerequisite(part.Field, Key, at);

    /// <summary>Checks that actions may write a part of a field here.</summary>
    public void CheckDestination(Subfield part, TextPart at)
    {
        CheckPrerequisite(part.Field, Key, at);
        CheckWritable(part.Field, at);
    }

    /// <summary>Checks a field of connections, which only ct(exec(...)) may write and which is all that it may write.</summary>
    public void CheckConnectionField(MatchField field, TextPart at)
    {
        var isOfConnection = field.Canonical == MatchField.CtMark || field.Canonical == MatchField.CtLabel;
        if (isOfConnection == (nesting == Nesting.ConnectionTracking)) return;
        throw at.Error(isOfConnection ? $"{field.Name} may be written only in ct(exec(...))" : $"ct(exec(...)) may write ct_mark and ct_label only, not {field.Name}");
    }

    /// <summary>Checks that the action that was read may stand in this list.</summary>
    public void CheckNesting(FlowAction action)
    {
        if (action is NetworkAddressTranslation) throw Word.Error("nat is allowed only in ct(...)");
        if (nesting == Nesting.ConnectionTracking && action is not (SetField or LoadField or LoadMasked or MoveField)) throw Word.Error($"ct(exec(...)) does not allow {Word.Text}; set_field, load and move into ct_mark and ct_label are allowed");
    }

    public void CheckConjunctions()
    {
        if (_otherThanConjunction is { } other && Actions.Exists(action => action is Conjunction)) throw other.Error($"conjunction may stand beside note, but not beside {other.Text}");
    }

    public static void CheckPrerequisite(MatchField field, PacketKey key, TextPart at)
    {
        if (field.Prerequisite is { } needed && !needed.IsMetBy(key)) throw at.Error($"{field.Name} needs a match on {needed.Text}");
    }

    public static void CheckWritable(MatchField field, TextPart at)
    {
        if (!field.IsWritable) throw at.Error($"field {field.Name} is read-only");
    }
}
