using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Tests.LabFiles;

public sealed class LabFileErrorTests
{
    [Fact]
    public void An_error_reads_file_line_column_message()
    {
        var error = Assert.Throws<LabFileException>(() => LabFile.Parse("lab: x\nhosts: {}\n\nswiches: {}", "labs/x.yaml")).Errors.Single();

        Assert.Equal("labs/x.yaml:4:1: unknown key 'swiches' (did you mean 'switches'? allowed: lab, switches, hosts, links, nat, forwards, checks)", error.ToString());
    }

    [Fact]
    public void The_exception_says_all_errors_in_file_order()
    {
        var exception = Assert.Throws<LabFileException>(() => LabFile.Parse("checks: [{ping: a -> b}]\nhosts: {-a: }\nlab: ' '\n", "f"));

        Assert.Equal([1, 1, 2, 3], exception.Errors.Select(e => e.At.Line));
        Assert.Equal(string.Join('\n', exception.Errors), exception.Message);
    }

    [Theory]
    [InlineData("\tlab: [x", 2, "\tlab: [x\n\t^")]
    [InlineData("lab: [x", 6, "lab: [x\n     ^")]
    [InlineData("lab", 4, "lab\n   ^")]
    [InlineData("", 1, "\n^")]
    public void The_excerpt_has_a_caret_under_the_column(string line, int column, string excerpt) =>
        Assert.Equal(excerpt, new LabFileError("f", new Position(1, column), "wrong", line).Excerpt());

    [Fact]
    public void The_excerpt_of_a_long_line_is_the_part_around_the_column()
    {
        var error = new LabFileError("f", new Position(1, 501), "wrong", new string('a', 500) + "X" + new string('b', 500));

        var lines = error.Excerpt().Split('\n');

        Assert.Equal(120, lines[0].Length);
        Assert.Equal(lines[0].IndexOf('X', StringComparison.Ordinal), lines[1].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_end_as_on_any_system()
    {
        LabFile.TryParse("lab: x\r\nhosts:\r\n  red: {x: }\r\n", "f", out _, out var errors);

        Assert.Equal((new Position(3, 9), "  red: {x: }"), (errors.Single().At, errors.Single().SourceLine));
    }

    [Fact]
    public void A_byte_order_mark_moves_no_column()
    {
        LabFile.TryParse("\uFEFFlab: x y", "f", out _, out var errors);

        Assert.Equal(new Position(1, 6), errors.Single().At);
    }

    [Fact]
    public void Text_from_the_file_is_shown_on_one_line_and_cut()
    {
        LabFile.TryParse($"lab: \"a\\n\\e[31m{new string('x', 5000)}\"", "f", out _, out var errors);

        var message = errors.Single().Message;
        Assert.InRange(message.Length, 1, 200);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void A_file_with_very_many_errors_lists_the_first_and_says_how_many_are_left()
    {
        LabFile.TryParse("lab: x\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"key{i}: 1\n")), "f", out _, out var errors);

        Assert.Equal(501, errors.Count);
        Assert.Equal("1500 more errors are not shown", errors[^1].Message);
    }

    [Fact]
    public void A_file_above_the_size_limit_is_not_read() =>
        Refused.With($"1:1: the file has {LabFile.MaxSize + 7} bytes; at most {LabFile.MaxSize} are read", "lab: x\n" + new string('#', LabFile.MaxSize));

    [Fact]
    public void A_file_of_the_largest_size_is_read() =>
        Assert.Equal("x", LabFile.Parse("lab: x\n" + new string('#', LabFile.MaxSize - 7), "f").Name);
}
