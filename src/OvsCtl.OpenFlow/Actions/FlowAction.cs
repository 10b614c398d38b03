namespace OvsCtl.OpenFlow;

/// <summary>What happens to a packet (OpenFlow 1.3 §5.12, ofp_action_header). To add a kind: a record, and a line in <see cref="Read"/>.</summary>
public abstract record FlowAction
{
    private const int HeaderSize = 8;
    private const int Alignment = 8;
    private const int MaxDepth = 16;

    private protected FlowAction()
    {
    }

    internal abstract ActionType Type { get; }

    /// <summary>The action as ovs-ofctl writes it, <c>output:1</c>.</summary>
    public sealed override string ToString() => ToString(null);

    /// <summary>The action as ovs-ofctl writes it, with ports by name where one is known.</summary>
    /// <param name="portName">Gives a port's name, or null when it has none.</param>
    public abstract string ToString(Func<PortNumber, string?>? portName);

    internal static IReadOnlyList<FlowAction> ReadAll(ref OpenFlowReader reader)
    {
        var actions = new List<FlowAction>();
        // Actions nest in actions: without a limit a message could use up the stack.
        if (reader.Depth > MaxDepth) throw new OpenFlowProtocolException($"Actions are nested more than {MaxDepth} deep.");
        if (reader.Remaining % Alignment != 0) throw new OpenFlowProtocolException($"A list of actions has {reader.Remaining} bytes, no multiple of {Alignment}.", OfpError.OFPBRC_BAD_LEN);
        var list = reader.ReadNested(reader.Remaining, OfpError.OFPBAC_BAD_LEN);
        while (!list.IsAtEnd) actions.Add(Read(ref list));
        return actions;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<FlowAction> actions)
    {
        foreach (var action in actions)
        {
            var start = writer.BeginTlv((ushort)action.Type);
            action.WriteBody(writer);
            writer.PadTo8(start);
            writer.EndTlv(start);
        }
    }

    /// <summary>Writes what follows type and length; padding to 8 bytes is added afterwards.</summary>
    internal abstract void WriteBody(OpenFlowWriter writer);

    private static FlowAction Read(ref OpenFlowReader reader)
    {
        var body = reader.ReadTlv("An action", HeaderSize, Alignment, out var type);
        if (type == NiciraAction.OFPAT_EXPERIMENTER)
        {
            var rest = body.ReadSpan(body.Remaining);
            return NiciraAction.TryRead(rest, reader.Depth) ?? new RawAction(type, OctetString.Copy(rest));
        }

        FlowAction? action = (ActionType)type switch
        {
            ActionType.Output => Output.ReadBody(ref body),
            ActionType.CopyTtlOut => new CopyTtlOut(),
            ActionType.CopyTtlIn => new CopyTtlIn(),
            ActionType.SetMplsTtl => new SetMplsTtl(body.ReadByte()),
            ActionType.DecMplsTtl => new DecMplsTtl(),
            ActionType.PushVlan => new PushVlan(body.ReadUInt16()),
            ActionType.PopVlan => new PopVlan(),
            ActionType.PushMpls => new PushMpls(body.ReadUInt16()),
            ActionType.PopMpls => new PopMpls(body.ReadUInt16()),
            ActionType.SetQueue => new SetQueue(body.ReadUInt32()),
            ActionType.Group => new Group(body.ReadUInt32()),
            ActionType.SetNwTtl => new SetNwTtl(body.ReadByte()),
            ActionType.DecNwTtl => new DecNwTtl(),
            ActionType.SetField => SetField.ReadBody(ref body),
            ActionType.PushPbb => new PushPbb(body.ReadUInt16()),
            ActionType.PopPbb => new PopPbb(),
            _ => null,
        };
        if (action is null) return new RawAction(type, body.ReadRest());

        // All known actions are as short as 8-byte alignment allows: what is left can only be padding.
        if (body.Remaining >= 8) throw new OpenFlowProtocolException($"An action of type {type} has {body.Remaining} bytes too many.", OfpError.OFPBAC_BAD_LEN);
        return action;
    }
}
