using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using static OvsCtl.Netns.Messages.RouteAttributes;
using static OvsCtl.Netns.Messages.RuleAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWRULE.</summary>
internal static class RuleParser
{
    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<Rule> rules)
    {
        if (type == RTM_NEWRULE && Parse(payload) is { } rule) rules.Add(rule);
    }

    /// <summary>Null for a rule of another family, such as multicast routing's.</summary>
    public static Rule? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < FibRuleHdr.Size) throw new InvalidDataException($"Netlink rule message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<FibRuleHdr>(payload);
        if (info.family is not (Libc.AF_INET or Libc.AF_INET6)) return null;
        var any = info.family == Libc.AF_INET ? IPAddress.Any : IPAddress.IPv6Any;
        var rule = new Rule
        {
            Family = info.family == Libc.AF_INET ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6,
            Priority = 0, // the attribute is left out for 0
            Source = info.src_len == 0 ? null : Networks.Create(any, info.src_len),
            Destination = info.dst_len == 0 ? null : Networks.Create(any, info.dst_len),
            IsInverted = (info.flags & FibRuleHdr.FIB_RULE_INVERT) != 0,
            Action = (RuleAction)info.action,
            Table = info.table,
        };
        var reader = new AttributeReader(payload[FibRuleHdr.Size..]);
        while (reader.Read())
        {
            rule = reader.Type switch
            {
                FRA_SRC => rule with { Source = Networks.Create(reader.Address, info.src_len) },
                FRA_DST => rule with { Destination = Networks.Create(reader.Address, info.dst_len) },
                FRA_IIFNAME => rule with { InputInterface = reader.Text },
                FRA_OIFNAME => rule with { OutputInterface = reader.Text },
                FRA_PRIORITY => rule with { Priority = reader.UInt32 },
                FRA_FWMARK => rule with { Mark = reader.UInt32 },
                FRA_FWMASK => rule with { MarkMask = reader.UInt32 },
                FRA_TABLE => rule with { Table = reader.UInt32 },
                FRA_GOTO => rule with { Target = reader.UInt32 },
                FRA_PROTOCOL => rule with { Protocol = reader.Byte },
                _ => rule,
            };
        }

        // The kernel sends a mask of 0 with every rule that has no mark.
        return rule with { MarkMask = rule.Mark is null || rule.MarkMask == uint.MaxValue ? null : rule.MarkMask };
    }
}
