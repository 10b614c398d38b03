using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Ovsdb;

/// <summary>The five atomic types (RFC 7047 §3.2 &lt;atomic-type&gt;).</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The names are those of the RFC.")]
public enum AtomicType
{
    /// <summary>A 64-bit signed integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Real,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A Unicode string without U+0000.</summary>
    String,

    /// <summary>A reference to a row.</summary>
    Uuid,
}
