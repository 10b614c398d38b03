using System.Globalization;

namespace OvsCtl.Api.Grpc;

/// <summary>The value of grpc-timeout: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long MaxDigits = 99_999_999;

    // PROTOCOL-HTTP2.md: Timeout → TimeoutValue TimeoutUnit; units H M S m u n.
    /// <returns>Null when malformed.</returns>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: >= 2 and <= 9 }
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return null;
        return text[^1] switch
        {
            'H' => TimeSpan.FromHours(value),
            'M' => TimeSpan.FromMinutes(value),
            'S' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'u' => TimeSpan.FromMicroseconds(value),
            // A tick is 100 ns; rounding down to zero would mean "already over" for a timeout that is not.
            'n' => TimeSpan.FromTicks(Math.Max(1, value / 100)),
            _ => null,
        };
    }

    /// <summary>Rounds up, so that the server never gives up before the caller would have.</summary>
    public static string Format(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero) return "1n";
        var milliseconds = (long)Math.Ceiling(timeout.TotalMilliseconds);
        return milliseconds <= MaxDigits
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(MaxDigits, (long)Math.Ceiling(timeout.TotalSeconds))}S");
    }
}
