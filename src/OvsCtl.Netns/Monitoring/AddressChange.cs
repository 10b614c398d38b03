namespace OvsCtl.Netns;

/// <summary>An address as it is now, or as it was.</summary>
/// <param name="Address">The one it is about.</param>
/// <param name="IsDeleted">True when it is gone.</param>
public sealed record AddressChange(AddressEntry Address, bool IsDeleted) : NetworkChange;
