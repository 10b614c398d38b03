using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using OvsCtl.OpenFlow.Tests.Real;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Text;

/// <summary>The text of what switches and controllers tell each other, against the real ovs-ofctl and against what it wrote before.</summary>
public sealed class ControllerTextTests(ITestOutputHelper output)
{
    private const string CaptureName = "controller-messages.json";
    private const int Each = 150;
    private const int CapturedOfEach = 6;

    // Where two things are wrong with a message, ours may be the other one.
    private const int DamagedThatMayDiffer = Each / 20;

    private static readonly Rnd s_seed = new(20261122);

    public static TheoryData<string> Kinds => [.. ControllerMessages.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Messages_are_written_as_ovs_ofctl_writes_them(string kind)
    {
        OpenVSwitch.SkipOutsideSandbox();

        var differences = await DifferencesAsync(Sample(kind));

        Assert.True(differences.Count == 0, Show(differences));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Damaged_messages_are_written_as_ovs_ofctl_writes_them(string kind)
    {
        OpenVSwitch.SkipOutsideSandbox();
        var damaged =
            from message in ControllerMessages.Kinds[kind]
            from damage in Gen.Choose(0, 3)
            from place in Gen.Choose(0, 100_000)
            from value in Gen.Elements<byte>(0, 1, 2, 3, 4, 7, 8, 15, 16, 127, 128, 255)
            select Damage(Bytes.Encode(message), damage, place, value);

        var differences = await DifferencesAsync([.. damaged.Sample(Each, s_seed, 50)]);

        Assert.True(differences.Count <= DamagedThatMayDiffer, Show(differences));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Messages_are_encoded_as_they_were_decoded(string kind) =>
        Assert.All(Sample(kind), bytes => Assert.Equal(bytes, Bytes.Encode(OpenFlowCodec.Decode(bytes))));

    [Fact]
    public void Captured_messages_are_written_as_ovs_ofctl_wrote_them()
    {
        var captures = Captures.Load(CaptureName);

        Assert.NotEmpty(captures);
        Assert.All(captures, capture => Assert.Equal(capture.OvsText, MessageText.Dump(Convert.FromHexString(capture.Hex)).Text));
    }

    [Fact]
    public async Task The_captures_are_what_ovs_ofctl_writes()
    {
        OpenVSwitch.SkipOutsideSandbox();
        var messages = ControllerMessages.Kinds.Keys.SelectMany(kind => Sample(kind).DistinctBy(Convert.ToHexStringLower).Take(CapturedOfEach)).ToArray();
        var captures = messages.Zip(await OfpPrint.FormatAsync(messages), (bytes, text) => new Capture(Convert.ToHexStringLower(bytes), text)).ToList();

        if (Captures.ShallBeUpdated) Captures.Save(CaptureName, captures);
        else Assert.Equal(captures, Captures.Load(CaptureName));
    }

    private static byte[][] Sample(string kind) => [.. ControllerMessages.Kinds[kind].Sample(Each, s_seed, 50).Select(Bytes.Encode)];

    private static byte[] Damage(byte[] bytes, int damage, int place, byte value)
    {
        // Cut off, lengthened, or with a byte changed; the length in the header fits, what is in the body need not.
        const int header = 8;
        if (damage == 0) bytes = bytes[..(header + (place % (bytes.Length - header + 1)))];
        else if (damage == 1) bytes = [.. bytes, .. new byte[1 + (place % 16)]];
        else if (bytes.Length > header) bytes[header + (place % (bytes.Length - header))] = value;
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
