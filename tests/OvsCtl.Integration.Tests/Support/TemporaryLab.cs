namespace OvsCtl.Integration.Tests.Support;

internal sealed class TemporaryLab : IDisposable
{
    public TemporaryLab(string text)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ovsctl-it-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
