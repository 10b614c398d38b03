using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Packet-ins of Nicira in Open vSwitch's words, with where the switch would go on.</summary>
internal static class PacketInPropertiesText
{
    private const ushort NXCPT_BRIDGE = 0x8000, NXCPT_STACK = 0x8001, NXCPT_MIRRORS = 0x8002, NXCPT_CONNTRACKED = 0x8003, NXCPT_TABLE_ID = 0x8004,
        NXCPT_COOKIE = 0x8005, NXCPT_ACTIONS = 0x8006, NXCPT_ACTION_SET = 0x8007, NXCPT_ODP_PORT = 0x8008;

    public static string Format(NiciraPacketIn packetIn)
    {
        var text = new StringBuilder();
        PacketInText.Append(text, packetIn.TableId, packetIn.Cookie, packetIn.TotalLength, packetIn.Match, packetIn.Reason, packetIn.BufferId, packetIn.Data.Length);
        return text.Append(PacketInText.Packet(packetIn.Data, packetIn.Match)).ToString();
    }

    /// <exception cref="OpenFlowProtocolException">There is no packet, or it is larger than it says.</exception>
    public static string Format(PacketInProperties packetIn)
    {
        var size = packetIn.Data.Length;
        var total = packetIn.TotalLength == 0 ? (uint)size : packetIn.TotalLength;
        if (size == 0 || total < size) throw new OpenFlowProtocolException($"A packet-in holds {size} bytes of a packet of {total}.", OfpError.OFPBRC_BAD_LEN);
        var text = new StringBuilder();
        PacketInText.Append(text, packetIn.TableId, packetIn.Cookie, total, packetIn.Metadata, packetIn.Reason, packetIn.BufferId, size);
        if (!packetIn.Userdata.IsEmpty) text.Append(" userdata=").AppendJoin('.', packetIn.Userdata.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture))).Append('\n');
        new Continuation(packetIn.Continuation).AppendTo(text);
        return text.Append(PacketInText.Packet(packetIn.Data, packetIn.Metadata)).ToString();
    }

    /// <summary>The parts of a continuation, which may come in any order and are written in one.</summary>
    private sealed class Continuation
    {
        private readonly List<string> _stack = [], _actions = [], _actionSet = [];
        private string _bridge = "";
        private uint _mirrors, _port;
        private bool _isTracked;

        public Continuation(IReadOnlyList<MessageProperty> properties)
        {
            byte table = 0;
            ulong cookie = 0;
            foreach (var property in properties)
            {
                switch (property.Type)
                {
                    case NXCPT_BRIDGE: _bridge = Uuid(property); break;
                    case NXCPT_STACK: _stack.Add(Item(property)); break;
                    case NXCPT_MIRRORS: _mirrors = property.ToUInt32(); break;
                    case NXCPT_CONNTRACKED: _isTracked = true; break;
                    case NXCPT_TABLE_ID: table = property.ToByte(); break;
                    case NXCPT_COOKIE: cookie = property.ToUInt64(); break;
                    case NXCPT_ACTIONS:
                        _actions.Add(string.Create(CultureInfo.InvariantCulture, $"unroll_xlate(table={table}, cookie={cookie})"));
                        AddActions(property, _actions);
                        break;
                    case NXCPT_ACTION_SET: AddActions(property, _actionSet); break;
                    case NXCPT_ODP_PORT: _port = property.ToUInt32(); break;
                }
            }
        }

        public void AppendTo(StringBuilder text)
        {
            var invariant = CultureInfo.InvariantCulture;
            if (_bridge.Length > 0) text.Append(invariant, $" continuation.bridge={_bridge}\n");
            if (_stack.Count > 0) text.Append(invariant, $" continuation.stack=(top) {string.Join(' ', _stack)} (bottom)\n");
            if (_mirrors != 0) text.Append(invariant, $" continuation.mirrors=0x{_mirrors:x}\n");
            if (_isTracked) text.Append(" continuation.conntracked=true\n");
            if (_actions.Count > 0) text.Append(invariant, $" continuation.actions={string.Join(',', _actions)}\n");
            if (_actionSet.Count > 0) text.Append(invariant, $" continuation.action_set={string.Join(',', _actionSet)}\n");
            if (_port != 0) text.Append(invariant, $" continuation.odp_port={_port}\n");
        }

        private static string Uuid(MessageProperty property)
        {
            const int size = 16;
            if (property.Data.Length != size) throw new OpenFlowProtocolException($"A bridge has a name of {property.Data.Length} bytes; {size} are due.", OfpError.OFPBPC_BAD_LEN);
            var hex = property.Data.ToString();
            return property.Data.Span.IndexOfAnyExcept((byte)0) < 0 ? "" : $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
        }

        private static string Item(MessageProperty property)
        {
            const int largest = 128;
            if (property.Data.Length > largest) throw new OpenFlowProtocolException($"A stack holds an item of {property.Data.Length} bytes.", OfpError.OFPBPC_BAD_LEN);
            return HexText.Number(property.Data);
        }

        private static void AddActions(MessageProperty property, List<string> texts)
        {
            var reader = property.Nested();
            var list = reader.ReadNested(reader.Remaining, OfpError.OFPBAC_BAD_LEN);
            var actions = FlowAction.ReadAll(ref list);
            Acceptance.CheckActions(actions);
            texts.AddRange(actions.Select(action => action.ToString(null)));
        }
    }
}
