using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Topology.Tests.LabFiles;

internal static class ErrorPlaces
{
    /// <summary>The place exists in the file, and its line is the one the error carries.</summary>
    public static void AssertInside(LabFileError error, string text)
    {
        var lines = text.TrimStart('\uFEFF').Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        Assert.InRange(error.At.Line, 1, lines.Length);
        Assert.Equal(lines[error.At.Line - 1], error.SourceLine);
        Assert.InRange(error.At.Column, 1, error.SourceLine.Length + 1);
        Assert.EndsWith("^", error.Excerpt(), StringComparison.Ordinal);
    }
}
