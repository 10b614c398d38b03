namespace OvsCtl.OpenFlow;

/// <summary>Actions that send the packet somewhere.</summary>
internal static class OutputActions
{
    private const ushort MinimumTruncation = 14;

    public static Dictionary<string, Action<ActionContext, TextPart>> Readers { get; } = new()
    {
        ["output"] = Output,
        ["group"] = (context, value) => context.Add(new Group((uint)value.Number("group", uint.MaxValue))),
        ["controller"] = Controller,
        ["enqueue"] = Enqueue,
        ["bundle"] = (context, value) => Bundle(context, value, isLoad: false),
        ["bundle_load"] = (context, value) => Bundle(context, value, isLoad: true),
        ["resubmit"] = Resubmit,
        ["set_queue"] = (context, value) => context.Add(new SetQueue((uint)value.Number("queue", uint.MaxValue))),
        ["pop_queue"] = (context, _) => context.Add(new PopQueue()),
        ["sample"] = Sample,
    };

    public static void To(ActionContext context, PortNumber port, ushort maxLength, TextPart at)
    {
        if (!PortParser.IsOutput(port)) throw at.Error($"packets cannot be sent to port {at.Text}");
        context.Add(new Output(port, maxLength));
    }

    private static void Output(ActionContext context, TextPart value)
    {
        if (value.Text.Contains("port", StringComparison.Ordinal) && value.Text.Contains("max_len", StringComparison.Ordinal))
        {
            Truncated(context, value);
        }
        else if (PortParser.TryParse(value, out var port))
        {
            To(context, port, port == PortNumber.Controller ? ushort.MaxValue : (ushort)0, value);
        }
        else if (ValueParser.IsPart(value))
        {
            var part = ValueParser.Part(value);
            context.CheckSource(part, value);
            context.Add(new OutputField(part, ushort.MaxValue));
        }
        else
        {
            throw value.Unknown("port", PortParser.Words, "a number, a reserved port or a field is allowed");
        }
    }

    private static void Truncated(ActionContext context, TextPart value)
    {
        var action = new OutputTruncated(default, 0);
        foreach (var (key, part) in value.Pairs())
        {
            action = key.Text switch
            {
                "port" => action with { Port = PortParser.Parse(part) },
                "max_len" => action with { MaxLength = (uint)part.Number("max_len", uint.MaxValue) },
                _ => throw key.Unknown("key", ["port", "max_len"]),
            };
        }

        if (action.Port.IsReserved && action.Port != PortNumber.Local && action.Port != PortNumber.InPort) throw value.Error($"output to {action.Port} cannot be truncated; a number, LOCAL and IN_PORT are allowed");
        if (action.MaxLength < MinimumTruncation) throw value.Error($"max_len must be at least {MinimumTruncation}");
        context.Add(action);
    }

    private static void Controller(ActionContext context, TextPart value)
    {
        if (value.IsEmpty || value.Text.All(char.IsAsciiDigit))
        {
            context.Add(new Output(PortNumber.Controller, value.IsEmpty ? ushort.MaxValue : (ushort)value.Number("max_len", ushort.MaxValue)));
            return;
        }

        var action = new ControllerAction();
        var hasData = false;
        foreach (var (key, part) in value.Pairs())
        {
            switch (key.Text)
            {
                case "reason":
                    var reason = Array.IndexOf(PacketInReasonText.Names, part.Text);
                    action = reason >= 0 ? action with { Reason = (PacketInReason)reason } : throw part.Unknown("reason", PacketInReasonText.Names);
                    break;
                case "max_len": action = action with { MaxLength = (ushort)part.Number("max_len", ushort.MaxValue) }; break;
                case "id": action = action with { ControllerId = (ushort)part.Number("id", ushort.MaxValue) }; break;
                case "userdata": action = action with { UserData = ValueParser.HexBytes(part) }; hasData = true; break;
                case "pause": action = action with { IsPausing = true }; break;
                case "meter_id": action = action with { MeterId = (uint)part.Number("meter", uint.MaxValue) }; break;
                default: throw key.Unknown("key", ["reason", "max_len", "id", "userdata", "pause", "meter_id"]);
            }
        }

        if (action with { MaxLength = ushort.MaxValue } == new ControllerAction() && !hasData) context.Add(new Output(PortNumber.Controller, action.MaxLength));
        else context.Add(action with { HasProperties = !action.UserData.IsEmpty || action.IsPausing || action.MeterId != ControllerAction.NoMeter });
    }

    private static void Enqueue(ActionContext context, TextPart value)
    {
        var words = value.Words(":q,").ToList();
        if (words.Count != 2) throw value.Error("enqueue:PORT:QUEUE or enqueue(PORT,QUEUE) is allowed");
        var port = PortParser.Parse(words[0]);
        if (port.IsReserved && port != PortNumber.Local && port != PortNumber.InPort) throw words[0].Error($"{words[0].Text} has no queues; a number, LOCAL and IN_PORT are allowed");

        // OpenFlow 1.3 has no such action: the queue is chosen, used and left again.
        context.Add(new SetQueue((uint)words[1].Number("queue", uint.MaxValue)));
        context.Add(new Output(port, ushort.MaxValue));
        context.Add(new PopQueue());
    }

    private static void Bundle(ActionContext context, TextPart value, bool isLoad)
    {
        var syntax = $"(FIELDS,BASIS,ALGORITHM,ofport,{(isLoad ? "DESTINATION," : "")}members:PORT,...) is allowed";
        var colon = value.Text.LastIndexOf(':');
        var words = (colon < 0 ? value : value.Slice(0, colon)).Words(", ").ToList();
        if (colon < 0 || words.Count != (isLoad ? 6 : 5) || !(words[^1].Is("members") || words[^1].Is("slaves")) || !words[3].Is("ofport")) throw value.Error(syntax);

        var members = new List<PortNumber>();
        foreach (var word in value.Slice(colon + 1).Words(", []"))
        {
            var port = PortParser.Parse(word);
            if (port == PortNumber.Controller || (!PortParser.IsOutput(port) && port != PortNumber.Any)) throw word.Error($"{word.Text} cannot be a member");
            members.Add(port);
        }

        var algorithm = words[2].Is("active_backup") ? 0 : words[2].Is("hrw") ? 1 : throw words[2].Unknown("algorithm", ["active_backup", "hrw"]);
        Subfield? to = null;
        if (isLoad)
        {
            to = ValueParser.Part(words[4]);
            context.CheckDestination(to.Value, words[4]);
        }

        context.Add(new OutputBundle(OtherActions.Hash(words[0]), (ushort)words[1].Decimal("basis", ushort.MaxValue), (ushort)algorithm, to, members));
    }

    private static void Resubmit(ActionContext context, TextPart value)
    {
        var words = value.Text.Split(',');
        var port = words[0].Length > 0 ? PortParser.Parse(value.Slice(0, words[0].Length)) : PortNumber.InPort;
        var table = words.Length > 1 && words[1].Length > 0 ? value.Slice(words[0].Length + 1, words[1].Length).Table() : TableId.All;
        var withTuple = words.Length > 2 && words[2] == "ct";
        if (words.Length > 2 && words[2] is not ("ct" or "")) throw value.Error($"unknown parameter \"{words[2]}\"; resubmit(PORT,TABLE,ct) is allowed");
        if (port == PortNumber.InPort && table == TableId.All) throw value.Error("at least one of PORT and TABLE must be said: resubmit(PORT,TABLE)");
        if (withTuple && !context.Key.IsTracked) throw value.Error($"resubmit with ct needs a match on {FieldPrerequisite.Tracked.Text}");
        context.Add(new Resubmit(port, table.Value, withTuple, HasTable: true));
    }

    private static void Sample(ActionContext context, TextPart value)
    {
        var sample = new Sample(0, 0, 0, 0, PortNumber.Any, 0);
        foreach (var (key, part) in value.Pairs())
        {
            sample = key.Text switch
            {
                "probability" => sample with { Probability = (ushort)part.Number("probability", ushort.MaxValue) },
                "collector_set_id" => sample with { CollectorSetId = (uint)part.Number("id", uint.MaxValue) },
                "obs_domain_id" => sample with { ObservationDomainId = (uint)part.Number("id", uint.MaxValue) },
                "obs_point_id" => sample with { ObservationPointId = (uint)part.Number("id", uint.MaxValue) },
                "sampling_port" => sample with { SamplingPort = PortParser.Parse(part) },
                "ingress" => sample with { Direction = 1 },
                "egress" => sample with { Direction = 2 },
                _ => throw key.Unknown("key", ["probability", "collector_set_id", "obs_domain_id", "obs_point_id", "sampling_port", "ingress", "egress"]),
            };
        }

        context.Add(sample.Probability > 0 ? sample : throw value.Error("a probability of 1 to 65535 must be said"));
    }
}
