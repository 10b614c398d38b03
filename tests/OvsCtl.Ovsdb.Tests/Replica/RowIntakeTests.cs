using System.Globalization;
using System.Text;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>A reply whose rows are taken while it comes in gives what the whole reply would.</summary>
public sealed class RowIntakeTests
{
    private static readonly MonitoredTables Tables =
        new(Captured.Schema, new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["name"], ["Port"] = ["name"], ["Interface"] = ["name"] });

    private static readonly string Updates = "{\"Port\":" + Rows("p", 5) + ",\"Bridge\" : {} ,\"Interface\":" + Rows("i\\\"}é", 4) + "}";

    [Theory]
    [InlineData("{\"id\":7,\"result\":", ",\"error\":null}", false, false)]
    [InlineData("{\"id\":7,\"result\":", ",\"error\":null}", false, true)]
    [InlineData("{ \"id\" : 7 , \"error\":null, \"result\" : [false,\"00000000-0000-4000-8000-000000000000\",", "]}", true, false)]
    [InlineData("{\"id\":7,\"result\":[false,\"00000000-0000-4000-8000-000000000000\",", "]}", true, true)]
    [InlineData("{\"result\":", ",\"error\":null,\"id\":7}", false, false)]
    public void Rows_taken_early_and_the_rest_make_the_same_replica_however_the_reply_is_cut(string before, string after, bool isSince, bool isCompact)
    {
        // Without the white space most rows are in the form that is taken without a second look.
        var reply = Encoding.UTF8.GetBytes(before + (isCompact ? Updates.Replace(" ", "", StringComparison.Ordinal) : Updates) + after);
        var expected = Names(Read(reply, reply.Length, isSince, out _));
        Assert.Equal(9, expected.Count);
        var takenCount = 0;
        for (var size = 1; size < reply.Length; size++)
        {
            Assert.Equal(expected, Names(Read(reply, size, isSince, out var taken)));
            takenCount += taken;
        }

        // Without the id before them nobody knows whose rows they are.
        Assert.Equal(!before.StartsWith("{\"result\"", StringComparison.Ordinal), takenCount > 0);
    }

    [Fact]
    public void Rows_of_a_resumed_monitor_are_left_for_the_replica_they_change()
    {
        var reply = Encoding.UTF8.GetBytes("{\"id\":7,\"result\":[true,\"00000000-0000-4000-8000-000000000000\"," + Updates + "],\"error\":null}");
        Read(reply, 10, isSince: true, out var taken);
        Assert.Equal(0, taken);
    }

    [Fact]
    public void What_was_taken_counts_towards_the_size_of_the_message()
    {
        var reply = Encoding.UTF8.GetBytes("{\"id\":7,\"result\":" + Updates + ",\"error\":null}");
        var framer = new JsonFramer(reply.Length - 1, 1000);
        var error = Assert.Throws<OvsdbException>(() => Feed(framer, Tables.BeginIntake(), reply, 20, out _));
        Assert.Equal(OvsdbErrorKind.ProtocolError, error.Kind);
    }

    private static ReplicaSnapshot Read(byte[] reply, int size, bool isSince, out int taken)
    {
        var message = Feed(new JsonFramer(1 << 20, 1000), Tables.BeginIntake(), reply, size, out taken);
        using var cursor = new JsonCursor(message.Find("\"result\""u8)!.Value);
        for (var i = 0; isSince && i < 3; i++) cursor.Next();
        return MonitoredTables.Apply(Tables.Initial, cursor);
    }

    private static JsonMessage Feed(JsonFramer framer, RowIntake intake, byte[] reply, int size, out int taken)
    {
        taken = 0;
        for (var at = 0; at < reply.Length; at += size)
        {
            var piece = reply.AsSpan(at, Math.Min(size, reply.Length - at));
            piece.CopyTo(framer.GetMemory().Span);
            framer.Advance(piece.Length);
            for (var isMore = true; isMore;)
            {
                if (framer.TryRead(out var message)) return message;
                isMore = false;
                if (!framer.TryPeekRows(out var rows)) continue;
                Assert.Equal("7", Encoding.UTF8.GetString(rows.Id.Span));
                isMore = intake.Take(framer, rows);
                taken++;
            }
        }

        throw new EndOfStreamException();
    }

    private static string Rows(string name, int count) => "{" + string.Join(", ", Enumerable.Range(0, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"\"00000000-0000-4000-8000-{i:x12}\" : {{\"initial\":{{\"name\":\"{name}{i}\"}}}}"))) + "}";

    private static List<string> Names(ReplicaSnapshot snapshot) =>
        [.. snapshot.TableNames.SelectMany(table => snapshot.Table(table).Values.Select(row => $"{table} {row.Uuid} {row.GetString("name")}")).Order(StringComparer.Ordinal)];
}
