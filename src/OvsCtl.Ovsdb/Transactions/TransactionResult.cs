namespace OvsCtl.Ovsdb;

/// <summary>What the operations of a committed transaction did, in their order.</summary>
public sealed record TransactionResult(IReadOnlyList<OperationResult> Operations)
{
    /// <summary>
    /// Reads the <c>result</c> of a "transact". The reply's own <c>error</c> is null even when the transaction failed: each element is
    /// looked at; those after the failed one are null, and a failure at commit is one element more than there were operations (RFC 7047 §4.1.3).
    /// </summary>
    /// <exception cref="OvsdbException">The transaction failed, or the answer makes no sense.</exception>
    internal static TransactionResult Read(JsonCursor cursor, int operationCount)
    {
        var results = new List<OperationResult>(operationCount);
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement())
        {
            int? index = results.Count < operationCount ? results.Count : null;
            if (cursor.Token == JsonToken.Null) throw OvsdbException.Protocol("a transaction has a null result without an error before it");
            var (result, error) = ReadElement(cursor);
            if (error is not null) throw new OvsdbException(error, index, index is { } i ? $"operation {i + 1} of {operationCount}" : "commit");
            if (index is null) break;
            results.Add(result);
        }

        if (cursor.Token != JsonToken.EndArray || results.Count != operationCount)
            throw OvsdbException.Protocol($"a transaction of {operationCount} operations has {results.Count} results or more");
        return new TransactionResult(results);
    }

    // One <operation-result> or <error>: {"uuid": …} | {"count": …} | {"rows": […]} | {} | {"error": …, "details": …}
    private static (OperationResult Result, WireError? Error) ReadElement(JsonCursor cursor)
    {
        var result = OperationResult.Nothing;
        string? error = null, details = null;
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var name))
        {
            switch (name)
            {
                case "uuid" when OvsdbAtom.ReadAtom(cursor) is OvsdbUuid { Value: var uuid }:
                    result = result with { Uuid = uuid };
                    break;
                case "count":
                    result = result with { Count = cursor.Integer() };
                    break;
                case "rows":
                    result = result with { Rows = ReadRows(cursor) };
                    break;
                case "error":
                    error = cursor.String();
                    break;
                case "details":
                    details = cursor.String();
                    break;
                default:
                    cursor.Skip();
                    break;
            }
        }

        return (result, error is null ? null : new WireError(error, details));
    }

    private static List<IReadOnlyDictionary<string, OvsdbValue>> ReadRows(JsonCursor cursor)
    {
        var rows = new List<IReadOnlyDictionary<string, OvsdbValue>>();
        cursor.Expect(JsonToken.StartArray);
        while (cursor.NextElement())
        {
            var row = new Dictionary<string, OvsdbValue>();
            cursor.Expect(JsonToken.StartObject);
            while (cursor.NextMember(out var column)) row[column] = OvsdbValue.Read(cursor);
            rows.Add(row);
        }

        return rows;
    }
}
