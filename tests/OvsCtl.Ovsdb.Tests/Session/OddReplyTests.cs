using System.Text.RegularExpressions;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What a real ovsdb-server said to odd requests, kept beside the repository: each answer is a result, or an error with a kind of its own.</summary>
public sealed partial class OddReplyTests
{
    // The one error that comes as a bare string has a kind as well: what no kind is for would be Other.
    private static readonly OvsdbErrorKind[] Vague = [OvsdbErrorKind.Other, OvsdbErrorKind.ProtocolError];

    [Fact]
    public async Task Each_recorded_answer_is_a_result_or_an_error_with_a_kind()
    {
        var (results, errors, closed) = (0, new List<OvsdbErrorKind>(), 0);
        foreach (var line in Vectors.Lines("server-replies.txt").Where(line => line.StartsWith("* ", StringComparison.Ordinal)))
        {
            var parts = line[2..].Split(" -> ", 2);
            if (parts[1].StartsWith('"'))
            {
                // The connection was closed, or nothing came: what the session makes of that, the fault tests show.
                closed++;
                continue;
            }

            try
            {
                // Some answers were cut where they were written down.
                if (!IsWhole(parts[1])) continue;
                await ReadAsync(parts[0], parts[1]);
                results++;
            }
            catch (OvsdbException e)
            {
                Assert.DoesNotContain(e.Kind, Vague);
                Assert.False(e.IsOutcomeUnknown, parts[0]);
                Assert.Contains(e.Error, e.Message, StringComparison.Ordinal);
                errors.Add(e.Kind);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{results} results, {errors.Count} errors of {errors.Distinct().Count()} kinds, {closed} without an answer");
        Assert.True(results > 5 && errors.Distinct().Count() > 10, $"{results} results, {errors.Count} errors");
    }

    // How many operations there were follows from the error's place: "operation 1 of 1", or from the length of the answer.
    private static async Task ReadAsync(string title, string reply)
    {
        var message = Json.Message(reply);
        if (title.StartsWith("get_", StringComparison.Ordinal) || title.Contains("monitor", StringComparison.Ordinal) || title is "list_dbs" || !reply.Contains("\"result\": [{", StringComparison.Ordinal))
        {
            var request = new PendingRequest<bool>("request", _ => true, changesData: false);
            request.Complete(message);
            await request.Task;
            return;
        }

        var isAtCommit = AtCommit().IsMatch(reply);
        var count = Newtonsoft.Json.Linq.JObject.Parse(reply)["result"]!.Count() - (isAtCommit ? 1 : 0);
        var transaction = new PendingRequest<TransactionResult>("transact", json =>
        {
            using var cursor = new JsonCursor(json);
            return TransactionResult.Read(cursor, count);
        }, changesData: true);
        transaction.Complete(message);
        await transaction.Task;
    }

    private static bool IsWhole(string json)
    {
        try
        {
            return OvsdbJson.Normalize(json).Length > 0;
        }
        catch (OvsdbException)
        {
            return false;
        }
    }

    [GeneratedRegex("referential integrity|Transaction causes multiple rows")]
    private static partial Regex AtCommit();
}
