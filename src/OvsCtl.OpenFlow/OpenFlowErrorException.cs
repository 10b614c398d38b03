namespace OvsCtl.OpenFlow;

/// <summary>The switch refused a request with OFPT_ERROR. The connection goes on.</summary>
/// <param name="error">What the switch sent.</param>
public sealed class OpenFlowErrorException(ErrorMessage error)
    : OpenFlowException($"The switch refused request {error.Xid}: {error.TypeName}, {error.CodeName}.")
{
    /// <summary>The error type as on the wire (ofp_error_type).</summary>
    public ushort Type => error.Type;

    /// <summary>The error code as on the wire; its meaning depends on <see cref="Type"/>.</summary>
    public ushort Code => error.Code;

    /// <summary>The id of the request that was refused.</summary>
    public Xid Xid => error.Xid;

    /// <summary>What the switch adds, usually the first 64 bytes or more of the request.</summary>
    public new OctetString Data => error.Data;

    /// <summary>The whole message.</summary>
    public ErrorMessage Error => error;
}
