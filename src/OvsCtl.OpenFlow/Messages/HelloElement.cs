namespace OvsCtl.OpenFlow;

/// <summary>A part of a HELLO (ofp_hello_elem_header).</summary>
/// <param name="Type">1 for the version bitmap (OFPHET_VERSIONBITMAP).</param>
/// <param name="Data">What follows type and length, without padding.</param>
public sealed record HelloElement(ushort Type, OctetString Data);
