using System.Text;

namespace OvsCtl.Ovsdb;

/// <content>Requests in plain JSON, for tools and for methods that this library has no member for.</content>
public sealed partial class OvsdbConnection
{
    /// <summary>Sends any request and returns the reply's <c>result</c> as the server wrote it.</summary>
    /// <param name="method">The method, such as "transact".</param>
    /// <param name="parameters">The parameters: a JSON array.</param>
    /// <param name="cancellationToken">Stops the waiting, not the request.</param>
    /// <exception cref="FormatException"><paramref name="parameters"/> is not one JSON array that an OVSDB server would read.</exception>
    /// <exception cref="OvsdbException">
    /// The server refused, or the connection was lost. A transaction that failed is no refusal: its errors are in the result.
    /// </exception>
    public Task<string> CallAsync(string method, string parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(parameters);
        var text = Checked(parameters);
        return RequestAsync(
            method, writer => writer.WriteRaw(text.AsSpan(1..^1)), json => Encoding.UTF8.GetString(json.Span), changesData: method == "transact", cancellationToken);
    }

    // Reads it whole: a number that no server can hold is found only that way, and would end the connection.
    private static byte[] Checked(string parameters)
    {
        var text = parameters.Trim();
        try
        {
            var bytes = OvsdbJson.ToUtf8(text);
            return text is ['[', ..] && OvsdbJson.Normalize(text).Length > 0 ? bytes : throw new FormatException("the parameters are not one JSON array");
        }
        catch (OvsdbException e)
        {
            throw new FormatException($"the parameters are not JSON: {e.Message}", e);
        }
    }
}
