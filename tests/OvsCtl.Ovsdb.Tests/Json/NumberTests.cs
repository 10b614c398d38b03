using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace OvsCtl.Ovsdb.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("9223372036854775807.0", long.MaxValue)]
    [InlineData("-9223372036854775808.000", long.MinValue)]
    [InlineData("92233720.36854775807e11", long.MaxValue)]
    [InlineData("9007199254740993e0", 9007199254740993)]
    [InlineData("1e3", 1000)]
    [InlineData("0e10000", 0)]
    [InlineData("-1e-9999", 0)]
    public void A_whole_number_is_exact_however_it_is_written(string text, long expected) => Assert.Equal(expected, NumberText.Read(text).Integer);

    [Theory]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("0.1", 0.1)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    public void Any_other_number_is_the_nearest_double(string text, double expected)
    {
        Assert.Null(NumberText.Read(text).Integer);
        Assert.Equal(expected, NumberText.Read(text).Real);
    }

    [Theory]
    [InlineData("1e309")]
    [InlineData("1e99999999999999999999")]
    [InlineData("0e2147483648")]
    [InlineData("0.1e-9223372036854775808")]
    public void What_no_double_can_hold_is_a_protocol_error(string text) =>
        Assert.Equal(OvsdbErrorKind.ProtocolError, Assert.Throws<OvsdbException>(() => NumberText.Read(text)).Kind);

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e37, "1e+37")]
    [InlineData(1.525878906e-5, "1.525878906e-05")]
    [InlineData(100000, "100000")]
    [InlineData(1e15, "1e+15")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void A_real_is_written_as_C_does_with_as_many_digits_as_it_takes(double value, string text) => Assert.Equal(text, RealText.Exact(value));

    [Fact]
    public void No_real_is_lost_by_writing_and_reading() => Prop.ForAll<double>(value =>
        !double.IsFinite(value) || double.Parse(RealText.Exact(value), CultureInfo.InvariantCulture).Equals(value + 0.0)).QuickCheckThrowOnFailure();

    [Fact]
    public void Strings_are_ordered_by_code_point()
    {
        string[] ordered = ["", "a", "ab", "b", "\uffff", "\U00010000", "\U0010ffff"];
        Assert.Equal(ordered, ordered.Reverse().Order(Utf8Order.Instance));
    }
}
