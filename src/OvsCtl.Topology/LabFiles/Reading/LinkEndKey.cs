using OvsCtl.Topology.LabFiles.Values;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The key of a link's end: <c>name</c> or <c>name:ifname</c>.</summary>
internal static class LinkEndKey
{
    public static Word NameOf(Word key) => key.Text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? key[..colon] : key;

    public static Word? IfNameOf(Word key) => key.Text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? key[(colon + 1)..] : null;
}
