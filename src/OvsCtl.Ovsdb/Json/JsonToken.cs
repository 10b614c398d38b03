namespace OvsCtl.Ovsdb;

/// <summary>What <see cref="JsonCursor"/> may stand on.</summary>
internal enum JsonToken
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    PropertyName,
    String,

    /// <summary>A number without point and exponent.</summary>
    Integer,

    /// <summary>Any other number, whole or not.</summary>
    Float,
    Boolean,
    Null,
}
