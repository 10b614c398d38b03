namespace OvsCtl.OpenFlow;

/// <summary>What Open vSwitch refuses in a match beyond wrong sizes.</summary>
internal static class MatchCheck
{
    // The fields that have bits which must be zero, and those bits.
    private static readonly Dictionary<MatchField, ulong> s_zeroBits = new()
    {
        [MatchField.IpDscp] = ~0x3fUL,
        [MatchField.NwTos] = ~0xfcUL,
        [MatchField.IpEcn] = ~3UL,
        [MatchField.NwFrag] = ~3UL,
        [MatchField.TcpFlags] = ~0xfffUL,
        [MatchField.ArpOp] = 0xff00,
        [MatchField.VlanVid] = 0xe000,
        [MatchField.VlanPcp] = ~7UL,
        [MatchField.Ipv6FlowLabel] = ~0xfffffUL,
        [MatchField.MplsLabel] = ~0xfffffUL,
        [MatchField.MplsTc] = ~7UL,
        [MatchField.MplsBos] = ~1UL,
        [MatchField.TunFlags] = ~1UL,
        [MatchField.CtState] = ~0xffUL,
        [MatchField.NshTtl] = ~0x3fUL,
        [MatchField.NshSpi] = 0xff000000,
    };

    // In the standard, but not in Open vSwitch.
    private static readonly MatchField[] s_unknown = [MatchField.InPhyPort, MatchField.PbbIsid, MatchField.Ipv6ExtHdr];

    /// <summary>The match as a message about packets may have it: what Open vSwitch does not know is skipped.</summary>
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the match.</exception>
    public static Match Loose(Match match)
    {
        Check(match, strict: false);
        return match.Where(entry => !IsUnknown(entry.Field));
    }

    /// <summary>The match as a flow has it: everything in it must be known, and what a field requires come before it.</summary>
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the match.</exception>
    public static Match Strict(Match match)
    {
        Check(match, strict: true);
        return match;
    }

    /// <exception cref="OpenFlowProtocolException">The value of the field is none that it may have.</exception>
    public static void CheckValue(MatchEntry entry, OfpError error)
    {
        var field = entry.Field.Canonical;
        var value = entry.Field.Size <= 8 ? entry.ValueAsNumber : 0;
        var isBad = (field == MatchField.InPort || field == MatchField.ActsetOutput) ? !PortRange.Has(new PortNumber((uint)value))
            : field == MatchField.NshMdtype ? value is not (1 or 2)
            : s_zeroBits.TryGetValue(field, out var zeros) && (value & zeros) != 0;
        if (isBad) throw new OpenFlowProtocolException($"0x{value:x} is no value of {field}.", error);
    }

    private static bool IsUnknown(MatchField field) => field.IsUnknown || s_unknown.Contains(field);

    private static void Check(Match match, bool strict)
    {
        var seen = new HashSet<MatchField>();
        for (var i = 0; i < match.Entries.Count; i++)
        {
            var entry = match.Entries[i];
            CheckMask(entry);
            if (IsUnknown(entry.Field))
            {
                if (strict) throw new OpenFlowProtocolException($"Match field {entry.Field} is unknown.", OfpError.OFPBMC_BAD_FIELD);
                continue;
            }

            CheckValue(entry, OfpError.OFPBMC_BAD_VALUE);
            if (strict && !entry.Field.IsAllowedIn(match.First(i))) throw new OpenFlowProtocolException($"Match field {entry.Field} requires others before it.", OfpError.OFPBMC_BAD_PREREQ);
            if (!seen.Add(entry.Field.Canonical)) throw new OpenFlowProtocolException($"Match field {entry.Field} occurs twice.", OfpError.OFPBMC_DUP_FIELD);
        }
    }

    private static void CheckMask(MatchEntry entry)
    {
        // Of an unknown field the payload is kept whole, the mask behind the value.
        ReadOnlySpan<byte> value = entry.Value, mask = entry.Mask;
        if (entry.Field is { IsUnknown: true, HasMaskBit: true })
        {
            mask = value[(value.Length / 2)..];
            value = value[..(value.Length / 2)];
        }

        if (mask.IsEmpty) return;
        for (var i = 0; i < value.Length; i++)
        {
            if ((value[i] & ~mask[i]) != 0) throw new OpenFlowProtocolException($"Match field {entry.Field} has bits that its mask hides.", OfpError.OFPBMC_BAD_WILDCARDS);
        }

        if (!entry.Field.IsUnknown && !entry.Field.IsMaskable && mask.IndexOfAnyExcept((byte)0xff) >= 0 && mask.IndexOfAnyExcept((byte)0) >= 0)
            throw new OpenFlowProtocolException($"Match field {entry.Field} allows no mask.", OfpError.OFPBMC_BAD_MASK);
    }
}
