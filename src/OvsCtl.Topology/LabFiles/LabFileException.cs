namespace OvsCtl.Topology.LabFiles;

/// <summary>A lab file that cannot be used. Its message is all the errors, one a line.</summary>
public sealed class LabFileException(IReadOnlyList<LabFileError> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>At least one, in file order.</summary>
    public IReadOnlyList<LabFileError> Errors { get; } = errors;
}
