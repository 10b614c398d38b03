namespace OvsCtl.Integration.Tests.Support;

/// <summary>The programs and the main lab where everybody can read them.</summary>
internal sealed class PublishedCopy : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovsctl-copy-");

    public PublishedCopy()
    {
        File.SetUnixFileMode(_directory.FullName, Everybody);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Programs.OvsCtl) ?? ".").Append(Labs.RedBlue)) Copy(file);
    }

    public string OvsCtl => Path.Combine(_directory.FullName, "ovsctl");

    public string Lab => Path.Combine(_directory.FullName, Path.GetFileName(Labs.RedBlue));

    public void Dispose() => _directory.Delete(recursive: true);

    private void Copy(string file)
    {
        var copy = Path.Combine(_directory.FullName, Path.GetFileName(file));
        File.Copy(file, copy);
        File.SetUnixFileMode(copy, Everybody);
    }
}
