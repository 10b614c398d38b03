using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>Each parser of <see cref="AnswerParsers"/>: whatever comes is read, or refused with InvalidDataException, and it comes to an end.</summary>
public sealed class AnswerFuzzTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Parsers() => [.. AnswerParsers.All.Keys];

    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task Damaged_messages_are_read_or_refused(string parser)
    {
        var read = AnswerParsers.All[parser];
        await Task.Run(
            () => Prop.ForAll(AnswerDamage.To(AnswerParsers.Payloads).ToArbitrary(), bytes =>
            {
                ReadOrRefuse(read, bytes);
                return true;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000)),
            TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task Messages_of_chance_are_read_or_refused(string parser)
    {
        var read = AnswerParsers.All[parser];
        await Task.Run(
            () => Prop.ForAll<byte[]>(bytes =>
            {
                ReadOrRefuse(read, bytes);
                return true;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(400)),
            TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    /// <summary>Every message that was captured, cut at every byte.</summary>
    [Theory]
    [MemberData(nameof(Parsers))]
    public void Cut_messages_are_read_or_refused(string parser)
    {
        foreach (var payload in AnswerParsers.Payloads)
        {
            for (var length = 0; length <= payload.Length; length++) ReadOrRefuse(AnswerParsers.All[parser], payload[..length]);
        }
    }

    /// <summary>An attribute in an attribute, as deep as 64 KiB allow, of each type and behind a header of each size.</summary>
    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task Attributes_nested_without_end_are_read_or_refused(string parser)
    {
        var read = AnswerParsers.All[parser];
        await Task.Run(
            () =>
            {
                foreach (var headerSize in (ReadOnlySpan<int>)[0, 4, 8, 12, 16, 20])
                {
                    for (ushort type = 0; type < 70; type++) ReadOrRefuse(read, Nested(headerSize, type));
                }
            },
            TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    private static void ReadOrRefuse(Action<byte[]> read, byte[] bytes)
    {
        try
        {
            read(bytes);
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    }

    private static byte[] Nested(int headerSize, ushort type)
    {
        const int Depth = 16_000;
        var bytes = new byte[headerSize + Depth * 4];
        if (headerSize > 0) bytes[0] = 2; // AF_INET
        for (var level = 0; level < Depth; level++)
        {
            var at = bytes.AsSpan(headerSize + level * 4);
            BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)at.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], type);
        }

        return bytes;
    }
}
