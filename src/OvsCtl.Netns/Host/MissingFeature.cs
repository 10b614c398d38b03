namespace OvsCtl.Netns;

/// <summary>Something that this kernel does not have, and how to get it.</summary>
/// <param name="Name">What is missing, such as <c>netem</c>.</param>
/// <param name="Module">The kernel module that has it.</param>
/// <param name="Option">The kernel's build option for it.</param>
public sealed record MissingFeature(string Name, string Module, string Option)
{
    /// <summary>For people: what is missing, and the command that may mend it.</summary>
    public string Message => $"this kernel has no {Name}: try 'modprobe {Module}'; if there is no such module, the kernel was built without {Option}";

    /// <inheritdoc/>
    public override string ToString() => Message;
}
