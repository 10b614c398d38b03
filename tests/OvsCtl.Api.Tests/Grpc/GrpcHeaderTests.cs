using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Api.Grpc;

namespace OvsCtl.Api.Tests.Grpc;

public sealed class GrpcHeaderTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("100m", 100)]
    [InlineData("5000u", 5)]
    public void Timeout_is_read_in_its_unit(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), GrpcTimeout.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData(" 1S")]
    [InlineData("123456789S")]
    public void Malformed_timeout_is_refused(string? text) => Assert.Null(GrpcTimeout.Parse(text));

    [Fact]
    public void Timeout_is_never_written_shorter_than_it_is() =>
        Prop.ForAll<PositiveInt, PositiveInt>((a, b) =>
        {
            var timeout = TimeSpan.FromTicks((long)a.Get * b.Get);
            return GrpcTimeout.Parse(GrpcTimeout.Format(timeout)) is { } read && read >= timeout;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Timeout_beyond_eight_digits_of_milliseconds_is_written_in_seconds() =>
        Assert.Equal("8640000S", GrpcTimeout.Format(TimeSpan.FromDays(100)));

    [Fact]
    public void Error_text_survives_its_encoding() =>
        Prop.ForAll<UnicodeString>(text =>
        {
            // A lone surrogate has no UTF-8; it becomes U+FFFD.
            var whole = string.Concat((text.Get ?? "").EnumerateRunes());
            return GrpcMessageText.Decode(GrpcMessageText.Encode(whole)) == whole;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encoded_error_text_is_printable_ascii()
    {
        var encoded = GrpcMessageText.Encode("a\r\nb: 100% „ü“ \U0001F980");

        Assert.Equal("a%0D%0Ab: 100%25 %E2%80%9E%C3%BC%E2%80%9C %F0%9F%A6%80", encoded);
    }

    [Fact]
    public void Endless_error_text_is_cut() =>
        Assert.InRange(GrpcMessageText.Encode(new string('ü', 1_000_000)).Length, 1, 20_000);

    [Theory]
    [InlineData("application/grpc", true)]
    [InlineData("application/grpc+proto", true)]
    [InlineData("application/grpc; charset=utf-8", true)]
    [InlineData("application/grpc-web", false)]
    [InlineData("application/json", false)]
    [InlineData(null, false)]
    public void Content_type_tells_grpc_from_the_rest(string? contentType, bool expected) =>
        Assert.Equal(expected, GrpcHeaders.IsGrpcContentType(contentType));
}
