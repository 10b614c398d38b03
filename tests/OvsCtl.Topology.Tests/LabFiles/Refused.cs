using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Topology.Tests.LabFiles;

internal static class Refused
{
    /// <summary>Asserts that a file is refused with exactly these errors, one a line: <c>LINE:COLUMN: MESSAGE</c>.</summary>
    public static void With(string errors, string text)
    {
        Assert.False(LabFile.TryParse(text, "x.yaml", out var spec, out var found));
        Assert.Null(spec);
        Assert.Equal(errors, string.Join('\n', found.Select(e => $"{e.At}: {e.Message}")));
        Assert.All(found, error => ErrorPlaces.AssertInside(error, text));
    }
}
