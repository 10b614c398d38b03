namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>A named namespace that is removed at the end of the test.</summary>
internal sealed class TestNamespace : IDisposable
{
    public TestNamespace()
    {
        Sandbox.Require();
        Name = $"t{Guid.NewGuid():N}"[..12];
        NamedNamespaces.Create(Name);
        Namespace = NetworkNamespace.Open(Name);
    }

    public string Name { get; }

    public NetworkNamespace Namespace { get; }

    public void Dispose()
    {
        Namespace.Dispose();
        if (NamedNamespaces.Exists(Name)) NamedNamespaces.Delete(Name);
    }
}
