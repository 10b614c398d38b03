namespace OvsCtl.Ovsdb.Tests;

public sealed class CapturedReplyTests
{
    [Theory]
    [InlineData("insert collected", OvsdbErrorKind.ReferentialIntegrityViolation, null)]
    [InlineData("guard failed", OvsdbErrorKind.TimedOut, 0)]
    [InlineData("duplicate name at commit", OvsdbErrorKind.ConstraintViolation, null)]
    [InlineData("reference to no row at commit", OvsdbErrorKind.ReferentialIntegrityViolation, null)]
    [InlineData("bad enum", OvsdbErrorKind.ConstraintViolation, 0)]
    [InlineData("unknown table", OvsdbErrorKind.SyntaxError, 0)]
    [InlineData("unknown column", OvsdbErrorKind.UnknownColumn, 0)]
    [InlineData("abort", OvsdbErrorKind.Aborted, 1)]
    [InlineData("assert of a lock not held", OvsdbErrorKind.NotOwner, 0)]
    [InlineData("range error", OvsdbErrorKind.RangeError, 1)]
    [InlineData("domain error", OvsdbErrorKind.DomainError, 0)]
    [InlineData("unknown database", OvsdbErrorKind.UnknownDatabase, null)]
    [InlineData("unknown method", OvsdbErrorKind.UnknownMethod, null)]
    [InlineData("monitor of an unknown column", OvsdbErrorKind.SyntaxError, null)]
    public async Task A_refusal_says_what_and_which_operation(string title, OvsdbErrorKind kind, int? index)
    {
        var error = await Assert.ThrowsAsync<OvsdbException>(() => ReadAsync(title));
        Assert.Equal(kind, error.Kind);
        Assert.Equal(index, error.OperationIndex);
        Assert.NotEmpty(error.Error);
        Assert.False(error.IsOutcomeUnknown);
    }

    [Fact]
    public async Task A_commit_gives_uuids_and_counts()
    {
        var result = await ReadAsync("bridge inserted");
        Assert.Equal([true, true, true, false, false], result.Operations.Select(o => o.Uuid is not null));
        Assert.Equal(1, result.Operations[3].Count);
    }

    [Fact]
    public async Task A_select_gives_rows()
    {
        var row = Assert.Single((await ReadAsync("select")).Operations[0].Rows);
        Assert.Equal("br0", row["name"]);
        Assert.Equal(OvsdbSet.Empty, row["fail_mode"]);
        Assert.Single(row["ports"].AsSet());
    }

    [Theory]
    [InlineData("""{"id":1,"result":[{}],"error":null}""")]
    [InlineData("""{"id":1,"result":[{},{},{}],"error":null}""")]
    [InlineData("""{"id":1,"result":[null,null],"error":null}""")]
    [InlineData("""{"id":1,"result":{},"error":null}""")]
    [InlineData("""{"id":1,"result":[{},7],"error":null}""")]
    [InlineData("""{"id":1}""")]
    public async Task An_answer_that_makes_no_sense_leaves_the_outcome_unknown(string reply)
    {
        var error = await Assert.ThrowsAsync<OvsdbException>(() => ReadAsync(reply, operations: 2));
        Assert.Equal(OvsdbErrorKind.ProtocolError, error.Kind);
        Assert.True(error.IsOutcomeUnknown);
    }

    private static Task<TransactionResult> ReadAsync(string title)
    {
        var entry = Captured.Load("replies.json").Single(e => (string)e["title"]! == title);
        return ReadAsync((string)entry["reply"]!, (int)entry["operations"]!);
    }

    private static Task<TransactionResult> ReadAsync(string reply, int operations)
    {
        var request = new PendingRequest<TransactionResult>("transact", json =>
        {
            using var cursor = new JsonCursor(json);
            return TransactionResult.Read(cursor, operations);
        }, changesData: true);
        request.Complete(Json.Message(reply));
        return request.Task;
    }
}
