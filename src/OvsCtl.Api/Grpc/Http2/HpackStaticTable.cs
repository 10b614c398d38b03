namespace OvsCtl.Api.Grpc.Http2;

/// <summary>The 61 header fields that both ends know from the start (RFC 7541 appendix A).</summary>
internal static class HpackStaticTable
{
    public const int Authority = 1, MethodPost = 3, Path = 4, SchemeHttp = 6, ContentType = 31;

    private static readonly (string Name, string Value)[] s_fields =
    [
        (":authority", ""), (":method", "GET"), (":method", "POST"), (":path", "/"), (":path", "/index.html"), (":scheme", "http"), (":scheme", "https"),
        (":status", "200"), (":status", "204"), (":status", "206"), (":status", "304"), (":status", "400"), (":status", "404"), (":status", "500"),
        ("accept-charset", ""), ("accept-encoding", "gzip, deflate"), ("accept-language", ""), ("accept-ranges", ""), ("accept", ""),
        ("access-control-allow-origin", ""), ("age", ""), ("allow", ""), ("authorization", ""), ("cache-control", ""), ("content-disposition", ""),
        ("content-encoding", ""), ("content-language", ""), ("content-length", ""), ("content-location", ""), ("content-range", ""), ("content-type", ""),
        ("cookie", ""), ("date", ""), ("etag", ""), ("expect", ""), ("expires", ""), ("from", ""), ("host", ""), ("if-match", ""), ("if-modified-since", ""),
        ("if-none-match", ""), ("if-range", ""), ("if-unmodified-since", ""), ("last-modified", ""), ("link", ""), ("location", ""), ("max-forwards", ""),
        ("proxy-authenticate", ""), ("proxy-authorization", ""), ("range", ""), ("referer", ""), ("refresh", ""), ("retry-after", ""), ("server", ""),
        ("set-cookie", ""), ("strict-transport-security", ""), ("transfer-encoding", ""), ("user-agent", ""), ("vary", ""), ("via", ""), ("www-authenticate", ""),
    ];

    /// <param name="index">From 1.</param>
    /// <exception cref="InvalidDataException">There is no such field; we announce that we keep no dynamic table.</exception>
    public static (string Name, string Value) Get(int index) =>
        index >= 1 && index <= s_fields.Length ? s_fields[index - 1] : throw new InvalidDataException($"HPACK: no field {index}");
}
