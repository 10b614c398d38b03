namespace OvsCtl.Ovsdb;

/// <summary>Where one member of a top-level object is: its quoted name and its value, as ranges of the message's bytes.</summary>
internal readonly record struct JsonMember(Range Name, Range Value);
