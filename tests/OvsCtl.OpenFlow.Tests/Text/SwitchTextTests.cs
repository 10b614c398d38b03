using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using OvsCtl.OpenFlow.Tests.Real;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Text;

/// <summary>The text of what configures a switch and of its statistics: against the real ovs-ofctl, and against what it wrote before.</summary>
public sealed class SwitchTextTests(ITestOutputHelper output)
{
    private const int Each = 150;
    private const int CapturedOfEach = 6;
    private const int MaxCapturedSize = 1600;

    // Where two things are wrong with a message, ours may be the other one.
    private const int DamagedThatMayDiffer = Each / 10;

    private static readonly Rnd s_seed = new(20261122);

    public static TheoryData<string> Kinds => [.. SwitchMessages.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Messages_are_written_as_ovs_ofctl_writes_them(string kind)
    {
        OpenVSwitch.SkipOutsideSandbox();
        var messages = SwitchMessages.Kinds[kind].Sample(Each, s_seed, 50).Select(Bytes.Encode).ToArray();

        var differences = await DifferencesAsync(messages);

        Assert.True(differences.Count == 0, Show(differences));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Damaged_messages_are_written_as_ovs_ofctl_writes_them(string kind)
    {
        OpenVSwitch.SkipOutsideSandbox();
        var damaged =
            from message in SwitchMessages.Kinds[kind]
            from damage in Gen.Choose(0, 5)
            from places in Gen.Choose(0, 100_000).ArrayOf(2)
            from values in Gen.Elements<byte>(0, 1, 2, 3, 4, 7, 8, 9, 12, 15, 16, 24, 127, 128, 254, 255).ArrayOf(2)
            select Damage(Bytes.Encode(message), damage, places, values);

        var differences = await DifferencesAsync([.. damaged.Sample(Each, s_seed, 50)]);

        Assert.True(differences.Count <= DamagedThatMayDiffer, Show(differences));
    }

    [Fact]
    public void Captured_messages_are_written_as_ovs_ofctl_wrote_them()
    {
        var captures = Captures.Load("switch-messages.json");

        Assert.NotEmpty(captures);
        Assert.All(captures, capture => Assert.Equal(capture.OvsText, MessageText.Dump(Convert.FromHexString(capture.Hex)).Text));
    }

    [Fact]
    public void Captured_messages_are_encoded_as_they_were_decoded()
    {
        Assert.All(
            Captures.Load("switch-messages.json"),
            capture => Assert.Equal(capture.Hex, Convert.ToHexStringLower(Bytes.Encode(Bytes.DecodeHex(capture.Hex)))));
    }

    [Fact]
    public async Task The_captures_are_what_ovs_ofctl_writes()
    {
        OpenVSwitch.SkipOutsideSandbox();
        if (Captures.ShallBeUpdated) await CaptureAsync();
        var captures = Captures.Load("switch-messages.json");

        var texts = await OfpPrint.FormatAsync([.. captures.Select(capture => Convert.FromHexString(capture.Hex))]);

        Assert.Equal(captures.Select(capture => capture.OvsText), texts);
    }

    private static async Task CaptureAsync()
    {
        var messages = SwitchMessages.Kinds.SelectMany(kind => kind.Value.Sample(Each, s_seed, 50).Select(Bytes.Encode)
            .Where(bytes => bytes.Length <= MaxCapturedSize).DistinctBy(Convert.ToHexStringLower).Take(CapturedOfEach)).ToArray();
        Captures.Save("switch-messages.json", [.. messages.Zip(await OfpPrint.FormatAsync(messages), (bytes, text) => new Capture(Convert.ToHexStringLower(bytes), text))]);
    }

    private static byte[] Damage(byte[] bytes, int damage, int[] places, byte[] values)
    {
        // Cut off, lengthened, or with one or two bytes changed; the length in the header fits, what is in the body need not.
        const int header = 8;
        if (damage == 0) bytes = bytes[..(header + (places[0] % (bytes.Length - header + 1)))];
        if (damage == 1) bytes = [.. bytes, .. new byte[1 + (places[0] % 16)]];
        for (var i = 0; damage >= 2 && i < (damage / 4) + 1; i++)
        {
            if (bytes.Length > header) bytes[header + (places[i] % (bytes.Length - header))] = values[i];
        }

        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)bytes.Length);
        return bytes;
    }

    private static string Show(IEnumerable<(string Hex, string Expected, string Actual)> differences) =>
        string.Join('\n', differences.OrderBy(pair => pair.Hex.Length).Take(3).Select(pair => $"{pair.Hex}\n--- ovs-ofctl\n{pair.Expected}--- here\n{pair.Actual}"));

    private async Task<IReadOnlyList<(string Hex, string Expected, string Actual)>> DifferencesAsync(byte[][] messages)
    {
        var differences = messages.Zip(await OfpPrint.FormatAsync(messages))
            .Select(pair => (Hex: Convert.ToHexStringLower(pair.First), Expected: pair.Second, Actual: MessageText.Dump(pair.First).Text))
            .Where(pair => pair.Expected != pair.Actual).ToList();
        output.WriteLine($"{messages.Length - differences.Count} of {messages.Length} exact");
        return differences;
    }
}
